import assert from 'node:assert/strict';
import type { CodeEntry } from '../../../src/core/codebook/codebookFile';
import { readCodebook } from '../../../src/core/codebook/readCodebook';
import type { StudyPath } from '../../../src/core/base/studyPath';
import type { GivenCodes } from '../../../src/core/exchange/codebooks/givenCodes';
import {
  codebookText,
  importedCodebook,
  type ImportedCodebook,
} from '../../../src/core/exchange/codebooks/importedCodebook';
import { readCodebookTable } from '../../../src/core/exchange/codebooks/readCodebookTable';
import { readCodebookSource } from '../../../src/core/exchange/codebooks/readCodebookSource';
import { memoryHost, MemoryFiles } from '../../support/memoryFiles';

const encoder = new TextEncoder();

function given(text: string, name: string): GivenCodes {
  const source = readCodebookSource(encoder.encode(text), name);
  assert.ok(source.ok, JSON.stringify(source));
  assert.ok(source.value.kind === 'given');
  return source.value.given;
}

/** The tree by names, a level a pair of spaces. */
function tree(codes: readonly CodeEntry[], indent = ''): string {
  return codes
    .map(({ name, codes: below }) => `${indent}${name}\n${tree((below ?? []) as readonly CodeEntry[], `${indent}  `)}`)
    .join('');
}

const imported = (text: string, name: string): ImportedCodebook => importedCodebook(given(text, name));
const notes = ({ notes: all }: ImportedCodebook): readonly string[] =>
  all.map(({ kind, line, words }) => `${line} ${kind}: ${words}`);

