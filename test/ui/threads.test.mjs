/** Comments in threads by clicks: begun at the segment at the cursor, answered by a colleague, closed; and the list of memos. */
import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { describe, it } from 'mocha';
import { poll } from '../support/ui/poll.mjs';
import { applyCode, openTranscript, savedSegment } from '../support/ui/codingMoves.mjs';
import { suite } from '../support/ui/suite.mjs';

const TRANSCRIPT = 'transcripts/RIV1PW01.txt';
const WORDS = 'I ran a quiz';
const COMMENT = 'Is this a *connection*, or talking?';
const VIEW = 'Memos';

describe('Threads', () => {
  const here = suite({
    begin: async (suite) => {
      await openTranscript(suite, TRANSCRIPT);
      await applyCode(suite, WORDS, 'Connectedness');
      await savedSegment(suite, TRANSCRIPT, WORDS);
    },
  });

  /** @returns {Promise<any[]>} the comments of this coder */
  const written = () => here.study.rows('coding/coder1/notes.jsonl').catch(() => []);
  const widget = () => here.w.page.locator('.review-widget').first();
  const rows = async () => (await here.w.treeRows(VIEW)).filter(({ level }) => level === 2);

  it('begin in the margin, at the segment at the cursor', async () => {
    const { w } = here;
    if ((await written()).length === 0) {
      await w.selectText(WORDS);
      await w.runCommand('Verbatim: Comment on This Segment…');
      await poll('the box', () => widget().locator('.monaco-editor').first().isVisible());
      await w.statusBarText(/^Click into the box to write/);
      // A key that comes before the box has the focus codes.
      const hasFocus = () => w.page.evaluate(() => Boolean(document.activeElement?.closest('.review-widget')));
      await poll('the box, with the focus', async () => {
        await widget().locator('.monaco-editor .view-lines').first().click({ timeout: 3_000 });
        return hasFocus();
      });
      // VS Code gives the focus to the box before it holds a text: what is typed at once, faster than people do, is lost.
      await poll('the words in the box', async () => {
        const text = await widget().locator('.view-lines').first().innerText();
        if (text.replaceAll('\u00a0', ' ') === COMMENT) return true;
        await w.page.keyboard.press('ControlOrMeta+A');
        await w.page.keyboard.type(COMMENT);
        return false;
      });
      await widget()
        .locator('.monaco-button', { hasText: /^Comment$/ })
        .click();
    }
    const [row] = await poll('the comment', async () => {
      const found = await written();
      return found.length > 0 && found;
    });
    assert.equal(row.text, COMMENT);
    assert.equal(row.about.kind, 'segment');
    await poll('the thread', async () => (await widget().innerText()).includes('Robin (coder 1)'));
  });

  it('show what a colleague answers', async () => {
    const [{ id, about }] = await written();
    await mkdir(path.join(here.study.root, 'coding/kim'), { recursive: true });
    const reply = { id: 'k1', thread: id, about, at: new Date().toISOString(), text: 'Both; see **PAR2**.' };
    const lines = [{ verbatim: 'notes', version: 1, coder: 'kim' }, reply].map((line) => JSON.stringify(line));
    await here.study.write('coding/kim/coder.yaml', 'verbatim-coder: 1\nname: Kim\n');
    await here.study.write('coding/kim/notes.jsonl', `${lines.join('\n')}\n`);
    await poll('the answer', async () => /Kim[^]*Both; see PAR2/.test(await widget().innerText()));
  });

  it('are listed with the memos, and found by their words', async () => {
    const { w } = here;
    if ((await rows()).length === 0) await w.page.locator(`.pane-header[aria-label^="${VIEW}"]`).click();
    const row = await poll('the row', async () => (await rows()).find(({ label }) => label.includes('connection')));
    assert.match(row?.description ?? '', /^RIV1PW01\.txt · Robin \(coder 1\) · 1 reply$/);
    assert.match(row?.spoken ?? '', /1 reply/);
  });

  for (const theme of /** @type {const} */ (['light', 'dark'])) {
    it(`are seen, ${theme}`, async () => {
      await here.w.setTheme(theme);
      await poll('the thread', () => widget().isVisible());
      await here.w.screenshot(`threads-${theme}`);
    });
  }

  it('are closed from the list', async () => {
    const { w } = here;
    const last = async () => (await written()).at(-1)?.resolved;
    const found = (await rows()).find(({ label }) => label.includes('connection'));
    if ((await last()) !== true) await w.treeRowMenu(found?.label ?? '', ['Resolve Thread'], VIEW);
    await poll('the thread, resolved', last);
    await poll('the group', async () =>
      (await w.treeRows(VIEW)).some(({ label }) => label.includes('Resolved threads')),
    );
    await w.screenshot('threads-resolved');
  });
});
