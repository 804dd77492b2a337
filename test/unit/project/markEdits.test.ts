import assert from 'node:assert/strict';
import { ok, type Result } from '../../../src/core/base/result';
import type { StudyPath } from '../../../src/core/base/studyPath';
import type { TranscriptMark } from '../../../src/core/coding/coderFile';
import { readingStep, type ReadingStep } from '../../../src/core/coding/readingStep';
import { changeDays, markedDays, renameInMarks } from '../../../src/core/project/markEdits';
import { readCoder } from '../../../src/core/project/readCoder';

const start = `# who I am
verbatim-coder: 1
name: "Ada" # as in the protocol
x-desk: 3
`;

const marked = `${start}transcripts:
  # twice, with the recording
  transcripts/A.txt: {read: 2026-11-02, x-mood: tired}
  "transcripts/B 1.txt":
    read: 2026-11-03 # on the train
    finished: 2026-11-05
standpoint: from within
`;

const [a, b, c] = ['transcripts/A.txt', 'transcripts/B 1.txt', 'transcripts/C.txt'] as const;
const day = '2026-11-30';

function markTranscript(text: string, path: string, step: ReadingStep, today: string): Result<string, string> {
  const done = changeDays(text, path, (now) => {
    const days = markedDays(path, now, step, today);
    return days.ok ? ok({ days: days.value }) : days;
  });
  return done.ok ? ok(done.value.text) : done;
}

function edited(edit: { readonly ok: boolean; readonly value?: string; readonly error?: string }): string {
  assert.ok(edit.ok, edit.error);
  return edit.value ?? '';
}

function refused(edit: { readonly ok: boolean; readonly error?: string }): string {
  assert.ok(!edit.ok);
  return edit.error ?? '';
}

describe('marking a transcript in a coder’s file', () => {
  it('adds the group, then entries, each with its day, and keeps every other line', () => {
    const one = edited(markTranscript(start, a, 'read', day));
    assert.equal(one, `${start}transcripts:\n  transcripts/A.txt:\n    read: 2026-11-30\n`);
    const two = edited(markTranscript(one, b, 'finished', day));
    assert.equal(two, `${one}  transcripts/B 1.txt:\n    read: 2026-11-30\n    finished: 2026-11-30\n`);
  });

  it('keeps the day of what was marked before, comments and unknown keys', () => {
    assert.equal(
      edited(markTranscript(marked, a, 'finished', day)),
      marked.replace('x-mood: tired}', 'x-mood: tired, finished: 2026-11-30}'),
    );
    assert.equal(edited(markTranscript(marked, b, 'read', day)), marked.replace('    finished: 2026-11-05\n', ''));
    assert.equal(edited(markTranscript(marked, a, 'unread', day)), marked.replace('read: 2026-11-02, ', ''));
  });

  it('takes an entry away in which nothing is left, and the group with the last one', () => {
    const without = edited(markTranscript(marked, b, 'unread', day));
    assert.ok(!without.includes('B 1') && without.includes('tired') && without.endsWith('standpoint: from within\n'));
    const one = edited(markTranscript(start, c, 'finished', day));
    assert.equal(edited(markTranscript(one, c, 'unread', day)), start);
  });

  it('goes back from finished to read where it was never marked as read', () => {
    const text = `${start}transcripts:\n  transcripts/A.txt:\n    finished: 2026-11-05\n`;
    assert.equal(
      edited(markTranscript(text, a, 'read', day)),
      text.replace('finished: 2026-11-05', 'read: 2026-11-30'),
    );
  });

  it('finds a path in whichever form of Unicode it was written', () => {
    const text = `${start}transcripts:\n  transcripts/Zoe\u0308.txt: {read: 2026-11-02}\n`;
    const now = edited(markTranscript(text, 'transcripts/Zoë.txt', 'finished', day));
    assert.equal(now, text.replace('02}', '02, finished: 2026-11-30}'));
  });

  it('writes over what is no day and is shown as unread', () => {
    for (const entry of ['{read: true}', '{read: }', '{read: 20261130}', '{finished: 1, read: 2026-11-02}', '']) {
      const text = `${start}transcripts:\n  ${a}: ${entry}\n`;
      const markOf = (of: string): TranscriptMark | undefined =>
        readCoder('ada', 'coding/ada/coder.yaml' as StudyPath, of).coder.marks.get(a);
      assert.equal(readingStep(markOf(text)), 'unread', entry);
      assert.deepEqual(markOf(edited(markTranscript(text, a, 'read', day))), { read: day }, entry);
      assert.deepEqual(markOf(edited(markTranscript(text, a, 'finished', day))), { read: day, finished: day }, entry);
      assert.match(refused(markTranscript(text, a, 'unread', day)), /already/);
    }
  });

  it('is refused where it is marked so already, of a newer version, or of another form', () => {
    for (const [path, step] of [
      [a, 'read'],
      [b, 'finished'],
      [c, 'unread'],
    ] as const)
      assert.match(refused(markTranscript(marked, path, step, day)), /already/);
    assert.match(refused(markTranscript(marked.replace('coder: 1', 'coder: 2'), a, 'finished', day)), /newer Verbatim/);
    assert.match(refused(markTranscript(`${start}transcripts: [a]\n`, a, 'read', day)), /no group/);
    assert.match(refused(markTranscript(`${start}transcripts:\n  ${a}: yes\n`, a, 'read', day)), /no group/);
    assert.match(refused(markTranscript('name: [', a, 'read', day)), /cannot be changed/);
  });
});

describe('renaming a transcript in a coder’s file', () => {
  it('changes its path alone', () => {
    assert.equal(
      edited(renameInMarks(marked, b, c)).replace(/^ {4}read.*$/m, ''),
      marked.replace('"transcripts/B 1.txt"', c).replace(/^ {4}read.*$/m, ''),
    );
  });

  it('is refused where the path is not there, or the new one is', () => {
    assert.match(refused(renameInMarks(marked, c, a)), /does not name/);
    assert.match(refused(renameInMarks(start, c, a)), /does not name/);
    assert.match(refused(renameInMarks(marked, a, b)), /already/);
  });
});
