/**
 * The life of a study: making one, saying who codes, exporting.
 */
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { poll } from '../support/ui/poll.mjs';
import { emptyFolder, sampleStudy } from '../support/ui/study.mjs';
import { openWorkbench } from '../support/ui.mjs';
import { openTranscript, segmentsFile, suite } from '../support/ui/suite.mjs';

const TRANSCRIPT = 'transcripts/RIV1PW01.txt';

describe('A study that nobody coded on this machine', () => {
  const here = suite({
    folder: () => sampleStudy({ coder: null }),
    begin: (suite) => openTranscript(suite, TRANSCRIPT),
  });

  it('exports CSV that says who said what, and where', async () => {
    const { w, study } = here;
    await w.runCommand('Verbatim: Export…');
    await w.pick('CSV for R or Python');
    await poll('the coders', async () => (await w.pickerRows()).some(({ label }) => label === 'Robin (coder 1)'));
    await w.acceptPicker();
    await w.pick('All codes');
    const file = `${study.root}/export.csv`;
    await poll('the place to save', async () => (await w.pickerState()).value.endsWith('.csv'));
    await w.typeInPicker(file);
    await w.acceptPicker();
    const csv = await poll('the file', () => study.read('export.csv'));
    await w.notification('Exported to export.csv');
    const [head, ...rows] = csv.trim().split('\n');
    assert.match(head ?? '', /quote|text/);
    assert.ok(rows.some((row) => row.includes('RIV1PW01') && row.includes('making-a-connection')));
    assert.ok(csv.includes('If I came in with my whole life story they’d run a mile, I would.'));
    assert.ok(csv.includes('coder1') && csv.includes('coder2'));
  });

  it('asks once who is coding, before the first coding', async () => {
    const { w, study } = here;
    await w.statusBarText('Choose Coder');
    await w.selectText('Thanks again');
    await w.page.keyboard.press('c');
    await w.pick('Someone new…');
    await poll('the question for a name', async () => (await w.pickerState()).title === 'Who is coding?');
    await w.typeInPicker('Kim Ng');
    await w.acceptPicker();
    await poll('the code picker', async () => (await w.pickerState()).title === 'Apply Code');
    await w.typeInPicker('Connectedness');
    await poll('the code', async () => (await w.pickerRows())[0]?.label === 'Connectedness');
    await w.acceptPicker();
    const file = segmentsFile(TRANSCRIPT, 'kim-ng');
    const [row] = await poll('the segment of the new coder', async () => {
      const rows = await study.rows(file);
      return rows.length > 0 && rows;
    });
    assert.equal(row?.quote, 'Thanks again');
    assert.match(await study.read('coding/kim-ng/coder.yaml'), /name: "?Kim Ng/);
    await w.statusBarText('Kim Ng');
    await w.selectText('Maybe just start');
    await w.page.keyboard.press('q');
    await poll('the second segment, unasked', async () => (await study.rows(file)).length === 2);
  });
});

describe('An empty folder', () => {
  const here = suite({ folder: () => emptyFolder(), begin: ({ w }) => w.openView('Verbatim') });
  const button = (/** @type {string} */ text) =>
    here.w.page.locator('.welcome-view-content .monaco-button', { hasText: text });

  it('becomes a study, and then says how to begin', async () => {
    const { w, study } = here;
    await button('New Study Here').waitFor();
    await w.screenshot('welcome-no-study');
    await button('New Study Here').click();
    await poll('the name', async () => (await w.pickerState()).title.startsWith('New Study'));
    await w.typeInPicker('Night shifts');
    await w.acceptPicker();
    await poll('the codebooks', async () =>
      (await w.pickerRows()).some(({ label, checked }) => label === 'My own codebook' && checked),
    );
    await w.screenshot('new-study-codebooks');
    await w.acceptPicker();
    await w.notification('The study is ready');
    assert.match(await study.read('verbatim.yaml'), /name: "?Night shifts/);
    assert.match(await study.read('codebooks/codebook.yaml'), /verbatim-codebook: 1/);
    await button('New Code…').waitFor();
    await poll('what to do for transcripts', async () =>
      (await w.page.locator('.welcome-view-content').allInnerTexts()).some((text) =>
        text.includes('no transcripts yet'),
      ),
    );
    await w.screenshot('welcome-no-codes');

    await button('New Code…').click();
    await w.typeInPicker('Tiredness');
    await w.acceptPicker();
    await poll('the question who is coding', async () => (await w.pickerState()).title === 'Who is coding?');
    await w.typeInPicker('Kim Ng');
    await w.acceptPicker();
    await w.treeRow('Tiredness', 'Codebook');
    await study.write('transcripts/anna.txt', 'I: How are you?\n\nA: Tired, mostly.\n');
    await w.treeRow('anna.txt', 'Transcripts');
  });

  it('or, where a window has no folder, is to be opened', async () => {
    const w = await openWorkbench(here.session);
    try {
      await w.openView('Verbatim');
      await poll('the words', async () =>
        (await w.page.locator('.welcome-view-content').allInnerTexts()).some((text) =>
          text.includes('Open the folder that holds your transcripts'),
        ),
      );
      await w.page.locator('.welcome-view-content .monaco-button', { hasText: 'Open Folder' }).first().waitFor();
    } finally {
      await w.close();
    }
  });
});
