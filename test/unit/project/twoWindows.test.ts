import assert from 'node:assert/strict';
import { annotate, applyCodes } from '../../../src/core/coding/codingOperations';
import { removeSegment, resizeSegment } from '../../../src/core/coding/segmentOperations';
import type { SegmentRow } from '../../../src/core/coding/segmentsFile';
import type { CodingSession } from '../../../src/core/project/codingSession';
import { afterEdit } from '../../../src/core/project/liveEdit';
import type { Study } from '../../../src/core/project/study';
import { toLf } from '../../../src/core/text/lfText';
import { span } from '../../../src/core/text/span';
import { interview, openStudy, smallStudyFiles, spanOfWords } from '../../support/smallStudy';
import type { MemoryFiles } from '../../support/memoryFiles';

const mine = 'coding/ada/segments/transcripts/INT1.txt.jsonl';

async function code(session: CodingSession, words: string): Promise<void> {
  const done = await session.change(interview, (segments, { text }) =>
    applyCodes(segments, text, spanOfWords(text, words), ['change'], session.tools()),
  );
  assert.ok(done.ok, done.ok ? '' : done.error);
}

function type(study: Study, words: string): void {
  const before = study.keptCoding(interview)!;
  study.replace(afterEdit(before, [{ ...span(0, 0), text: words }], toLf(words + before.text)));
}

/** Saves what the first window has, as its editor would: the text, then the segments. */
async function save(
  files: MemoryFiles,
  { study, session }: { study: Study; session: CodingSession },
): Promise<readonly string[]> {
  files.set(interview, study.keptCoding(interview)!.text);
  const saved = await session.transcriptSaved(interview);
  assert.ok(saved.ok);
  return saved.value.notes;
}

const rowsIn = (files: MemoryFiles): SegmentRow[] =>
  files
    .text(mine)
    .trimEnd()
    .split('\n')
    .slice(1)
    .map((line) => JSON.parse(line) as SegmentRow);

const quotesIn = (files: MemoryFiles): string[] =>
  rowsIn(files)
    .map(({ quote }) => quote)
    .sort();

/** The first window has coded, and has an unsaved edit; the second has coded since. */
async function bothCoding(): Promise<{ files: MemoryFiles; one: { study: Study; session: CodingSession } }> {
  const files = smallStudyFiles();
  const [one, two] = [await openStudy(files, 'one'), await openStudy(files, 'two')];
  await one.study.keep(interview);
  await code(one.session, 'We just clicked');
  await two.study.refresh(interview);
  type(one.study, 'A');
  await code(two.session, 'I even ring my sister');
  return { files, one };
}

const both = ['I even ring my sister', 'We just clicked'];

describe('two windows of one coder', () => {
  it('keep what the other coded while words were typed during a save', async () => {
    const { files, one } = await bothCoding();
    let during: (() => void) | undefined = () => {
      type(one.study, 'B');
    };
    files.failing = (path) => {
      if (path === mine) {
        during?.();
        during = undefined;
      }
      return undefined;
    };
    await save(files, one);
    await save(files, one);
    assert.deepEqual(quotesIn(files), both);
    const shown = one.study.keptCoding(interview)!.placed.map(({ segment }) => segment.row.quote);
    assert.deepEqual(shown.sort(), both);
  });

  it('keep what the other coded where the files are read while there are unsaved edits', async () => {
    const { files, one } = await bothCoding();
    await one.study.show('me');
    await save(files, one);
    assert.deepEqual(quotesIn(files), both);
  });

  it('show a colleague’s codings that came while there were unsaved edits', async () => {
    const files = smallStudyFiles({ 'coding/ben/coder.yaml': 'verbatim-coder: 1\nname: Ben\n' });
    const one = await openStudy(files, 'one');
    await one.study.keep(interview);
    await code(one.session, 'We just clicked');
    type(one.study, 'A');
    const bens = mine.replace('ada', 'ben');
    files.set(bens, files.text(mine).replace('"coder":"ada"', '"coder":"ben"'));
    await one.study.filesChanged([bens as typeof interview], { shows: () => true, unsaved: () => true });
    assert.equal(one.study.index.count('change'), 1);
    await save(files, one);
    assert.equal(one.study.index.count('change'), 2);
    assert.deepEqual([...one.study.keptCoding(interview)!.byCoder.keys()], ['ada', 'ben']);
  });
});

