/**
 * What becomes of segments where a window is closed with unsaved words, which VS Code brings back when it is opened again.
 */
import assert from 'node:assert/strict';
import { before, describe, it } from 'mocha';
import { poll } from '../support/ui/poll.mjs';
import { applyCode, openTranscript, savedSegment, segmentsFile } from '../support/ui/codingMoves.mjs';
import { suite } from '../support/ui/suite.mjs';

const TRANSCRIPT = 'transcripts/RIV1SU01.txt';
const CODED = 'you can stop whenever you like';
const EDITED = 'you can pause or stop whenever you like';

describe('Unsaved words that VS Code brings back', () => {
  const here = suite({ begin: (suite) => openTranscript(suite, TRANSCRIPT) });

  before('a coding whose words were edited, and a fresh window', async () => {
    const { w } = here;
    await w.selectFrom({ line: 1, column: 1 });
    await applyCode(here, CODED, 'Self-care');
    await savedSegment(here, TRANSCRIPT, CODED);
    await w.page.keyboard.press('F9');
    await w.statusBarText(/^Editing$/);
    const at = (await w.visibleLines()).join('').indexOf('stop whenever');
    await w.selectFrom({ line: 1, column: at + 1 });
    await w.page.keyboard.type('pause or ');
    await poll('the highlight on what was typed', async () => (await w.highlightsAt('pause or')) > 0);
    // VS Code asks whether to leave for as long as it has no copy of the unsaved words.
    await poll('a window that can be closed', () => {
      // A reload that was refused ends only with its time.
      const refused = new Promise((answered) =>
        w.page.once('dialog', async (dialog) => {
          await dialog.dismiss();
          answered(false);
        }),
      );
      const loaded = w.page.reload({ waitUntil: 'commit' }).then(
        () => true,
        () => false,
      );
      return Promise.race([refused, loaded]);
    });
    await w.page.waitForSelector('.monaco-workbench .statusbar-item');
  });

  it('are open for editing, with the segments where the edits moved them, and a save writes these', async () => {
    const { w, study } = here;
    await poll('the unsaved words', async () => (await w.visibleLines()).join('').includes('pause or stop'));
    await w.statusBarText(/^Editing$/);
    await poll('the highlight on them', async () => (await w.highlightsAt('pause or')) > 0);
    assert.ok(!(await study.read(TRANSCRIPT)).includes(EDITED), 'not saved');
    assert.equal((await savedSegment(here, TRANSCRIPT, CODED)).quote, CODED);
    await w.selectFrom({ line: 1, column: 1 });
    await w.page.keyboard.press('Control+s');
    const row = await savedSegment(here, TRANSCRIPT, EDITED);
    const text = await study.read(TRANSCRIPT);
    for (const { start, end, quote } of await study.rows(segmentsFile(TRANSCRIPT))) {
      assert.equal(text.slice(Number(start), Number(end)), quote);
    }
    assert.equal(row.state, undefined);
  });
});
