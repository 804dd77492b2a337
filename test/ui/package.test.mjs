/**
 * The first minutes of somebody who was given the file: the walkthrough, the sample study. What the file holds.
 */
import assert from 'node:assert/strict';
import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { before, describe, it } from 'mocha';
import { vsixLimit } from '../support/packExtension.mjs';
import { poll } from '../support/ui/poll.mjs';
import { emptyFolder } from '../support/ui/study.mjs';
import { suite } from '../support/ui/suite.mjs';
import { testedVsix } from '../support/ui/vsix.mjs';
import { vsixEntries } from '../support/vscode/vsix.mjs';

const STEP_BUTTON = '.gettingStartedContainer .getting-started-step.expanded .monaco-button';

describe('The file that is installed', () => {
  it('holds what the extension needs to run, and nothing else', async () => {
    const file = await testedVsix();
    assert.ok((await stat(file)).size < vsixLimit);
    const entries = await vsixEntries(file);
    const needed = [
      'extension.vsixmanifest',
      '[Content_Types].xml',
      ...['package.json', 'package.nls.json', 'package.nls.de.json', 'readme.md', 'changelog.md', 'LICENSE.txt'].map(
        (name) => `extension/${name}`,
      ),
      ...['extension.js', 'web/extension.js', 'sample.json', 'third-party-notices.txt'].map(
        (name) => `extension/dist/${name}`,
      ),
      ...['icon.png', 'verbatim.svg'].map((name) => `extension/media/${name}`),
      'extension/media/l10n/bundle.l10n.de.json',
      'extension/syntaxes/transcript.tmLanguage.json',
    ];
    assert.deepEqual(
      needed.filter((name) => !entries.includes(name)),
      [],
    );
    const several = [
      /^extension\/dist\/formats\/[A-Za-z]+\.js$/,
      /^extension\/dist\/webview\/[A-Za-z]+\.(js|css)$/,
      /^extension\/media\/(codebooks\/[a-z0-9-]+\.yaml|docs\/[a-z]+\.md)$/,
      /^extension\/media\/(schemas\/[a-z-]+\.schema\.json|walkthrough\/[a-z]+\.svg)$/,
    ];
    for (const pattern of several) assert.ok(entries.filter((name) => pattern.test(name)).length > 2, String(pattern));
    assert.deepEqual(
      entries.filter((name) => !needed.includes(name) && !several.some((pattern) => pattern.test(name))),
      [],
    );
  });
});

describe('The first steps', () => {
  const here = suite({
    folder: () => emptyFolder('documents'),
    // VS Code draws a step's picture only where there is room beside the steps.
    window: { folder: undefined, size: { width: 1800, height: 900 } },
  });

  /** @param {string} title of a step */
  const step = (title) => here.w.page.locator('.getting-started-step', { hasText: title }).first();

  before(() => here.w.openView('Verbatim'));

  /** Opens them: Escape, which is pressed between tests, leaves them. */
  async function open() {
    const { w } = here;
    await w.runCommand('Verbatim: Open Help…');
    await w.pick('Walkthrough');
    await step('Open the sample study').waitFor();
  }

  it('have a picture and something to press in each of them', async () => {
    const { w } = here;
    await open();
    const titles = await w.page.locator('.getting-started-step .step-title').allInnerTexts();
    assert.equal(titles.length, 6);
    for (const title of titles) {
      await step(title).click();
      await step(title).locator('.monaco-button').first().waitFor();
      await w.webview('svg');
    }
  });

  for (const theme of /** @type {const} */ (['light', 'dark', 'hc-dark', 'hc-light'])) {
    it(`are seen in the theme ${theme}`, async () => {
      const { w } = here;
      await w.setTheme(theme);
      await open();
      await step('Read, and give words a code').click();
      await w.webview('svg');
      await w.screenshot(`walkthrough-${theme}`);
    });
  }

  it('tell of a missing study where something is to be exported', async () => {
    const { w } = here;
    await w.setTheme('light');
    await open();
    await step('Take the codings elsewhere').click();
    await w.page.locator(STEP_BUTTON, { hasText: /^Export$/ }).click();
    const { buttons } = await w.notification('No study is open in this window');
    assert.deepEqual(buttons, ['Open Sample Study', 'Open Folder…']);
  });

  it('open the pages of help', async () => {
    const { w } = here;
    for (const [title, link, heading] of [
      ['Read, and give words a code', 'Read more about coding', 'Reading and coding'],
      ['Begin your own study', 'Read more about privacy', 'Privacy'],
    ]) {
      await open();
      await step(title ?? '').click();
      await step(title ?? '')
        .getByText(link ?? '')
        .click();
      await w.webview(`h1:has-text("${heading}")`);
    }
    await w.screenshot('help-privacy');
  });

  it('put a copy of the sample study where the person wants it, beside what is there, and open it', async () => {
    const { w, study } = here;
    await study.write('Verbatim sample study/mine.txt', 'mine');
    await open();
    await step('Open the sample study').click();
    await w.page.locator(STEP_BUTTON, { hasText: 'Open Sample Study' }).click();
    await poll('the folder', async () => (await w.pickerState()).value.startsWith('/'));
    await w.typeInPicker(`${study.root}/`);
    await w.screenshot('sample-where');
    await w.acceptPicker();
    const said = 'This copy of the sample study is yours';
    // VS Code loads the window anew.
    await poll(
      'the copy to be shown',
      async () => (await w.notifications()).some(({ text }) => text.includes(said)),
      80_000,
    );
    await w.treeRow('Process outcomes', 'Codebook');
    await poll('an interview', async () => (await w.activeFile())?.endsWith('.txt'));
    await w.statusBarText(/^Coding$/);
    await w.screenshot('sample-opened');
    assert.deepEqual((await readdir(study.root)).sort(), ['Verbatim sample study', 'Verbatim sample study 2']);
    assert.deepEqual(await readdir(path.join(study.root, 'Verbatim sample study')), ['mine.txt']);
    assert.match(await study.read('Verbatim sample study 2/verbatim.yaml'), /^verbatim: 1$/m);
    await w.pressNotificationButton(said, 'Show Walkthrough');
    await step('Open the sample study').waitFor();
  });
});
