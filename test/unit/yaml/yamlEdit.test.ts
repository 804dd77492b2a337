import assert from 'node:assert/strict';
import { deleteAt, insertItem, moveItem, setValue, type EditedText } from '../../../src/core/yaml/yamlEdit';
import { readYaml } from '../../../src/core/yaml/yamlFile';

function done(result: EditedText): string {
  if (!result.ok) assert.fail(result.error);
  return result.value;
}

function refused(result: EditedText): string {
  if (result.ok) assert.fail(result.value);
  return result.error;
}

const book = `# head
id: b
name: "Book"   # the name
codes:
  # about a
  - id: a
    name: 'A'
    # still a

  - id: b
    name: B
    include: ["x, y", z]
    codes:
      - id: c
        name: C
note: >-
  folded
  text
`;

describe('setValue', () => {
  it('touches one line and keeps quotes, gaps and comments', () => {
    assert.equal(done(setValue(book, ['name'], 'New')), book.replace('"Book"', '"New"'));
    assert.equal(done(setValue(book, ['codes', 0, 'name'], "A's")), book.replace("'A'", "'A''s'"));
    assert.equal(done(setValue(book, ['codes', 1, 'name'], 'yes')), book.replace('name: B\n', 'name: "yes"\n'));
  });

  it('adds a key at the end of its group, or after a sibling', () => {
    assert.equal(
      done(setValue(book, ['codes', 0, 'color'], '#112233')),
      book.replace('    # still a\n', '    color: "#112233"\n    # still a\n'),
    );
    assert.equal(
      done(setValue(book, ['language'], 'en', 'id')),
      book.replace('id: b\nname: "', 'id: b\nlanguage: en\nname: "'),
    );
    assert.equal(done(setValue(book, ['x'], 1)), `${book}x: 1\n`);
    assert.equal(done(setValue(book, ['x'], 1, 'missing')), `${book}x: 1\n`);
  });

  it('makes the groups and lists on the way', () => {
    assert.equal(done(setValue('a: 1\n', ['b', 'c', 'd'], 2)), 'a: 1\nb:\n  c:\n    d: 2\n');
    assert.equal(done(setValue('a: 1\n', ['b', 0], { id: 'x', m: [1] })), 'a: 1\nb:\n  - id: x\n    m: [1]\n');
    assert.equal(done(setValue('a:\n', ['a', 'b'], 1)), 'a:\n  b: 1\n');
    assert.equal(done(setValue('a: {}\n', ['a', 'b'], 1)), 'a:\n  b: 1\n');
    assert.equal(done(setValue('# only a comment\n', ['a'], 1)), '# only a comment\na: 1\n');
    assert.equal(done(setValue('', ['a'], 1)), 'a: 1\n');
    assert.equal(done(setValue('a: 1', ['b'], 2)), 'a: 1\nb: 2');
    assert.equal(done(setValue('a: [1]\n', ['a', 1], 2)), 'a: [1, 2]\n');
  });

  it('changes within a list only what differs', () => {
    assert.equal(
      done(setValue(book, ['codes', 1, 'include'], ['x, y', 'new', 'z'])),
      book.replace('["x, y", z]', '["x, y", new, z]'),
    );
    const list = 'l:\n  - a # first\n  - b\n  - c # last\n';
    assert.equal(done(setValue(list, ['l'], ['a', 'x', 'c'])), list.replace('- b', '- x'));
    assert.equal(done(setValue(list, ['l'], ['c'])), 'l:\n  - c # last\n');
    assert.equal(done(setValue(list, ['l'], ['a', 'b', 'c', { k: 1, m: 2 }])), `${list}  - k: 1\n    m: 2\n`);
  });

  it('changes within a group only what differs', () => {
    const text = 'g:\n  a: 1 # one\n  b: 2\n  c: {d: 1}\n';
    assert.equal(
      done(setValue(text, ['g'], { a: 1, c: { d: 2, e: 3 }, f: 'x' })),
      'g:\n  a: 1 # one\n  c: {d: 2, e: 3}\n  f: x\n',
    );
  });

  it('writes a large difference anew', () => {
    const long = Array.from({ length: 40 }, (_, i) => ({ m: i }));
    const text = 'a:\n    - m: x\n    - m: y # gone\nb: 1\n';
    const after = done(setValue(text, ['a'], long));
    assert.ok(after.startsWith('a:\n    - m: 0\n    - m: 1\n') && after.endsWith('    - m: 39\nb: 1\n'));
  });

  it('writes several lines as a block, and a block as one line, keeping the comment', () => {
    assert.equal(done(setValue('a: x # why\nb: 1\n', ['a'], 'one\ntwo')), 'a: |- # why\n  one\n  two\nb: 1\n');
    assert.equal(done(setValue('a: | # why\n  one\n  two\n\nb: 1\n', ['a'], 'x')), 'a: x # why\n\nb: 1\n');
    assert.equal(
      done(setValue('a: |\n  one\n  two\nb: 1\n', ['a'], 'three\n\nfour\n')),
      'a: |\n  three\n\n  four\nb: 1\n',
    );
    assert.equal(done(setValue('l:\n  - x\n', ['l', 0], 'one\ntwo')), 'l:\n  - |-\n    one\n    two\n');
    assert.equal(done(setValue('a: |+\n  one\n\nb: 1\n', ['a'], 'x')), 'a: x\nb: 1\n');
    assert.equal(done(setValue('a: "one\n  two"\nb: 1\n', ['a'], 'x')), 'a: "x"\nb: 1\n');
    assert.equal(done(setValue(book, ['note'], 'short')), book.replace('>-\n  folded\n  text', 'short'));
  });

  it('puts a list where a text was, and a text where a list was', () => {
    assert.equal(done(setValue('a: x # why\nb: 1\n', ['a'], [{ c: 1 }])), 'a: # why\n  - c: 1\nb: 1\n');
    assert.equal(done(setValue('a: # why\n  - c: 1\n  - d\nb: 1\n', ['a'], 'x')), 'a: x # why\nb: 1\n');
    assert.equal(done(setValue('a: [1, 2]\nb: 1\n', ['a'], 'x')), 'a: x\nb: 1\n');
    assert.equal(done(setValue('a: # why\nb: 1\n', ['a'], 'x')), 'a: x # why\nb: 1\n');
    assert.equal(done(setValue('l:\n  - x: 1\n    y: 2\n  - z\n', ['l', 0], 'w')), 'l:\n  - w\n  - z\n');
    assert.equal(done(setValue('l:\n  -\n  - z\n', ['l', 0], { a: 1, b: 2 })), 'l:\n  - a: 1\n    b: 2\n  - z\n');
    assert.equal(done(setValue('l:\n  - [x]\n', ['l', 0], [['a'], ['b']])), 'l:\n  - [[a], [b]]\n');
  });

  it('follows the file’s own indentation and line breaks', () => {
    assert.equal(done(setValue('a:\n- x\n', ['b'], [{ k: 1 }])), 'a:\n- x\nb:\n- k: 1\n');
    assert.equal(done(setValue('a:\n    b: 1\n', ['c'], { d: 1 })), 'a:\n    b: 1\nc:\n    d: 1\n');
    assert.equal(done(setValue('a: 1\r\nb: 2\r\n', ['c'], 'x\ny')), 'a: 1\r\nb: 2\r\nc: |-\r\n  x\r\n  y\r\n');
    assert.equal(done(setValue('\ufeffa: 1\n', ['b'], 2)), '\ufeffa: 1\nb: 2\n');
  });

  it('deletes with undefined, leaves equal values and undefined entries alone', () => {
    assert.equal(done(setValue('a: 1\nb: 2\n', ['b'], undefined)), 'a: 1\n');
    assert.equal(done(setValue('a:   "1"\n', ['a'], '1')), 'a:   "1"\n');
    assert.equal(done(setValue('a: 1\n', ['b'], { c: undefined, d: 1 })), 'a: 1\nb:\n  d: 1\n');
  });

  it('works within brackets', () => {
    assert.equal(done(setValue('a: {b: 1, c: "x"} # t\n', ['a', 'c'], 'y')), 'a: {b: 1, c: "y"} # t\n');
    assert.equal(done(setValue('a: {b: 1}\n', ['a', 'c'], [1, { d: 'x: y' }])), 'a: {b: 1, c: [1, {d: "x: y"}]}\n');
    assert.equal(done(setValue('a: [{b: 1}, {c: {}}]\n', ['a', 1, 'c', 'd'], 2)), 'a: [{b: 1}, {c: {d: 2}}]\n');
    assert.equal(done(setValue('a: [\n  x, # one\n  y\n]\n', ['a'], ['x', 'y', 'z'])), 'a: [\n  x, # one\n  y, z\n]\n');
  });

  it('goes through the parser’s document where the layout is uncommon', () => {
    assert.deepEqual(readYaml(done(setValue('? a\n: 1\nb: 2\n', ['a'], 3)), '').value, { a: 3, b: 2 });
    assert.deepEqual(readYaml(done(setValue('a: &x [1]\nb: *x\n', ['b'], 3)), '').value, { a: [1], b: 3 });
    assert.deepEqual(readYaml(done(setValue('a: {b, c: 1}\r\n', ['a', 'b'], 3)), '').value, { a: { b: 3, c: 1 } });
    assert.deepEqual(readYaml(done(setValue('a: 1\n', [], { b: 2, c: [] })), '').value, { b: 2, c: [] });
    assert.ok(done(setValue('? a\r\n: 1\r\n', ['a'], 3)).includes('\r\n'));
  });

  it('refuses, with a reason, what it cannot do without harm', () => {
    assert.match(refused(setValue('a: "x\n', ['a'], 1)), /mistake in line/);
    assert.match(refused(setValue('a: 1\na: 2\n', ['a'], 1)), /line 2.*twice/);
    assert.match(refused(setValue('a: [1]\n', ['a', 5], 1)), /nothing at that place/);
    assert.match(refused(setValue('a: x\n', ['a', 'b'], 1)), /nothing at that place/);
    assert.match(refused(setValue('a: 1\n', ['b', 3], 1)), /nothing at that place/);
    assert.match(refused(setValue('a: &x {n: 1}\nb: *x\n', ['a', 'n'], 2)), /cannot change without harm/);
    assert.match(refused(setValue('a: 1\n', ['b'], () => 1)), /cannot change without harm/);
    assert.match(refused(setValue('['.repeat(500), ['a'], 1)), /deep/);
  });
});

