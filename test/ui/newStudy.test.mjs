/**
 * The first hour: ten interviews that say “I:” and “R:”, and a supervisor's list of codes, become a study in which the first code is
 * applied. By clicks and by keys, in an empty folder.
 */
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { before, describe, it } from 'mocha';
import { axeViolations } from '../support/ui/axe.mjs';
import { holdsWithin, poll } from '../support/ui/poll.mjs';
import { emptyFolder } from '../support/ui/study.mjs';
import { suite } from '../support/ui/suite.mjs';

/** Interviews as Word writes them: another encoding, CRLF, a case and a role in their names. @param {string} name */
const interview = (name) =>
  [
    'I: Could you tell me how it began?',
    '',
    `R: It was in the garden. “${name}”, he said, and we talked for an hour.`,
    '',
    'I: And what happened then?',
    '',
    'R: We met every week after that, and it helped me more than I thought – much more.',
    '',
  ].join('\r\n');

const names = ['RIV1', 'HAR1'].flatMap((site) => [1, 2, 3, 4, 5].map((i) => `${site}SU0${i}`));

/** windows-1252, which has curly quotes and dashes of its own. @param {string} text */
const asWordWrites = (text) =>
  [...text].map((sign) => ({ '“': 0x93, '”': 0x94, '–': 0x96 })[sign] ?? sign.charCodeAt(0));

const codes =
  'Code,Category,Definition,Frequency\nMaking contact,Trust,"The first words, or a look.",3\nHelp,Outcomes,,1\n';

const here = suite({ folder: () => emptyFolder('interviews'), window: {}, begin: ({ w }) => w.openView('Verbatim') });

