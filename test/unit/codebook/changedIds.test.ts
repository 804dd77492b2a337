import assert from 'node:assert/strict';
import { joinPath } from '../../../src/core/base/studyPath';
import type { Digest } from '../../../src/core/base/digest';
import type { Code } from '../../../src/core/codebook/codebook';
import { codeWithChangedId } from '../../../src/core/codebook/changedIds';
import { mergeIdInto, putIdBack } from '../../../src/core/codebook/codebookEdits';
import { readCodebook } from '../../../src/core/codebook/readCodebook';
import { nodeDigester } from '../../support/digest';

const head = 'verbatim-codebook: 1\nid: a\nname: A\n';

async function codesOf(body: string): Promise<readonly Code[]> {
  const { codebook, problems } = await readCodebook(joinPath('a.yaml'), head + body, nodeDigester);
  assert.deepEqual(problems, []);
  assert.ok(codebook);
  return codebook.codes;
}

describe('a code whose id was changed by hand', () => {
  it('is known by its definition and rules, whatever it is called now', async () => {
    const [before] = await codesOf('codes: [{id: bond, name: Bond, definition: A tie.}]\n');
    const now = await codesOf(
      'codes: [{id: tie, name: Tie, definition: A tie.}, {id: x, name: Bond, definition: Other.}, {id: y, name: Y}]\n',
    );
    assert.equal(codeWithChangedId('bond', new Set([before?.digest as Digest]), now)?.id, 'tie');
    assert.equal(codeWithChangedId('bond', new Set(), now)?.id, 'x', 'else by its name');
    assert.equal(codeWithChangedId('other', new Set(), now), undefined);
  });

  it('is not guessed where several could be it, or where it says nothing', async () => {
    const [empty] = await codesOf('codes: [{id: bond, name: Bond}]\n');
    const now = await codesOf('codes: [{id: x, name: One}, {id: y, name: Two}]\n');
    assert.equal(codeWithChangedId('bond', new Set([empty?.digest as Digest]), now), undefined);
    const twins = await codesOf('codes: [{id: x, name: Bond}, {id: y, name: Bond}]\n');
    assert.equal(codeWithChangedId('bond', new Set(), twins), undefined);
  });

  it('keeps its old id as one that was merged into it, or gets it back, wherever the file names it', () => {
    const text = `${head}codes:
  - id: tie
    name: Tie # so
    merged: [older]
  - {id: other, name: Other, confusable: ["tie", tie-up], note: tie}
themes: [{id: tie, name: T, codes: [tie]}]
`;
    assert.deepEqual(mergeIdInto(text, 'tie', 'bond'), { ok: true, value: text.replace('[older]', '[older, bond]') });
    assert.deepEqual(mergeIdInto(text, 'tie', 'older'), { ok: true, value: text });
    assert.deepEqual(putIdBack(text, 'tie', 'bond'), {
      ok: true,
      value: text
        .replace('- id: tie', '- id: bond')
        .replace('["tie", tie-up]', '["bond", tie-up]')
        .replace('codes: [tie]', 'codes: [bond]'),
    });
    assert.match(refusal(putIdBack(text, 'tie', 'other')), /taken/);
    assert.match(refusal(putIdBack(text, 'gone', 'bond')), /no code “gone”/);
    assert.match(refusal(putIdBack('codes: [', 'tie', 'bond')), /mistake in line/);
    assert.match(refusal(mergeIdInto(text, 'gone', 'bond')), /no code “gone”/);
  });
});

function refusal(result: ReturnType<typeof putIdBack>): string {
  if (result.ok) assert.fail(result.value);
  return result.error;
}
