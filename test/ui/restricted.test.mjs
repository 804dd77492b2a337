/**
 * Restricted Mode: everything can be read, and nothing is written before the folder is trusted.
 */
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { openTranscript, segmentsFile, suite } from '../support/ui/suite.mjs';

const TRANSCRIPT = 'transcripts/RIV1PW01.txt';

describe('A folder that is not trusted', () => {
  const here = suite({
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

  it('is not coded in; the person is asked to trust it', async () => {
    const { w, study } = here;
    const before = await study.read(segmentsFile(TRANSCRIPT));
    await w.selectText('Thanks again');
    await w.page.keyboard.press('c');
    const { buttons } = await w.notification('Restricted Mode');
    assert.ok(buttons.includes('Manage Workspace Trust'), buttons.join(', '));
    await w.screenshot('restricted');
    assert.equal(await w.isPickerOpen(), false);
    assert.equal(await study.read(segmentsFile(TRANSCRIPT)), before);
  });
});
