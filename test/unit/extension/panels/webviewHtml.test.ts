import assert from 'node:assert/strict';
import { webviewHtml } from '../../../../src/extension/panels/webviewHtml';

const html = webviewHtml({
  title: '"><script>alert(1)</script>',
  lang: 'de',
  script: 'https://files/codeForm.js?a&b',
  styles: 'https://files/page.css',
  nonce: 'once-1',
});

describe('the HTML of a webview', () => {
  it('allows its own script and styles by their nonce and nothing else', () => {
    const policy = /Content-Security-Policy" content="([^"]*)"/.exec(html)?.[1] ?? '';
    assert.deepEqual(policy.split('; '), [
      "default-src 'none'",
      "script-src 'nonce-once-1'",
      "style-src 'nonce-once-1'",
      "base-uri 'none'",
      "form-action 'none'",
    ]);
    assert.equal(html.match(/<script\b/g)?.length, 1);
    assert.equal(html.match(/nonce="once-1"/g)?.length, 2);
    assert.doesNotMatch(html, /style="|<style|unsafe|\bon[a-z]+="/);
  });

  it('has a language, a title that is text, and one main part', () => {
    assert.match(html, /<html lang="de">/);
    assert.match(html, /<title>&quot;&gt;&lt;script&gt;alert\(1\)&lt;\/script&gt;<\/title>/);
    assert.match(html, /<main id="page"><\/main>/);
    assert.match(html, /src="https:\/\/files\/codeForm\.js\?a&amp;b"/);
  });
});