describe('deleteAt', () => {
  it('takes whole lines with the comments of the entry', () => {
    assert.equal(
      done(deleteAt(book, ['codes', 0])),
      book.replace("  # about a\n  - id: a\n    name: 'A'\n    # still a\n", ''),
    );
    assert.equal(done(deleteAt(book, ['id'])), book.replace('id: b\n', ''));
    assert.equal(done(deleteAt('a: 1\nb: 2', ['b'])), 'a: 1');
  });

  it('leaves brackets where nothing remains', () => {
    assert.equal(
      done(deleteAt(book, ['codes', 1, 'codes', 0])),
      book.replace('codes:\n      - id: c\n        name: C\n', 'codes: []\n'),
    );
    assert.equal(done(deleteAt('a: # c\n  # lead\n\n  - x\n', ['a', 0])), 'a: [] # c\n  # lead\n\n');
    assert.equal(done(deleteAt('- x\n', [0])), '[]\n');
    assert.equal(done(deleteAt('l:\n  - a: 1\n', ['l', 0, 'a'])), 'l:\n  - {}\n');
  });

  it('lets the next key take the place on the line of the dash', () => {
    assert.equal(done(deleteAt('l:\n  - a: 1\n    b: 2\n', ['l', 0, 'a'])), 'l:\n  - b: 2\n');
    const commented = done(deleteAt('l:\n  - a: 1\n    # why\n    b: 2\n', ['l', 0, 'a']));
    assert.ok(commented.includes('# why'));
    assert.deepEqual(readYaml(commented, '').value, { l: [{ b: 2 }] });
  });

  it('works within brackets', () => {
    assert.equal(done(deleteAt('a: [x, y, z]\n', ['a', 0])), 'a: [y, z]\n');
    assert.equal(done(deleteAt('a: [x, y, z]\n', ['a', 2])), 'a: [x, y]\n');
    assert.equal(done(deleteAt('a: [ x ]\n', ['a', 0])), 'a: [  ]\n');
    assert.equal(done(deleteAt('a: {b: 1, c: 2}\n', ['a', 'b'])), 'a: {c: 2}\n');
    assert.deepEqual(readYaml(done(deleteAt('a: [x,]\n', ['a', 0])), '').value, { a: [] });
    assert.deepEqual(readYaml(done(deleteAt('a: {b: , c: 2}\n', ['a', 'b'])), '').value, { a: { c: 2 } });
  });

  it('refuses what is not there', () => {
    assert.match(refused(deleteAt('a: 1\n', ['b'])), /nothing/);
    assert.match(refused(deleteAt('a: 1\n', [])), /nothing/);
    assert.match(refused(deleteAt('a: [1]\n', ['a', 1])), /nothing/);
  });
});

