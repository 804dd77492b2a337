import assert from 'node:assert/strict';
import type { StudyPath } from '../../../src/core/base/studyPath';
import { renameCode } from '../../../src/core/codebook/codebookEdits';
import { applyCodes, removeCoding } from '../../../src/core/coding/codingOperations';
import { setMemo } from '../../../src/core/coding/segmentOperations';
import type { CodingSession } from '../../../src/core/project/codingSession';
import type { Done } from '../../../src/core/project/done';
import { err, ok, type Result } from '../../../src/core/base/result';
import { FileAccessError } from '../../../src/core/project/host';
import { afterEdit } from '../../../src/core/project/liveEdit';
import { toLf } from '../../../src/core/text/lfText';
import { span } from '../../../src/core/text/span';
import {
  codebookText,
  interview,
  interviewText,
  openStudy,
  smallStudyFiles,
  spanOfWords,
} from '../../support/smallStudy';

const mine = 'coding/ada/segments/transcripts/INT1.txt.jsonl';
const book = 'codebooks/small.yaml' as StudyPath;

function code(session: CodingSession, words: string, ...codes: string[]): Promise<Result<Done, string>> {
  return session.change(interview, (segments, { text }) =>
    applyCodes(segments, text, spanOfWords(text, words), codes, session.tools()),
  );
}

function sentence(outcome: Result<Done, string>): string {
  return outcome.ok ? `done: ${outcome.value.label}` : outcome.error;
}

