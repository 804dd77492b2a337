import assert from 'node:assert/strict';
import { joinPath } from '../../../src/core/base/studyPath';
import { CodeTree } from '../../../src/core/codebook/codeTree';
import type { Code, Codebook } from '../../../src/core/codebook/codebook';
import { codeText, paraphraseNotice } from '../../../src/core/codebook/codeText';
import { readCodebook } from '../../../src/core/codebook/readCodebook';
import { nodeDigester } from '../../support/digest';

async function book(id: string, body: string): Promise<Codebook> {
  const { codebook, problems } = await readCodebook(
    joinPath(`${id}.yaml`),
    `verbatim-codebook: 1\nid: ${id}\nname: ${id}\n${body}`,
    nodeDigester,
  );
  assert.deepEqual(problems, []);
  assert.ok(codebook);
  return codebook;
}

const ids = (codes: readonly Code[]): string[] => codes.map(({ id }) => id);

describe('CodeTree', () => {
  let tree: CodeTree;
  before(async () => {
    tree = CodeTree.of([
      await book(
        'a',
        `codes:
  - id: trust
    name: Trust
    codes:
      - {id: link, name: Making a connection, number: M1.1, aka: [rapport], merged: [old, older]}
      - id: deep
        name: Café talk
        codes: [{id: deepest, name: Deepest trust, confusable: [hope, gone]}]
  - {id: older-two, name: Old, retired: true, merged: [oldest]}
  - {id: hope, name: Hope, merged: [older-two]}
  - {id: ring-a, name: Ring, retired: true, merged: [ring-b]}
  - {id: ring-b, name: Ring, retired: true, merged: [ring-a]}
themes: [{id: t, name: T, codes: [hope, nowhere]}]
relations:
  - {id: r, from: trust, to: hope, kind: leads-to}
  - {id: s, from: lost, to: r, kind: explains}
`,
      ),
      await book(
        'b',
        'codes: [{id: trust, name: Other, codes: [{id: b1, name: B, split: [b2]}]}, {id: b3, name: Trustworthy}]\n',
      ),
    ]);
  });

  it('finds codes, parents, children', () => {
    assert.equal(tree.byId('deepest')?.name, 'Deepest trust');
    assert.deepEqual(ids(tree.roots('a')), ['trust', 'older-two', 'hope', 'ring-a', 'ring-b']);
    assert.deepEqual(ids(tree.roots('b')), ['b3']);
    assert.deepEqual(ids(tree.childrenOf('trust')), ['link', 'deep']);
    assert.deepEqual(ids(tree.ancestorsOf('deepest')), ['trust', 'deep']);
    assert.deepEqual(ids(tree.subtreeOf('trust')), ['trust', 'link', 'deep', 'deepest']);
    assert.equal(tree.topIndexOf(tree.byId('deepest')!), 0);
    assert.equal(tree.topIndexOf(tree.byId('hope')!), 2);
    assert.equal(tree.codebookOf(tree.byId('b3')!)?.id, 'b');
    assert.equal(tree.all.length, 10);
    for (const list of [tree.childrenOf('x'), tree.ancestorsOf('x'), tree.subtreeOf('x'), tree.roots('x')])
      assert.deepEqual(list, []);
  });

  it('follows merges to the code that counts', () => {
    assert.equal(tree.resolve('hope')?.id, 'hope');
    assert.equal(tree.resolve('older')?.id, 'link');
    assert.equal(tree.resolve('oldest')?.id, 'hope');
    assert.equal(tree.resolve('older-two')?.id, 'hope');
    assert.equal(tree.resolve('ring-a'), undefined);
    assert.equal(tree.resolve('unknown'), undefined);
  });

  it('reports clashes with a prefix, and names that lead nowhere', () => {
    assert.deepEqual(
      tree.problems.map(({ rule, file, line, column, severity }) => [rule, file, line, column, severity]),
      [
        ['duplicate-id', 'b.yaml', 4, undefined, 'error'],
        ['unknown-code', 'a.yaml', 11, 71, 'warning'],
        ['unknown-code', 'a.yaml', 16, 41, 'warning'],
        ['unknown-code', 'a.yaml', 19, 19, 'warning'],
        ['unknown-code', 'b.yaml', 4, 68, 'warning'],
      ],
    );
    assert.match(tree.problems[0]?.remedy ?? '', /“b-trust”/);
    assert.match(tree.problems[1]?.message ?? '', /“gone”/);
    assert.match(tree.problems[3]?.message ?? '', /“lost”/);
  });

  it('searches every word in name, path, number, other names and id, without accents', () => {
    assert.deepEqual(ids(tree.search('trust')).slice(0, 2), ['trust', 'b3']);
    assert.deepEqual(ids(tree.search('CAFE')), ['deep', 'deepest']);
    assert.deepEqual(ids(tree.search('m1.1')), ['link']);
    assert.deepEqual(ids(tree.search('rapp')), ['link']);
    assert.deepEqual(ids(tree.search('trust connection')), ['link']);
    assert.deepEqual(ids(tree.search('trust zebra')), []);
    assert.deepEqual(ids(tree.search('nnect')), ['link']);
    assert.deepEqual(ids(tree.search('apport')), ['link']);
    assert.deepEqual(ids(tree.search('old')), ['older-two']);
    assert.equal(tree.search(' ').length, 10);
    assert.equal(tree.search('').at(-1)?.retired, true);
  });
});

