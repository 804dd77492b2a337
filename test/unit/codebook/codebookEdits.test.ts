import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { joinPath } from '../../../src/core/base/studyPath';
import {
  addCode,
  moveCode,
  newCodebookText,
  recolourCode,
  renameCode,
  retireCode,
  reviveCode,
  setCodeField,
} from '../../../src/core/codebook/codebookEdits';
import { renameInLine } from '../../../src/core/codebook/renameInLine';
import { readCodebook } from '../../../src/core/codebook/readCodebook';
import type { EditedText } from '../../../src/core/yaml/yamlEdit';
import { nodeDigester } from '../../support/digest';

function done(result: EditedText): string {
  if (!result.ok) assert.fail(result.error);
  return result.value;
}

function refused(result: EditedText): string {
  if (result.ok) assert.fail(result.value);
  return result.error;
}

const text = `verbatim-codebook: 1 # head
id: a
name: A
codes:
  # the first
  - id: x
    name: X   # as said
    codes:
      - id: x1
        name: X one
  - id: y
    name: "Y"
`;

describe('edits of a codebook', () => {
  it('add a code at the top, under a code, and behind a sibling', () => {
    const entry = { id: 'new', name: 'New' };
    assert.equal(done(addCode(text, { entry, parent: null })), `${text}  - id: new\n    name: New\n`);
    assert.equal(
      done(addCode(text, { entry, parent: null, after: 'x' })),
      text.replace('  - id: y', '  - id: new\n    name: New\n  - id: y'),
    );
    assert.equal(
      done(addCode(text, { entry, parent: 'x', after: null })),
      text.replace('      - id: x1', '      - id: new\n        name: New\n      - id: x1'),
    );
    assert.equal(
      done(addCode(text, { entry, parent: 'y' })),
      `${text}    codes:\n      - id: new\n        name: New\n`,
    );
  });

  it('refuse a taken id and a place that is not there', () => {
    assert.match(refused(addCode(text, { entry: { id: 'x1', name: 'N' }, parent: null })), /taken/);
    assert.match(refused(addCode(text, { entry: { id: 'new', name: 'N' }, parent: 'z' })), /no code “z”/);
    assert.match(
      refused(addCode(text, { entry: { id: 'new', name: 'N' }, parent: null, after: 'x1' })),
      /no code “x1”/,
    );
  });

  it('rename: one line, the id stays', () => {
    assert.equal(done(renameCode(text, 'x', ' Other: name ')), text.replace('name: X ', 'name: "Other: name" '));
    assert.match(refused(renameCode(text, 'x', ' ')), /needs a name/);
    assert.match(refused(renameCode(text, 'z', 'N')), /no code “z”/);
  });

  it('rename without parsing where the text is known to be sound, else as any text', () => {
    assert.equal(done(renameCode(text, 'y', 'New', true)), text.replace('"Y"', '"New"'));
    assert.equal(done(renameCode(text, 'x', 'New', true)), text.replace('name: X ', 'name: New '));
    const windows = text.replaceAll('\n', '\r\n');
    assert.equal(done(renameCode(windows, 'x', 'New', true)), windows.replace('name: X ', 'name: New '));
    assert.match(refused(renameCode(text, 'z', 'New', true)), /no code “z”/);
    assert.match(refused(renameCode(text, 'x', '', true)), /needs a name/);
  });

  it('leave to the parser what more than its line depends on', () => {
    const head = 'verbatim-codebook: 1\nid: a\nname: A\ncodes:\n';
    const cases = [
      '  - id: x\n    name: &n X\n    note: *n\n',
      '  - id: y\n    name: Y\n    note: &n N\n  - id: x\n    name: *n\n',
      '  - id: x\n    name: X\n  - id: x\n    name: Twice\n',
      '  - id: x\n    name: X that\n      goes on\n',
    ];
    for (const body of cases) assert.equal(renameInLine(head + body, 'x', 'N'), undefined, body);
    assert.equal(renameInLine(`${head}  - id: x\n    name: X\n`, 'x', 'N\nM'), undefined);
  });

  it('write a key before the codes under it, and take it away', () => {
    const after = done(setCodeField(text, 'x', 'definition', 'What it is.'));
    assert.equal(after, text.replace('# as said\n', '# as said\n    definition: What it is.\n'));
    assert.equal(done(setCodeField(after, 'x', 'definition', undefined)), text);
    assert.equal(done(setCodeField(text, 'x', 'definition', undefined)), text);
    assert.match(refused(setCodeField(text, 'x', 'id', 'z')), /never changes/);
    assert.match(refused(setCodeField(text, 'x', 'codes', [])), /one by one/);
    assert.match(refused(setCodeField(text, 'x', 'name', undefined)), /needs a name/);
  });

  it('recolour, retire and revive', () => {
    const red = done(recolourCode(text, 'y', 'red'));
    assert.equal(red, `${text}    color: red\n`);
    assert.equal(done(recolourCode(red, 'y', '#aabbcc')), `${text}    color: "#aabbcc"\n`);
    assert.equal(done(recolourCode(red, 'y', undefined)), text);
    assert.match(refused(recolourCode(text, 'y', 'mauve')), /no colour/);
    assert.equal(done(reviveCode(done(retireCode(text, 'x1')), 'x1')), text);
  });

  it('move a code with its comments and all under it', () => {
    assert.equal(
      done(moveCode(text, 'x', { parent: 'y', index: 0 })),
      `verbatim-codebook: 1 # head
id: a
name: A
codes:
  - id: y
    name: "Y"
    codes:
      # the first
      - id: x
        name: X   # as said
        codes:
          - id: x1
            name: X one
`,
    );
    assert.equal(
      done(moveCode(text, 'x1', { parent: null, index: 2 })),
      text.replace('    codes:\n      - id: x1\n        name: X one\n', '') + '  - id: x1\n    name: X one\n',
    );
  });

  it('refuse a move under itself, of nothing, and to nowhere', () => {
    assert.match(refused(moveCode(text, 'x', { parent: 'x', index: 0 })), /under itself/);
    assert.match(refused(moveCode(text, 'x', { parent: 'x1', index: 0 })), /under itself/);
    assert.match(refused(moveCode(text, 'z', { parent: null, index: 0 })), /no code “z”/);
    assert.match(refused(moveCode(text, 'x', { parent: 'z', index: 0 })), /no code “z”/);
    assert.match(refused(moveCode(text, 'x', { parent: 'y', index: 4 })), /nothing/);
  });

  it('leave alone what cannot be edited safely', () => {
    assert.match(refused(renameCode('codes: [', 'x', 'N')), /mistake in line/);
    assert.match(refused(moveCode('- x', 'x', { parent: null, index: 0 })), /no codebook/);
    assert.match(
      refused(addCode(text.replace('book: 1', 'book: 2'), { entry: { id: 'new', name: 'N' }, parent: null })),
      /newer/,
    );
    assert.match(refused(renameCode('id: a\ncodes: [1, {id: 2}]\n', 'x', 'N')), /no code/);
  });

  it('start a codebook that reads well, and grow it', async () => {
    const empty = newCodebookText({ id: 'mine', name: 'Mine: 2026' });
    const grown = done(addCode(empty, { entry: { id: 'new', name: 'New' }, parent: null }));
    assert.equal(grown, empty.replace('codes: []\n', 'codes:\n  - id: new\n    name: New\n'));
    for (const version of [empty, grown]) {
      const { codebook, problems } = await readCodebook(joinPath('a.yaml'), version, nodeDigester);
      assert.deepEqual(problems, []);
      assert.equal(codebook?.name, 'Mine: 2026');
    }
  });

  it('touch one line of a built-in codebook', () => {
    const model = readFileSync('media/codebooks/peer-worker-change-model.yaml', 'utf8');
    const after = done(renameCode(model, 'making-a-connection', 'Connecting'));
    assert.equal(after, model.replace('name: Making a connection\n', 'name: Connecting\n'));
    const moved = done(moveCode(model, 'making-a-connection', { parent: 'role-modelling', index: 0 }));
    const sorted = (whole: string): string[] =>
      whole
        .split('\n')
        .map((line) => line.trim())
        .sort();
    assert.deepEqual(sorted(moved), sorted(model));
  });
});