describe('insertItem', () => {
  it('places an item before, between and behind', () => {
    const text = 'l:\n  # one\n  - a\n  - b\n  # foot\nz: 1\n';
    assert.equal(done(insertItem(text, ['l'], 0, 'new')), text.replace('  # one', '  - new\n  # one'));
    assert.equal(
      done(insertItem(text, ['l'], 1, { k: 1, m: [{ x: 1 }] })),
      text.replace('  - b', '  - k: 1\n    m:\n      - x: 1\n  - b'),
    );
    assert.equal(done(insertItem(text, ['l'], 2, 'new')), text.replace('  # foot', '  - new\n  # foot'));
  });

  it('starts a list that is empty, null or missing', () => {
    assert.equal(done(insertItem('codes: [] # c\n', ['codes'], 0, { id: 'a' })), 'codes: # c\n  - id: a\n');
    assert.equal(done(insertItem('codes:\n', ['codes'], 0, { id: 'a' })), 'codes:\n  - id: a\n');
    assert.equal(done(insertItem('a: 1\n', ['codes'], 0, { id: 'a' })), 'a: 1\ncodes:\n  - id: a\n');
    assert.equal(done(insertItem('a: [b]\n', ['a'], 0, 'c')), 'a: [c, b]\n');
  });

  it('falls back where items share a line', () => {
    assert.deepEqual(readYaml(done(insertItem('l:\n  - - a\n    - b\n', ['l', 0], 0, 'n')), '').value, {
      l: [['n', 'a', 'b']],
    });
    assert.deepEqual(readYaml(done(insertItem('? l\n: - a\n', ['l'], 1, 'n')), '').value, { l: ['a', 'n'] });
    assert.deepEqual(readYaml(done(insertItem('? l\n:\n', ['l'], 0, 'n')), '').value, { l: ['n'] });
  });

  it('refuses an index outside the list, and what is no list', () => {
    assert.match(refused(insertItem('l: [a]\n', ['l'], 2, 'x')), /nothing/);
    assert.match(refused(insertItem('l: a\n', ['l'], 0, 'x')), /nothing/);
    assert.match(refused(insertItem('l:\n', ['l'], 1, 'x')), /nothing/);
  });
});

