import assert from 'node:assert/strict';
import { mentionBegun } from '../../../src/core/codebook/mentionBegun';

/** What is begun at the “|” of a text, without that sign. */
function begun(marked: string): string | null {
  const at = marked.indexOf('|');
  const text = marked.replace('|', '');
  const found = mentionBegun(text, at);
  return found && `${found.role} ${text.slice(found.span.start, found.span.end)}`;
}

const code = (lines: string): string => `id: b\ncodes:\n  - id: a\n    name: A\n${lines}`;

describe('mentionBegun', () => {
  it('tells where a code is named in brackets, with the part that is there', () => {
    assert.equal(begun(code('    confusable: [|')), 'confusable ');
    assert.equal(begun(code('    merged: [one, tw|o]')), 'merged two');
    assert.equal(begun(code('    split: ["o|"]')), 'split o');
    assert.equal(begun('codes: []\nthemes:\n  - {id: t, name: T, codes: [a, |]}\n'), 'theme ');
  });

  it('tells where a code is named in lines below the key, whether they stand deeper or not', () => {
    assert.equal(begun(code('    confusable:\n      - one\n\n      # more\n      - t|')), 'confusable t');
    assert.equal(begun(code('    confusable: # those\n    - |')), 'confusable ');
    assert.equal(begun('themes:\n  - id: t\n    codes:\n      - a-|\n'), 'theme a-');
  });

  it('tells what a relation joins', () => {
    assert.equal(begun('relations:\n  - {id: r, from: |}'), 'from ');
    assert.equal(begun('relations:\n  - id: r\n    to: bon|'), 'to bon');
  });

  it('tells nothing elsewhere', () => {
    for (const text of [
      code('    include: [|]'),
      code('    confusable: |'),
      code('    confusable: [a] |'),
      code('    confusable: [a b|]'),
      code('    codes:\n      - |'),
      code('    include:\n      - |'),
      code('    from: |'),
      'themes:\n  - confusable: [|]',
      'name: confusable: [|',
      '|',
      '- |',
    ])
      assert.equal(begun(text), null, text);
  });
});
