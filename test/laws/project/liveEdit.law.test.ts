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

/** True where a change takes units at a border of a span, which a later one may bring back. */
const takesBorder = ({ start, end }: TextChange, over: Span): boolean =>
  (start <= over.start && over.start < end) || (start < over.end && over.end <= end);

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
              const sure =
                at !== null && !changes.some((change) => takesBorder(change, at) || change.text.includes('\n'));
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

  it('give the same whoever looks when: at every state, at an earlier one after later edits, or at two that came of the same', async () => {
    await fc.assert(
      fc.asyncProperty(
        places,
        fc.array(fc.array(edit, { minLength: 1, maxLength: 2 }), { minLength: 2, maxLength: 6 }),
        fc.array(edit, { minLength: 1, maxLength: 2 }),
        async (coded, events, other) => {
          const { study, session } = await openStudy(smallStudyFiles());
          await study.keep(interview);
          for (const [start, length] of coded) {
            await session.change(interview, (mine, { text }) =>
              applyCodes(mine, text, span(start, Math.min(text.length, start + length)), ['change'], session.tools()),
            );
          }
          const before = study.keptCoding(interview)!;
          const after = (coding: TranscriptCoding, edits: typeof other): TranscriptCoding => {
            const changes = changesAt(coding.text.length, edits);
            return afterEdit(coding, changes, toLf(applyChanges(coding.text, changes)));
          };
          const alone = (states: readonly (typeof other)[]): unknown =>
            [...states.reduce(after, before).byCoder].map(([coder, { list }]) => [coder, list]);
          const states = [before];
          for (const edits of events) states.push(after(states.at(-1)!, edits));
          // A second state that comes of the last but one, after the last.
          const beside = after(states.at(-2)!, other);
          const shown = ({ byCoder }: TranscriptCoding): unknown =>
            [...byCoder].map(([coder, { list }]) => [coder, list]);
          assert.deepEqual(shown(beside), alone([...events.slice(0, -1), other]));
          for (const [i, state] of states.entries()) assert.deepEqual(shown(state), alone(events.slice(0, i)));
        },
      ),
      { seed: 20261130, numRuns: runs(40) },
    );
  });

  // Turns that repeat themselves, word for word, side by side and far apart.
  const asked = 'I: How have you felt since we last met?\nR: Fine, fine, on the whole, thank you.\n';
  const repeated = toLf(`${asked}${asked}I: And at home?\nR: Fine.\n${asked}`);
  const inRepeated = fc.array(fc.tuple(fc.nat(repeated.length - 2), fc.integer({ min: 1, max: 60 })), {
    minLength: 1,
    maxLength: 5,
  });
  const larger = fc.record({
    at: fc.nat(),
    length: fc.oneof(fc.constant(0), fc.nat(20), fc.nat(120)),
    text: fc.constantFrom('', 'x', 'fine, ', '\n', asked, 'How have you felt'),
  });

  async function codedIn(spans: readonly (readonly [number, number])[]): Promise<TranscriptCoding> {
    const { study, session } = await openStudy(smallStudyFiles({ [interview]: repeated }));
    await study.keep(interview);
    for (const [start, length] of spans) {
      await session.change(interview, (mine, { text }) =>
        applyCodes(mine, text, span(start, Math.min(text.length, start + length)), ['change'], session.tools()),
      );
    }
    return study.keptCoding(interview)!;
  }

  it('put no segment on words that stood elsewhere before, and of which none were its own', async () => {
    await fc.assert(
      fc.asyncProperty(
        inRepeated,
        fc.array(fc.array(larger, { minLength: 1, maxLength: 2 }), { minLength: 1, maxLength: 6 }),
        async (coded, events) => {
          let coding = await codedIn(coded);
          // Every unit has a number, by which it is known wherever edits move it.
          let units = Array.from(coding.text, (_, i) => i);
          let count = units.length;
          const own = new Map<string, Set<number>>();
          const take = (): void => {
            for (const { segment, span: at } of coding.placed) {
              const known = own.get(segment.row.id) ?? new Set();
              for (const unit of units.slice(at.start, at.end)) known.add(unit);
              own.set(segment.row.id, known);
            }
          };
          take();
          for (const edits of events) {
            const changes = changesAt(coding.text.length, edits);
            const firstNew = count;
            const next: number[] = [];
            let from = 0;
            for (const { start, end, text } of changes) {
              next.push(...units.slice(from, start), ...Array.from(text, () => count++));
              from = end;
            }
            units = [...next, ...units.slice(from)];
            coding = afterEdit(coding, changes, toLf(applyChanges(coding.text, changes)));
            for (const { segment, span: at } of coding.placed) {
              const there = units.slice(at.start, at.end);
              const came = there.filter((unit) => unit >= firstNew).length;
              const hasOwn = there.some((unit) => own.get(segment.row.id)?.has(unit));
              assert.ok(hasOwn || came >= there.length / 2, segment.row.quote);
            }
            take();
          }
        },
      ),
      { seed: 20261122, numRuns: runs(60) },
    );
  });

  it('that are undone leave every segment where it was, whether somebody looked in between or not', async () => {
    await fc.assert(
      fc.asyncProperty(
        inRepeated,
        // Whole turns that come would be places of their own.
        fc.array(
          larger.map((one) => ({ ...one, text: one.text.slice(0, 6) })),
          { minLength: 1, maxLength: 2 },
        ),
        fc.boolean(),
        async (coded, edits, looked) => {
          const before = await codedIn(coded);
          const changes = changesAt(before.text.length, edits);
          const changed = afterEdit(before, changes, toLf(applyChanges(before.text, changes)));
          if (looked) assert.ok(changed.placed.length <= before.placed.length);
          let by = 0;
          const undo = changes.map(({ start, end, text }): TextChange => {
            const back = { ...span(start + by, start + by + text.length), text: before.text.slice(start, end) };
            by += text.length - (end - start);
            return back;
          });
          const after = afterEdit(changed, undo, before.text);
          const standing = ({ placed }: TranscriptCoding): string[] =>
            placed.map(({ segment: { row }, span: at }) => `${row.id} ${row.quote} ${at.start} ${row.state ?? ''}`);
          assert.deepEqual(standing(after), standing(before));
        },
      ),
      { seed: 20261122, numRuns: runs(100) },
    );
  });
});
