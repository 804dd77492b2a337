import assert from 'node:assert/strict';
import { CancelledError } from '../../../src/core/base/cancellation';
import { ok } from '../../../src/core/base/result';
import type { StudyPath } from '../../../src/core/base/studyPath';
import { renameCode } from '../../../src/core/codebook/codebookEdits';
import { applyCodes, removeCoding } from '../../../src/core/coding/codingOperations';
import { removeSegment, setMemo } from '../../../src/core/coding/segmentOperations';
import type { CodingSession } from '../../../src/core/project/codingSession';
import { FileAccessError } from '../../../src/core/project/host';
import type { RestoreOutcome, RestorePoint } from '../../../src/core/project/restoreEntries';
import { StudyTrail } from '../../../src/core/project/studyTrail';
import { CancellationSource } from '../../support/cancellationSource';
import { codebookText, interview, openStudy, smallStudyFiles, spanOfWords } from '../../support/smallStudy';

const mine = 'coding/ada/segments/transcripts/INT1.txt.jsonl';
const book = 'codebooks/small.yaml' as StudyPath;
const second = 'transcripts/INT2.txt' as StudyPath;
const secondText = 'R: My sister came every Sunday, and we talked about the ward.\n';
const secondFile = 'coding/ada/segments/transcripts/INT2.txt.jsonl';

async function code(session: CodingSession, words: string, to: string, path: StudyPath = interview): Promise<void> {
  const done = await session.change(path, (segments, { text }) =>
    applyCodes(segments, text, spanOfWords(text, words), [to], session.tools()),
  );
  assert.ok(done.ok, done.ok ? '' : done.error);
}

/** The points of the past, the newest first. */
async function points(session: CodingSession): Promise<readonly RestorePoint[]> {
  const open = await new StudyTrail(session.study.host.files).open();
  return (
    await open.page(
      100,
      {},
      (id) => id,
      () => Promise.resolve(),
    )
  ).events;
}

async function restored(session: CodingSession, point: RestorePoint): Promise<RestoreOutcome> {
  const outcome = await session.restore(point);
  assert.ok(outcome.ok, outcome.ok ? '' : outcome.error);
  return outcome.value;
}

