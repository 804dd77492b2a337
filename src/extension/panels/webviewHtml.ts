/** What a webview's page is made of. Nothing of a study's files is among it: that comes in messages and is set as text. */
export interface WebviewPage {
  readonly title: string;
  /** The language of its words, as BCP 47. */
  readonly lang: string;
  /** Addresses of its script and its styles. */
  readonly script: string;
  readonly styles: string;
  /** Fresh for each page; letters, digits and hyphens. */
  readonly nonce: string;
}

/**
 * The HTML of a webview. Only the script and the styles with the nonce are taken, nothing is loaded from anywhere else, and nothing
 * can be sent away: neither pictures, fonts, frames nor connections are allowed.
 */
export function webviewHtml({ title, lang, script, styles, nonce }: WebviewPage): string {
  const policy = [
    `default-src 'none'`,
    `script-src 'nonce-${nonce}'`,
    `style-src 'nonce-${nonce}'`,
    `base-uri 'none'`,
    `form-action 'none'`,
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="${attribute(lang)}">
  <head>
    <meta charset="UTF-8">
    <meta http-equiv="Content-Security-Policy" content="${attribute(policy)}">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>${attribute(title)}</title>
    <link rel="stylesheet" nonce="${attribute(nonce)}" href="${attribute(styles)}">
  </head>
  <body>
    <main id="page"></main>
    <script nonce="${attribute(nonce)}" src="${attribute(script)}"></script>
  </body>
</html>
`;
}

function attribute(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
