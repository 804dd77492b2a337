import assert from 'node:assert/strict';
import { plainMarkdown } from '../../../../src/extension/editor/plainMarkdown';
import { shortened } from '../../../../src/extension/editor/shortened';

describe('plainMarkdown', () => {
  it('escapes every mark that Markdown, HTML or an automatic link could begin with', () => {
    assert.equal(plainMarkdown('[x](command:run)'), '\\[x\\]\\(command\\:run\\)');
    assert.equal(plainMarkdown('<b>&amp;'), '\\<b\\>\\&amp\\;');
    assert.equal(plainMarkdown('https://example.org'), 'https\\:\\/\\/example\\.org');
    assert.equal(plainMarkdown('<command:a?b>'), '\\<command\\:a\\?b\\>');
    assert.equal(plainMarkdown('1. one - two # three'), '1\\. one \\- two \\# three');
  });

  it('puts everything on one line, so that no list, heading, rule or code block can begin', () => {
    assert.equal(plainMarkdown('  a\n\n---\n\n    code\t\n'), 'a \\-\\-\\- code');
  });

  it('leaves letters and marks of other scripts', () => {
    assert.equal(plainMarkdown('“Größe” › 访谈者：'), '“Größe” › 访谈者：');
  });
});

describe('shortened', () => {
  it('leaves a short text, on one line', () => {
    assert.equal(shortened(' a\n b ', 10), 'a b');
    assert.equal(shortened('exactly 10', 10), 'exactly 10');
  });

  it('cuts a longer one with an ellipsis, within the limit', () => {
    assert.equal(shortened('one two three', 8), 'one two…');
    assert.ok(shortened('x'.repeat(100_000), 60).length <= 60);
  });

  it('never splits a surrogate pair', () => {
    for (let most = 3; most < 9; most++) {
      const text = shortened('a😀😀😀😀😀😀', most);
      assert.doesNotMatch(text, /\p{Cs}/u, JSON.stringify(text));
      assert.ok(text.length <= most);
    }
  });

  it('says that it left something out where only white space was looked at', () => {
    assert.equal(shortened(`a${' '.repeat(1000)}b`, 10), 'a…');
  });
});
