import assert from 'node:assert/strict';
import fc from 'fast-check';
import { applyCodes, removeCoding } from '../../../src/core/coding/codingOperations';
import { removeSegment, resizeSegment, setMemo } from '../../../src/core/coding/segmentOperations';
import type { SegmentsChange } from '../../../src/core/coding/segment';
import type { SegmentRow } from '../../../src/core/coding/segmentsFile';
import { afterEdit } from '../../../src/core/project/liveEdit';
import type { Study } from '../../../src/core/project/study';
import { segmentsPath } from '../../../src/core/project/studyFiles';
import type { TranscriptCoding } from '../../../src/core/project/transcriptCoding';
import { toLf } from '../../../src/core/text/lfText';
import { span } from '../../../src/core/text/span';
import { applyChanges, mapSpan, type TextChange } from '../../../src/core/text/textChange';
import { interview, interviewText, openStudy, smallStudyFiles } from '../../support/smallStudy';
import { runs } from '../../support/runs';

const codes = ['connection', 'talking', 'change'];
const mineOf = segmentsPath('ada', interview);
/** Mostly anywhere; now and then words that another step may choose, too. */
const place = fc.oneof(
  { weight: 4, arbitrary: fc.tuple(fc.nat(interviewText.length - 2), fc.integer({ min: 1, max: 40 })) },
  { weight: 1, arbitrary: fc.constantFrom<[number, number]>([25, 15], [25, 7]) },
);

const step = fc.record({
  who: fc.nat(1),
  how: fc.constantFrom('code', 'code', 'code', 'remove', 'memo', 'resize', 'undo', 'redo', 'look'),
  at: place,
  which: fc.nat(99),
  code: fc.constantFrom(...codes),
  /** Whether the next step begins before this one is done. */
  together: fc.boolean(),
});

/** Every coding as “segment code”. */
function codingsOf(coding: TranscriptCoding): string[] {
  return [...coding.byCoder.values()]
    .flatMap(({ list }) => list.flatMap(({ row }) => row.codings.map(({ code }) => `${row.id} ${code}`)))
    .sort();
}

const pairs = (rows: SegmentsChange['after']): string[] =>
  Object.entries(rows).flatMap(([id, row]) => (row?.codings ?? []).map(({ code }) => `${id} ${code}`));

const stretch = (row: SegmentRow | null): string => `${row?.start ?? ''} ${row?.end ?? ''}`;

async function current(study: Study): Promise<TranscriptCoding> {
  const coding = await study.coding(interview);
  assert.ok(coding);
  return coding;
}

