import assert from 'node:assert/strict';
import { markdownLine, markdownText } from '../../../src/extension/markdownText';

describe('markdownText', () => {
  it('leaves words and spaces as they are', () => {
    assert.equal(markdownText('Größe “wie” immer – ja'), 'Größe “wie” immer – ja');
  });

  it('makes every sign plain that Markdown, HTML or an icon could read', () => {
    const hostile = [
      '[click](command:workbench.action.quit)',
      '![x](https://example.org/x.png)',
      '<img src=x onerror=alert(1)>',
      '&lt;b&gt;',
      '# heading',
      '1. one',
      '- item',
      '> quote',
      '`code`',
      '~~gone~~',
      '| a | b |',
      '$(trash)',
      'https://example.org www.example.org a@example.org',
      '***',
      '\\*',
    ];
    for (const text of hostile) {
      const escaped = markdownText(text);
      assert.equal(escaped.replace(/\\([!-/:-@[-`{-~])/g, '$1'), text, 'nothing is lost');
      assert.doesNotMatch(escaped.replace(/\\./g, ''), /[!-/:-@[-`{-~]/, 'no sign is left that is not escaped');
    }
  });

  it('keeps lines and paragraphs, and makes no block of indented lines', () => {
    assert.equal(markdownText('one\r\ntwo\rthree'), 'one  \ntwo  \nthree');
    assert.equal(markdownText('one\n\n\n    two\n'), 'one\n\ntwo');
    assert.equal(markdownText('\tone'), 'one');
  });

  it('puts all on one line where asked', () => {
    assert.equal(markdownLine('one\n\n- two'), 'one \\- two');
  });

  it('takes a long text in its stride', () => {
    assert.equal(markdownText(' \n'.repeat(200_000)), '');
    assert.equal(markdownText('*'.repeat(200_000)), '\\*'.repeat(200_000));
  });
});