describe('Restore from here', () => {
  it('puts segments of several transcripts and the codebook back, as one step that one undo takes back and one redo does again', async () => {
    const files = smallStudyFiles({ [second]: secondText });
    const { session } = await openStudy(files);
    await code(session, 'We just clicked', 'connection');
    const then = [files.text(mine), undefined, codebookText];
    await code(session, 'I even ring my sister', 'change');
    await code(session, 'every Sunday', 'talking', second);
    await session.editCodebook(book, 'Renamed', (text) => renameCode(text, 'change', 'Turning point'));
    await session.change(interview, (rows) => removeCoding(rows, rows.list[0]!.row.id, 'connection', session.tools()));
    const now = [files.text(mine), files.text(secondFile), files.text(book)];
    const first = (await points(session)).at(-1)!;

    const plan = await session.planRestore(first);
    assert.ok(plan.ok);
    assert.deepEqual(
      plan.value.back.map(({ where, what, how }) => `${where}: ${what} ${how}`),
      [
        'transcripts/INT1.txt: “I even ring my sister” is taken away (Turning point)',
        'transcripts/INT1.txt: “We just clicked” comes back (Making a connection)',
        'transcripts/INT2.txt: “every Sunday” is taken away (Talking)',
        'codebooks/small.yaml: codebooks/small.yaml gets back its earlier text',
      ],
    );
    assert.deepEqual([files.text(mine), files.text(secondFile), files.text(book)], now);

    const done = await restored(session, first);
    assert.deepEqual([done.back.length, done.refused, done.stopped], [4, [], false]);
    assert.deepEqual([files.text(mine), files.text(book)], [then[0], then[2]]);
    assert.equal(files.text(secondFile).trim().split('\n').length, 1);
    assert.match((await points(session))[0]!.what, /^Put back to how it was after: Coded/);

    assert.ok((await session.undo()).ok);
    assert.deepEqual([files.text(mine), files.text(secondFile), files.text(book)], now);
    assert.ok((await session.redo()).ok);
    assert.deepEqual([files.text(mine), files.text(book)], [then[0], then[2]]);
    assert.ok((await session.undo()).ok);
    assert.deepEqual([files.text(mine), files.text(secondFile), files.text(book)], now);
  });

  it('leaves what was changed since by another hand, with the reason, and puts the rest back', async () => {
    const files = smallStudyFiles();
    const { study, session } = await openStudy(files);
    await code(session, 'How did you meet', 'bond');
    await code(session, 'We just clicked', 'connection');
    await code(session, 'I even ring my sister', 'change');
    await session.editCodebook(book, 'Renamed', (text) => renameCode(text, 'change', 'Turning point'));
    files.set(mine, files.text(mine).replace(/("quote":"We just clicked".*?\}\])/, '$1,"memo":"by hand"'));
    files.set(book, `${files.text(book)}# by hand\n`);
    await study.refresh(interview);
    const done = await restored(session, (await points(session)).at(-1)!);
    assert.deepEqual(
      done.back.map(({ what }) => what),
      ['“I even ring my sister”'],
    );
    assert.deepEqual(
      done.refused.map(({ what, how }) => `${what} ${how}`),
      [
        '“We just clicked” The segment “We just clicked” has been changed since.',
        'codebooks/small.yaml It has been changed since.',
      ],
    );
    assert.match(files.text(mine), /by hand/);
  });

  it('refuses what something unlogged changed in between', async () => {
    const files = smallStudyFiles();
    const { study, session } = await openStudy(files);
    await code(session, 'How did you meet', 'bond');
    await code(session, 'We just clicked', 'connection');
    files.set(mine, files.text(mine).replace(/("quote":"We just clicked".*?\}\])/, '$1,"memo":"by hand"'));
    await study.refresh(interview);
    const { id } = (await study.coding(interview))!.byCoder.get('ada')!.list.find(({ row }) => row.memo)!.row;
    await session.change(interview, (rows) => setMemo(rows, id, 'mine'));
    const done = await restored(session, (await points(session)).at(-1)!);
    assert.deepEqual(done.back, []);
    assert.match(done.refused[0]!.how, /does not tell of/);
  });

  it('keeps a segment where it stands that nobody moved, though the text was edited in between', async () => {
    const files = smallStudyFiles();
    const { study, session } = await openStudy(files);
    await code(session, 'We just clicked', 'connection');
    const { id } = (await study.coding(interview))!.placed[0]!.segment.row;
    await session.change(interview, (rows) => setMemo(rows, id, 'one'));
    files.set(interview, `I: Before.\n\n${files.text(interview).replace('just clicked', 'simply clicked')}`);
    await study.refresh(interview);
    await session.change(interview, (rows) => setMemo(rows, id, 'two'));
    const before = (await study.coding(interview))!.placed[0]!;
    const done = await restored(session, (await points(session)).at(-1)!);
    assert.equal(done.back[0]?.how, 'gets back what was said of it');
    const after = (await study.coding(interview))!.placed[0]!;
    assert.equal(after.segment.row.memo, undefined);
    assert.deepEqual(after.span, before.span);
  });

  it('goes by the time where the point is another coder’s, and says where a transcript cannot be read', async () => {
    const files = smallStudyFiles({ [second]: secondText });
    const { study, session } = await openStudy(files);
    await code(session, 'We just clicked', 'connection');
    await code(session, 'every Sunday', 'talking', second);
    files.contents.delete(second);
    await study.reload();
    const at = (await points(session)).at(-1)!.at;
    const done = await restored(session, { id: 'of somebody else', at, what: 'x' });
    assert.deepEqual(done.back, []);
    assert.match(done.refused[0]!.how, /cannot be read/);
    const earlier = await restored(session, { id: 'of somebody else', at: '2020', what: 'x' });
    assert.equal(earlier.back.length, 1);
  });

  it('can be stopped: what was put back until then is one step', async () => {
    const files = smallStudyFiles({ [second]: secondText });
    const { session } = await openStudy(files);
    await code(session, 'How did you meet', 'bond');
    await code(session, 'We just clicked', 'connection');
    await code(session, 'every Sunday', 'talking', second);
    const now = [files.text(mine), files.text(secondFile)];
    const point = (await points(session)).at(-1)!;
    const source = new CancellationSource();
    const outcome = await session.restore(
      point,
      () => {
        source.cancel();
      },
      source.token,
    );
    assert.ok(outcome.ok && outcome.value.stopped);
    assert.deepEqual([files.text(mine) === now[0], files.text(secondFile) === now[1]], [false, true]);
    assert.ok((await session.undo()).ok);
    assert.deepEqual([files.text(mine), files.text(secondFile)], now);
    await assert.rejects(
      session.planRestore(point, () => undefined, source.token),
      CancelledError,
    );
  });

  it('is undone whole or not at all', async () => {
    const files = smallStudyFiles({ [second]: secondText });
    const { study, session } = await openStudy(files);
    await code(session, 'How did you meet', 'bond');
    await code(session, 'We just clicked', 'connection');
    await code(session, 'every Sunday', 'talking', second);
    await session.editCodebook(book, 'Renamed', (text) => renameCode(text, 'change', 'Turning point'));
    await restored(session, (await points(session)).at(-1)!);
    const after = files.text(mine);
    files.set(book, `${files.text(book)}# by hand\n`);
    await study.reload();
    const undone = await session.undo();
    assert.match(undone.ok ? '' : undone.error, /cannot be undone.*Nothing of this step was taken back/);
    assert.equal(files.text(mine), after);
  });
});

