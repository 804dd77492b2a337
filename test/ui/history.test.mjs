/**
 * The History view by clicks: what was done, the way back to it, undoing one change, restoring to a point; and a transcript that was
 * renamed while VS Code was closed.
 */
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { rename } from 'node:fs/promises';
import path from 'node:path';
import { describe, it } from 'mocha';
import { poll } from '../support/ui/poll.mjs';
import { sampleStudy } from '../support/ui/study.mjs';
import { applyCode, noSegment, openTranscript, savedSegment, segmentsFile } from '../support/ui/codingMoves.mjs';
import { suite } from '../support/ui/suite.mjs';

const TRANSCRIPT = 'transcripts/RIV1PW01.txt';
const VIEW = 'History';
const [FIRST, SECOND, THIRD] = ['I ran a quiz', 'collared me', 'three weeks later'];

describe('The history', () => {
  const here = suite({
    begin: async (suite) => {
      await openTranscript(suite, TRANSCRIPT);
      const { w } = suite;
      await w.page.locator(`.pane-header[aria-label^="${VIEW}"]`).click();
      for (const [words, code] of [
        [FIRST, 'Connectedness'],
        [SECOND, 'Enabling talking'],
        [THIRD, 'Connectedness'],
      ]) {
        await applyCode(suite, words ?? '', code ?? '');
        await savedSegment(suite, TRANSCRIPT, words ?? '');
      }
    },
  });

  const rows = async () => (await here.w.treeRows(VIEW)).filter(({ level }) => level === 2);
  /** @param {string} words */
  const rowOf = (words) =>
    poll(`a row of “${words}”`, async () => (await rows()).find(({ label }) => label.includes(words)));

  it('tells what was done today, the newest first, with time, coder and transcript', async () => {
    const all = await poll('three changes', async () => {
      const found = await rows();
      return found.length === 3 && found;
    });
    assert.deepEqual(
      all.map(({ label }) => [THIRD, SECOND, FIRST].find((words) => label.includes(words ?? ''))),
      [THIRD, SECOND, FIRST],
    );
    const [newest] = all;
    assert.match(newest?.label ?? '', /^\d\d:\d\d\u2002Coded “three weeks later” as .*Connectedness/);
    assert.match(newest?.description ?? '', /^Robin \(coder 1\) · RIV1PW01\.txt$/);
    assert.match(newest?.spoken ?? '', /Coded .*, \d\d:\d\d, Robin \(coder 1\), RIV1PW01\.txt/);
    const [day] = await here.w.treeRows(VIEW);
    assert.match(day?.label ?? '', /^Today, /);
  });

  for (const theme of /** @type {const} */ (['light', 'dark', 'hc-dark', 'hc-light'])) {
    it(`is seen, ${theme}`, async () => {
      await here.w.setTheme(theme);
      await rowOf(FIRST ?? '');
      await here.w.screenshot(`history-${theme}`);
    });
  }

  it('leads to the segment as it stands now', async () => {
    const { w } = here;
    await w.setTheme('light');
    await w.openFile('transcripts/RIV1SU01.txt');
    await w.clickTreeRow((await rowOf(SECOND ?? '')).label, { view: VIEW });
    await poll('the transcript', async () => (await w.activeFile()) === 'RIV1PW01.txt');
    await poll('the segment, selected', async () => (await w.cursorText()).includes('selected'));
  });

  it('takes one change back and leaves the later ones', async () => {
    const { w } = here;
    await w.treeRowMenu((await rowOf(SECOND ?? '')).label, ['Undo This Change'], VIEW);
    await noSegment(here, TRANSCRIPT, SECOND ?? '');
    await savedSegment(here, TRANSCRIPT, THIRD ?? '');
    await poll('the row, undone', async () =>
      (await rows()).some(({ description, label }) => label.includes('Coded') && description.startsWith('undone')),
    );
    assert.equal((await rows()).length, 4);
    await w.screenshot('history-undone');
  });

  it('shows what fits a filter alone, says so, and all again', async () => {
    const { w } = here;
    await w.runCommand('Verbatim: Filter History…');
    await poll('the coders and kinds', async () => (await w.pickerRows()).some(({ label }) => label === 'Coding'));
    await w.screenshot('history-filter');
    await w.acceptPicker();
    await poll('the question for words', async () => (await w.pickerState()).title.includes('2 of 2'));
    await w.typeInPicker('weeks');
    await w.acceptPicker();
    const only = await poll('one row', async () => {
      const found = await rows();
      return found.length === 1 && found;
    });
    assert.ok(only[0]?.label.includes(THIRD ?? ''));
    const pane = w.page.locator(`.pane:has(> .pane-header[aria-label^="${VIEW}"])`);
    await poll('the filter in the title', async () =>
      (await pane.locator('.pane-header').innerText()).includes('“weeks”'),
    );
    await pane.hover();
    await pane.locator('.action-label[aria-label^="Clear History Filter"]').click();
    await poll('all rows', async () => (await rows()).length === 4);
  });

  it('restores to a point after a preview, and one undo takes that back', async () => {
    const { w, study } = here;
    const file = segmentsFile(TRANSCRIPT);
    await w.treeRowMenu((await rowOf(FIRST ?? '')).label, ['Restore from Here…'], VIEW);
    const preview = await poll('the preview', async () => {
      const found = await w.pickerRows();
      return found.some(({ label }) => label === 'Put 1 change back') && found;
    });
    assert.ok(preview.some(({ label }) => label.includes(THIRD ?? '')));
    await w.screenshot('history-restore');
    const before = await study.read(file);
    await w.acceptPicker();
    await w.notification('1 change was put back.');
    await noSegment(here, TRANSCRIPT, THIRD ?? '');
    await savedSegment(here, TRANSCRIPT, FIRST ?? '');
    await w.dismissNotifications();
    await w.runCommand('Verbatim: Undo Coding');
    await savedSegment(here, TRANSCRIPT, THIRD ?? '');
    assert.equal(await study.read(file), before);
  });
});

