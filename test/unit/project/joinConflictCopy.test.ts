import assert from 'node:assert/strict';
import { applyCodes, removeCoding } from '../../../src/core/coding/codingOperations';
import { removeSegment } from '../../../src/core/coding/segmentOperations';
import { readLog } from '../../../src/core/history/readLog';
import type { CodingSession } from '../../../src/core/project/codingSession';
import type { ConflictCopy } from '../../../src/core/project/conflictCopies';
import { FileAccessError } from '../../../src/core/project/host';
import { joinConflictCopies, joinConflictCopy, lookAtCopy } from '../../../src/core/project/joinConflictCopy';
import type { MemoryFiles } from '../../support/memoryFiles';
import {
  codebookText,
  interview,
  interviewText,
  openStudy,
  smallStudyFiles,
  spanOfWords,
} from '../../support/smallStudy';

const mine = 'coding/ada/segments/transcripts/INT1.txt.jsonl';
const copyPath = mine.replace('.jsonl', ' (conflicted copy 2026-11-22).jsonl');

async function code(session: CodingSession, words: string, id = 'change'): Promise<void> {
  const done = await session.change(interview, (segments, { text }) =>
    applyCodes(segments, text, spanOfWords(text, words), [id], session.tools()),
  );
  assert.ok(done.ok, done.ok ? '' : done.error);
}

const onWords = (session: CodingSession, words: string, act: 'remove' | 'uncode'): Promise<unknown> =>
  session.change(interview, (segments) => {
    const id = segments.list.find(({ row }) => row.quote === words)?.row.id ?? '';
    return act === 'remove' ? removeSegment(segments, id) : removeCoding(segments, id, 'change', session.tools());
  });

const codingsIn = (files: MemoryFiles): string[] =>
  files
    .text(mine)
    .trimEnd()
    .split('\n')
    .slice(1)
    .flatMap((line) => {
      const { quote, codings } = JSON.parse(line) as { quote: string; codings: { code: string }[] };
      return codings.map((coding) => `${quote}: ${coding.code}`);
    })
    .sort();

const idOf = (line: string): string => (JSON.parse(line) as { id: string }).id;

/** Opens a study at a later time than what was done in it before: the clock of these tests begins anew with each program. */
async function openLater(files: MemoryFiles, writer: string): ReturnType<typeof openStudy> {
  const opened = await openStudy(files, writer);
  for (let seconds = 0; seconds < 100; seconds++) opened.study.host.now();
  return opened;
}

/** A laptop and a desktop began from the same file; the desktop's became the file, the laptop's the copy. All logs are there. */
async function twoMachines(): Promise<{ files: MemoryFiles; session: CodingSession; copy: ConflictCopy }> {
  const laptop = smallStudyFiles();
  const first = await openStudy(laptop, 'first');
  await code(first.session, 'We just clicked');
  await code(first.session, 'I even ring my sister');
  await code(first.session, 'What changed?');
  await code(first.session, 'What changed?', 'talking');
  const desktop = smallStudyFiles(Object.fromEntries(laptop.contents));
  const left = await openLater(laptop, 'laptop');
  await code(left.session, 'He had been on that ward himself');
  await onWords(left.session, 'We just clicked', 'remove');
  const right = await openLater(desktop, 'desktop');
  await code(right.session, 'How did you meet?');
  await onWords(right.session, 'I even ring my sister', 'remove');
  await onWords(right.session, 'What changed?', 'uncode');
  desktop.set(copyPath, laptop.text(mine));
  desktop.set('coding/ada/log/laptop.jsonl', laptop.text('coding/ada/log/laptop.jsonl'));
  const { study, session } = await openLater(desktop, 'now');
  for (let seconds = 0; seconds < 100; seconds++) study.host.now();
  const [copy] = study.conflictCopies;
  assert.ok(copy);
  return { files: desktop, session, copy };
}

const sentence = (result: { ok: true } | { ok: false; error: string }): string => (result.ok ? 'done' : result.error);

