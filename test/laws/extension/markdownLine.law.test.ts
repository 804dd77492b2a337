import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { markdownLine } from '../../../src/extension/markdownText';

const hostile = fc.string({
  unit: fc.constantFrom(...'\\`*_{}[]()#+-.!|<>&"\'~:/@$%^=?;, \n\ta1é😀'.match(/./gsu)!),
  maxLength: 40,
});

describe('text as Markdown', () => {
  it('has no mark that is not escaped, and read back it is the text on one line', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const escaped = markdownLine(text);
        const bare = escaped.replace(/\\[!-/:-@[-`{-~]/g, '');
        assert.doesNotMatch(bare, /[!-/:-@[-`{-~\n\t]/);
        const readBack = escaped.replace(/\\([!-/:-@[-`{-~])/g, '$1');
        assert.equal(readBack, text.replace(/\s+/g, ' ').trim());
      }),
      { seed: 20261122 },
    );
  });
});
