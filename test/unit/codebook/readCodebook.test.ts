import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { joinPath } from '../../../src/core/base/studyPath';
import { codeDigest } from '../../../src/core/codebook/codeDigest';
import { CodeTree } from '../../../src/core/codebook/codeTree';
import { maxCodeDepth, maxCodes, readCodebook, type CodebookReading } from '../../../src/core/codebook/readCodebook';
import { nodeDigester } from '../../support/digest';

const file = joinPath('codebooks', 'a.yaml');
const head = 'verbatim-codebook: 1\nid: a\nname: A\n';
const read = (text: string): Promise<CodebookReading> => readCodebook(file, text, nodeDigester);
const brief = ({ problems }: CodebookReading): string[] =>
  problems.map(({ severity, rule, line }) => `${severity} ${rule} ${line ?? ''}`);

describe('readCodebook', () => {
  it('reads the built-in codebooks without a problem', async () => {
    const names = readdirSync('media/codebooks');
    assert.ok(names.length >= 3);
    const books = [];
    for (const name of names) {
      const text = readFileSync(`media/codebooks/${name}`, 'utf8');
      const { codebook, problems } = await readCodebook(joinPath('codebooks', name), text, nodeDigester);
      assert.deepEqual(problems, []);
      assert.ok(codebook && codebook.codes.length > 0);
      for (const code of codebook.codes) {
        assert.match(text.split('\n')[code.line - 1] ?? '', new RegExp(`id: ${code.id}\\b`));
      }
      books.push(codebook);
    }
    assert.deepEqual(CodeTree.of(books).problems, []);
  });

  it('gives each code its place, colour and meaning', async () => {
    const { codebook, problems } = await read(
      `${head}wording: paraphrase\ncitation: Somebody 2015\ncodes:\n  - id: top\n    name: Top\n    color: blue\n    codable: false\n    mine: kept\n    codes:\n      - {id: low, name: Low, retired: true, definition: d}\n      - {id: own, name: Own, color: "#ABCDEF"}\n`,
    );
    assert.deepEqual(problems, []);
    assert.ok(codebook);
    assert.deepEqual(
      [codebook.id, codebook.name, codebook.citation, codebook.paraphrase, codebook.readOnly],
      ['a', 'A', 'Somebody 2015', true, false],
    );
    const [top, low, own] = codebook.codes;
    assert.ok(top && low && own);
    assert.deepEqual(
      [top.parent, top.children, top.path, top.codable, top.line],
      [null, ['low', 'own'], ['Top'], false, 7],
    );
    assert.deepEqual(
      [low.parent, low.path, low.color, low.retired, low.line, low.codebook],
      ['top', ['Top', 'Low'], 'blue', true, 13, 'a'],
    );
    assert.deepEqual([own.color, own.codable, own.retired], ['#ABCDEF', true, false]);
    assert.equal((top.entry as Record<string, unknown>)['mine'], 'kept');
    assert.equal(low.digest, await codeDigest({ definition: 'd' }, nodeDigester));
    assert.notEqual(low.digest, own.digest);
  });

  it('leaves a faulty code out and keeps the rest', async () => {
    const reading = await read(
      `${head}codes:\n  - {id: a1, name: x}\n  - {id: a2}\n  - just text\n  - {id: "-bad", name: x}\n  - {id: a3, name: y, codes: 7}\n  - {id: a4, name: z, include: text}\n`,
    );
    assert.deepEqual(
      reading.codebook?.codes.map(({ id }) => id),
      ['a1', 'a3'],
    );
    assert.deepEqual(brief(reading), [
      'error wrong-shape 6',
      'error wrong-shape 7',
      'error wrong-shape 8',
      'error wrong-shape 9',
      'error wrong-shape 10',
    ]);
  });

  it('lets the first of two equal ids win and offers a prefix', async () => {
    const reading = await read(
      `${head}codes:\n  - {id: x, name: One}\n  - id: y\n    name: Y\n    codes:\n      - {id: x, name: Two}\n`,
    );
    assert.deepEqual(
      reading.codebook?.codes.map(({ id, name }) => [id, name]),
      [
        ['x', 'One'],
        ['y', 'Y'],
      ],
    );
    assert.deepEqual(reading.codebook.codes[1]?.children, []);
    assert.deepEqual(brief(reading), ['error duplicate-id 9']);
    assert.match(reading.problems[0]?.message ?? '', /line 5/);
    assert.match(reading.problems[0]?.remedy ?? '', /“a-x”/);
  });

  it('caps depth and number', async () => {
    let deep = head + 'codes:\n';
    for (let i = 0; i <= maxCodeDepth; i++)
      deep += `${'  '.repeat(2 * i)}- id: c${i}\n${'  '.repeat(2 * i + 1)}name: n\n${'  '.repeat(2 * i + 1)}codes:\n`;
    const reading = await read(deep);
    assert.equal(reading.codebook?.codes.length, maxCodeDepth);
    assert.deepEqual(
      reading.problems.map(({ rule }) => rule),
      ['too-deep'],
    );
    const many = await read(
      head + 'codes:\n' + Array.from({ length: maxCodes + 5 }, (_, i) => `- {id: c${i}, name: n}\n`).join(''),
    );
    assert.equal(many.codebook?.codes.length, maxCodes);
    assert.deepEqual(
      many.problems.map(({ rule, line }) => [rule, line]),
      [['too-many-codes', 5 + maxCodes]],
    );
  });

  it('warns of a colour that it does not know; the parent’s counts', async () => {
    const reading = await read(
      `${head}codes:\n  - id: x\n    name: X\n    color: red\n    codes: [{id: y, name: Y, color: mauve}]\n`,
    );
    assert.deepEqual(brief(reading), ['warning unknown-color 8']);
    assert.equal(reading.codebook?.codes[1]?.color, 'red');
  });

  it('reads themes and relations, without doubles and circles', async () => {
    const reading = await read(
      `${head}codes:\nthemes:\n  - {id: t, name: T, codes: [x]}\n  - {id: t, name: U}\n  - {id: u}\nrelations:\n  - {id: r1, from: x, to: r2, kind: leads-to}\n  - {id: r2, from: x, to: r1, kind: leads-to}\n  - {id: r3, from: x, to: r1, kind: predicts}\n  - {id: r4, from: x, to: r4, kind: predicts}\n  - {id: r5, from: x, to: y, kind: predicts}\n  - {id: r6, from: x, to: y, kind: causes}\n`,
    );
    assert.deepEqual(
      reading.codebook?.themes.map(({ name }) => name),
      ['T'],
    );
    assert.deepEqual(
      reading.codebook.relations.map(({ id }) => id),
      ['r3', 'r5'],
    );
    assert.deepEqual(brief(reading), [
      'error duplicate-id 7',
      'error wrong-shape 8',
      'error wrong-shape 15',
      'error cyclic-relation 10',
      'error cyclic-relation 11',
      'error cyclic-relation 13',
    ]);
    assert.deepEqual(brief(await read(`${head}themes: 1\ncodes: x\n`)), ['error wrong-shape 5', 'error wrong-shape 4']);
  });

  it('reads a newer version as far as it can, and marks it', async () => {
    const reading = await read('verbatim-codebook: 2\nid: a\nname: A\nnovel: [1]\ncodes: [{id: x, name: X}]\n');
    assert.equal(reading.codebook?.readOnly, true);
    assert.equal(reading.codebook.codes.length, 1);
    assert.deepEqual(brief(reading), ['warning newer-version 1']);
  });

  it('warns of keys that look like slips, at their place, and of no key of a person’s own', async () => {
    const { codebook, problems } = await read(
      `${head}licenze: mine\ncodes:\n  - id: top\n    name: Top\n    defintion: d\n    x-defnition: d\n    stakeholder: kept\n    codes:\n      - {id: low, name: Low, exclde: [e], Definition: d, notes: n, note: m}\nthemes: [{id: t, name: T, cdoes: [top]}]\n`,
    );
    assert.deepEqual(
      problems.map(({ severity, rule, line, column, message }) => [severity, rule, line, column, message]),
      [
        ['warning', 'misspelt-key', 4, 1, 'Unknown key “licenze”: did you mean “licence”?'],
        ['warning', 'misspelt-key', 8, 5, 'Unknown key “defintion”: did you mean “definition”?'],
        ['warning', 'misspelt-key', 12, 30, 'Unknown key “exclde”: did you mean “exclude”?'],
        ['warning', 'misspelt-key', 12, 43, 'Unknown key “Definition”: did you mean “definition”?'],
        ['warning', 'misspelt-key', 13, 27, 'Unknown key “cdoes”: did you mean “codes”?'],
      ],
    );
    assert.equal(codebook?.codes[0]?.entry['defintion'], 'd');
  });

  it('tells what is missing, and the slip that it may be', async () => {
    assert.deepEqual(brief(await read(`${head}codes: [{id: top, nmae: Top}]\n`)).sort(), [
      'error wrong-shape 4',
      'warning misspelt-key 4',
    ]);
    assert.deepEqual(brief(await read('verbatim-codebook: 99\nid: a\nname: A\nlicenze: of a newer kind\n')), [
      'warning newer-version 1',
    ]);
    assert.deepEqual(brief(await read(`${head}constructor: 1\ntoString: 2\nmy: 3\n`)), []);
  });

  it('says why a file is no codebook', async () => {
    for (const [text, rule] of [
      ['a: [', 'yaml-'],
      ['', 'wrong-shape'],
      ['- x', 'wrong-shape'],
      ['verbatim-codebook: 1\n', 'wrong-shape'],
      ['verbatim-codebook: x\nid: a\nname: A\n', 'wrong-shape'],
    ] as const) {
      const reading = await read(text);
      assert.equal(reading.codebook, null);
      assert.ok(
        reading.problems.some((problem) => problem.rule.startsWith(rule) && problem.severity === 'error'),
        text,
      );
    }
  });
});

describe('codeDigest', () => {
  it('covers definition, include and exclude alone', async () => {
    const one = await codeDigest({ definition: 'a\r\nb', include: [], exclude: ['x'] }, nodeDigester);
    assert.equal(one, await codeDigest({ definition: 'a\nb', exclude: ['x'] }, nodeDigester));
    assert.notEqual(one, await codeDigest({ definition: 'a\nb', include: ['x'] }, nodeDigester));
    assert.equal(await codeDigest({ definition: '' }, nodeDigester), await codeDigest({}, nodeDigester));
    // printf '{"definition":"d","include":["i"]}' | sha256sum
    assert.equal(
      await codeDigest({ include: ['i'], definition: 'd' }, nodeDigester),
      await nodeDigester(new TextEncoder().encode('{"definition":"d","include":["i"]}')),
    );
  });
});
