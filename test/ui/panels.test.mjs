/**
 * The pages of Verbatim's own: the forms of a code, of transcripts, participants and cases, and the Details view. By clicks and by keys
 * alone.
 */
import assert from 'node:assert/strict';
import { chmod, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeEach, describe, it } from 'mocha';
import { axeViolations } from '../support/ui/axe.mjs';
import { holdsWithin, poll } from '../support/ui/poll.mjs';
import { openTranscript, segmentsFile } from '../support/ui/codingMoves.mjs';
import { suite } from '../support/ui/suite.mjs';

const TRANSCRIPT = 'transcripts/RIV1SU01.txt';
const BOOK = 'codebooks/peer-worker-change-model.yaml';
const PASSAGE = 'it was like hearing your own accent abroad';
const CODE = 'Making a connection';

const here = suite({ window: {}, begin: (suite) => openTranscript(suite, TRANSCRIPT) });

/** The lines that two versions of a file do not share. @param {string} before @param {string} after */
const changedLines = (before, after) => {
  const old = new Set(before.split('\n'));
  return after.split('\n').filter((line) => !old.has(line));
};

describe('The form of a code', () => {
  /** @type {string} */
  let original = '';
  const form = () => here.w.webview('[data-field="definition"]');
  /** @param {import('playwright-core').Frame} frame @param {string} field */
  const fault = (frame, field) => frame.locator(`[data-field="${field}"] .fault`).innerText();

  const open = async () => {
    const { w } = here;
    const item = w.page.locator('.monaco-menu .action-menu-item').filter({ hasText: 'Edit Code…' }).last();
    // A menu goes again where the view is drawn anew, or a page takes the focus, at that moment.
    await poll('the form to be chosen', async () => {
      const row = await w.treeRow(`M1.1 ${CODE}`, 'Codebook');
      await row.locator('.label-name').first().click({ button: 'right', timeout: 3_000 });
      if (!(await holdsWithin(() => item.isVisible(), 3_000))) {
        await w.page.keyboard.press('Escape');
        return false;
      }
      await item.click({ timeout: 3_000 });
      return holdsWithin(async () => !(await item.isVisible()), 3_000);
    });
    const frame = await form();
    await poll('the form', async () => (await frame.locator('h1').innerText()) === CODE);
    return frame;
  };

  /** Presses the button in the form that has this name. @param {import('playwright-core').Frame} frame @param {string} name */
  const press = (frame, name) => frame.getByRole('button', { name, exact: true }).click();

  beforeEach('a codebook as it was, and no form', async () => {
    const { w, study } = here;
    original ||= await study.read(BOOK);
    await w.openView('Verbatim');
    await w.expandTreeRow('M1 Building trusting relationships based on shared lived experience', true, 'Codebook');
    if ((await study.read(BOOK)) !== original) await study.write(BOOK, original);
    // A form keeps what was typed, also for the next try of a test.
    for (const frame of w.page.frames()) {
      const button = frame.getByRole('button', { name: 'Back to What the File Says', exact: true });
      if ((await button.count().catch(() => 0)) > 0) await button.click();
    }
    await w.runCommand('View: Close All Editors');
    await w.openFile(TRANSCRIPT);
    // A menu of a row that is drawn anew at that moment does nothing.
    await poll('the counts of the transcript', async () =>
      (await w.treeRows('Codebook')).some(
        ({ label, description }) => label === `M1.1 ${CODE}` && description.includes('here'),
      ),
    );
  });

  it('opens from the row of a code, reads well, and is sound for screen readers', async () => {
    const frame = await open();
    assert.match(await frame.locator('.path').innerText(), /Building trusting relationships/);
    assert.match(await frame.locator('#definition').inputValue(), /^The first contact that shared experience/);
    assert.deepEqual(await axeViolations(frame), []);
  });

  it('saves what was typed by keys alone, changes only its lines, and is undone to the byte', async () => {
    const { w, study } = here;
    const frame = await open();
    await frame.locator('#definition').focus();
    await w.page.keyboard.press('Control+End');
    await w.page.keyboard.type(' Added.');
    // On to the list of when to use it: its two items, and a third after the first.
    await frame.getByRole('textbox', { name: 'Use when, item 1 of 2', exact: true }).focus();
    await w.page.keyboard.press('Enter');
    await w.page.keyboard.type('A “third”: one');
    await w.page.keyboard.press('Alt+ArrowDown');
    await poll('the item to be moved', async () =>
      (await frame.locator('[role=status]').innerText()).includes('Moved to place 3 of 3.'),
    );
    await w.page.keyboard.press('Control+Enter');
    await poll('the form to say that it was saved', async () =>
      (await frame.locator('[role=status]').innerText()).includes(`Edited the code “${CODE}”`),
    );
    const saved = await study.read(BOOK);
    const changed = changedLines(original, saved);
    assert.equal(changed.length, 2, changed.join('\n'));
    assert.match(changed[0] ?? '', /definition: ".* Added\."$/);
    assert.match(changed[1] ?? '', /realises “you too”", .*third/);
    assert.equal(await frame.locator('.unsaved').innerText(), '');
    await w.runCommand('Verbatim: Undo Coding');
    await poll('the codebook as it was', async () => (await study.read(BOOK)) === original);
    await poll('the form to follow', async () => !(await frame.locator('#definition').inputValue()).includes('Added'));
  });

  it('says at the field what is wrong, and writes nothing', async () => {
    const frame = await open();
    await frame.locator('#name').fill('');
    await press(frame, 'Save');
    await poll('what is wrong', async () => (await fault(frame, 'name')) === 'A code needs a name.');
    assert.equal(await frame.locator('#name').getAttribute('aria-invalid'), 'true');
    assert.ok(await frame.locator('#name').evaluate((input) => input === document.activeElement));
    assert.deepEqual(await axeViolations(frame), []);
    assert.equal(await here.study.read(BOOK), original);
  });

  it('keeps what was typed where the file changed meanwhile, and takes the rest of the file', async () => {
    const { study } = here;
    const frame = await open();
    await frame.locator('#definition').fill('Mine.');
    const theirs = original
      .replace(/definition: "The first contact[^\n]*/, 'definition: Theirs.   # a remark')
      .replace('name: Making a connection', 'name: Connecting');
    await study.write(BOOK, theirs);
    await poll('the name to follow', async () => (await frame.locator('#name').inputValue()) === 'Connecting');
    assert.equal(await frame.locator('#definition').inputValue(), 'Mine.');
    assert.match(await frame.locator('[data-field="definition"] .meanwhile').innerText(), /it is now: Theirs\./);
    assert.deepEqual(await axeViolations(frame), []);
    await press(frame, 'Save');
    await poll('mine in the file', async () => (await study.read(BOOK)).includes('definition: Mine.   # a remark'));
    assert.deepEqual(changedLines(theirs, await study.read(BOOK)).length, 1);
  });

  it('says that the code is gone only while it is', async () => {
    const { study } = here;
    const frame = await open();
    const alert = frame.locator('[role=alert]');
    await study.write(BOOK, 'verbatim-codebook: 1\nid: [\n');
    await poll('that it is gone', async () => /not in the study any more/.test(await alert.innerText()));
    await study.write(BOOK, original);
    await poll('nothing to be said', async () => (await alert.innerText()) === '');
  });

  it('saves once where it is asked twice, and leaves the focus in the list', async () => {
    const { w, study } = here;
    const frame = await open();
    await frame.getByRole('textbox', { name: 'Use when, item 2 of 2', exact: true }).focus();
    await w.page.keyboard.press('Enter');
    await frame.locator('#definition').fill('Twice.');
    await frame.getByRole('textbox', { name: 'Use when, item 3 of 3', exact: true }).focus();
    await w.page.keyboard.press('Control+s');
    await w.page.keyboard.press('Control+s');
    await poll('the form to say that it was saved', async () =>
      (await frame.locator('[role=status]').innerText()).includes(`Edited the code “${CODE}”`),
    );
    assert.equal(await frame.locator('[role=alert]').innerText(), '');
    // The empty item went; the focus is on the one before it.
    const last = frame.getByRole('textbox', { name: 'Use when, item 2 of 2', exact: true });
    assert.ok(await last.evaluate((text) => text === document.activeElement));
    assert.equal(changedLines(original, await study.read(BOOK)).length, 1);
    await w.runCommand('Verbatim: Undo Coding');
    await poll('the codebook as it was', async () => (await study.read(BOOK)) === original);
  });

  it('keeps what was typed while it is hidden, and after it was closed', async () => {
    const { w } = here;
    const frame = await open();
    await frame.locator('#definition').fill('Not saved yet.');
    await poll('the mark of what is not saved', async () =>
      (await w.page.locator('.tab.active').innerText()).includes('●'),
    );
    await w.openFile(TRANSCRIPT);
    const again = await open();
    await poll('what was typed', async () => (await again.locator('#definition').inputValue()) === 'Not saved yet.');
    await w.runCommand('View: Close All Editors');
    await w.runCommand('Verbatim: Edit Code…');
    await w.typeInPicker(CODE);
    await w.acceptPicker();
    const third = await form();
    await poll('what was typed', async () => (await third.locator('#definition').inputValue()) === 'Not saved yet.');
    assert.equal(await third.locator('.unsaved').innerText(), 'Not saved yet');
    assert.equal(await here.study.read(BOOK), original);
  });
});

describe('The forms of transcripts, participants and cases', () => {
  const CASES = 'cases.yaml';
  /** @type {string} */
  let original = '';
  /** @param {import('playwright-core').Frame} frame */
  const said = (frame) => frame.locator('[role=status]').innerText();

  /** The form with this heading. @param {string} field @param {string} heading */
  const formOf = async (field, heading) => {
    const frame = await here.w.webview(`[data-field="${field}"]`);
    await poll(`the form of ${heading}`, async () => (await frame.locator('h1').innerText()) === heading);
    return frame;
  };

  /**
   * Types into a field by keys alone, anew where VS Code took the focus back while the page was opening.
   * @param {import('playwright-core').Frame} frame @param {string} label @param {string} text
   */
  const typeInto = async (frame, label, text) => {
    const field = frame.getByLabel(label, { exact: true });
    await poll(`“${text}” in ${label}`, async () => {
      await field.focus();
      if (await field.evaluate((it) => it.tagName !== 'SELECT')) await here.w.page.keyboard.press('Control+A');
      await here.w.page.keyboard.type(text);
      return (await field.inputValue()) === text;
    });
  };

  const ofTranscript = async () => {
    await here.w.openFile(TRANSCRIPT);
    await here.w.runCommand('Verbatim: Edit Transcript Details…');
    return formOf('variable:date', 'RIV1SU01.txt');
  };

  beforeEach('cases as they were, and no form', async () => {
    const { w, study } = here;
    original ||= await study.read(CASES);
    if ((await study.read(CASES)) !== original) await study.write(CASES, original);
    for (const frame of w.page.frames()) {
      const button = frame.getByRole('button', { name: 'Back to What the File Says', exact: true });
      if ((await button.count().catch(() => 0)) > 0) await button.click();
    }
    await w.runCommand('View: Close All Editors');
  });

  it('say who speaks under which label, and are sound for screen readers', async () => {
    const frame = await ofTranscript();
    const label = frame.getByLabel('R', { exact: true });
    assert.equal(await label.inputValue(), 'RIV1SU01');
    assert.match(await frame.locator('[data-field="speaker:R"] .hint').innerText(), /^\d+ turns, the first: “/);
    assert.equal(await frame.getByLabel('I', { exact: true }).inputValue(), 'interviewer');
    assert.deepEqual(await axeViolations(frame), []);
  });

  it('save what was chosen and typed by keys alone, change only its line, and are undone to the byte', async () => {
    const { w, study } = here;
    const frame = await ofTranscript();
    await typeInto(frame, 'Date', '2026-02-19');
    await typeInto(frame, 'R', 'HAR1SU02');
    await w.page.keyboard.press('Control+Enter');
    await poll('the form to say that it was saved', async () => {
      const text = await said(frame);
      // Told where it waits in vain.
      if (!text.startsWith('Edited the details of'))
        throw new Error(`The form says “${text}” and “${await frame.locator('[role=alert]').innerText()}”.`);
      return true;
    });
    const changed = changedLines(original, await study.read(CASES));
    assert.equal(changed.length, 1, changed.join('\n'));
    assert.match(
      changed[0] ?? '',
      /RIV1SU01\.txt, .* date: 2026-02-19, .*speakers: \{I: interviewer, R: HAR1SU02\}\}$/,
    );
    await w.runCommand('Verbatim: Undo Coding');
    await poll('the cases as they were', async () => (await study.read(CASES)) === original);
    await poll(
      'the form to follow',
      async () => (await frame.getByLabel('R', { exact: true }).inputValue()) === 'RIV1SU01',
    );
  });

  it('say at the field what does not fit, and keep what was typed where the file changed meanwhile', async () => {
    const { w, study } = here;
    const frame = await ofTranscript();
    const date = frame.getByLabel('Date', { exact: true });
    await date.fill('February');
    await w.page.keyboard.press('Control+Enter');
    await poll('what is wrong', async () =>
      (await frame.locator('.fault').allInnerTexts()).some((text) => text.includes('year-month-day')),
    );
    assert.equal(await date.getAttribute('aria-invalid'), 'true');
    assert.deepEqual(await axeViolations(frame), []);
    await date.fill('2026-02-20');
    const theirs = original.replace(/(RIV1SU01\.txt, kind: )interview, date: 2026-02-18/, '$1pilot, date: 2026-02-21');
    assert.notEqual(theirs, original);
    await study.write(CASES, theirs);
    await poll(
      'the kind to follow',
      async () => (await frame.getByLabel('Kind', { exact: true }).inputValue()) === 'pilot',
    );
    assert.match(await frame.locator('[data-field="variable:date"] .meanwhile').innerText(), /it is now: 2026-02-21/);
    assert.equal(await study.read(CASES), theirs);
    await w.page.keyboard.press('Control+Enter');
    await poll('mine in the file', async () => (await study.read(CASES)).includes('kind: pilot, date: 2026-02-20'));
  });

  it('make a participant, refuse an id that is taken, and open from a row', async () => {
    const { w, study } = here;
    await w.runCommand('Verbatim: New Participant…');
    const frame = await formOf('id', 'New Participant');
    await frame.getByLabel('Id', { exact: true }).fill('RIV1SU01');
    await w.page.keyboard.press('Control+Enter');
    await poll('what is wrong', async () =>
      (await frame.locator('.fault').allInnerTexts()).some((text) => text.includes('is there already')),
    );
    await frame.getByLabel('Id', { exact: true }).fill('RIV1SU09');
    await frame.getByLabel('Name', { exact: true }).fill('Ann: "the first"');
    await frame.getByLabel('Case', { exact: true }).selectOption({ label: 'Riverside (RIV1)' });
    await w.page.keyboard.press('Control+Enter');
    await poll(
      'the form to go on as that of the participant',
      async () => (await frame.locator('h1').innerText()) === 'Ann: "the first"',
    );
    assert.equal(await frame.locator('[data-field="id"]').count(), 0);
    const lines = changedLines(original, await study.read(CASES)).map((line) => line.trim());
    assert.deepEqual(lines, ['- id: RIV1SU09', 'name: "Ann: \\"the first\\""', 'memberOf: RIV1']);
    await w.runCommand('Verbatim: Undo Coding');
    await poll('the cases as they were', async () => (await study.read(CASES)) === original);
    await w.openView('Verbatim');
    const item = w.page.locator('.monaco-menu .action-menu-item').filter({ hasText: 'Edit Case…' }).last();
    await poll('the form of a case to be chosen', async () => {
      const row = await w.treeRow('Riverside', 'Transcripts');
      await row.locator('.label-name').first().click({ button: 'right', timeout: 3_000 });
      if (!(await holdsWithin(() => item.isVisible(), 3_000))) {
        await w.page.keyboard.press('Escape');
        return false;
      }
      await item.click({ timeout: 3_000 });
      return holdsWithin(async () => !(await item.isVisible()), 3_000);
    });
    const ofCase = await formOf('variable:setting', 'Riverside');
    assert.equal(await ofCase.getByLabel('setting', { exact: true }).inputValue(), 'ward');
    assert.deepEqual(await axeViolations(ofCase), []);
  });
});

describe('The Details view', () => {
  const details = () => here.w.webview('main.details');
  /** What the view says. */
  const says = async () => (await details()).locator('main').innerText();
  const memo = async () => (await details()).locator('textarea').first();
  const rowWith = async (/** @type {(row: any) => unknown} */ holds) =>
    (await here.study.rows(segmentsFile(TRANSCRIPT))).find(holds);

  /** @type {string | undefined} */
  let original;

  beforeEach('the cursor at a coded passage, and nothing of an earlier try', async () => {
    const { w, study } = here;
    const coded = segmentsFile(TRANSCRIPT);
    await chmod(path.join(study.root, coded), 0o644);
    original ??= await study.read(coded);
    if ((await study.read(coded)) !== original) await study.write(coded, original);
    const discard = (await details()).locator('.waiting').getByRole('button', { name: /^Discard: / });
    await poll('no memo that waits', async () => {
      if ((await discard.count()) === 0) return true;
      await discard.first().click({ timeout: 3_000 });
      return false;
    });
    await w.runCommand('View: Close All Editors');
    await openTranscript(here, TRANSCRIPT);
    await w.selectText(PASSAGE);
    await poll('the passage at the cursor', async () =>
      (await (await details()).locator('h2').first().innerText()).includes(PASSAGE),
    );
  });

  it('tells of the code at the cursor, and is sound for screen readers', async () => {
    const text = await says();
    assert.match(text, /The first contact that shared experience makes possible/);
    assert.match(text, /Use when/);
    assert.match(text, /Do not use when/);
    assert.match(text, /coded by you/);
    assert.deepEqual(await axeViolations(await details()), []);
  });

  it('saves a memo at Ctrl+Enter and when it is left, one change each, and follows an undo', async () => {
    const { w } = here;
    const box = await memo();
    const before = await box.inputValue();
    await box.fill('A first thought.');
    await w.page.keyboard.press('Control+Enter');
    await poll('the memo in the file', () => rowWith((row) => row.memo === 'A first thought.'));
    await box.fill('A second\nthought.');
    await w.selectText(PASSAGE);
    await poll('the memo in the file', () => rowWith((row) => row.memo === 'A second\nthought.'));
    await w.runCommand('Verbatim: Undo Coding');
    await poll('the first memo', () => rowWith((row) => row.memo === 'A first thought.'));
    await poll('the view to follow', async () => (await box.inputValue()) === 'A first thought.');
    await w.runCommand('Verbatim: Undo Coding');
    await poll('the memo as it was', async () => (await box.inputValue()) === before);
  });

  it('keeps what was typed where it cannot be saved, and says why', async () => {
    const { study } = here;
    const file = path.join(study.root, segmentsFile(TRANSCRIPT));
    const box = await memo();
    const before = await box.inputValue();
    await chmod(file, 0o444);
    await box.fill('Not to be lost.');
    await here.w.page.keyboard.press('Control+Enter');
    await poll('the reason', async () => /read-only.*what you typed is kept/s.test(await says()));
    assert.equal(await box.inputValue(), 'Not to be lost.');
    assert.match(await says(), /Not saved yet/);
    await chmod(file, 0o644);
    await box.focus();
    await here.w.page.keyboard.press('Control+Enter');
    await poll('the memo in the file', () => rowWith((row) => row.memo === 'Not to be lost.'));
    await here.w.runCommand('Verbatim: Undo Coding');
    await poll('the memo as it was', async () => (await box.inputValue()) === before);
  });

  it('lists a memo that was refused where its passage is not at the cursor, to be copied, saved or discarded', async () => {
    const { w, study } = here;
    const file = path.join(study.root, segmentsFile(TRANSCRIPT));
    const frame = await details();
    const waiting = frame.locator('.waiting');
    const press = (/** @type {string} */ name) =>
      waiting.getByRole('button', { name: new RegExp(`^${name}: Memo on`) }).click();
    const refuse = async (/** @type {string} */ text) => {
      await (await memo()).fill(text);
      await frame
        .getByRole('button', { name: /^(Next|Previous): / })
        .first()
        .click();
      await poll('the memo in the list', async () => (await waiting.innerText()).includes(text));
    };
    const before = (await rowWith((row) => row.quote.includes(PASSAGE)))?.memo;
    await chmod(file, 0o444);
    await refuse('It waits.');
    assert.deepEqual(await axeViolations(frame), []);
    await press('Copy Memo');
    // What was said before goes as the button is pressed, so that this is the answer to it.
    await press('Save');
    await poll('why it is refused', async () => /read-only.*what you typed is kept/s.test(await says()));
    await chmod(file, 0o644);
    await press('Save');
    await poll('the memo in the file', () => rowWith((row) => row.memo === 'It waits.'));
    await poll('an empty list', () => waiting.isHidden());
    await w.runCommand('Verbatim: Undo Coding');
    await poll('the memo as it was', () => rowWith((row) => row.quote.includes(PASSAGE) && row.memo === before));
    await w.selectText(PASSAGE);
    await poll('the passage', async () => (await frame.locator('h2').first().innerText()).includes(PASSAGE));
    await chmod(file, 0o444);
    await refuse('Not to be kept.');
    await press('Discard');
    await poll('an empty list', () => waiting.isHidden());
    await chmod(file, 0o644);
  });

  it('tells of no other transcript than the one that is open, also where that cannot be read', async () => {
    const { w, study } = here;
    const frame = await details();
    const file = path.join(study.root, 'transcripts/NotText.txt');
    await writeFile(file, Buffer.from([0x49, 0x3a, 0x20, 0xe9, 0x80, 0x0a]));
    await w.openFile('transcripts/NotText.txt');
    await poll('why nothing is told', async () => /cannot be read as text/.test(await says()));
    assert.equal(await frame.locator('h1').innerText(), 'NotText.txt');
    assert.equal(await frame.locator('h2').count(), 0);
    await w.openFile(TRANSCRIPT);
    await poll('the transcript that is open', async () => (await frame.locator('h1').innerText()) === 'RIV1SU01.txt');
    await rm(file);
  });

  it('goes to the next passage, and opens the form of a code', async () => {
    const frame = await details();
    const first = await frame.locator('h2').first().innerText();
    await frame.getByRole('button', { name: /^Next: / }).click();
    await poll('the next passage', async () => (await frame.locator('h2').first().innerText()) !== first);
    await frame
      .getByRole('button', { name: /^Edit Code: / })
      .first()
      .click();
    const form = await here.w.webview('[data-field="definition"]');
    await poll('the form', async () => (await form.locator('h1').innerText()) !== '');
    // What lies under the form is still told of.
    assert.equal(await frame.locator('h1').innerText(), 'RIV1SU01.txt');
  });
});