describe('Restore from here, where something is in its way,', () => {
  const day = '2026-11-30';
  const coderFile = 'coding/ada/coder.yaml';
  const full = (path: string) => (at: string) =>
    at === path ? new FileAccessError(at, 'no-space', undefined) : undefined;
  const reasons = ({ refused }: RestoreOutcome): readonly string[] => refused.map(({ what, how }) => `${what}: ${how}`);

  /** A study in which Ada, after a first point, coded, marked and renamed; with that point. */
  async function begun() {
    const files = smallStudyFiles({ [second]: secondText });
    const { study, session } = await openStudy(files);
    await code(session, 'How did you meet', 'bond');
    const point = (await points(session))[0]!;
    await code(session, 'every Sunday', 'talking', second);
    await code(session, 'the ward', 'bond', second);
    const marked = await session.markTranscript(interview, 'read', day, 'Marked');
    assert.ok(marked.ok);
    await session.editCodebook(book, 'Renamed', (text) => renameCode(text, 'change', 'Turning point'));
    return { files, study, session, point };
  }

  it('needs somebody who restores', async () => {
    const { session, point } = await begun();
    const files = smallStudyFiles();
    files.contents.delete('.verbatim/local.json');
    const nobody = await openStudy(files);
    for (const done of [
      await nobody.session.restore(point),
      await nobody.session.undo(),
      await nobody.session.markTranscript(interview, 'read', day, 'x'),
    ]) {
      assert.match(done.ok ? '' : done.error, /^Say first who is coding/);
    }
    assert.ok((await session.restore(point)).ok);
  });

  it('says of each part that cannot be written why, and changes none of it', async () => {
    const { files, session, point } = await begun();
    const paths = [secondFile, coderFile, book];
    const before = paths.map((path) => files.text(path));
    files.failing = (path) => paths.map((one) => full(one)(path)).find((failure) => failure !== undefined);
    const done = await restored(session, point);
    assert.deepEqual(done.back, []);
    const reason = (path: string): string =>
      `Nothing was changed: “${path}” cannot be used: the disk is full; free some space, then try again.`;
    assert.deepEqual(reasons(done), [
      `2 segments: ${reason(secondFile)}`,
      `How far you have come: ${reason(coderFile)}`,
      `${book}: ${reason(book)}`,
    ]);
    assert.deepEqual(
      paths.map((path) => files.text(path)),
      before,
    );
  });

  it('says in its plan what is unsound, not to be read, or gone', async () => {
    const { files, session, point } = await begun();
    files.set(coderFile, `${files.text(coderFile)}role: [\n`);
    files.refusing = (path) => (path === book ? new FileAccessError(path, 'no-permission', undefined) : undefined);
    const plan = await session.planRestore(point);
    assert.ok(plan.ok);
    assert.equal(plan.value.back.length, 2);
    const [mark, file] = reasons(plan.value);
    assert.match(mark ?? '', /^How far you have come: coder\.yaml cannot be changed as it is/);
    assert.match(file ?? '', /you have no permission/);
    files.refusing = () => undefined;
    files.set(coderFile, new Uint8Array([0xff, 0xfe, 0xff]));
    files.contents.delete(book);
    const again = await session.planRestore(point);
    assert.ok(again.ok);
    assert.deepEqual(reasons(again.value), [
      `How far you have come: “${coderFile}” is not in UTF-8. Save it as UTF-8 first.`,
      `${book}: It has been changed since.`,
    ]);
    const marked = await session.markTranscript(interview, 'finished', day, 'x');
    assert.match(marked.ok ? '' : marked.error, /not in UTF-8/);
    const undone = await session.undo();
    assert.match(undone.ok ? '' : undone.error, /cannot be undone/);
  });

  it('leaves a file alone that is changed between the look and the writing', async () => {
    const { files, session, point } = await begun();
    const hand = `${files.text(book)}# by hand\n`;
    let looks = Number.NEGATIVE_INFINITY;
    files.refusing = (path) => {
      // The second look is that within the lock.
      if (path === book && ++looks === 2) files.set(book, hand);
      return undefined;
    };
    const done = await session.restore(point, (where) => {
      if (where === book) looks = 0;
    });
    assert.ok(done.ok);
    assert.deepEqual(reasons(done.value), [`${book}: It has just been changed.`]);
    assert.equal(files.text(book), hand);
  });

  it('leaves a transcript alone that goes, or whose segments change, between the look and the writing', async () => {
    for (const goes of [true, false]) {
      const { files, session, point } = await begun();
      const hand = files.text(secondFile).replace(/\}\]/g, '}],"memo":"by hand"');
      let looks = 0;
      files.refusing = (path) => {
        if (path !== second || ++looks !== 2) return undefined;
        if (goes) files.contents.delete(second);
        else files.set(secondFile, hand);
        return undefined;
      };
      const done = await restored(session, point);
      assert.equal(looks >= 2, true);
      const left = done.refused.filter(({ where }) => where === second);
      assert.equal(left.length, goes ? 1 : 2);
      for (const { how } of left) assert.match(how, goes ? /cannot be read/ : /has been changed since/);
      assert.equal(files.text(secondFile).includes('by hand'), !goes);
    }
  });

  it('can be stopped before the marks and before the files', async () => {
    for (const [at, parts] of [
      [second, 2],
      [interview, 3],
    ] as const) {
      const { session, point } = await begun();
      const source = new CancellationSource();
      const done = await session.restore(
        point,
        (where) => {
          if (where === at) source.cancel();
        },
        source.token,
      );
      assert.ok(done.ok);
      assert.deepEqual([done.value.stopped, done.value.back.length], [true, parts]);
    }
  });

  it('says how far a mark goes back', async () => {
    const { session, point } = await begun();
    const how = async (to: RestorePoint): Promise<string | undefined> => {
      const plan = await session.planRestore(to);
      assert.ok(plan.ok);
      return plan.value.back.find(({ what }) => what === 'How far you have come')?.how;
    };
    assert.equal(await how(point), 'is marked as unread again');
    assert.ok((await session.markTranscript(interview, 'finished', day, 'x')).ok);
    const finished = (await points(session))[0]!;
    assert.ok((await session.markTranscript(interview, 'unread', day, 'x')).ok);
    assert.equal(await how(finished), 'is marked as finished again');
  });

  it('calls a code by its id that no codebook has any more, and says where a segment has no place left', async () => {
    const { files, study, session } = await begun();
    const here = (await points(session))[0]!;
    const { id } = (await study.coding(second))!.placed[0]!.segment.row;
    await session.change(second, (rows) => removeSegment(rows, id));
    files.set(book, codebookText.replace('      - id: talking\n        name: Talking\n', ''));
    files.set(second, 'R: Nothing of all that.\n');
    await study.reload();
    const plan = await session.planRestore(here);
    assert.ok(plan.ok);
    assert.deepEqual(
      plan.value.back.map(({ what, how }) => `${what} ${how}`),
      ['“every Sunday” comes back (talking); it has no place in the text any more'],
    );
  });
});