describe('moveItem', () => {
  it('takes everything under it and its comments along, indented anew', () => {
    const after = done(moveItem(book, ['codes', 0], ['codes', 1, 'codes'], 1));
    assert.equal(
      after,
      book
        .replace("  # about a\n  - id: a\n    name: 'A'\n    # still a\n", '')
        .replace(
          '        name: C\n',
          "        name: C\n      # about a\n      - id: a\n        name: 'A'\n        # still a\n",
        ),
    );
    // The blank line between stays where it is: it belongs to nobody.
    const back = done(moveItem(after, ['codes', 0, 'codes', 1], ['codes'], 0));
    assert.deepEqual(readYaml(back, '').value, readYaml(book, '').value);
  });

  it('moves into a list that is missing, empty or null', () => {
    const text = 'codes:\n  - id: a\n  - id: b\n    codes: [] # none\n  - id: c\n    codes:\n';
    assert.equal(
      done(moveItem(text, ['codes', 0], ['codes', 1, 'codes'], 0)),
      'codes:\n  - id: b\n    codes: # none\n      - id: a\n  - id: c\n    codes:\n',
    );
    assert.equal(
      done(moveItem(text, ['codes', 0], ['codes', 2, 'codes'], 0)),
      'codes:\n  - id: b\n    codes: [] # none\n  - id: c\n    codes:\n      - id: a\n',
    );
    assert.equal(
      done(moveItem(text, ['codes', 1], ['codes', 0, 'codes'], 0)),
      'codes:\n  - id: a\n    codes:\n      - id: b\n        codes: [] # none\n  - id: c\n    codes:\n',
    );
  });

  it('moves within its list, up and down; and nowhere', () => {
    const text = 'l:\n  - a\n  # b\n  - b\n  - c';
    assert.equal(done(moveItem(text, ['l', 1], ['l'], 0)), 'l:\n  # b\n  - b\n  - a\n  - c');
    assert.equal(done(moveItem(text, ['l', 0], ['l'], 2)), 'l:\n  # b\n  - b\n  - c\n  - a');
    assert.equal(done(moveItem(text, ['l', 1], ['l'], 1)), text);
  });

  it('moves to a list with dashes under the key, and keeps literal blocks', () => {
    const text = 'a:\n- t: |\n    one\n\n     two\nb:\n  c:\n  - x\n';
    const after = done(moveItem(text, ['a', 0], ['b', 'c'], 1));
    assert.equal(after, 'a: []\nb:\n  c:\n  - x\n  - t: |\n      one\n\n       two\n');
  });

  it('moves by value where brackets are in the way', () => {
    assert.equal(done(moveItem('a: [x, y]\nb:\n  - z\n', ['a', 0], ['b'], 1)), 'a: [y]\nb:\n  - z\n  - x\n');
    assert.equal(done(moveItem('a: [x, y, z]\n', ['a', 0], ['a'], 2)), 'a: [y, z, x]\n');
    assert.deepEqual(readYaml(done(moveItem('a: [[x], [y, w]]\n', ['a', 1, 0], ['a'], 0)), '').value, {
      a: ['y', ['x'], ['w']],
    });
    assert.deepEqual(readYaml(done(moveItem('? a\n: - x\n  - y\nb: []\n', ['a', 0], ['b'], 0)), '').value, {
      a: ['y'],
      b: ['x'],
    });
    assert.deepEqual(readYaml(done(moveItem('? a\n: - x\n  - y\n', ['a', 0], ['a'], 1)), '').value, { a: ['y', 'x'] });
    assert.deepEqual(readYaml(done(moveItem('a: &l [x]\nb: [y, *l]\n', ['b', 0], ['c'], 0)), '').value, {
      a: ['x'],
      b: [['x']],
      c: ['y'],
    });
  });

  it('refuses to move an entry into itself, and what is not there', () => {
    assert.match(refused(moveItem(book, ['codes', 1], ['codes', 1, 'codes'], 0)), /into itself/);
    assert.match(refused(moveItem(book, ['codes', 9], ['codes'], 0)), /nothing/);
    assert.match(refused(moveItem(book, ['codes', 0], ['codes'], 7)), /nothing/);
    assert.match(refused(moveItem(book, ['codes', 0], ['id'], 0)), /nothing/);
    assert.match(refused(moveItem(book, ['name'], ['codes'], 0)), /nothing/);
  });
});