describe('a codebook from a table', () => {
  it('costs no more for columns that are left out, and is bounded where ways are longer than a codebook is deep', () => {
    const columns = 100_000;
    const wide = readCodebookTable(`name,${'x,'.repeat(columns)}\n${'a,b\n'.repeat(2_000)}`);
    assert.equal(wide.codes.length, 2_000);
    assert.equal(wide.columns.length, columns + 2);
    let codes = 0;
    for (let row = 0; row < 100; row++) {
      const way = Array.from({ length: 1_000 }, (_, i) => `p${row}.${i}`).join(' > ');
      codes += readCodebookTable(`name\n${way}\n`).codes.length;
    }
    assert.equal(codes, 100 * 21);
    const [deep] = imported(`name\n${Array.from({ length: 30 }, (_, i) => `p${i}`).join(' > ')}\n`, 'a.csv').notes;
    assert.deepEqual(deep, { kind: 'too-deep', line: 2, words: 'p29' });
  });

  it('takes a way and a list of items apart, however many spaces stand between words', () => {
    const gap = ' '.repeat(100_000);
    const [code] = readCodebookTable(`name,examples\nTrust${gap}time,a${gap}b${gap}•${gap}c\n`).codes;
    assert.equal(code?.name, `Trust${gap}time`);
    assert.deepEqual(code.examples, [`a${gap}b`, 'c']);
  });

  it('is read by the names of its columns, and says which it left out', () => {
    const text =
      'Code Name;Category;Description;Use when;Don’t know;Colour\n' +
      'Making contact;Trust;"The first; ""contact""";it is told of;?;#3366cc\n' +
      'Time;Trust;;"one\ntwo";;mauve\n';
    const { columns } = given(text, 'codes.csv');
    assert.deepEqual(
      columns.map(({ header, as }) => [header, as]),
      [
        ['Code Name', 'name'],
        ['Category', 'parent'],
        ['Description', 'definition'],
        ['Use when', 'include'],
        ['Don’t know', null],
        ['Colour', 'color'],
      ],
    );
    const book = imported(text, 'codes.csv');
    assert.deepEqual(book.codes, [
      {
        id: 'trust',
        name: 'Trust',
        codes: [
          {
            id: 'making-contact',
            name: 'Making contact',
            definition: 'The first; "contact"',
            include: ['it is told of'],
            color: '#3366cc',
          },
          { id: 'time', name: 'Time', include: ['one', 'two'], note: 'mauve' },
        ],
      },
    ]);
    assert.deepEqual(notes(book), ['3 color: mauve']);
  });

  it('takes several columns, or a way in a cell, for the codes above', () => {
    const expected = 'Trust\n  Contact\n    First words\n    Eye contact\nTime\n';
    const columns = 'theme,category,code\nTrust,Contact,First words\nTrust,Contact,Eye contact\nTime,,\n';
    assert.equal(tree(imported(columns, 'a.csv').codes), 'Time\nTrust\n  Contact\n    First words\n    Eye contact\n');
    const ways = 'name\nTrust\nTrust\\Contact\nTrust\\Contact\\First words\nTrust\\Contact\\Eye contact\nTime\n';
    assert.equal(tree(imported(ways, 'a.csv').codes), expected);
    const parents = 'name,parent\nTrust,\nContact,Trust\nFirst words,Contact\nEye contact,contact\nTime,\n';
    assert.equal(tree(imported(parents, 'a.csv').codes), expected);
  });

  it('puts at the top what would stand below itself, and keeps two of one name', () => {
    const book = imported('name,parent\nA,B\nB,C\nC,A\nD,D\nE,A\nE,A\n', 'a.csv');
    assert.equal(book.count, 6);
    assert.deepEqual(notes(book), ['2 cycle: A', '5 cycle: D', '7 same-name: E']);
    assert.equal(tree(book.codes), 'A\n  C\n    B\n  E\n  E\nD\n');
  });

  it('says which rows have no name, too many cells or quotes that do not close', () => {
    const book = imported('name,definition\n,lost words\nA,b,c\nD,"e\n', 'a.csv');
    assert.deepEqual(notes(book), ['2 no-name: lost words', '3 extra-cells: c', '4 bad-quotes: D e\n']);
  });

  it('takes a list without a header for names, and what stands beside them for definitions', () => {
    const book = imported('Trust\nTime\n', 'a.csv');
    assert.equal(tree(book.codes), 'Trust\nTime\n');
    assert.deepEqual(notes(book), ['1 no-header: Trust']);
    const { codes, columns } = given('Trust,what it is,?\nTime,how long,?\n', 'a.csv');
    assert.deepEqual([codes[1]?.name, codes[1]?.definition, columns[2]?.as], ['Time', 'how long', null]);
  });

  it('takes the first column for names where the header knows others alone, and the last way down where it knows only ways', () => {
    const { columns, codes, notes: told } = given('Xyz,Meaning,\nTrust,what it is,?,more\nTime\n', 'a.csv');
    assert.deepEqual(
      columns.map(({ header, as }) => [header, as]),
      [
        ['Xyz', 'name'],
        ['Meaning', 'definition'],
        ['', null],
        ['', null],
      ],
    );
    assert.deepEqual(
      codes.map(({ name, definition }) => [name, definition]),
      [
        ['Trust', 'what it is'],
        ['Time', ''],
      ],
    );
    assert.deepEqual(told, [{ kind: 'no-header', line: 1, words: 'Xyz Meaning ' }]);
    assert.equal(
      tree(imported('Theme;Category;Xyz\nTrust;Contact;\nTrust;Time;\n', 'a.csv').codes),
      'Trust\n  Contact\n  Time\n',
    );
  });

  it('reads the first of two columns for one thing, and none whose header is a sentence', () => {
    const { columns, codes } = given(`name,definition,description,${'note '.repeat(30)}\nA,one,two,three\n`, 'a.csv');
    assert.deepEqual(
      columns.map(({ as }) => as),
      ['name', 'definition', null, null],
    );
    assert.deepEqual([codes[0]?.definition, codes[0]?.note], ['one', '']);
  });

  it('keeps ids, unless they are numbers, given twice, taken or such as no codebook has', () => {
    const rows =
      'id,name,colour,note,exclude\nt1,Trust,Blue,mine,not that\n12,Time,mauve,yours\nt1,Hope\nold,Fear\na b,Joy\n';
    const { codes } = importedCodebook(given(rows, 'a.csv'), (id) => id === 'old');
    assert.deepEqual(codes, [
      { id: 't1', name: 'Trust', exclude: ['not that'], color: 'blue', note: 'mine' },
      { id: 'time', name: 'Time', note: 'yours; mauve' },
      { id: 'hope', name: 'Hope' },
      { id: 'fear', name: 'Fear' },
      { id: 'joy', name: 'Joy' },
    ]);
  });

  it('without any row has no codes, which make a sound codebook', () => {
    const none = readCodebookTable('');
    assert.deepEqual([none.codes, none.columns, none.notes], [[], [], []]);
    const text = codebookText({ id: 'a', name: 'A' }, importedCodebook(none).codes);
    assert.match(text, /^verbatim-codebook: 1\nid: a\nname: A\ncodes: \[\]\n$/m);
  });

  it('that is a text of cells parted by tabs is known without its ending', () => {
    assert.equal(tree(imported('name\tparent\nA\tB\n', 'a.txt').codes), 'B\n  A\n');
  });

  it('reads what Taguette writes', () => {
    const book = given('tag,description,number of highlights\ntrust,"what is, trust",4\n', 'tags.csv');
    assert.deepEqual(
      [book.codes[0]?.name, book.codes[0]?.definition, book.columns[2]?.as],
      ['trust', 'what is, trust', null],
    );
  });

  it('keeps a formula as the text that it is', async () => {
    const { codes } = imported('name,definition\n=1+2,=HYPERLINK("x")\n+A,@b\n', 'a.csv');
    const { codebook, problems } = await readCodebook(
      'codebooks/a.yaml' as StudyPath,
      codebookText({ id: 'a', name: '=A' }, codes),
      memoryHost(new MemoryFiles()).digest,
    );
    assert.deepEqual(problems, []);
    assert.deepEqual(
      codebook?.codes.map(({ name, entry }) => [name, entry.definition]),
      [
        ['=1+2', '=HYPERLINK("x")'],
        ['+A', '@b'],
      ],
    );
  });

  it('of 5 MB ends at the most codes that a codebook may have, and says where', () => {
    const row = 'Making contact,Trust,a definition of some length that fills the file\n';
    const book = imported(`name,parent,definition\n${row.repeat(5_000_000 / row.length)}`, 'a.csv');
    assert.equal(book.count, 10_001);
    assert.ok(notes(book).includes('10002 too-many: Making contact'));
  });
});

