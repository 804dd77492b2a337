/**
 * Restricted Mode: everything can be read, and nothing is written before the folder is trusted.
 */
import assert from 'node:assert/strict';
import { basename } from 'node:path';
import { describe, it } from 'mocha';
import { poll } from '../support/ui/poll.mjs';
import { sampleStudy } from '../support/ui/study.mjs';
import { openTranscript, segmentsFile } from '../support/ui/codingMoves.mjs';
import { suite } from '../support/ui/suite.mjs';

const TRANSCRIPT = 'transcripts/RIV1PW01.txt';
const MARKDOWN = 'transcripts/RIV1MA01.md';
/** In no study: as a transcript is shown before it has its language. */
const PLAIN = 'notes/aside.txt';
const QUOTED = '**I:** “So that’s recording – is it?”\n\n**R:** Да, я думаю… it’s on.\n';

describe('A folder that is not trusted', () => {
  const here = suite({
    folder: async () => {
      const study = await sampleStudy();
      await study.write(MARKDOWN, QUOTED);
      await study.write(PLAIN, QUOTED);
      await study.write('script.js', `// ${QUOTED}`);
      return study;
    },
    session: { workspaceTrust: true },
    window: { trust: false },
    begin: (suite) => openTranscript(suite, TRANSCRIPT),
  });

  it('can be read', async () => {
    const { w } = here;
    assert.match(await w.hoverText('If I came in'), /Making a connection/);
    await w.statusBarText('Read-only');
    assert.ok((await w.highlightsAt('If I came in')) > 0);
  });

  it('has no boxes round quotation marks, dashes and letters of other scripts', async () => {
    const { w } = here;
    const group = (/** @type {string} */ which) => w.page.locator(`.editor-group-container${which}`);
    const boxes = (/** @type {string} */ which) => group(which).locator('.view-overlays .unicode-highlight').count();
    for (const file of [MARKDOWN, PLAIN]) {
      await w.openFile(file);
      await w.runCommand('View: Split Editor Right');
      // A source file has the boxes: once they are there, the editor beside it has had the time to show its own.
      await w.openFile('script.js');
      await poll('boxes in a source file', async () => (await boxes('.active')) > 0);
      const beside = group(':not(.active)').locator('.tab.active').first();
      assert.equal(await beside.getAttribute('data-resource-name'), basename(file));
      assert.equal(await boxes(':not(.active)'), 0, file);
      await w.runCommand('View: Join All Editor Groups');
      await poll('one group', async () => (await group('').count()) === 1);
    }
    await w.openFile(TRANSCRIPT);
  });

  it('is not coded in; the person is asked to trust it', async () => {
    const { w, study } = here;
    const before = await study.read(segmentsFile(TRANSCRIPT));
    await w.openFile(TRANSCRIPT);
    await w.selectText('Thanks again');
    await w.page.keyboard.press('c');
    const { buttons } = await w.notification('Restricted Mode');
    assert.ok(buttons.includes('Manage Workspace Trust'), buttons.join(', '));
    await w.screenshot('restricted');
    assert.equal(await w.isPickerOpen(), false);
    assert.equal(await study.read(segmentsFile(TRANSCRIPT)), before);
  });
});