describe('edits of a large codebook', () => {
  it('change one line', () => {
    const codes = Array.from(
      { length: 2000 },
      (_, i) => `  - id: code-${i}\n    name: Code ${i}\n    definition: "Some words."\n`,
    );
    const text = `codes:\n${codes.join('')}`;
    const after = done(setValue(text, ['codes', 1000, 'name'], 'Other'));
    assert.equal(after, text.replace('Code 1000\n', 'Other\n'));
  });
});

describe('a group in brackets that gets its first list of groups', () => {
  const text = 'codes:\n  - {id: a, name: "A"} # t\n  # lead\n  - {id: b}\n';

  it('is written in lines, so that comments and further codes fit', () => {
    assert.equal(
      done(insertItem(text, ['codes', 1, 'codes'], 0, { id: 'c' })),
      'codes:\n  - {id: a, name: "A"} # t\n  # lead\n  - id: b\n    codes:\n      - id: c\n',
    );
    assert.equal(
      done(moveItem(text, ['codes', 1], ['codes', 0, 'codes'], 0)),
      'codes:\n  - id: a # t\n    name: A\n    codes:\n      # lead\n      - {id: b}\n',
    );
  });

  it('stays in brackets where it holds a comment or stands in brackets itself', () => {
    assert.equal(done(insertItem('l: [{a: 1}]\n', ['l', 0, 'c'], 0, { d: 1 })), 'l: [{a: 1, c: [{d: 1}]}]\n');
    assert.equal(
      done(insertItem('l: {a: 1, # x\n  b: 2}\n', ['l', 'c'], 0, { d: 1 })),
      'l: {a: 1, # x\n  b: 2, c: [{d: 1}]}\n',
    );
  });
});