describe('CodingSession', () => {
  it('saves a coding, counts it, logs it and says what it did', async () => {
    const files = smallStudyFiles();
    const { study, session } = await openStudy(files);
    const done = await code(session, 'We just clicked', 'connection', 'talking');
    assert.match(sentence(done), /^done: .*We just clicked.*Making a connection/);
    const [header, row, end] = files.text(mine).split('\n');
    assert.equal(end, '');
    assert.equal((JSON.parse(header!) as { coder: string }).coder, 'ada');
    const written = JSON.parse(row!) as {
      start: number;
      end: number;
      quote: string;
      codings: { code: string; codeDigest: string }[];
    };
    assert.equal(interviewText.slice(written.start, written.end), 'We just clicked');
    assert.deepEqual(
      written.codings.map((coding) => coding.code),
      ['connection', 'talking'],
    );
    assert.equal(written.codings[0]!.codeDigest, study.codes.byId('connection')?.digest);
    assert.equal(study.index.count('connection'), 1);
    assert.equal(study.index.countIn('talking', interview), 1);
    assert.equal(study.index.coveredLength(interview), 'We just clicked'.length);
    assert.match(files.text('coding/ada/log/test.jsonl'), /"op":"apply-code"/);
  });

  it('undoes and redoes, to the byte', async () => {
    const files = smallStudyFiles();
    const { session } = await openStudy(files);
    await code(session, 'We just clicked', 'connection');
    const one = files.text(mine);
    await code(session, 'I even ring my sister', 'change');
    const two = files.text(mine);
    await session.undo();
    assert.equal(files.text(mine), one);
    await session.redo();
    assert.equal(files.text(mine), two);
    await session.undo();
    await session.undo();
    assert.equal(files.text(mine).trim().split('\n').length, 1);
    assert.equal(sentence(await session.undo()), 'There is nothing to undo.');
  });

  it('says what was undone and redone, and where in the text of today', async () => {
    const files = smallStudyFiles();
    const { study, session } = await openStudy(files);
    assert.ok(
      (
        await session.change(interview, (mine, { text }) =>
          applyCodes(mine, text, spanOfWords(text, 'We just clicked'), ['connection'], session.tools()),
        )
      ).ok,
    );
    files.set(interview, `I: Welcome.\n\n${interviewText}`);
    await study.refresh(interview);
    const text = toLf(files.text(interview));
    const what = 'Coded “We just clicked” as Making a connection';
    const where = { transcript: interview, span: spanOfWords(text, 'We just clicked') };
    for (const back of [await session.undo(), await session.redo()]) {
      assert.ok(back.ok);
      assert.deepEqual([back.value.turnedBack?.what, back.value.turnedBack?.where], [what, where]);
    }
    assert.ok((await session.editCodebook(book, 'Renamed a code', (yaml) => ok(yaml.replace('Making', 'Finding')))).ok);
    const renamed = await session.undo();
    assert.ok(renamed.ok);
    assert.deepEqual([renamed.value.turnedBack?.what, renamed.value.turnedBack?.where], ['Renamed a code', null]);
  });

  it('names no place where the segment of what was undone has none', async () => {
    const files = smallStudyFiles();
    const { study, session } = await openStudy(files);
    await code(session, 'We just clicked', 'connection');
    const id = (await study.coding(interview))!.placed[0]!.segment.row.id;
    await session.change(interview, (mine) => setMemo(mine, id, 'At once.'));
    files.set(interview, 'I: All is new here.\n');
    await study.refresh(interview);
    const back = await session.undo();
    assert.ok(back.ok);
    assert.deepEqual(
      [back.value.turnedBack?.what, back.value.turnedBack?.where],
      ['Wrote the memo on “We just clicked”', { transcript: interview, span: null }],
    );
  });

  it('undoes across restarts, and refuses where what it would restore has changed since', async () => {
    const files = smallStudyFiles();
    const first = await openStudy(files, 'one');
    await code(first.session, 'We just clicked', 'connection');
    const second = await openStudy(files, 'two');
    const id = (await second.study.coding(interview))!.placed[0]!.segment.row.id;
    const changed = files.text(mine).replace('}]}', '}],"memo":"by hand"}');
    files.set(mine, changed);
    await second.study.refresh(interview);
    assert.match(sentence(await second.session.undo()), /cannot be undone/);
    assert.equal(files.text(mine), changed);
    await second.session.change(interview, (segments) => setMemo(segments, id, null));
    assert.match(sentence(await second.session.undo()), /^done/);
    assert.equal(files.text(mine), changed);
  });

  it('joins with what another window wrote meanwhile, and loses neither', async () => {
    const files = smallStudyFiles();
    const one = await openStudy(files, 'one');
    const two = await openStudy(files, 'two');
    await one.study.keep(interview);
    await two.study.keep(interview);
    await code(one.session, 'We just clicked', 'connection');
    await code(two.session, 'I even ring my sister', 'change');
    assert.equal(two.study.index.count('connection'), 1);
    assert.equal(files.text(mine).trim().split('\n').length, 3);
  });

  it('changes nothing where the disk refuses, and says why', async () => {
    const files = smallStudyFiles();
    const { study, session } = await openStudy(files);
    files.failing = (path) => (path === mine ? new FileAccessError(path, 'no-space', undefined) : undefined);
    assert.match(sentence(await code(session, 'We just clicked', 'connection')), /Nothing was changed.*disk is full/);
    assert.equal(study.index.count('connection'), 0);
    assert.ok(!files.contents.has(mine));
    files.failing = (path) => (path.includes('/log/') ? new FileAccessError(path, 'read-only', undefined) : undefined);
    const done = await code(session, 'We just clicked', 'connection');
    assert.ok(done.ok);
    assert.match(done.value.notes.join(), /log could not be written/);
    assert.equal(study.index.count('connection'), 1);
  });

  it('never writes over a file that it cannot read whole', async () => {
    const broken = '<<<<<<< HEAD\n{}\n=======\n{}\n>>>>>>> theirs\n';
    const files = smallStudyFiles({ [mine]: broken });
    const { study, session } = await openStudy(files);
    assert.match(sentence(await code(session, 'We just clicked', 'connection')), /Nothing was changed/);
    assert.equal(files.text(mine), broken);
    assert.ok(study.problems.some(({ file, line }) => file === mine && line === 1));
  });

  it('asks for a coder before anything is written', async () => {
    const files = smallStudyFiles();
    files.contents.delete('.verbatim/local.json');
    const { session } = await openStudy(files);
    assert.match(sentence(await code(session, 'We just clicked', 'connection')), /Choose Coder/);
  });

  it('follows an edited transcript: codings keep their words under the new digest', async () => {
    const files = smallStudyFiles();
    const { study, session } = await openStudy(files);
    const kept = await study.keep(interview);
    await code(session, 'I even ring my sister', 'change');
    const at = interviewText.indexOf('How did');
    const edited = toLf(interviewText.replace('How did', 'So — how did'));
    const live = afterEdit(
      study.keptCoding(interview) ?? kept!,
      [{ ...span(at, at + 'How did'.length), text: 'So — how did' }],
      edited,
    );
    study.replace(live);
    assert.match(sentence(await code(session, 'We just clicked', 'connection')), /Save/);
    files.set(interview, edited);
    await session.transcriptSaved(interview);
    const again = await openStudy(files);
    const [placed] = (await again.study.coding(interview))!.placed;
    assert.equal(placed?.segment.placement.outcome, 'exact');
    assert.equal(edited.slice(placed.span.start, placed.span.end), 'I even ring my sister');
  });

  it('orphans a segment whose words were deleted, and keeps it in the file', async () => {
    const files = smallStudyFiles();
    const { study, session } = await openStudy(files);
    await study.keep(interview);
    await code(session, 'I even ring my sister', 'change');
    const before = study.keptCoding(interview)!;
    const gone = spanOfWords(interviewText, ' I even ring my sister.');
    const edited = toLf(interviewText.replace(' I even ring my sister.', ''));
    study.replace(afterEdit(before, [{ ...gone, text: '' }], edited));
    files.set(interview, edited);
    await session.transcriptSaved(interview);
    assert.match(files.text(mine), /"quote":"I even ring my sister".*"state":"orphaned"/);
    const again = await openStudy(files);
    assert.equal(again.study.index.orphanCount(interview), 1);
    assert.ok(again.study.problems.some(({ rule }) => rule === 'orphaned-segment'));
  });

  it('edits a codebook in one undoable step, and refuses the undo where the file changed since', async () => {
    const files = smallStudyFiles();
    const { study, session } = await openStudy(files);
    const done = await session.editCodebook(book, 'Renamed Talking', (text) =>
      renameCode(text, 'talking', 'Talking openly'),
    );
    assert.match(sentence(done), /Renamed Talking/);
    assert.equal(study.codes.byId('talking')?.name, 'Talking openly');
    await session.undo();
    assert.equal(files.text(book), codebookText);
    await session.redo();
    files.set(book, files.text(book).replace('Talking openly', 'By hand'));
    assert.match(sentence(await session.undo()), /changed since/);
  });

  it('removes a segment with its last code', async () => {
    const files = smallStudyFiles();
    const { study, session } = await openStudy(files);
    await code(session, 'We just clicked', 'connection');
    const [placed] = (await study.coding(interview))!.placed;
    await session.change(interview, (segments) =>
      removeCoding(segments, placed!.segment.row.id, 'connection', session.tools()),
    );
    assert.equal(study.index.segmentCount(interview), 0);
  });

  it('does one thing after the other, in the order in which they were asked for', async () => {
    const files = smallStudyFiles();
    const { session } = await openStudy(files);
    const words = ['We just clicked', 'I talk more', 'I even ring my sister'];
    const begun = words.map((one) => code(session, one, 'change'));
    await session.settled();
    for (const outcome of await Promise.all(begun)) assert.ok(outcome.ok);
    assert.equal(files.text(mine).trim().split('\n').length, 4);
    for (let i = 0; i < 3; i++) assert.ok((await session.undo()).ok);
    assert.equal(files.text(mine).trim().split('\n').length, 1);
  });

  it('goes on after something that failed in a way nobody expected', async () => {
    const { session } = await openStudy(smallStudyFiles());
    const broken = session.change(interview, () => {
      throw new TypeError('a mistake in the program');
    });
    await session.settled();
    await assert.rejects(broken, TypeError);
    assert.match(sentence(await code(session, 'We just clicked', 'connection')), /^done/);
  });

  it('lets errors of the program through, instead of calling them full disks', async () => {
    const files = smallStudyFiles();
    const { session } = await openStudy(files);
    const mistake = new TypeError('a mistake in the program');
    for (const part of ['/segments/', '/log/', 'codebooks/']) {
      files.failing = (path) => (path.includes(part) ? mistake : undefined);
      const doing =
        part === 'codebooks/'
          ? session.editCodebook(book, 'x', (text) => ok(`${text}# x\n`))
          : code(session, part === '/log/' ? 'I talk more' : 'We just clicked', 'connection');
      await assert.rejects(doing, mistake, part);
    }
  });

  it('says why a codebook was not edited, and leaves it as it was', async () => {
    const files = smallStudyFiles();
    const { session } = await openStudy(files);
    const edit = (file: string, to: (text: string) => Result<string, string>): Promise<Result<Done, string>> =>
      session.editCodebook(file as StudyPath, 'x', to);
    assert.match(sentence(await edit('codebooks/none.yaml', ok)), /not there any more/);
    assert.equal(sentence(await edit(book, ok)), 'Nothing would change.');
    assert.equal(sentence(await edit(book, () => err('Not so.'))), 'Not so.');
    files.failing = (path) => (path === book ? new FileAccessError(path, 'read-only', undefined) : undefined);
    assert.match(sentence(await edit(book, (text) => ok(`${text}# x\n`))), /Nothing was changed.*read-only/);
    assert.equal(files.text(book), codebookText);
  });

  it('refuses what cannot be done: a transcript that is gone, nothing to redo, a file that undo would remove', async () => {
    const files = smallStudyFiles();
    const { study, session } = await openStudy(files);
    assert.match(sentence(await session.redo()), /nothing to redo/);
    files.contents.delete(interview);
    assert.match(sentence(await code(session, 'We just clicked', 'change')), /cannot be read/);
    assert.deepEqual(
      study.problems.map(({ rule }) => rule),
      ['missing-transcript'],
    );
    files.contents.delete('.verbatim/local.json');
    const nobody = (await openStudy(files)).session;
    for (const refused of [await nobody.undo(), await nobody.editCodebook(book, 'x', ok)]) {
      assert.match(sentence(refused), /Choose Coder/);
    }
  });

  it('says of a saved transcript whose codings cannot follow that they did not', async () => {
    const files = smallStudyFiles();
    const { study, session } = await openStudy(files);
    await study.keep(interview);
    assert.ok((await session.transcriptSaved(interview)).ok, 'without codings there is nothing to do');
    assert.ok(!files.contents.has(mine));
    await code(session, 'We just clicked', 'connection');
    const before = files.text(mine);
    files.failing = (path) => (path === mine ? new FileAccessError(path, 'no-permission', undefined) : undefined);
    const edited = toLf(`New\n\n${interviewText}`);
    study.replace(afterEdit(study.keptCoding(interview)!, [{ ...span(0, 0), text: 'New\n\n' }], edited));
    files.set(interview, edited);
    assert.match(sentence(await session.transcriptSaved(interview)), /no permission/);
    assert.equal(files.text(mine), before);
    const again = await openStudy(files);
    assert.equal((await again.study.coding(interview))?.placed[0]?.segment.row.quote, 'We just clicked');
    files.failing = () => undefined;
    assert.ok((await session.transcriptSaved(interview)).ok);
    const written = files.text(mine);
    assert.notEqual(written, before, 'the next save writes what the last one could not');
    assert.ok((await session.transcriptSaved(interview)).ok);
    assert.equal(files.text(mine), written);
  });

  it('says of a save after which the files cannot be read, and reads them at the next one', async () => {
    const files = smallStudyFiles();
    const { study, session } = await openStudy(files);
    await study.keep(interview);
    await code(session, 'We just clicked', 'connection');
    const edited = toLf(`New\n\n${interviewText}`);
    study.replaceBehind(afterEdit(study.keptCoding(interview)!, [{ ...span(0, 0), text: 'New\n\n' }], edited));
    files.set(interview, edited);
    files.refusing = (path) => (path === interview ? new FileAccessError(path, 'unavailable', undefined) : undefined);
    const saved = await session.transcriptSaved(interview);
    assert.ok(saved.ok);
    assert.match(saved.value.notes.join(), /wait for another save: .*does not answer.*try again/);
    files.refusing = () => undefined;
    assert.ok((await session.transcriptSaved(interview)).ok);
    assert.equal(study.keptCoding(interview)?.placed[0]?.segment.row.quote, 'We just clicked');
  });

  it('writes no segments for a text that the file does not have, and writes them when a save brings it', async () => {
    const files = smallStudyFiles();
    const { study, session } = await openStudy(files);
    await study.keep(interview);
    await code(session, 'We just clicked', 'connection');
    const before = files.text(mine);
    const edited = toLf(`New\n\n${interviewText}`);
    study.replace(afterEdit(study.keptCoding(interview)!, [{ ...span(0, 0), text: 'New\n\n' }], edited));
    assert.ok((await session.transcriptSaved(interview)).ok);
    assert.equal(files.text(mine), before, 'only the editor has the text');
    assert.equal(study.keptCoding(interview)?.text, edited);
    assert.match(sentence(await code(session, 'I even ring my sister', 'change')), /Save/);
    files.contents.delete(interview);
    assert.ok((await session.transcriptSaved(interview)).ok);
    assert.equal(files.text(mine), before, 'no file has the text');
    files.set(interview, `\ufeff${edited.replaceAll('\n', '\r\n')}`);
    assert.ok((await session.transcriptSaved(interview)).ok);
    const again = await openStudy(files, 'again');
    assert.equal((await again.study.coding(interview))!.placed[0]!.segment.placement.outcome, 'exact');
  });

  it('keeps what was typed while a coding or a save was being written', async () => {
    const files = smallStudyFiles();
    const { study, session } = await openStudy(files);
    await study.keep(interview);
    const typed = (words: string): void => {
      const before = study.keptCoding(interview)!;
      study.replace(afterEdit(before, [{ ...span(0, 0), text: words }], toLf(words + before.text)));
    };
    let during: (() => void) | undefined = () => {
      typed('One ');
    };
    files.failing = (path) => {
      if (path === mine) {
        during?.();
        during = undefined;
      }
      return undefined;
    };
    assert.ok((await code(session, 'We just clicked', 'connection')).ok);
    const live = study.keptCoding(interview)!;
    assert.ok(live.text.startsWith('One I: How'));
    const [placed] = live.placed;
    assert.equal(live.text.slice(placed!.span.start, placed!.span.end), 'We just clicked');

    files.set(interview, live.text);
    during = () => {
      typed('Two ');
    };
    assert.ok((await session.transcriptSaved(interview)).ok);
    const later = study.keptCoding(interview)!;
    assert.ok(later.text.startsWith('Two One '));
    assert.equal(later.placed[0]!.segment.row.quote, 'We just clicked');
    files.set(interview, later.text);
    await session.transcriptSaved(interview);
    const again = await openStudy(files, 'again');
    assert.equal((await again.study.coding(interview))!.placed[0]!.segment.placement.outcome, 'exact');
  });

  it('keeps every segment whose words a reload of whole lines left as they were', async () => {
    const files = smallStudyFiles();
    const { study, session } = await openStudy(files);
    await study.keep(interview);
    await code(session, 'We just clicked', 'connection');
    await code(session, 'He had been on that ward himself.', 'bond');
    await code(session, 'I even ring my sister', 'change');
    const before = study.keptCoding(interview)!;
    // As VS Code tells of a reload: one change of all lines from the first to the last that differ.
    const lines = [2, 7].map((line) => before.lines.offsetAt({ line, character: 0 }));
    const after = before.text
      .slice(lines[0], lines[1])
      .replace('the first time', 'that first time')
      .replace('talk more', 'talk much more');
    const text = toLf(before.text.slice(0, lines[0]) + after + before.text.slice(lines[1]));
    study.replace(afterEdit(before, [{ ...span(lines[0]!, lines[1]!), text: after }], text));
    const live = study.keptCoding(interview)!;
    assert.deepEqual(
      live.placed.map(({ span: { start, end } }) => live.text.slice(start, end)),
      ['We just clicked', 'He had been on that ward himself.', 'I even ring my sister'],
    );
    assert.deepEqual(live.orphans, []);
  });

  it('brings a segment back whose words were deleted and undone', async () => {
    const { study, session } = await openStudy(smallStudyFiles());
    await study.keep(interview);
    await code(session, 'I even ring my sister', 'change');
    const before = study.keptCoding(interview)!;
    const gone = spanOfWords(interviewText, 'I even ring my sister.');
    const without = toLf(interviewText.replace('I even ring my sister.', ''));
    study.replace(afterEdit(before, [{ ...gone, text: '' }], without));
    assert.equal(study.keptCoding(interview)!.orphans.length, 1);
    study.replace(
      afterEdit(
        study.keptCoding(interview)!,
        [{ ...span(gone.start, gone.start), text: 'I even ring my sister.' }],
        before.text,
      ),
    );
    const [placed] = study.keptCoding(interview)!.placed;
    assert.equal(placed?.segment.row.quote, 'I even ring my sister');
    assert.equal(placed.segment.row.state, undefined);
  });

  it('knows after a save which text its file is of, and leaves unsaved text alone when files are read again', async () => {
    const files = smallStudyFiles();
    const { study, session } = await openStudy(files);
    await study.keep(interview);
    await code(session, 'We just clicked', 'connection');
    const first = study.keptCoding(interview)!;
    study.replace(afterEdit(first, [{ ...span(0, 0), text: 'Hm. ' }], toLf(`Hm. ${first.text}`)));
    await study.refresh(interview);
    assert.ok(study.keptCoding(interview)!.text.startsWith('Hm. '));
    files.set(interview, `Hm. ${first.text}`);
    await session.transcriptSaved(interview);
    const saved = study.keptCoding(interview)!;
    assert.equal(study.storedOf(interview).get('ada')?.header?.text, saved.digest);
  });

  it('never writes over bytes that are no UTF-8', async () => {
    const latin = (text: string): Uint8Array => Uint8Array.from(text, (sign) => sign.charCodeAt(0));
    const bookBytes = latin(codebookText.replace('A first link', 'Caf\u00e9 link'));
    const rows = latin('{"verbatim":"segments"}\n\u00e9\n');
    const files = smallStudyFiles({ 'codebooks/small.yaml': bookBytes, [mine]: rows });
    const { study, session } = await openStudy(files);
    assert.deepEqual(
      study.problems.filter(({ rule }) => rule === 'not-utf-8').map(({ file }) => file),
      ['codebooks/small.yaml', mine],
    );
    assert.match(sentence(await code(session, 'We just clicked', 'connection')), /not in UTF-8/);
    assert.match(
      sentence(await session.editCodebook(book, 'Renamed', (text) => renameCode(text, 'talking', 'T'))),
      /not in UTF-8/,
    );
    assert.deepEqual(files.contents.get(mine), rows);
    assert.deepEqual(files.contents.get(book), bookBytes);
  });

  it('follows a saved text in memory alone where nothing may be written', async () => {
    const files = smallStudyFiles();
    const { study, session } = await openStudy(files);
    await study.keep(interview);
    await code(session, 'We just clicked', 'connection');
    const before = files.text(mine);
    const first = study.keptCoding(interview)!;
    study.replace(afterEdit(first, [{ ...span(0, 0), text: 'Hm. ' }], toLf(`Hm. ${first.text}`)));
    assert.ok((await session.transcriptSaved(interview, false)).ok);
    assert.equal(files.text(mine), before);
  });

  it('takes problems back when the codebook is mended', async () => {
    const files = smallStudyFiles();
    const { study, session } = await openStudy(files);
    await code(session, 'We just clicked', 'ghost');
    assert.deepEqual(
      study.problems.map(({ rule }) => rule),
      ['unknown-code'],
    );
    files.set(book, `${codebookText}  - id: ghost\n    name: Ghost\n`);
    await study.reload();
    assert.deepEqual(study.problems, []);
  });
});
