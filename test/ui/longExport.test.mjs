/**
 * The export of a study that is long enough to be cancelled.
 */
import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { describe, it } from 'mocha';
import { poll } from '../support/ui/poll.mjs';
import { longStudy } from '../support/ui/study.mjs';
import { suite } from '../support/ui/suite.mjs';

const [TRANSCRIPTS, SEGMENTS] = [120, 500];
const FILE = 'whole.json';

describe('An export that takes its time', () => {
  const here = suite({
    folder: () => longStudy(TRANSCRIPTS, SEGMENTS),
    window: {},
    begin: async ({ w }) => {
      await w.openView('Verbatim');
      await w.treeRow('Tiredness', 'Codebook');
    },
  });

  /** Asks for an export of the whole study as JSON, up to its beginning. */
  async function beginExport() {
    const { w, study } = here;
    await w.runCommand('Verbatim: Export…');
    await w.pick('JSON, the whole study');
    await w.pick('All codes');
    await poll('the place to save', async () => (await w.pickerState()).value.endsWith('.json'));
    await w.typeInPicker(`${study.root}/${FILE}`);
    await w.acceptPicker();
  }

  it('is ended by its button, and leaves nothing behind', async () => {
    const { w, study } = here;
    const before = (await readdir(study.root)).sort();
    await beginExport();
    await w.pressNotificationButton('Exporting', 'Cancel');
    await w.statusBarText('Export cancelled; nothing was written.');
    assert.deepEqual(await w.notifications(), []);
    assert.deepEqual((await readdir(study.root)).sort(), before);
  });

  it('is whole where it is begun again', async () => {
    const { w, study } = here;
    await beginExport();
    await w.notification(`Exported to ${FILE}`);
    assert.equal(JSON.parse(await study.read(FILE)).segments.length, TRANSCRIPTS * SEGMENTS);
  });
});
