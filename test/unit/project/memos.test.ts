import assert from 'node:assert/strict';
import type { StudyPath } from '../../../src/core/base/studyPath';
import { newMemoText, renameInMemo } from '../../../src/core/notes/memoEdits';
import { readMemo } from '../../../src/core/notes/readMemo';
import { applyCodes } from '../../../src/core/coding/codingOperations';
import { followKnownRename } from '../../../src/core/project/followKnownRename';
import { interview, interviewText, openStudy, smallStudyFiles, spanOfWords } from '../../support/smallStudy';

const file = 'memos/one.md' as StudyPath;
const to = 'transcripts/PAR1.txt' as StudyPath;

const rules = (text: string, isThere?: (path: string) => boolean): (string | number | undefined)[][] =>
  readMemo(file, text, isThere).problems.map(({ rule, line }) => [rule, line]);

describe('a memo', () => {
  it('says what it is about, by whom and when, and its first words', () => {
    const text = [
      '---',
      'verbatim-memo: 1',
      'title: First thoughts',
      'kind: field-note',
      'about: [transcripts/A.txt, making-a-connection]',
      'by: ada',
      'at: "2026-11-30T09:00:00.000Z"',
      'x-room: 12',
      '---',
      '',
      '# In the corridor',
      '',
      '- She waved.',
      '',
    ].join('\n');
    const { memo, problems } = readMemo(file, text, (path) => path === 'transcripts/A.txt');
    assert.deepEqual(problems, []);
    assert.deepEqual(memo, {
      file,
      title: 'First thoughts',
      kind: 'field-note',
      about: ['transcripts/A.txt', 'making-a-connection'],
      by: 'ada',
      at: '2026-11-30T09:00:00.000Z',
      firstWords: 'In the corridor She waved.',
    });
  });

  it('is one without front matter, or with none that can be read', () => {
    const none = readMemo(file, '# Loose thoughts\n');
    assert.deepEqual([none.memo.about, none.memo.firstWords, none.problems], [[], 'Loose thoughts', []]);
    assert.deepEqual(rules('---\nverbatim-memo: 1\nand then it goes on\n'), [['memo-front-matter', 1]]);
    assert.deepEqual(rules('---\nverbatim-memo: 1\nkind: gossip\n---\n'), [['wrong-shape', 3]]);
    assert.equal(rules('---\nabout: [\n---\n').length > 0, true);
    assert.equal(readMemo(file, '---\n---\nHello.').memo.firstWords, 'Hello.');
    assert.equal(readMemo(file, '').memo.firstWords, '');
    assert.deepEqual(rules('---\nverbatim-memo: 1\nkin: summary\n---\n'), [['misspelt-key', 3]]);
  });

  it('about what is not there is a problem in its line; ids are not paths', () => {
    const text = '---\nverbatim-memo: 1\nabout:\n  - bond\n  - transcripts/gone.txt\n---\n';
    assert.deepEqual(
      rules(text, () => false),
      [['missing-transcript', 5]],
    );
  });

  it('that is hostile costs little and says nothing', () => {
    const long = `---\n${'a: '.repeat(400_000)}\n---\n`;
    assert.deepEqual(rules(long), [['memo-front-matter', 1]]);
    assert.ok(readMemo(file, `---\nverbatim-memo: 1\n---\n${'x'.repeat(2_000_000)}`).memo.firstWords.length <= 81);
    assert.ok(rules('---\n__proto__: {a: 1}\n---\n').length > 0);
  });

  it('of which nothing is written yet can be read back', () => {
    for (const about of [interview, 'transcripts/it’s #1: [a], "b".txt', 'transcripts/Zoë.txt']) {
      const text = newMemoText({
        title: 'Summary: of #1',
        kind: 'summary',
        about,
        by: 'ada',
        at: '2026-11-30T09:00:00Z',
      });
      const { memo, problems } = readMemo(file, text);
      assert.deepEqual(
        [memo.about, memo.title, memo.kind, memo.firstWords, problems],
        [[about], 'Summary: of #1', 'summary', '', []],
      );
    }
  });

  it('follows a renamed transcript with every other line as it was', () => {
    for (const eol of ['\n', '\r\n']) {
      const text = [
        '---',
        'verbatim-memo: 1 # one',
        `about: [bond, ${interview}]`,
        'x: 1',
        '---',
        '',
        interview,
        '',
      ].join(eol);
      const renamed = renameInMemo(text, interview, to);
      assert.ok(renamed.ok);
      assert.equal(renamed.value, text.replace(interview, to));
    }
    for (const text of [
      'no front matter',
      '---\nopen',
      '---\nverbatim-memo: 2\nabout: [a.txt]\n---\n',
      '---\n- a\n---\n',
    ])
      assert.ok(!renameInMemo(text, 'a.txt', to).ok);
  });
});