describe('a codebook from an outline', () => {
  it('is read by indentation, whatever the bullets', () => {
    const expected = 'Trust\n  Contact\n    First words\nTime\n';
    assert.equal(tree(imported('Trust\n\tContact\n\t\tFirst words\nTime\n', 'a.txt').codes), expected);
    assert.equal(tree(imported('- Trust\n  * Contact\n    + First words\n- Time\n', 'a.txt').codes), expected);
    assert.equal(tree(imported('1. Trust\n1.1 Contact\n1.1.1 First words\n2. Time\n', 'a.txt').codes), expected);
  });

  it('takes what stands behind a colon for the definition, unless names would be the same then', () => {
    const { codes } = imported('Trust: what it is\nTime – how long\n', 'a.txt');
    assert.deepEqual(codes, [
      { id: 'trust', name: 'Trust', definition: 'what it is' },
      { id: 'time', name: 'Time', definition: 'how long' },
    ]);
    assert.equal(tree(imported('Barrier: time\nBarrier: money\n', 'a.txt').codes), 'Barrier: time\nBarrier: money\n');
  });

  it('is read from Markdown: title, headings, lists, text and what is said of a code', () => {
    const text = `# Our codebook

Some words about it.

## 1.1 Trust

What **trust** is,
in two lines.

- Contact: the first one
  - Use when: it is told of
  - Examples:
    - “We clicked.”
    - “At once.”
- Time

| a | b |

## Hope
`;
    const book = given(text, 'a.md');
    assert.equal(book.title, 'Our codebook');
    const made = importedCodebook(book);
    assert.deepEqual(notes(made), ['3 no-code: Some words about it.', '17 no-code: | a | b |']);
    assert.deepEqual(made.codes, [
      {
        id: 'trust',
        name: 'Trust',
        number: '1.1',
        definition: 'What trust is, in two lines.',
        codes: [
          {
            id: 'contact',
            name: 'Contact',
            definition: 'the first one',
            include: ['it is told of'],
            examples: ['“We clicked.”', '“At once.”'],
          },
          { id: 'time', name: 'Time' },
        ],
      },
      { id: 'hope', name: 'Hope' },
    ]);
  });

  it('is read from Markdown with underlined headings and numbers; rules are passed over and blocks of program text told of', () => {
    const text = `Our codebook
============

Trust
-----
What it is.

### Contact
3 kinds of it.

---

\`\`\`
let x;
\`\`\`

1. First words
3 kinds of words
`;
    const book = given(text, 'a.md');
    assert.equal(book.title, 'Our codebook');
    const made = importedCodebook(book);
    assert.deepEqual(notes(made), ['14 no-code: let x;']);
    assert.deepEqual(made.codes, [
      {
        id: 'trust',
        name: 'Trust',
        definition: 'What it is.',
        codes: [
          {
            id: 'contact',
            name: 'Contact',
            definition: '3 kinds of it.',
            codes: [{ id: 'first-words', name: 'First words', number: '1', definition: '3 kinds of words' }],
          },
        ],
      },
    ]);
  });

  it('takes a single heading for the title where a list follows, else for a code', () => {
    assert.equal(given('# Book\n- Trust\n', 'a.md').title, 'Book');
    const alone = given('# Trust\nWhat it is.\n', 'a.md');
    assert.deepEqual([alone.title, alone.codes[0]?.name, alone.codes[0]?.definition], ['a', 'Trust', 'What it is.']);
  });

  it('takes what is said below a code, with or without a colon, for its own', () => {
    const text = `Trust
\tExamples
\t\tWe clicked.
\tNote: first
\tNote: second
\tColour: red
\tNumber: 1.2
\tEye contact
Hope: what it is
\tDefinition: what it may be
`;
    assert.deepEqual(imported(text, 'a.txt').codes, [
      {
        id: 'trust',
        name: 'Trust',
        number: '1.2',
        examples: ['We clicked.'],
        color: 'red',
        note: 'first; second',
        codes: [{ id: 'eye-contact', name: 'Eye contact' }],
      },
      { id: 'hope', name: 'Hope', definition: 'what it is what it may be' },
    ]);
  });

  it('whose numbers alone nest it keeps what is said below a number with that code', () => {
    const text = '1. Trust\nDefinition: what it is\n1.1 Contact\nDefinition: the first\n2. Time\n';
    assert.deepEqual(imported(text, 'a.txt').codes, [
      {
        id: 'trust',
        name: 'Trust',
        number: '1',
        definition: 'what it is',
        codes: [{ id: 'contact', name: 'Contact', number: '1.1', definition: 'the first' }],
      },
      { id: 'time', name: 'Time', number: '2' },
    ]);
  });

  it('ends at the most codes that a codebook may have, and says where', () => {
    const lines = Array.from({ length: 10_003 }, (_, i) => `Code ${i}`);
    const book = imported(lines.join('\n'), 'a.txt');
    assert.deepEqual([book.count, notes(book)], [10_000, ['10001 too-many: Code 10000']]);
  });

  it('with one line of 1.2 MB is a code whose whole name is kept', () => {
    const book = imported('word '.repeat(240_000), 'a.txt');
    assert.equal(book.codes[0]?.name.length, 500);
    assert.deepEqual(
      book.notes.map(({ kind }) => kind),
      ['long-name'],
    );
    assert.ok(String(book.codes[0].note).length > 1_100_000);
  });

  it('that is too deep stands higher up, and says so', () => {
    const lines = Array.from({ length: 23 }, (_, i) => `${'\t'.repeat(i)}Level ${i}`);
    const book = imported(lines.join('\n'), 'a.txt');
    assert.deepEqual(
      book.notes.map(({ kind, line }) => `${line} ${kind}`),
      ['21 too-deep', '22 too-deep', '23 too-deep'],
    );
    assert.equal(book.count, 23);
  });
});

