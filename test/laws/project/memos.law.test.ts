import assert from 'node:assert/strict';
import fc from 'fast-check';
import { studyPath, type StudyPath } from '../../../src/core/base/studyPath';
import { newMemoText, renameInMemo } from '../../../src/core/notes/memoEdits';
import { readMemo } from '../../../src/core/notes/readMemo';
import { runs } from '../../support/runs';

const file = 'memos/law.md' as StudyPath;

const path = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 20 })
  .map((name) => `transcripts/${name}.txt`.normalize('NFC'))
  .filter((name) => studyPath(name).ok);
const line = fc.string({ unit: 'grapheme', maxLength: 30 });

describe('law: memos', () => {
  it('that are begun say what they were begun with, and follow a renamed transcript in that line alone', () => {
    fc.assert(
      fc.property(path, path, line, line, (about, to, title, words) => {
        const text = `${newMemoText({ title, kind: 'summary', about, by: 'ada', at: '2026-11-30T09:00:00.000Z' })}${words}`;
        const { memo, problems } = readMemo(file, text);
        assert.deepEqual(
          [memo.title, memo.about, memo.by, memo.kind, problems],
          [title, [about], 'ada', 'summary', []],
        );
        const renamed = renameInMemo(text, about, to);
        assert.ok(renamed.ok);
        const now = readMemo(file, renamed.value);
        assert.deepEqual([now.memo, now.problems], [{ ...memo, about: [to] }, []]);
        const others = (all: string): string[] => all.split('\n').filter((one) => !one.startsWith('about:'));
        assert.deepEqual(others(renamed.value), others(text));
      }),
      { seed: 20261130, numRuns: runs(200) },
    );
  });

  it('of any text whatever are read without an exception', () => {
    const parts = [
      '---\n',
      '---',
      '\n',
      'about: [',
      ']',
      'a.txt',
      ': ',
      '- ',
      '&a ',
      '*a',
      '"',
      '\u0000',
      '\r\n',
      '{',
      '# ',
    ];
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.constantFrom(...parts), fc.string({ unit: 'binary', maxLength: 5 }))), (all) => {
        const text = all.join('');
        const { memo, problems } = readMemo(file, `---\n${text}`, () => false);
        assert.ok(memo.firstWords.length <= 81 && problems.every(({ line: at = 0 }) => at >= 1));
        renameInMemo(`---\n${text}`, 'a.txt', 'b.txt');
      }),
      { seed: 20261130, numRuns: runs(300) },
    );
  });
});