describe('what another window did before the text of this one was saved', () => {
  /** Both windows have seen two segments; in the first, words were typed before them. */
  async function typedIn(): Promise<{
    files: MemoryFiles;
    one: { study: Study; session: CodingSession };
    two: { study: Study; session: CodingSession };
    first: SegmentRow;
  }> {
    const files = smallStudyFiles();
    const [one, two] = [await openStudy(files, 'one'), await openStudy(files, 'two')];
    await one.study.keep(interview);
    await code(one.session, 'We just clicked');
    await code(one.session, 'I even ring my sister');
    await two.study.filesChanged([mine as typeof interview]);
    type(one.study, 'A');
    return { files, one, two, first: rowsIn(files)[0]! };
  }

  it('stays removed', async () => {
    const { files, one, two, first } = await typedIn();
    assert.ok((await two.session.change(interview, (now) => removeSegment(now, first.id))).ok);
    assert.deepEqual(await save(files, one), []);
    assert.deepEqual(quotesIn(files), ['I even ring my sister']);
    assert.equal(one.study.keptCoding(interview)!.placed.length, 1);
  });

  it('keeps its new borders, narrower or wider', async () => {
    for (const words of ['We just', 'We just clicked — the first time']) {
      const { files, one, two, first } = await typedIn();
      const wider = await two.session.change(interview, (now, { text }) =>
        resizeSegment(now, text, first.id, spanOfWords(text, words)),
      );
      assert.ok(wider.ok);
      assert.deepEqual(await save(files, one), []);
      assert.equal(rowsIn(files)[0]!.quote, words);
      assert.equal(rowsIn(files)[0]!.start, first.start + 1);
    }
  });

  it('keeps its new borders also where words between them were edited here', async () => {
    const { files, one, two, first } = await typedIn();
    const live = one.study.keptCoding(interview)!;
    const at = live.text.indexOf('just clicked');
    const change = { ...span(at, at + 'just'.length), text: 'really just' };
    one.study.replace(afterEdit(live, [change], toLf(live.text.replace('just clicked', 'really just clicked'))));
    const narrower = await two.session.change(interview, (now, { text }) =>
      resizeSegment(now, text, first.id, spanOfWords(text, 'We just')),
    );
    assert.ok(narrower.ok);
    await save(files, one);
    assert.equal(rowsIn(files)[0]!.quote, 'We really just');
  });

  it('leaves a segment where the edits here put it, wherever a search for its words would', async () => {
    const { files, one, two } = await typedIn();
    const live = one.study.keptCoding(interview)!;
    const at = live.text.indexOf('We just clicked');
    const edited = toLf(live.text.replace('We just clicked', 'You said that they did'));
    one.study.replace(afterEdit(live, [{ ...span(at, at + 15), text: 'You said that they did' }], edited));
    await code(two.session, 'What changed?');
    await save(files, one);
    assert.deepEqual(
      rowsIn(files).map(({ quote, state }) => [quote, state]),
      [
        ['You said that they did', undefined],
        ['What changed?', undefined],
        ['I even ring my sister', undefined],
      ],
    );
  });

  it('comes back where its borders were changed here, with a note', async () => {
    const { files, one, two, first } = await typedIn();
    await save(files, one);
    assert.ok((await two.session.change(interview, (now) => removeSegment(now, first.id))).ok);
    const done = await one.session.change(interview, (now, { text }) =>
      resizeSegment(now, text, first.id, spanOfWords(text, 'We just')),
    );
    assert.ok(done.ok);
    assert.match(done.value.notes.join(' '), /removed in one copy and changed in the other/);
    assert.deepEqual(quotesIn(files), ['I even ring my sister', 'We just']);
  });
});