describe('a codebook table that is out of all proportion', () => {
  it('is read where it has very many columns', () => {
    const header = ['name', ...Array.from({ length: 100_000 }, (_, i) => `x${i}`), 'definition'].join(',');
    const rows = Array.from({ length: 2_000 }, (_, i) => `Code ${i}`);
    const { codes, columns } = readCodebookTable([header, ...rows].join('\n'));
    assert.equal(codes.length, 2_000);
    assert.equal(columns.length, 100_002);
  });

  it('makes a code above once, however far up the ways to it begin', () => {
    const { codes } = readCodebookTable('name,parent\nTrust,\nTime > A,Trust\nHome > Trust > Time > B,\n');
    assert.equal(codes.filter(({ name }) => name === 'Time').length, 1);
  });
});

describe('a codebook file', () => {
  const rule = (bytes: Uint8Array, name: string): string | undefined => {
    const source = readCodebookSource(bytes, name);
    return source.ok ? undefined : source.error.rule;
  };

  it('of our own stays as it is', () => {
    const text = '# Mine\nverbatim-codebook: 1\nid: a\nname: A\ncodes: []\n';
    assert.deepEqual(readCodebookSource(encoder.encode(text), 'a.yaml'), { ok: true, value: { kind: 'own', text } });
  });

  it('is refused where it holds no codes, no text, or YAML of another program', () => {
    assert.equal(rule(encoder.encode(' \n'), 'a.txt'), 'no-codes');
    assert.equal(rule(encoder.encode('name,parent\n'), 'a.csv'), 'no-codes');
    assert.equal(rule(new Uint8Array([0x50, 0x4b, 3, 4, 0, 0, 0, 0]), 'a.csv'), 'not-text');
    assert.equal(rule(encoder.encode('codes: [a]\n'), 'a.yaml'), 'not-a-codebook');
  });

  it('in an older encoding is read, and said to be a guess', () => {
    const source = readCodebookSource(Buffer.from('name;definition\nN\xe4he;f\xfcr alle\n', 'latin1'), 'a.csv');
    assert.ok(source.ok && source.value.kind === 'given');
    assert.equal(source.value.given.codes[0]?.name, 'Nähe');
    assert.equal(source.value.problems[0]?.rule, 'guessed-encoding');
  });
});
