import assert from 'node:assert/strict';
import { applyCodes } from '../../../src/core/coding/codingOperations';
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
async function save(files: MemoryFiles, { study, session }: { study: Study; session: CodingSession }): Promise<void> {
  files.set(interview, study.keptCoding(interview)!.text);
  assert.ok((await session.transcriptSaved(interview)).ok);
}

const quotesIn = (files: MemoryFiles): string[] =>
  files
    .text(mine)
    .trimEnd()
    .split('\n')
    .slice(1)
    .map((line) => (JSON.parse(line) as { quote: string }).quote)
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