describe('joining a conflict copy of segments', () => {
  it('adds what only the copy has, keeps removed what either removed, and puts the copy aside', async () => {
    const { files, session, copy } = await twoMachines();
    const before = files.text(mine);
    const content = files.text(copyPath);
    const look = await lookAtCopy(session, copy);
    assert.deepEqual(look, { ok: true, value: { added: 1, changed: 0, removed: 1, notes: [] } });
    assert.equal(files.text(mine), before);
    assert.equal(sentence(await joinConflictCopy(session, copy)), 'done');
    assert.deepEqual(codingsIn(files), [
      'He had been on that ward himself: change',
      'How did you meet?: change',
      'What changed?: talking',
    ]);
    assert.deepEqual(session.study.problems, []);
    assert.deepEqual(session.study.conflictCopies, []);
    assert.equal(files.contents.has(copyPath), false);
    const aside = [...files.contents.keys()].filter((path) => path.startsWith('.verbatim/copies/'));
    assert.deepEqual(
      aside.map((path) => files.text(path)),
      [content],
    );
    assert.equal(sentence(await session.undo()), 'done');
    assert.equal(files.text(mine), before);
  });

  it('makes one segment of what both machines coded in the same words, also when it is joined again', async () => {
    const laptop = smallStudyFiles();
    await code((await openStudy(laptop, 'first')).session, 'What changed?');
    const desktop = smallStudyFiles(Object.fromEntries(laptop.contents));
    const left = await openLater(laptop, 'laptop');
    await code(left.session, 'We just clicked');
    await code(left.session, 'We just clicked', 'talking');
    const right = await openLater(desktop, 'desktop');
    await code(right.session, 'We just clicked');
    const [, row] = desktop.text(mine).split('\n');
    for (const again of [false, true]) {
      desktop.set(copyPath, laptop.text(mine));
      const { study, session } = await openLater(desktop, again ? 'again' : 'now');
      const [copy] = study.conflictCopies;
      assert.ok(copy);
      const look = await lookAtCopy(session, copy);
      assert.deepEqual(look, { ok: true, value: { added: 0, changed: again ? 0 : 1, removed: 0, notes: [] } });
      assert.equal(sentence(await joinConflictCopy(session, copy)), 'done');
      assert.deepEqual(codingsIn(desktop), [
        'We just clicked: change',
        'We just clicked: talking',
        'What changed?: change',
      ]);
      const [, now] = desktop.text(mine).split('\n');
      assert.equal(idOf(now!), idOf(row!));
    }
  });

  it('adds nothing when it is joined again, as after a crash before the copy was put aside', async () => {
    const { files, session, copy } = await twoMachines();
    const content = files.text(copyPath);
    files.failing = (path) =>
      path.startsWith('.verbatim/copies') ? new FileAccessError(path, 'no-space', undefined) : undefined;
    const done = await joinConflictCopy(session, copy);
    assert.match(done.ok ? done.value.notes.join() : '', /could not be put aside.*disk is full/);
    assert.equal(files.text(copyPath), content);
    files.failing = () => undefined;
    const [joined, log] = [files.text(mine), files.text('coding/ada/log/now.jsonl')];
    assert.deepEqual(await lookAtCopy(session, copy), {
      ok: true,
      value: { added: 0, changed: 0, removed: 0, notes: [] },
    });
    assert.equal(sentence(await joinConflictCopy(session, copy)), 'done');
    assert.deepEqual([files.text(mine), files.text('coding/ada/log/now.jsonl')], [joined, log]);
    assert.match(sentence(await joinConflictCopy(session, copy)), /not there any more/);
  });

  it('stays where it is where it was written again while it was joined', async () => {
    const { files, session, copy } = await twoMachines();
    const more = `${files.text(copyPath)}\n`;
    files.failing = (path) => {
      if (path.startsWith('.verbatim/copies')) files.set(copyPath, more);
      return undefined;
    };
    const joined = await joinConflictCopy(session, copy);
    assert.ok(joined.ok && joined.value.notes.some((note) => /stays where it is/.test(note)));
    assert.equal(files.text(copyPath), more);
  });

  it('is refused, with the reason and nothing done, where it cannot be joined', async () => {
    const { files, session, copy } = await twoMachines();
    const before = files.text(mine);
    files.set(copyPath, `${files.text(copyPath)}{"torn`);
    assert.match(sentence(await joinConflictCopy(session, copy)), /cannot be read whole.*interrupted/);
    files.refusing = (path) => (path === copyPath ? new FileAccessError(path, 'unavailable', undefined) : undefined);
    assert.match(sentence(await lookAtCopy(session, copy)), /Nothing was changed.*does not answer/);
    files.refusing = () => undefined;
    const ben = { ...copy, coder: 'ben' } as ConflictCopy;
    assert.match(sentence(await joinConflictCopy(session, ben)), /belongs to the coder “ben”/);
    const book = { kind: 'codebook', path: copy.path, original: copy.original } as const;
    assert.match(sentence(await joinConflictCopy(session, book)), /Compare the two files/);
    files.contents.delete(interview);
    assert.match(sentence(await lookAtCopy(session, copy)), /cannot be read/);
    assert.equal(files.text(mine), before);
    assert.ok(files.contents.has(copyPath));
  });

  it('is refused where another coder is chosen while it is read', async () => {
    const { files, session, copy } = await twoMachines();
    const before = files.text(mine);
    const read = files.read.bind(files);
    let chosen = false;
    files.read = async (path) => {
      if (path === copyPath && !chosen) {
        chosen = true;
        await session.study.chooseCoder({ name: 'Ben' });
      }
      return read(path);
    };
    assert.match(sentence(await joinConflictCopy(session, copy)), /Another coder was chosen meanwhile/);
    assert.equal(files.text(mine), before);
    assert.deepEqual(
      [...files.contents.keys()].filter((path) => path.startsWith('coding/ben')),
      ['coding/ben/coder.yaml'],
    );
    assert.ok(files.contents.has(copyPath));
  });

  it('finds the places of what was coded in another text', async () => {
    const { files, copy } = await twoMachines();
    files.set(interview, `A new line.\n\n${interviewText}`);
    const { session } = await openStudy(files, 'later');
    assert.equal(sentence(await joinConflictCopy(session, copy)), 'done');
    assert.ok(codingsIn(files).includes('He had been on that ward himself: change'));
    const coding = await session.study.coding(interview);
    assert.deepEqual(coding?.orphans, []);
  });

  it('is refused where the disk takes no segments', async () => {
    const { files, session, copy } = await twoMachines();
    files.failing = (path) => (path === mine ? new FileAccessError(path, 'read-only', undefined) : undefined);
    assert.match(sentence(await joinConflictCopy(session, copy)), /Nothing was changed.*read-only/);
    assert.ok(files.contents.has(copyPath));
  });
});

