import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { unfitAt } from '../../../src/core/yaml/nesting';
import { wordingOf } from '../../../src/core/yaml/syntaxProblem';
import { maxYamlLength, readYaml, shapeProblems } from '../../../src/core/yaml/yamlFile';

const rules = (text: string): string[] => readYaml(text, 'a.yaml').problems.map(({ rule }) => rule);

describe('readYaml', () => {
  it('gives plain values; keys and dates are text, and nothing is merged', () => {
    const file = readYaml('1: x\nyes: no\nday: 2013-05-01\n<<: {a: 1}\nlist: [1, ~, true]\n', 'a.yaml');
    assert.deepEqual(file.value, { 1: 'x', yes: 'no', day: '2013-05-01', '<<': { a: 1 }, list: [1, null, true] });
    assert.deepEqual(file.problems, []);
  });

  it('reads an empty file as null, and one with a byte order mark and CRLF like any other', () => {
    assert.equal(readYaml('', 'a.yaml').value, null);
    assert.deepEqual(readYaml('\ufeffa: 1\r\nb: |\r\n  x\r\n  y\r\n', 'a.yaml').value, { a: 1, b: 'x\ny\n' });
  });

  it('tells line, column and remedy of a mistake', () => {
    const file = readYaml('a: 1\nb: "x\nc: 2\n', 'codebooks/a.yaml');
    assert.equal(file.value, undefined);
    const problem = file.problems[0]!;
    assert.equal(problem.file, 'codebooks/a.yaml');
    assert.equal(problem.severity, 'error');
    assert.ok(problem.line! >= 2 && problem.column! >= 1);
    assert.ok(problem.remedy.endsWith('.'));
  });

  it('names tabs, two documents, unknown marks and open brackets', () => {
    assert.ok(rules('a:\n\tb: 1\n').includes('yaml-tab-as-indent'));
    assert.ok(rules('a: 1\n---\nb: 1\n').includes('yaml-multiple-docs'));
    assert.deepEqual(rules('a: !thing x\n'), ['yaml-tag-resolve-failed']);
    assert.notDeepEqual(rules('a: [1, 2\n'), []);
    assert.deepEqual(readYaml('a: !!binary aGk=\n', 'a').value, { a: 'aGk=' });
  });

  it('tells of the first mistake alone, since all after it follows from that', () => {
    const lines = Array.from({ length: 40 }, (_, i) => `  - {id: c${i}, name: "N"}`);
    lines[2] = '  - {id: c2, name: "N}';
    const { problems } = readYaml(`codes:\n${lines.join('\n')}\n`, 'a.yaml');
    assert.equal(problems.length, 1, JSON.stringify(problems));
    assert.equal(problems[0]?.line, 4);
  });

  it('says that git left two versions in the file, at the first mark', () => {
    const conflict = '<<<<<<< HEAD\n    name: One\n=======\n    name: Two\n>>>>>>> theirs\n';
    const { value, problems } = readYaml(`codes:\n  - id: a\n${conflict}  - id: b\n`, 'codebooks/a.yaml');
    assert.equal(value, undefined);
    assert.deepEqual(
      problems.map(({ rule, severity, line, column }) => [rule, severity, line, column]),
      [['merge-conflict', 'error', 3, 1]],
    );
    assert.match(problems[0]?.remedy ?? '', /“<<<<<<<”/);
    // Words in a block may look like that.
    assert.deepEqual(rules('a: |\n  <<<<<<< x\n  =======\n  >>>>>>> y\n'), []);
  });

  it('reports a repeated key with its place and still gives the value', () => {
    const file = readYaml('a: 1\nb:\n  c: 1\n  c: 2\n', 'a.yaml');
    assert.deepEqual(file.value, { a: 1, b: { c: 2 } });
    assert.deepEqual(
      file.problems.map(({ rule, message, line, column }) => ({ rule, message, line, column })),
      [{ rule: 'yaml-duplicate-key', message: '“c” stands twice in the same group.', line: 4, column: 3 }],
    );
  });

  it('refuses a key that would reach into the program', () => {
    const file = readYaml('a: {__proto__: {x: 1}}\n', 'a.yaml');
    assert.equal(file.value, undefined);
    assert.deepEqual(
      file.problems.map(({ rule }) => rule),
      ['yaml-unsafe-key'],
    );
    assert.equal(({} as { x?: number }).x, undefined);
  });

  it('reads a codebook of 3,000 codes as fully described as those that are built in, and not much more', () => {
    const bcttv1 = readFileSync('media/codebooks/bcttv1.yaml', 'utf8');
    const length = (3000 * bcttv1.length) / (bcttv1.match(/^ *- id:/gm) ?? []).length;
    assert.ok(length > 2_000_000 && length < maxYamlLength && maxYamlLength < 1.5 * length, String(length));
  });

  it('refuses what refers to what it stands in, with the line', () => {
    const [problem] = readYaml('codes: &all\n  - id: a\n    codes: *all\n', 'f.yaml').problems;
    assert.deepEqual([problem?.rule, problem?.line, problem?.column], ['yaml-cyclic', 3, 12]);
    assert.deepEqual(rules('a: &x {b: [*x]}\n'), ['yaml-cyclic']);
    assert.deepEqual(rules('a: &x {b: 1}\nc: &x {d: 1}\ne: [*x]\n'), []);
    assert.deepEqual(rules('a: &x {b: &x 1, c: *x}\n'), []);
  });

  it('survives hostile files: size, nesting, marks in a row, references that multiply', () => {
    assert.deepEqual(rules('a'.repeat(maxYamlLength + 1)), ['yaml-too-large']);
    for (const piece of ['[', '- ', '{a: ', '? ', '&a ', '- - ', '"a": [']) {
      assert.deepEqual(rules(piece.repeat(20_000)), ['yaml-too-deep'], piece);
    }
    let stairs = 'x: 1\n';
    for (let i = 1; i < 200; i++) stairs += `${' '.repeat(i)}a:\n`;
    const deep = readYaml(stairs, 'a');
    assert.equal(deep.problems[0]?.rule, 'yaml-too-deep');
    assert.equal(deep.problems[0].line, 92);
    assert.deepEqual(deep.placeOf(['x']), { line: 1, column: 1 });
    // Stairs, marks in a row and brackets add up: 90 levels are read, 91 are not.
    const levels = (steps: number): string =>
      Array.from({ length: steps }, (_, i) => `${' '.repeat(i)}a:\n`).join('') +
      `${' '.repeat(steps)}- - - [{b: [x]}]\n`;
    assert.deepEqual(rules(levels(84)), []);
    assert.deepEqual(rules(levels(85)), ['yaml-too-deep']);
    assert.deepEqual(rules(levels(84).replaceAll('\n', '\r\n')), []);
    assert.deepEqual(rules(`\ufeff${levels(86)}`), ['yaml-too-deep']);
    let bomb = 'a0: &a0 [x, x, x, x, x, x, x, x, x]\n';
    for (let i = 1; i < 10; i++) bomb += `a${i}: &a${i} [${`*a${i - 1}, `.repeat(9)}]\n`;
    assert.deepEqual(rules(bomb), ['yaml-too-many-references']);
    assert.deepEqual(rules(`a: &x 1\nb: [${'*x, '.repeat(200)}]\n`), ['yaml-too-many-references']);
    assert.deepEqual(readYaml('a: &x [1]\nb: *x\n', 'a').value, { a: [1], b: [1] });
    assert.notDeepEqual(rules('b: *nowhere\n'), []);
  });

  it('reads a group with very many keys', () => {
    const keys = Array.from({ length: 10_000 }, (_, i) => `k${i}: v`).join('\n');
    assert.deepEqual(rules(keys), []);
  });

  it('stops at a hundred problems', () => {
    assert.equal(rules('a: 1\n'.repeat(500)).length, 100);
  });

  it('counts brackets only where they are brackets', () => {
    assert.deepEqual(rules(`a: "${'['.repeat(300)}"\nb: |\n  ${'['.repeat(300)}\nc: x${'{'.repeat(300)}\n`), []);
  });
});