describe('uncommon layouts', () => {
  const value = (result: EditedText): unknown => readYaml(done(result), '').value;

  it('end in the value that was meant', () => {
    assert.deepEqual(value(moveItem('l:\n  - - a\n    # d\n    - b\n', ['l', 0, 0], ['l', 0], 1)), { l: [['b', 'a']] });
    assert.deepEqual(value(setValue('a: 1\n', ['k'.repeat(1100)], 2)), { a: 1, ['k'.repeat(1100)]: 2 });
    assert.deepEqual(value(setValue('l:\n  - &x a\n  - b\n', ['l', 0], 'c')), { l: ['c', 'b'] });
    assert.deepEqual(value(setValue('&k a: 1\nb: 2\n', ['a'], 3)), { a: 3, b: 2 });
    assert.deepEqual(value(setValue('a:\n  ? b\n  : - x\n', ['a'], 3)), { a: 3 });
    assert.deepEqual(value(deleteAt('a: &x\n  - b\n', ['a', 0])), { a: [] });
    assert.deepEqual(value(deleteAt('a: {b, c: 1}\n', ['a', 'c'])), { a: { b: null } });
    assert.deepEqual(value(deleteAt('a: {b, c: 1, d: 2}\n', ['a', 'c'])), { a: { b: null, d: 2 } });
    assert.deepEqual(value(deleteAt('a: [[], ]\n', ['a', 0])), { a: [] });
    assert.deepEqual(value(insertItem('a: [x: 1, y]\n', ['a'], 0, 'n')), { a: ['n', { x: 1 }, 'y'] });
    assert.deepEqual(value(insertItem('a: &s []\n', ['a'], 0, 'n')), { a: ['n'] });
    assert.deepEqual(value(insertItem('a: {l: []}\n', ['a', 'l'], 0, { k: 1 })), { a: { l: [{ k: 1 }] } });
    assert.deepEqual(value(moveItem('a:\n  - x\nb: &s\nc: 1\n', ['a', 0], ['b'], 0)), { a: [], b: ['x'], c: 1 });
    assert.deepEqual(value(moveItem('a: &s\n  - x\nb:\n  - y\n', ['a', 0], ['b'], 0)), { a: [], b: ['x', 'y'] });
    assert.deepEqual(value(moveItem('a:\n  - x\n  - y\n? b\n: []\n', ['a', 0], ['b'], 0)), { a: ['y'], b: ['x'] });
    assert.deepEqual(value(moveItem('a:\n  - x\n  - y\nb:\n  ? k\n  : 1\n', ['a', 0], ['b', 'l'], 0)), {
      a: ['y'],
      b: { k: 1, l: ['x'] },
    });
    assert.deepEqual(value(moveItem('a:\n  - x\n  - y\nb:\n  []\n', ['a', 0], ['b'], 0)), { a: ['y'], b: ['x'] });
    assert.deepEqual(value(moveItem('a:\n  - - x\n    - y\nb:\n  - z\n', ['a', 0, 1], ['b'], 0)), {
      a: [['x']],
      b: ['y', 'z'],
    });
    assert.deepEqual(value(moveItem('- x\n- - y\n', [0], [1], 0)), [['x', 'y']]);
    assert.deepEqual(value(moveItem('- x\n- - y\n', [1, 0], [], 0)), ['y', 'x', []]);
    assert.deepEqual(value(setValue('- a\n- b\n', [1], 'c')), ['a', 'c']);
    assert.deepEqual(value(setValue('a: ~\n', ['a', 0], 1)), { a: [1] });
    assert.deepEqual(value(setValue('just text\n', [], { a: 1 })), { a: 1 });
    assert.deepEqual(value(setValue('a: |+\n  x\n\nb: 1\n', ['c'], 1)), { a: 'x\n\n', b: 1, c: 1 });
    assert.deepEqual(value(setValue('b: 1\na: |+\n  x\n\n', ['c'], 1)), { a: 'x\n\n', b: 1, c: 1 });
    assert.deepEqual(value(deleteAt('- a\n- b\n', [0])), ['b']);
  });

  it('refuse where the outcome would not be the one meant', () => {
    assert.match(refused(moveItem('a: &x [1, 2]\nb: *x\nc: [3]\n', ['a', 0], ['c'], 0)), /without harm/);
    assert.match(refused(setValue('a: 1\n', ['__proto__'], { x: 1 })), /cannot be a key/);
  });
});
