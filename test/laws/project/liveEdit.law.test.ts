import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe as describeSpan } from '../../../src/core/anchor/describe';
import { applyCodes } from '../../../src/core/coding/codingOperations';
import { afterEdit } from '../../../src/core/project/liveEdit';
import type { TranscriptCoding } from '../../../src/core/project/transcriptCoding';
import { utf16 } from '../../../src/core/text/offsets';
import { toLf } from '../../../src/core/text/lfText';
import { span, type Span } from '../../../src/core/text/span';
import { applyChanges, mapSpan, type TextChange } from '../../../src/core/text/textChange';
import { interview, interviewText, openStudy, smallStudyFiles } from '../../support/smallStudy';
import { runs } from '../../support/runs';

const edit = fc.record({
  at: fc.nat(),
  length: fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, { weight: 2, arbitrary: fc.nat(30) }),
  text: fc.constantFrom('', 'x', 'and so on ', '\n', '🙂', 'R: '),
});
const places = fc.array(fc.tuple(fc.nat(interviewText.length - 2), fc.integer({ min: 1, max: 60 })), {
  minLength: 1,
  maxLength: 8,
});

/** One or two changes that do not overlap, somewhere in a text of this length. */
function changesAt(length: number, edits: readonly { at: number; length: number; text: string }[]): TextChange[] {
  const changes: TextChange[] = [];
  let free = 0;
  for (const one of [...edits].sort((a, b) => (a.at % (length + 1)) - (b.at % (length + 1)))) {
    const start = one.at % (length + 1);
    if (start < free) continue;
    const end = Math.min(length, start + one.length);
    changes.push({ start: utf16(start), end: utf16(end), text: one.text });
    free = end + 1;
  }
  return changes;
}

const crosses = ({ start, end }: TextChange, over: Span): boolean =>
  (start < over.start && over.start < end) || (start < over.end && over.end < end);

describe('law: live edits', () => {
  it('keep every segment, say of each what the text has there now, and map it where its borders were left alone', async () => {
    await fc.assert(
      fc.asyncProperty(
        places,
        fc.array(
          fc.record({ edits: fc.array(edit, { minLength: 1, maxLength: 2 }), asked: fc.integer({ min: 0, max: 3 }) }),
          { minLength: 1, maxLength: 12 },
        ),
        async (coded, events) => {
          const { study, session } = await openStudy(smallStudyFiles());
          await study.keep(interview);
          for (const [start, length] of coded) {
            await session.change(interview, (mine, { text }) =>
              applyCodes(mine, text, span(start, Math.min(text.length, start + length)), ['change'], session.tools()),
            );
          }
          let coding: TranscriptCoding = study.keptCoding(interview)!;
          const ids = [...coding.placed].map(({ segment }) => segment.row.id).sort();
          const mapped = new Map<string, Span | null>(
            coding.placed.map(({ segment, span: at }) => [segment.row.id, at]),
          );
          for (const { edits, asked } of events) {
            const changes = changesAt(coding.text.length, edits);
            for (const [id, at] of mapped) {
              const sure = at !== null && !changes.some((change) => crosses(change, at) || change.text.includes('\n'));
              mapped.set(id, sure ? mapSpan(at, changes) : null);
            }
            coding = afterEdit(coding, changes, toLf(applyChanges(coding.text, changes)));
            if (asked === 0) assert.ok(coding.placed.length <= ids.length);
          }
          const { text } = coding;
          assert.deepEqual([...coding.placed, ...coding.orphans].map(({ segment }) => segment.row.id).sort(), ids);
          for (const { segment, span: at } of coding.placed) {
            const { row } = segment;
            assert.deepEqual([row.start, row.end], [at.start, at.end]);
            const { quote, prefix, suffix } = describeSpan(text, at);
            assert.deepEqual([row.quote, row.prefix, row.suffix], [quote, prefix, suffix]);
            const sure = mapped.get(row.id);
            if (sure != null) assert.deepEqual(at, sure);
          }
          for (const { segment } of coding.orphans) assert.equal(mapped.get(segment.row.id) ?? null, null);
        },
      ),
      { seed: 20261122, numRuns: runs(60) },
    );
  });
});