describe('A new study', () => {
  /** @type {import('playwright-core').Frame} */
  let frame;
  /** Presses the button in the page that has this name. @param {string} name */
  const press = (name) => frame.getByRole('button', { name, exact: true }).click();
  const heading = () => frame.locator('h2').innerText();
  /** @param {string} title */
  const arrived = (title) => poll(`the step ${title}`, async () => (await heading()) === title);
  const sound = async () => assert.deepEqual(await axeViolations(frame), []);

  /** Drops files on the page, as a file manager does. @param {{ name: string, bytes: number[] }[]} files */
  const drop = (files) =>
    frame.evaluate((given) => {
      const data = new window.DataTransfer();
      for (const { name, bytes } of given) data.items.add(new window.File([new Uint8Array(bytes)], name));
      document.body.dispatchEvent(
        new window.DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }),
      );
    }, files);

  before('what is dropped and picked', async () => {
    await here.study.write('../supervisor.csv', codes);
  });

  it('is made of ten interviews and a list of codes, and coded at once', async () => {
    const { w, study } = here;
    if (existsSync(path.join(study.root, 'verbatim.yaml'))) return;
    // A test that is tried again begins anew.
    await w.runCommand('View: Close All Editors');
    await w.page.locator('.welcome-view-content .monaco-button', { hasText: 'New Study…' }).click();
    frame = await w.webview('main.wizard #name');
    await arrived('Folder and name');
    assert.equal(await frame.locator('#name').inputValue(), 'interviews');
    await frame.locator('#name').fill('Peer support');
    await sound();

    // On by keys alone: the button is the last thing of the step.
    await frame.getByRole('button', { name: 'Next', exact: true }).focus();
    await w.page.keyboard.press('Enter');
    await arrived('Transcripts');
    assert.ok(await frame.locator('h2').evaluate((title) => title === document.activeElement));
    await drop([
      ...names.map((name) => ({ name: `${name}.txt`, bytes: asWordWrites(interview(name)) })),
      { name: 'Notes.docx', bytes: [0x50, 0x4b, 3, 4, 0, 0, 0, 0] },
    ]);
    await poll('the transcripts', async () => (await frame.locator('.cards > li').count()) === 11);
    const first = frame.locator('.cards > li').first();
    assert.match(await first.innerText(), /4 turns · \d+ words · text with speakers · speakers: I, R/);
    assert.match(await first.innerText(), /The encoding windows-1252 is a guess/);
    await first.locator('summary').click();
    assert.match(await first.locator('.turns').innerText(), /“RIV1SU01”, he said/);
    assert.match(await frame.locator('.cards > li').last().innerText(), /This is a Word file. .*Save As › Plain Text/);
    await sound();
    await w.screenshot('new-study-transcripts');
    await press('Remove: Notes.docx');
    await poll('ten transcripts', async () => (await frame.locator('.cards > li').count()) === 10);

    await press('Next');
    await arrived('Who is speaking');
    assert.equal(await frame.getByLabel('Who is “I”?', { exact: true }).inputValue(), 'interviewer');
    assert.equal(await frame.getByLabel('Who is “R”?', { exact: true }).inputValue(), 'person');
    assert.equal(await frame.getByLabel('Id of the person in RIV1SU01.txt').inputValue(), 'RIV1SU01');
    await frame.getByLabel('Who is “I”?', { exact: true }).selectOption('nobody');
    await poll('no interviewer', async () =>
      (await frame.locator('#labels').innerText()).includes('proposed by the label'),
    );
    await frame.getByLabel('Who is “I”?', { exact: true }).selectOption('interviewer');
    await sound();
    await w.screenshot('new-study-speakers');

    await press('Next');
    await arrived('Codebooks');
    // A dialog that is still looking at its folder passes over the key.
    await poll('the file to be taken', async () => {
      if (!(await w.isPickerOpen())) await press('Add Codebook from File…');
      await w.typeInPicker(path.join(study.root, '../supervisor.csv'));
      await w.acceptPicker();
      return holdsWithin(async () => (await frame.locator('.cards').count()) > 0, 8_000);
    });
    await poll('the codebook', async () =>
      (
        await frame
          .locator('.cards')
          .innerText()
          .catch(() => '')
      ).includes('4 codes'),
    );
    const book = frame.locator('.cards');
    assert.match(await book.innerText(), /“Category”: the code or category above/);
    assert.match(await book.innerText(), /“Frequency”: left out/);
    await book.locator('summary').click();
    assert.match(await book.locator('.tree').innerText(), /Trust\s+Making contact/);
    await frame.getByLabel('Peer worker change model', { exact: true }).check();
    await sound();
    await w.screenshot('new-study-codebooks');

    await press('Next');
    await arrived('Privacy');
    assert.ok(await frame.locator('#history').isChecked());
    await sound();
    await w.screenshot('new-study-privacy');
    // Nothing is written, and back is where it was.
    assert.equal(await study.read('.vscode/settings.json'), '');
    await press('Back');
    await arrived('Codebooks');
    assert.match(await book.innerText(), /4 codes/);
    await press('6 Make it');
    await arrived('Make it');
    await sound();
    await w.screenshot('new-study-create');
    await press('Create Study');

    await w.notification('The study is ready');
    await poll('the project', async () => (await study.read('verbatim.yaml')).includes('name: "Peer support"'));
    assert.match(await study.read('verbatim.yaml'), /participantId: /);
    assert.match(await study.read('transcripts/RIV1SU01.txt'), /“RIV1SU01”, he said/);
    assert.match(await study.read('cases.yaml'), /speakers: \{I: interviewer, R: HAR1SU05\}/);
    assert.match(await study.read('codebooks/supervisor.yaml'), /name: Making contact/);
    assert.match(await study.read('.vscode/settings.json'), /"workbench.localHistory.enabled": false/);
    assert.match(await readFile(path.join(study.root, '.gitignore'), 'utf8'), /\.verbatim/);
  });

  it('opens with its first transcript ready for coding', async () => {
    const { w, study } = here;
    await w.statusBarText(/^Coding$/);
    await w.selectText('we talked for an hour');
    await w.page.keyboard.press('c');
    const asked = await poll('a question', async () => (await w.pickerState()).title);
    // A test that is tried again finds the coder known.
    if (asked === 'Who is coding?') {
      await w.typeInPicker('Kim Ng');
      await w.acceptPicker();
      await poll('the picker of codes', async () => (await w.pickerState()).title === 'Apply Code');
    }
    await w.typeInPicker('Making contact');
    await poll('the code', async () =>
      (await w.pickerRows()).some(({ label, focused }) => focused && label === 'Making contact'),
    );
    await w.acceptPicker();
    const segment = await poll('the segment', async () => {
      const rows = await study.rows('coding/kim-ng/segments/transcripts/HAR1SU01.txt.jsonl');
      return rows[0];
    });
    assert.equal(segment.quote, 'we talked for an hour');
    await w.screenshot('new-study-coded');
  });
});