describe('law: two sessions over the same files', () => {
  it('lose nothing that nobody removed, and show the same once both look again', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 14 }), async (steps) => {
        const files = smallStudyFiles();
        const sides = [await openStudy(files, 'one'), await openStudy(files, 'two')] as const;
        for (const { study } of sides) await study.keep(interview);
        const added = new Set<string>();
        const removed = new Set<string>();
        const running: Promise<unknown>[] = [];
        for (const { who, how, at, which, code, together } of steps) {
          const { study, session } = sides[who]!;
          const start = at[0];
          const wanted = span(start, Math.min(interviewText.length, start + at[1]));
          const work = async (): Promise<void> => {
            if (how === 'look') {
              await study.filesChanged([mineOf]);
              return;
            }
            let change: SegmentsChange | undefined;
            const outcome =
              how === 'undo' || how === 'redo'
                ? await session[how]()
                : await session.change(interview, (mine, { text }) => {
                    const tools = session.tools();
                    const id = mine.list[which % Math.max(1, mine.list.length)]?.row.id ?? '';
                    const made =
                      how === 'code'
                        ? applyCodes(mine, text, wanted, [code], tools)
                        : how === 'remove'
                          ? removeCoding(mine, id, code, tools)
                          : how === 'memo'
                            ? setMemo(mine, id, `memo ${which}`)
                            : resizeSegment(mine, text, id, wanted);
                    if (made.ok) change = made.value;
                    return made;
                  });
            if (how === 'undo' || how === 'redo') {
              // What undo takes away is not followed one by one: from then on nothing of the past is counted on.
              for (const one of added) removed.add(one);
              return;
            }
            if (!outcome.ok || change === undefined) return;
            const rows = change.after;
            const now = study.keptCoding(interview)!.byCoder.get('ada')!.list;
            for (const row of Object.values(rows)) {
              // Where the other session made a segment of the same words first, the codes are on that one.
              const there =
                now.find((one) => one.row.id === row?.id) ?? now.find((one) => stretch(one.row) === stretch(row));
              const id = there?.row.id ?? row?.id ?? '';
              for (const one of pairs(row ? { [id]: row } : {})) added.add(one);
            }
            const after = new Set(pairs(rows));
            for (const one of pairs(change.before)) if (!after.has(one)) removed.add(one);
          };
          const run = work();
          running.push(run);
          if (!together) await Promise.all(running);
        }
        await Promise.all(running);
        const shown = await Promise.all(
          sides.map(async ({ study }) => {
            await study.filesChanged([mineOf]);
            return codingsOf(await current(study));
          }),
        );
        assert.deepEqual(shown[0], shown[1]);
        const reopened = await openStudy(files, 'three');
        assert.deepEqual(codingsOf(await current(reopened.study)), shown[0]);
        assert.deepEqual(reopened.study.problems, []);
        const list = (await current(reopened.study)).byCoder.get('ada')?.list ?? [];
        const onlyCoded = steps.every(({ how }) => how === 'code' || how === 'look');
        if (onlyCoded) assert.equal(new Set(list.map((one) => stretch(one.row))).size, list.length, 'doubled');
        const there = new Set(shown[0]);
        for (const one of added) if (!removed.has(one)) assert.ok(there.has(one), `${one} was lost`);
        for (const one of there) assert.ok(added.has(one), `${one} came from nowhere`);
        for (const code of codes) {
          assert.equal(reopened.study.index.count(code), shown[0]!.filter((one) => one.endsWith(` ${code}`)).length);
        }
      }),
      { seed: 20261122, numRuns: runs(40) },
    );
  });
});

const edit = fc.record({
  at: fc.nat(),
  length: fc.nat(25),
  text: fc.constantFrom('', 'x', ' and so on', '\n', '🙂'),
});

const splits = (text: string, at: number): boolean => /[\udc00-\udfff]/.test(text.charAt(at));

/** One event of an editor with several edits; gives them as they were done. */
function typeInto(study: Study, edits: readonly { at: number; length: number; text: string }[]): TextChange[] {
  const live = study.keptCoding(interview)!;
  const changes: TextChange[] = [];
  let from = 0;
  for (const { at, length, text } of edits) {
    const start = from + (at % Math.max(1, live.text.length - from));
    const end = Math.min(live.text.length, start + length);
    if (end < start || splits(live.text, start) || splits(live.text, end)) continue;
    changes.push({ ...span(start, end), text });
    from = end + 1;
    if (from >= live.text.length) break;
  }
  study.replace(afterEdit(live, changes, toLf(applyChanges(live.text, changes))));
  return changes;
}