describe('a line of very many colons', () => {
  it('is not parsed, and is told of like one with two of them', () => {
    for (const piece of ['a: ', 'a: - ', '- a: ', '"a": ', 'a:\t', '[a]: ', 'a: &x ', "it's: "]) {
      const text = `x: 1\ny: ${piece.repeat(200)}`;
      assert.equal(unfitAt(text)?.because, 'chain', piece);
      assert.deepEqual(rules(text), rules('y: a: b'), piece);
      assert.equal(readYaml(text, 'a').problems[0]?.line, 2, piece);
    }
    assert.equal(unfitAt(`x: {${'a: '.repeat(200)}}`)?.because, 'chain');
    assert.equal(unfitAt('a: '.repeat(60)), undefined);
    assert.equal(unfitAt('a: '.repeat(61))?.because, 'chain');
  });

  it('is read where they are text: in quotes, block texts, comments and words; and where commas part them', () => {
    const many = 'who: what '.repeat(200).trim();
    const times = `${'10:30 https://a.b '.repeat(100)}::end`;
    const text = [
      `double: "${many}"`,
      `single: '${many}'`,
      `block: |`,
      `  ${many}`,
      `folded: >-`,
      `  ${many}`,
      `words: ${times}`,
      `list: 1 # ${many}`,
      `# ${many}`,
      `flow: {${Array.from({ length: 200 }, (_, i) => `k${i}: v`).join(', ')}}`,
      `pairs: [${'a: b, '.repeat(200)}]`,
      '',
    ].join('\n');
    const { value, problems } = readYaml(text, 'a');
    assert.deepEqual(problems, []);
    const { double, single, block, folded, words } = value as Record<string, unknown>;
    assert.deepEqual([double, single, block, folded, words], [many, many, `${many}\n`, many, times]);
  });
});