describe('memos of a study', () => {
  it('are begun as files of their own, listed, and logged; undo leaves them alone', async () => {
    const files = smallStudyFiles();
    const { study, session } = await openStudy(files);
    const one = await session.writeMemo(interview, 'summary', 'Summary of INT1');
    const two = await session.writeMemo(interview, 'summary', 'Summary of INT1');
    assert.ok(one.ok && two.ok);
    assert.deepEqual([one.value.file, two.value.file], ['memos/int1-summary-ada.md', 'memos/int1-summary-ada-2.md']);
    assert.deepEqual(
      study.memos.map(({ about, by, kind }) => [about, by, kind]),
      [1, 2].map(() => [[interview], 'ada', 'summary']),
    );
    assert.deepEqual(study.problems, []);
    assert.match(files.text('coding/ada/log/test.jsonl'), /"op":"write-memo"/);
    assert.ok(!(await session.undo()).ok);
    assert.ok(!(await session.writeMemo(to, 'summary', 'x')).ok);
  });

  it('are read again when another program changes them', async () => {
    const files = smallStudyFiles();
    const { study } = await openStudy(files);
    files.set('memos/new.md', `---\nverbatim-memo: 1\nabout: [${to}]\n---\nHello.\n`);
    await study.filesChanged(['memos/new.md' as StudyPath]);
    assert.deepEqual(
      study.memos.map(({ firstWords }) => firstWords),
      ['Hello.'],
    );
    assert.deepEqual(
      study.problems.map(({ rule, file: at, line }) => [rule, at, line]),
      [['missing-transcript', 'memos/new.md', 3]],
    );
  });

  it('that are too large are told of and not listed', async () => {
    const files = smallStudyFiles({ 'memos/large.md': 'x'.repeat(300_000) });
    const { study } = await openStudy(files);
    assert.deepEqual([study.memos, study.problems.map(({ rule }) => rule)], [[], ['memo-too-large']]);
  });

  it('of mine follow a renamed transcript, coded or not, and those of others stay', async () => {
    for (const coded of [true, false]) {
      const theirs = `---\nverbatim-memo: 1\nabout: [${interview}]\nby: ben\n---\n`;
      const files = smallStudyFiles({ 'memos/theirs.md': theirs });
      const { study, session } = await openStudy(files);
      const made = await session.writeMemo(interview, 'field-note', 'Field note');
      assert.ok(made.ok);
      if (coded) {
        const done = await session.change(interview, (segments, { text }) =>
          applyCodes(segments, text, spanOfWords(text, 'We just clicked'), ['connection'], session.tools()),
        );
        assert.ok(done.ok);
      }
      files.set(to, interviewText);
      files.contents.delete(interview);
      assert.deepEqual((await followKnownRename(session, { from: interview, to }, [])).failed, []);
      assert.deepEqual(
        study.memos.map(({ about }) => about),
        [[to], [interview]],
      );
      assert.equal(files.text('memos/theirs.md'), theirs);
      const last = JSON.parse(files.text('coding/ada/log/test.jsonl').trimEnd().split('\n').at(-1) ?? '') as {
        op: string;
        after: object;
      };
      assert.deepEqual([last.op, Object.keys(last.after)], ['relink', [made.value.file]]);
    }
  });
});