describe('Undo This Change', () => {
  it('takes one entry back, whatever was done after it, and says why not', async () => {
    const files = smallStudyFiles();
    const { study, session } = await openStudy(files);
    await code(session, 'We just clicked', 'connection');
    await code(session, 'I even ring my sister', 'change');
    const [later, first] = await points(session);
    assert.ok((await session.undoOnly(first!.id)).ok);
    assert.equal(study.index.count('connection'), 0);
    assert.equal(study.index.count('change'), 1);
    const again = await session.undoOnly(first!.id);
    assert.equal(again.ok ? '' : again.error, 'This has been undone already.');
    // Its undoing can be undone in turn, and then the entry stands again.
    assert.ok((await session.undoOnly((await points(session))[0]!.id)).ok);
    assert.equal(study.index.count('connection'), 1);
    assert.ok((await session.undoOnly(first!.id)).ok);
    const other = await session.undoOnly('of somebody else');
    assert.equal(other.ok ? '' : other.error, 'Only the coder who did this can undo it.');
    const { id } = (await study.coding(interview))!.placed[0]!.segment.row;
    await session.change(interview, (rows) => setMemo(rows, id, 'since'));
    const changed = await session.undoOnly(later!.id);
    assert.match(changed.ok ? '' : changed.error, /has been changed since/);
    assert.deepEqual(ok(study.index.count('change')), ok(1));
  });
});