describe('the same words coded in two windows before either sees the other', () => {
  const words = 'We just clicked';

  async function both(change?: (session: CodingSession) => Promise<void>) {
    const files = smallStudyFiles();
    const [one, two] = [await openStudy(files, 'one'), await openStudy(files, 'two')];
    await one.study.keep(interview);
    await two.study.keep(interview);
    await (change ?? ((session) => code(session, words)))(one.session);
    return { files, one, two };
  }

  const apply = (session: CodingSession, name: string) =>
    session.change(interview, (mine, { text }) =>
      applyCodes(mine, text, spanOfWords(text, words), [name], session.tools()),
    );

  it('are one segment, as the first made it, and nothing that the second would have to undo', async () => {
    const { files, one, two } = await both();
    const before = files.text(mine);
    const done = await apply(two.session, 'change');
    assert.ok(done.ok);
    assert.match(done.value.notes.join(' '), /^Another window made “We just clicked” a segment .* one now\.$/);
    assert.equal(files.text(mine), before);
    assert.equal(two.study.index.count('change'), 1);
    assert.ok(!files.contents.has('coding/ada/log/two.jsonl'));
    const undone = await two.session.undo();
    assert.ok(undone.ok, JSON.stringify(undone));
    assert.deepEqual(quotesIn(files), []);
    await one.study.filesChanged([mine as typeof interview]);
    assert.ok((await one.session.redo()).ok);
    assert.deepEqual(quotesIn(files), [words]);
  });

  it('are one segment with the codes of both, each of which can be undone', async () => {
    const { files, one, two } = await both();
    const { id } = rowsIn(files)[0]!;
    assert.ok((await apply(two.session, 'talking')).ok);
    const codes = (): string[][] => rowsIn(files).map((row) => [row.id, ...row.codings.map((coding) => coding.code)]);
    assert.deepEqual(codes(), [[id, 'change', 'talking']]);
    assert.deepEqual(
      two.study.keptCoding(interview)!.placed.map(({ segment }) => segment.row.id),
      [id],
    );
    assert.ok((await two.session.undo()).ok);
    assert.deepEqual(codes(), [[id, 'change']]);
    assert.ok((await two.session.redo()).ok);
    assert.deepEqual(codes(), [[id, 'change', 'talking']]);
    await one.study.filesChanged([mine as typeof interview]);
    assert.ok((await one.session.undo()).ok);
    assert.ok((await one.session.undo()).ok);
    assert.deepEqual(codes(), []);
  });

  it('keep both memos', async () => {
    const note = async (session: CodingSession, memo: string): Promise<void> => {
      const done = await session.change(interview, (now, { text }) =>
        annotate(now, text, spanOfWords(text, words), memo, session.tools()),
      );
      assert.ok(done.ok);
    };
    const { files, two } = await both((session) => note(session, 'One thought.'));
    await note(two.session, 'Another thought.');
    const rows = rowsIn(files);
    assert.equal(rows.length, 1);
    assert.match(rows[0]!.memo ?? '', /Another thought\.[^]*One thought\./);
  });
});

describe('a transcript that is opened while an export reads it', () => {
  it('is kept', async () => {
    for (const first of ['keep', 'pass'] as const) {
      const { study } = await openStudy(smallStudyFiles());
      const work = [() => study.keep(interview), () => study.inPassing(interview)];
      if (first === 'pass') work.reverse();
      await Promise.all(work.map((one) => one()));
      assert.ok(study.keptCoding(interview));
      assert.equal(study.storedOf(interview).size, 0);
    }
  });
});

describe('a coder who comes back', () => {
  it('undoes what they did last, and goes on in their log', async () => {
    const files = smallStudyFiles();
    const { study, session } = await openStudy(files);
    await code(session, 'We just clicked');
    await study.chooseCoder({ name: 'Ben' });
    await code(session, 'He had been on that ward himself');
    await study.chooseCoder({ id: 'ada' });
    await code(session, 'I even ring my sister');
    const back = await session.undo();
    assert.ok(back.ok);
    assert.deepEqual(quotesIn(files), ['We just clicked']);
    const log = files.text('coding/ada/log/test.jsonl');
    assert.equal(log.split('"verbatim":"log"').length, 2);
  });
});

describe('words that were selected in another text than the one at hand', () => {
  it('are not coded', async () => {
    const { session } = await openStudy(smallStudyFiles());
    const done = await session.change(
      interview,
      (segments, { text }) => applyCodes(segments, text, span(0, 5), ['change'], session.tools()),
      toLf('Another text.'),
    );
    assert.match(done.ok ? '' : done.error, /changed meanwhile/);
  });
});

describe('edits whose segments were asked for', () => {
  it('let go of the texts before them', async () => {
    const { study, session } = await openStudy(smallStudyFiles());
    await study.keep(interview);
    await code(session, 'We just clicked');
    for (let i = 0; i < 250; i++) type(study, 'x');
    const edited = study.keptCoding(interview)! as ReturnType<typeof afterEdit> & { pending?: { steps: unknown[] } };
    assert.ok((edited.pending?.steps.length ?? 0) <= 101);
    assert.equal(edited.placed[0]?.segment.row.quote, 'We just clicked');
    assert.equal(edited.pending, undefined);
  });
});