describe('joining several conflict copies', () => {
  it('joins those that can be joined, and names each that cannot with its reason', async () => {
    const { files, session, copy } = await twoMachines();
    const gone = { ...copy, path: 'coding/ada/gone (1).jsonl' } as ConflictCopy;
    const book = { kind: 'codebook', path: 'codebooks/b (1).yaml', original: 'codebooks/b.yaml' } as ConflictCopy;
    const { joined, notes, refused } = await joinConflictCopies(session, [gone, copy, book]);
    assert.deepEqual([joined, notes], [[copyPath.split('/').at(-1)], []]);
    assert.equal(files.contents.has(copyPath), false);
    assert.equal(refused.length, 2);
    assert.match(refused[0] ?? '', /^“gone \(1\)\.jsonl”: .*not there any more/);
    assert.match(refused[1] ?? '', /^“b \(1\)\.yaml”: Compare the two files/);
    assert.deepEqual(await joinConflictCopies(session, []), { joined: [], notes: [], refused: [] });
  });
});

describe('joining a conflict copy of a log', () => {
  it('adds the entries that only the copy has, by their ids', async () => {
    const files = smallStudyFiles({ 'codebooks/small.yaml': codebookText });
    const first = await openStudy(files, 'w');
    await code(first.session, 'We just clicked');
    const log = 'coding/ada/log/w.jsonl';
    const shared = files.text(log);
    const path = 'coding/ada/log/w.sync-conflict-20261122-101010-ABCDEFG.jsonl';
    await code(first.session, 'I even ring my sister');
    const copied = files.text(log);
    for (const original of [shared, shared.trimEnd(), '']) {
      files.set(log, original);
      files.set(path, copied);
      const { study, session } = await openStudy(files, 'now');
      const [copy] = study.conflictCopies;
      assert.ok(copy);
      const look = await lookAtCopy(session, copy);
      assert.equal(look.ok && look.value.added, original === '' ? 2 : 1);
      assert.equal(sentence(await joinConflictCopy(session, copy)), 'done');
      assert.deepEqual(
        readLog(log, files.text(log)).entries.map(({ seq }) => seq),
        [1, 2],
      );
      assert.equal(files.contents.has(path), false);
      assert.deepEqual(study.problems, []);
    }
  });

  it('adds each entry once where two windows join the same copy at once', async () => {
    const files = smallStudyFiles();
    const first = await openStudy(files, 'w');
    await code(first.session, 'We just clicked');
    const log = 'coding/ada/log/w.jsonl';
    const path = 'coding/ada/log/w.sync-conflict-20261122-101010-ABCDEFG.jsonl';
    const shared = files.text(log);
    await code(first.session, 'I even ring my sister');
    files.set(path, files.text(log));
    files.set(log, shared);
    const windows = await Promise.all([openStudy(files, 'one'), openStudy(files, 'two')]);
    await Promise.all(
      windows.map(async ({ study, session }) => {
        const [copy] = study.conflictCopies;
        assert.ok(copy);
        await joinConflictCopy(session, copy);
      }),
    );
    assert.equal(files.text(log).trimEnd().split('\n').length, 3);
  });
});
