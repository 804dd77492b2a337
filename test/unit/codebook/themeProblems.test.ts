import assert from 'node:assert/strict';
import { joinPath } from '../../../src/core/base/studyPath';
import { CodeTree } from '../../../src/core/codebook/codeTree';
import type { Codebook } from '../../../src/core/codebook/codebook';
import { readCodebook } from '../../../src/core/codebook/readCodebook';
import { unknownThemeSegments } from '../../../src/core/codebook/themeProblems';
import { nodeDigester } from '../../support/digest';

async function book(id: string, themes: string): Promise<Codebook> {
  const text = `verbatim-codebook: 1\nid: ${id}\nname: B\ncodes:\n  - {id: ${id}-hope, name: Hope}\nthemes:\n${themes}`;
  const { codebook, problems } = await readCodebook(joinPath(`${id}.yaml`), text, nodeDigester);
  assert.deepEqual(problems, []);
  assert.ok(codebook);
  return codebook;
}

const places = (problems: readonly { rule: string; file?: string; line?: number; column?: number }[]) =>
  problems.map(({ rule, file, line, column }) => [rule, file, line, column]);

describe('problems of themes', () => {
  it('tell of the same theme in two codebooks, of unknown codes and of segments in and out, each at its place', async () => {
    const one = await book('a', '  - {id: t, name: T, codes: [a-hope, b-hope, nowhere]}\n');
    const other = await book(
      'b',
      '  - id: u\n    name: U\n    include: [s1, s2]\n    exclude:\n      - s2\n  - {id: t, name: T}\n',
    );
    assert.deepEqual(places(CodeTree.of([one, other]).problems), [
      ['unknown-code', 'a.yaml', 7, 46],
      ['in-and-out', 'b.yaml', 11, 9],
      ['duplicate-id', 'b.yaml', 12, 6],
    ]);
  });

  it('tell of segments that the study does not have, and of a code in the wrong list', async () => {
    const one = await book('a', '  - {id: t, name: T, include: [s1, gone, a-hope], exclude: [s1], against: [gone]}\n');
    const problems = unknownThemeSegments([one], new Set(['s1']), (id) => id === 'a-hope');
    assert.deepEqual(
      problems.map(({ rule, message, remedy, line }) => [
        rule,
        /“(\w+)”/.exec(message)?.[1],
        line,
        /under “codes”/.test(remedy),
      ]),
      [
        ['unknown-segment', 'include', 7, false],
        ['unknown-segment', 'include', 7, true],
        ['unknown-segment', 'against', 7, false],
      ],
    );
    assert.deepEqual(
      unknownThemeSegments([one], new Set(['s1', 'gone', 'a-hope']), () => false),
      [],
    );
  });
});
