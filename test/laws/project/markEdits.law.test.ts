import assert from 'node:assert/strict';
import fc from 'fast-check';
import { ok, type Result } from '../../../src/core/base/result';
import type { StudyPath } from '../../../src/core/base/studyPath';
import { readingStep, type ReadingStep } from '../../../src/core/coding/readingStep';
import { changeDays, markedDays, renameInMarks } from '../../../src/core/project/markEdits';
import { readCoder } from '../../../src/core/project/readCoder';
import { runs } from '../../support/runs';

const start = `# on top
verbatim-coder: 1
name: 'Ada' # the name
role: researcher

# how far I am
standpoint: |
  several

  lines
# at the end
`;

const paths = [
  'transcripts/A.txt',
  'transcripts/b: c.txt',
  "transcripts/it's #3.md",
  'transcripts/Zoë 1.vtt',
  'x/[1].srt',
];
const renamed = 'transcripts/renamed.txt';

type Operation =
  | { readonly kind: 'mark'; readonly path: number; readonly step: ReadingStep; readonly day: number }
  | { readonly kind: 'rename'; readonly path: number };

const operation: fc.Arbitrary<Operation> = fc.oneof(
  fc.record({
    kind: fc.constant('mark' as const),
    path: fc.nat(paths.length - 1),
    step: fc.constantFrom<ReadingStep>('unread', 'read', 'finished'),
    day: fc.integer({ min: 10, max: 28 }),
  }),
  fc.record({ kind: fc.constant('rename' as const), path: fc.nat(paths.length - 1) }),
);

function markTranscript(text: string, path: string, step: ReadingStep, day: string): Result<string, string> {
  const done = changeDays(text, path, (now) => {
    const days = markedDays(path, now, step, day);
    return days.ok ? ok({ days: days.value }) : days;
  });
  return done.ok ? ok(done.value.text) : done;
}

const marksOf = (text: string): ReadonlyMap<string, { readonly read?: string; readonly finished?: string }> => {
  const { coder, problems } = readCoder('ada', 'coding/ada/coder.yaml' as StudyPath, text);
  assert.deepEqual(problems, [], text);
  assert.equal(coder.name, 'Ada');
  return coder.marks;
};

describe('law: marks in a coder’s file', () => {
  it('say what was marked last, keep the days, and leave every other line as it was', () => {
    fc.assert(
      fc.property(fc.array(operation, { minLength: 1, maxLength: 10 }), (operations) => {
        let text = start;
        const expected = new Map<string, { read?: string; finished?: string }>();
        for (const one of operations) {
          const path = paths[one.path]!;
          const had = expected.get(path);
          if (one.kind === 'rename') {
            const result = renameInMarks(text, path, renamed);
            assert.equal(result.ok, had !== undefined && !expected.has(renamed), text);
            if (!result.ok || had === undefined) continue;
            text = result.value;
            expected.delete(path);
            expected.set(renamed, had);
          } else {
            const day = `2026-11-${one.day}`;
            const result = markTranscript(text, path, one.step, day);
            assert.equal(result.ok, readingStep(had) !== one.step, text);
            if (!result.ok) continue;
            text = result.value;
            const read = had?.read ?? day;
            if (one.step === 'unread') expected.delete(path);
            else expected.set(path, one.step === 'read' ? { read } : { read, finished: day });
          }
          assert.deepEqual([...marksOf(text)].sort(), [...expected].sort());
          const others = text.split('\n').filter((line) => start.split('\n').includes(line));
          assert.deepEqual(others, start.split('\n'), text);
        }
        for (const path of [...expected.keys()]) {
          const back = markTranscript(text, path, 'unread', '2026-11-30');
          assert.ok(back.ok);
          text = back.value;
        }
        assert.equal(text, start, 'what is taken back leaves nothing behind');
      }),
      { seed: 20261130, numRuns: runs(100) },
    );
  });
});