describe('ids in “merged” lists', () => {
  const problemsOf = async (codes: string) => {
    const text = `verbatim-codebook: 1\nid: b\nname: B\ncodes:\n${codes}`;
    const { codebook } = await readCodebook(joinPath('b.yaml'), text, nodeDigester);
    assert.ok(codebook);
    return CodeTree.of([codebook]).problems.map(({ rule, line, message }) => ({ rule, line, message }));
  };

  it('are told of where the code is still in use, and where two claim one', async () => {
    assert.deepEqual(
      await problemsOf(
        '  - {id: a, name: A, merged: [b, old]}\n  - {id: b, name: B}\n  - {id: c, name: C, merged: [old]}\n',
      ),
      [
        {
          rule: 'merged-id',
          line: 5,
          message: '“merged” of “a” names “b”, which is a code itself: its codings count for it.',
        },
        {
          rule: 'merged-id',
          line: 7,
          message: '“merged” of “c” names “old”, which “a” names as well: its codings count for that one.',
        },
      ],
    );
  });

  it('are none where the code is retired or gone', async () => {
    assert.deepEqual(
      await problemsOf('  - {id: a, name: A, merged: [b, gone]}\n  - {id: b, name: B, retired: true}\n'),
      [],
    );
  });
});

describe('codeText', () => {
  it('says what a person needs to decide, in order', async () => {
    const codebook = await book(
      'p',
      'wording: paraphrase\ncitation: Somebody 2015\ncodes:\n  - {id: x, name: X, definition: " d ", include: [i], exclude: [e], examples: ["“q”"], confusable: [y, z], aka: [also], note: n}\n  - {id: y, name: Why, retired: true, codable: false, definition: ""}\n',
    );
    const tree = CodeTree.of([codebook]);
    const name = (id: string): string | undefined => tree.byId(id)?.name;
    const said = codeText(tree.byId('x')!, codebook, (id) => name(id) ?? id);
    assert.equal(said.path, 'X');
    assert.deepEqual(
      said.blocks.map(({ title, items }) => [title, ...items]),
      [
        ['Definition', 'd'],
        ['Use when', 'i'],
        ['Do not use when', 'e'],
        ['Examples', '“q”'],
        ['Easily confused with', 'Why', 'z'],
        ['Also called', 'also'],
        ['Note', 'n'],
        ['Source', 'Somebody 2015'],
        ['Wording', paraphraseNotice()],
      ],
    );
    const bare = codeText(tree.byId('y')!, { ...codebook, citation: null, paraphrase: true }, (id) => id);
    assert.deepEqual(bare.blocks, []);
  });
});
