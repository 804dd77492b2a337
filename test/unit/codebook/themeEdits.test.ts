import assert from 'node:assert/strict';
import {
  addCodesToTheme,
  addTheme,
  decideSegments,
  markAgainst,
  moveCodeInTheme,
  moveTheme,
  removeCodesFromTheme,
  removeTheme,
  setThemeText,
  themeTextsIn,
} from '../../../src/core/codebook/themeEdits';
import type { EditedText } from '../../../src/core/yaml/yamlEdit';

const head = `verbatim-codebook: 1
id: b
name: B
codes:
  - id: hope   # said often
    name: Hope
  - id: fear
    name: Fear
`;

const text = `${head}themes:
  # the first one
  - id: turning
    name: Turning points   # working title
    codes: [hope, fear]
    note: |
      A claim.

      And a doubt.
  - {id: late, name: Late}
`;

function done(edited: EditedText): string {
  assert.ok(edited.ok, edited.ok ? '' : edited.error);
  return edited.value;
}

function refusal(edited: EditedText): string {
  assert.ok(!edited.ok);
  return edited.error;
}

describe('edits of themes', () => {
  it('begin the list where there is none, and write the keys of a theme in their order', () => {
    const begun = done(
      addTheme(head, { id: 't', name: ' Trust grows ', definition: 'How it\n grows.', codes: ['hope'] }),
    );
    assert.equal(
      begun,
      `${head}themes:\n  - id: t\n    name: Trust grows\n    definition: |-\n      How it\n       grows.\n    codes: [hope]\n`,
    );
    const more = done(setThemeText(done(markAgainst(begun, 't', ['s1'], true)), 't', 'note', 'Why?'));
    const all = done(decideSegments(done(decideSegments(more, 't', ['s2'], 'exclude')), 't', ['s3'], 'include'));
    const keys = [...all.slice(head.length).matchAll(/^ {4}(\w+):/gm)].map(([, key]) => key);
    assert.deepEqual(keys, ['name', 'definition', 'codes', 'note', 'include', 'exclude', 'against']);
  });

  it('change the lines that they must and leave comments, quotes and form', () => {
    const lines = (edited: EditedText): readonly string[] =>
      done(edited)
        .split('\n')
        .filter((line) => !text.split('\n').includes(line));
    assert.deepEqual(lines(setThemeText(text, 'turning', 'name', 'Turns')), ['    name: Turns   # working title']);
    assert.deepEqual(lines(addCodesToTheme(text, 'late', ['hope'])), ['  - {id: late, name: Late, codes: [hope]}']);
    assert.deepEqual(lines(removeCodesFromTheme(text, 'turning', ['fear'])), ['    codes: [hope]']);
    assert.deepEqual(lines(moveCodeInTheme(text, 'turning', 'fear', 0)), ['    codes: [fear, hope]']);
    assert.equal(done(removeTheme(text, 'turning')), `${head}themes:\n  - {id: late, name: Late}\n`);
    assert.deepEqual(
      done(moveTheme(text, 'late', 0))
        .split('\n')
        .sort(),
      text.split('\n').sort(),
      'a theme that moves takes its lines along as they are',
    );
  });

  it('say nothing where nothing changes', () => {
    for (const same of [
      addCodesToTheme(text, 'turning', ['fear', 'hope']),
      removeCodesFromTheme(text, 'late', ['hope']),
      setThemeText(text, 'turning', 'note', 'A claim.\n\nAnd a doubt.'),
      setThemeText(text, 'late', 'definition', '  '),
      decideSegments(text, 'turning', ['s'], 'none'),
      markAgainst(text, 'turning', ['s'], false),
      moveTheme(text, 'late', 9),
      moveCodeInTheme(text, 'turning', 'unknown', 0),
    ])
      assert.equal(done(same), text);
  });

  it('take a segment in or leave it out, never both, and give the word back to the codes', () => {
    const taken = done(decideSegments(text, 'turning', ['s1', 's2'], 'include'));
    assert.match(taken, /include:\n {6}- s1\n {6}- s2\n|include: \[s1, s2\]\n/);
    const left = done(decideSegments(taken, 'turning', ['s1'], 'exclude'));
    assert.match(left, /include:\s+(- |\[)s2\]?\n/);
    assert.match(left, /exclude:\s+(- |\[)s1\]?\n/);
    assert.equal(done(decideSegments(left, 'turning', ['s1', 's2'], 'none')), text);
    assert.equal(done(markAgainst(done(markAgainst(text, 'turning', ['s'], true)), 'turning', ['s'], false)), text);
    assert.equal(
      done(removeCodesFromTheme(text, 'turning', ['hope', 'fear'])),
      text.replace('    codes: [hope, fear]\n', ''),
    );
  });

  it('are shown in a form without white space around them, and nothing where nothing is said', () => {
    assert.deepEqual(themeTextsIn(text, 'turning'), {
      ok: true,
      value: { name: 'Turning points', definition: '', note: 'A claim.\n\nAnd a doubt.' },
    });
    assert.ok(!themeTextsIn(text, 'no').ok);
  });

  it('refuse what cannot be, and say why', () => {
    assert.match(refusal(addTheme(text, { id: 'late', name: 'Late' })), /“late” is taken/);
    assert.match(refusal(addTheme(text, { id: 'x', name: ' ' })), /needs a name/);
    assert.match(refusal(setThemeText(text, 'late', 'name', ' ')), /needs a name/);
    for (const edit of [removeTheme(text, 'no'), moveTheme(text, 'no', 0), addCodesToTheme(text, 'no', ['hope'])])
      assert.match(refusal(edit), /no theme “no”/);
    assert.match(refusal(addTheme('- a\n', { id: 'x', name: 'X' })), /no codebook/);
    assert.match(refusal(removeTheme('verbatim-codebook: 9\n', 'x')), /newer Verbatim/);
    assert.match(refusal(removeTheme('a: [\n', 'x')), /mistake in line/);
  });

  it('live with lists that a person filled with something else', () => {
    const odd = `${head}themes: [1, {id: t, name: T, codes: [], include: hope}]\n`;
    assert.equal(done(removeCodesFromTheme(odd, 't', ['x'])), odd);
    assert.match(done(addCodesToTheme(odd, 't', ['hope'])), /codes: \[ ?hope ?\]/);
  });
});
