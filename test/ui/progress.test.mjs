/**
 * How far a coder has come: transcripts that are marked as read and finished, and what is written about one as a whole.
 */
import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'mocha';
import { poll } from '../support/ui/poll.mjs';
import { longStudy } from '../support/ui/study.mjs';
import { suite } from '../support/ui/suite.mjs';

const VIEW = 'Transcripts';
const CODER = 'coding/kim/coder.yaml';
const UNREAD = 'anna.txt';

describe('How far a coder has come', () => {
  let before = '';
  const here = suite({
    folder: async () => {
      const study = await longStudy(2, 3);
      await study.write(`transcripts/${UNREAD}`, 'I: How are you?\n\nA: Tired, mostly. It is the nights.\n');
      await study.write('transcripts/ben.txt', 'I: And you?\n\nB: I sleep.\n');
      before = await study.read(CODER);
      return study;
    },
    begin: async ({ w }) => {
      await w.openView('Verbatim');
      await w.openFile(`transcripts/${UNREAD}`);
      await w.statusBarText('Coding');
    },
  });

  /** @param {string} label @param {(row: import('../support/ui/tree.mjs').TreeRow) => boolean} holds */
  const row = (label, holds) =>
    poll(`the row of ${label}`, async () => {
      const { w } = here;
      const found = (await w.treeRows(VIEW)).find((one) => one.label === label);
      return found !== undefined && holds(found) && found;
    });

  /** @param {string} words */
  const summed = (words) =>
    poll(`“${words}” above the transcripts`, async () => {
      const header = here.w.page.locator('.pane-header[aria-label^="Transcripts"]');
      return ((await header.textContent()) ?? '').includes(words);
    });

  beforeEach('nothing is marked', async () => {
    const { w, study } = here;
    if ((await study.read(CODER)) === before) return;
    await study.write(CODER, before);
    await row(UNREAD, ({ description }) => !description.startsWith('finished') && !description.startsWith('read'));
    await w.openFile(`transcripts/${UNREAD}`);
  });

  it('is said by icon and word, by clicks on a row, and in the head of the view', async () => {
    const { w, study } = here;
    const unread = await row(UNREAD, ({ spoken }) => spoken.includes('unread'));
    assert.equal(unread.description, 'not coded yet');
    const coded = await row('night1.txt', ({ description }) => description.startsWith('3 segments'));
    assert.ok(!coded.spoken.includes('unread'), 'who codes it has begun');
    await summed('0 of 4 finished');
    const icon = (await w.treeRow(UNREAD, VIEW)).locator('.custom-view-tree-node-item-icon');
    assert.match((await icon.getAttribute('class')) ?? '', /codicon-comment-unresolved/);

    await w.treeRowAction(UNREAD, 'Mark as Read', VIEW);
    const read = await row(UNREAD, ({ description }) => description === 'read · not coded yet');
    assert.match(read.spoken, /^anna\.txt, read, not coded yet/);
    assert.match(await study.read(CODER), /^transcripts:\n {2}transcripts\/anna\.txt:\n {4}read: \d{4}-\d\d-\d\d$/m);

    await w.treeRowMenu('night1.txt', ['Mark Coding as Finished'], VIEW);
    await row('night1.txt', ({ description }) => description.startsWith('finished · 3 segments'));
    await summed('1 of 4 finished');
    for (const theme of /** @type {const} */ (['dark', 'hc-dark', 'light'])) {
      await w.setTheme(theme);
      await w.page.mouse.move(640, 400);
      await w.screenshot(`progress-${theme}`);
    }

    await w.runCommand('Verbatim: Show Unfinished Transcripts Only');
    await summed('1 of 4 finished · unfinished only');
    await poll('the finished one to go', async () =>
      (await w.treeRows(VIEW)).every(({ label }) => label !== 'night1.txt'),
    );
    const header = w.page.locator('.pane-header[aria-label^="Transcripts"]');
    await header.hover();
    await header.locator('.action-label[aria-label^="Show All Transcripts"]').click();
    await row('night1.txt', () => true);

    await w.runCommand('Verbatim: Undo Coding');
    await row('night1.txt', ({ description }) => description.startsWith('3 segments'));
  });

  it('is said once in the status bar where a finished transcript is coded after all', async () => {
    const { w } = here;
    await w.runCommand('Verbatim: Mark Coding as Finished');
    await row(UNREAD, ({ description }) => description.startsWith('finished'));
    await w.selectText('Tired, mostly');
    await w.page.keyboard.press('c');
    await w.pick('Tiredness');
    await w.statusBarText('anna.txt was marked as finished');
    await poll('the segment', async () =>
      (await here.study.rows('coding/kim/segments/transcripts/anna.txt.jsonl')).some(
        ({ quote }) => quote === 'Tired, mostly',
      ),
    );
    assert.match(await here.study.read(CODER), /finished:/);
  });

  it('is written down in a summary, beside the transcript and listed below it', async () => {
    const { w, study } = here;
    await w.treeRowMenu('night2.txt', ['Write Summary…'], VIEW);
    const file = 'memos/night2-summary-kim.md';
    await poll('the memo', async () => (await w.activeFile()) === 'night2-summary-kim.md');
    await poll('two groups of editors', async () => (await w.page.locator('.editor-group-container').count()) === 2);
    // Until then plain keys code.
    await poll('the mode of coding to go', async () => !(await w.statusBarText()).includes('Coding'));
    await poll('the words in the file', async () => {
      if (!(await study.read(file)).includes('All of it')) {
        if (!(await w.page.locator('.editor-group-container.active .view-lines').innerText()).includes('All')) {
          await w.page.keyboard.type('All of it is about sleep.');
        }
        await w.page.keyboard.press('Control+s');
      }
      return (await study.read(file)).includes('about sleep.');
    });
    assert.match(
      await study.read(file),
      /^---\nverbatim-memo: 1\n[^]*\nabout: \[transcripts\/night2\.txt\]\nby: kim\n/,
    );
    await w.expandTreeRow('night2.txt', true, VIEW);
    const memo = await row('Summary', ({ description }) => description.includes('about sleep.'));
    assert.equal(memo.level, 2);
    await w.screenshot('progress-summary');
    await w.runCommand('View: Close All Editors');
    await w.clickTreeRow('Summary', { view: VIEW });
    await poll('the memo again', async () => (await w.activeFile()) === 'night2-summary-kim.md');
  });
});