describe('law: one window types while another codes', () => {
  const done = fc.record({ how: fc.constantFrom('remove', 'resize', 'code', 'none'), at: place });

  it('keeps what both did: what was removed is gone, new borders stand, and all else stands where the typing put it', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(place, { minLength: 1, maxLength: 4 }),
        fc.array(edit, { minLength: 1, maxLength: 2 }),
        fc.array(done, { minLength: 1, maxLength: 4 }),
        fc.boolean(),
        async (coded, edits, others, recalled) => {
          const files = smallStudyFiles();
          const [one, two] = [await openStudy(files, 'one'), await openStudy(files, 'two')];
          const kept = await one.study.keep(interview);
          if (recalled) await one.study.texts.remember(kept!.digest, kept!.text);
          for (const [start, length] of coded) {
            const wanted = span(start, Math.min(interviewText.length, start + length));
            await one.session.change(interview, (mine, { text }) =>
              applyCodes(mine, text, wanted, ['change'], one.session.tools()),
            );
          }
          await two.study.filesChanged([mineOf]);
          const first = (await current(two.study)).byCoder.get('ada')?.list ?? [];
          const changes = typeInto(one.study, edits);
          const live = new Map(one.study.keptCoding(interview)!.placed.map(({ segment }) => [segment.row.id, segment]));

          const removed = new Set<string>();
          const resized = new Set<string>();
          for (const [i, { how, at }] of others.entries()) {
            const wanted = span(at[0], Math.min(interviewText.length, at[0] + at[1]));
            const id = first[i]?.row.id ?? '';
            const outcome = await two.session.change(interview, (mine, { text }) =>
              how === 'remove'
                ? removeSegment(mine, id)
                : how === 'resize'
                  ? resizeSegment(mine, text, id, wanted)
                  : applyCodes(mine, text, wanted, how === 'code' ? ['talking'] : [], two.session.tools()),
            );
            if (!outcome.ok) continue;
            if (how === 'remove') removed.add(id);
            if (how === 'resize') resized.add(id);
          }
          const theirs = new Map(
            (await current(two.study)).byCoder.get('ada')?.list.map((now) => [now.row.id, now.row]),
          );
          files.set(interview, one.study.keptCoding(interview)!.text);
          const saved = await one.session.transcriptSaved(interview);
          assert.ok(saved.ok);
          assert.deepEqual(saved.value.notes, []);

          const now = new Map(
            one.study
              .keptCoding(interview)!
              .byCoder.get('ada')
              ?.list.map((it) => [it.row.id, it.row]),
          );
          assert.deepEqual([...now.keys()].sort(), [...theirs.keys()].sort());
          for (const id of removed) assert.ok(!now.has(id), `${id} came back`);
          for (const [id, row] of now) {
            const was = theirs.get(id)!;
            assert.deepEqual(row.codings, was.codings);
            const before = live.get(id)?.row;
            const { start, end } = was;
            const far = changes.every((change) => change.end + 12 < start || change.start > end + 12);
            if (before !== undefined && !resized.has(id)) {
              assert.deepEqual([row.start, row.quote, row.state], [before.start, before.quote, before.state]);
            } else if (recalled && far) {
              const at = mapSpan(span(start, end), changes)!;
              assert.deepEqual([row.start, row.quote], [at.start, was.quote]);
            }
          }
        },
      ),
      { seed: 20261122, numRuns: runs(50) },
    );
  });
});

describe('law: editing, saving and reading again', () => {
  it('keeps every segment with the words it had in the editor', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(place, fc.constantFrom(...codes)), { minLength: 1, maxLength: 6 }),
        fc.array(fc.array(edit, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 4 }),
        async (coded, events) => {
          const files = smallStudyFiles();
          const { study, session } = await openStudy(files);
          await study.keep(interview);
          for (const [[start, length], code] of coded) {
            const wanted = span(start, Math.min(interviewText.length, start + length));
            await session.change(interview, (mine, { text }) =>
              applyCodes(mine, text, wanted, [code], session.tools()),
            );
          }
          for (const edits of events) typeInto(study, edits);
          const live = study.keptCoding(interview)!;
          files.set(interview, live.text);
          const saved = await session.transcriptSaved(interview);
          assert.ok(saved.ok);
          const again = await openStudy(files, 'two');
          assert.deepEqual(wordsOf(await current(again.study)), wordsOf(live));
        },
      ),
      { seed: 20261122, numRuns: runs(100) },
    );
  });

  /** By segment: its words where it has a place, else the words it had. */
  function wordsOf({ byCoder, text }: TranscriptCoding): Record<string, string> {
    return Object.fromEntries(
      [...byCoder.values()].flatMap(({ list }) =>
        list.map(({ row, placement: { span: at } }) => {
          if (at !== null) assert.equal(row.quote, text.slice(at.start, at.end));
          return [row.id, at === null ? `lost: ${row.quote}` : `${at.start}: ${row.quote}`] as const;
        }),
      ),
    );
  }
});