describe('a file of nothing but marks', () => {
  const pieces = ['- a\n', '{},', 'a: ]\n', '#\n', '- !x a\n', '- {id: a, name: b}\n'];

  it('is read no further than a large codebook goes, and is told of with the place', () => {
    for (const piece of pieces) {
      const text = `a:\n${piece.startsWith('{') ? '- [' : ''}${piece.repeat(Math.floor(3_000_000 / piece.length))}`;
      const [problem, ...more] = readYaml(text, 'a.yaml').problems;
      assert.deepEqual([problem?.rule, problem?.severity, more], ['yaml-too-large', 'error', []], piece);
      assert.ok((problem?.line ?? 0) > 1_000 || (problem?.column ?? 0) > 1_000, piece);
    }
  });

  it('is larger in this way than any codebook that fits', () => {
    const book = readFileSync('media/codebooks/bcttv1.yaml', 'utf8');
    const [before, codes] = [book.slice(0, book.indexOf('codes:') + 7), book.slice(book.indexOf('codes:') + 7)];
    const most = before + codes.repeat(Math.floor((maxYamlLength - before.length) / codes.length));
    assert.equal(unfitAt(most), undefined);
  });
});

describe('placeOf', () => {
  const file = readYaml('a: 1\ncodes:\n  - id: x\n    n: [1, 2]\n  - id: y\n', 'a.yaml');

  it('finds keys and items', () => {
    assert.deepEqual(file.placeOf([]), { line: 1, column: 1 });
    assert.deepEqual(file.placeOf(['codes']), { line: 2, column: 1 });
    assert.deepEqual(file.placeOf(['codes', 1]), { line: 5, column: 5 });
    assert.deepEqual(file.placeOf(['codes', 0, 'n', 1]), { line: 4, column: 12 });
  });

  it('gives the nearest parent for what is missing', () => {
    assert.deepEqual(file.placeOf(['codes', 0, 'name']), { line: 3, column: 5 });
    assert.deepEqual(file.placeOf(['codes', 7, 'name']), { line: 2, column: 1 });
    assert.deepEqual(file.placeOf(['codes', 'x']), { line: 2, column: 1 });
    assert.deepEqual(file.placeOf(['a', 'b', 'c']), { line: 1, column: 1 });
    assert.deepEqual(readYaml('', 'a').placeOf(['a']), { line: 1, column: 1 });
  });
});

describe('shapeProblems', () => {
  it('puts each issue at its place with a remedy', () => {
    const file = readYaml('codes:\n  - id: x\n', 'a.yaml');
    const problems = shapeProblems(
      [
        { path: ['codes', 0, 'name'], message: '“name” is missing; it has to be text.', isMissing: true },
        { path: ['codes', 0, 'id'], message: '“id” has to be text.' },
        { path: [], message: 'The file has to be a group of “key: value” lines.' },
      ],
      file,
    );
    assert.deepEqual(
      problems.map(({ line, column, remedy }) => [line, column, remedy]),
      [
        [2, 5, 'Add a line “name: …” here.'],
        [2, 5, 'Correct “id” here.'],
        [1, 1, 'Write the file as “key: value” lines.'],
      ],
    );
  });
});

describe('wordingOf', () => {
  it('has a plain sentence and a remedy for what the parser reports', () => {
    const words = wordingOf('BAD_INDENT');
    assert.equal(words.rule, 'yaml-bad-indent');
    assert.ok(words.message.endsWith('.') && words.remedy.endsWith('.'));
  });
});