describe('A transcript that was renamed while VS Code was closed', () => {
  const [OLD, NEW] = ['transcripts/RIV1SU01.txt', 'transcripts/Riverside service user.txt'];
  const here = suite({
    folder: async () => {
      const study = await sampleStudy();
      await rename(path.join(study.root, OLD), path.join(study.root, NEW));
      return study;
    },
    // Before each test messages are put away, so these are answered here.
    begin: async ({ w }) => {
      await w.notification('“RIV1SU01.txt” is called “Riverside service user.txt” now; your segments went with it.');
      await w.screenshot('history-renamed');
      await w.pressNotificationButton('cases.yaml still names', 'Change cases.yaml');
      await w.openView('Verbatim');
      await w.treeRow('Process outcomes', 'Codebook');
    },
  });

  it('has its segments, says so, and offers to change cases.yaml, whose comments stay', async () => {
    const { w, study } = here;
    const rows = await poll('the segments under the new name', () => study.rows(segmentsFile(NEW)));
    assert.ok(rows.length > 5);
    await poll('nothing under the old name', () => !existsSync(path.join(study.root, segmentsFile(OLD))));
    const cases = await poll('the new path in cases.yaml', async () => {
      const text = await study.read('cases.yaml');
      return text.includes(NEW) && text;
    });
    assert.ok(!cases.includes(OLD));
    assert.ok(cases.includes('# peer worker, service user, staff, manager'));
    await w.openFile(NEW);
    await poll('highlights', async () => (await w.highlightsAt('And I said')) > 0);
    const { label } = await poll('the relinking in the history', async () => {
      const header = w.page.locator(`.pane-header[aria-label^="${VIEW}"]`);
      if ((await header.getAttribute('aria-expanded')) !== 'true') await header.click();
      return (await w.treeRows(VIEW)).find(({ label: text }) => text.includes('Linked the segments of'));
    });
    assert.match(label, /RIV1SU01/);
    await w.screenshot('history-relinked');
  });
});
