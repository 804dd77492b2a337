/**
 * What is said of a code on a passage beyond the code: certainty, target behaviour, who delivers and who receives.
 */
import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'mocha';
import { poll } from '../support/ui/poll.mjs';
import { applyCode, noSegment, openTranscript, savedSegment, segmentsFile } from '../support/ui/codingMoves.mjs';
import { suite } from '../support/ui/suite.mjs';

const TRANSCRIPT = 'transcripts/RIV1SU01.txt';
const CODE = 'M1.1 Making a connection';

describe('Attributes of a coding', () => {
  const here = suite({ begin: (suite) => openTranscript(suite, TRANSCRIPT) });

  beforeEach('the top of the transcript, open for coding', async () => {
    await here.w.selectFrom({ line: 1, column: 1 });
    await here.w.statusBarText(/^Coding$/);
  });

  /**
   * Selects words, and takes off them what a try before this one gave them.
   * @param {string} words
   */
  async function selectUncoded(words) {
    const { w, study } = here;
    await w.selectText(words);
    if ((await study.rows(segmentsFile(TRANSCRIPT))).some((row) => row.quote === words)) {
      await w.page.keyboard.press('d');
      await noSegment(here, TRANSCRIPT, words);
      await w.statusBarText(`from “${words}”`);
    }
  }

  /** @param {string} words selected, with the picker open on the code */
  async function pickerOn(words) {
    const { w } = here;
    await selectUncoded(words);
    await w.page.keyboard.press('c');
    await w.typeInPicker('making a conn');
    await poll('the code alone', async () => {
      const [first] = await w.pickerRows();
      return first?.focused && first.label === CODE;
    });
  }

  /** @param {string} words given the code, and shown with it */
  async function codedAnew(words) {
    await selectUncoded(words);
    await applyCode(here, words, 'Making a conn');
    await savedSegment(here, TRANSCRIPT, words);
    await here.w.statusBarText(`Coded “${words}”`);
  }

  /** @param {string | RegExp} title */
  async function titled(title) {
    const { w } = here;
    const matches = (/** @type {string} */ text) => (typeof title === 'string' ? text === title : title.test(text));
    await poll(`the title ${title}`, async () => (await w.isPickerOpen()) && matches((await w.pickerState()).title));
  }

  /**
   * Answers a step of the questions.
   * @param {string} named what the step asks for
   * @param {string} [typed]
   * @param {string} [first] the row that is to be highlighted then
   */
  async function answer(named, typed, first) {
    const { w } = here;
    await poll(`the question for ${named}`, async () => (await w.pickerState()).placeholder.startsWith(named));
    if (typed !== undefined) {
      await w.typeInPicker(typed);
    }
    if (first !== undefined) await highlighted(first);
    await w.acceptPicker();
  }

  /** @param {string} row */
  async function highlighted(row) {
    await poll(`${row} to be highlighted`, async () =>
      (await here.w.pickerRows()).some(({ label, focused }) => focused && label === row),
    );
  }

  it('is chosen by a key while the picker is open, and applied with the code in one step', async () => {
    const { w } = here;
    await pickerOn('my own tea');
    await w.page.keyboard.press('Control+1');
    await titled('Apply Code · +');
    await w.page.keyboard.press('Control+2');
    await titled('Apply Code · ++');
    const [first] = await w.pickerRows();
    assert.ok(first?.focused && first.label === CODE, 'the same row is highlighted');
    assert.match(first.description, /^\+\+ · /);
    await w.screenshot('attributes-picker');
    await w.acceptPicker();
    const saved = await savedSegment(here, TRANSCRIPT, 'my own tea');
    assert.deepEqual(
      saved.codings.map((/** @type {any} */ { code, certainty }) => [code, certainty]),
      [['making-a-connection', '++']],
    );
    await w.statusBarText('Coded “my own tea” as Making a connection (++)');
    await w.page.keyboard.press('Control+z');
    await noSegment(here, TRANSCRIPT, 'my own tea');
  });

  it('is taken back by the same key, and asked for in full by another, after which the picker is there again', async () => {
    const { w } = here;
    await pickerOn('you can stop');
    await w.page.keyboard.press('Control+1');
    await titled('Apply Code · +');
    await w.page.keyboard.press('Control+1');
    await titled('Apply Code');
    await w.page.keyboard.press('Control+3');
    await answer('Certainty');
    await answer('Target behaviour', 'asking for help', 'asking for help');
    await answer('Delivered by', 'sister', 'sister');
    await answer('Received by', 'riv1su01', 'RIV1SU01');
    await titled('Apply Code · Target behaviour: asking for help · Delivered by: sister · Received by: RIV1SU01');
    assert.equal((await w.pickerState()).value, 'making a conn');
    await w.acceptPicker();
    const { codings } = await savedSegment(here, TRANSCRIPT, 'you can stop');
    const [{ certainty, target, deliveredBy, receivedBy }] = codings;
    assert.deepEqual(
      [certainty, target, deliveredBy, receivedBy],
      [undefined, 'asking for help', 'sister', 'RIV1SU01'],
    );
  });

  it('goes through the certainties with +', async () => {
    const { w } = here;
    await codedAnew('whenever you like');
    for (const certainty of ['+', '++', undefined]) {
      await w.page.keyboard.press('Shift+Equal');
      await savedSegment(here, TRANSCRIPT, 'whenever you like', (row) => row.codings[0].certainty === certainty);
    }
  });

  it('is set afterwards with T: values used before are offered, Enter leaves one as it is, Escape all of them', async () => {
    const { w, study } = here;
    await codedAnew('Just to say again');
    const before = await study.read(segmentsFile(TRANSCRIPT));
    await w.page.keyboard.press('t');
    await titled(/^Attributes of Making a connection/);
    await answer('Certainty', '++', '++');
    await poll('the next question', async () => (await w.pickerState()).placeholder.startsWith('Target'));
    await w.page.keyboard.press('Escape');
    await poll('the box to close', async () => !(await w.isPickerOpen()));
    assert.equal(await study.read(segmentsFile(TRANSCRIPT)), before);

    await w.page.keyboard.press('t');
    await answer('Certainty', '++', '++');
    await poll('the values used before', async () =>
      (await w.pickerRows()).some(
        ({ label, description }) => label === 'asking for help' && description === 'used before',
      ),
    );
    await w.screenshot('attributes-target');
    // What was typed comes first, for Enter takes it; the value that begins with it is one key away.
    await w.typeInPicker('asking');
    await highlighted('asking');
    await w.page.keyboard.press('ArrowDown');
    await answer('Target behaviour', undefined, 'asking for help');
    await answer('Delivered by');
    await answer('Received by', 'R', undefined);
    const set = await savedSegment(here, TRANSCRIPT, 'Just to say again', (row) => row.codings[0].certainty === '++');
    assert.equal(set.codings[0].target, 'asking for help');
    assert.equal(set.codings[0].deliveredBy, undefined);
    await w.statusBarText('Changed what is said of Making a connection');
    await w.page.keyboard.press('t');
    await answer('Certainty', undefined, '++');
    await answer('Target behaviour', undefined, 'asking for help');
    await answer('Delivered by', undefined, 'No value');
    await answer('Received by');
    await w.statusBarText('are as they were');
  });

  it('is shown by the picker of “Change Code”, kept with another code, and changed by a key', async () => {
    const { w } = here;
    await codedAnew('there’s no right answers');
    await w.page.keyboard.press('Shift+Equal');
    await w.statusBarText('Set the certainty of Making a connection on “there’s no right answers” to +');
    await w.page.keyboard.press('r');
    await titled('Change Code · +');
    await w.page.keyboard.press('Control+2');
    await titled('Change Code · ++');
    await w.typeInPicker('Self-care');
    await poll('the code', async () => (await w.pickerRows())[0]?.label.includes('Self-care'));
    await w.acceptPicker();
    await savedSegment(
      here,
      TRANSCRIPT,
      'there’s no right answers',
      ({ codings: [coding] }) => coding.code !== 'making-a-connection' && coding.certainty === '++',
    );
  });

  it('is listed with the segments, which are filtered by it until the filter is cleared', async () => {
    const { w } = here;
    const pane = w.page.locator('.pane:has(> .pane-header[aria-label^="Segments"])');
    const clear = pane.locator('.action-label[aria-label^="Clear Segment Filter"]');
    if ((await clear.count()) > 0) {
      await pane.hover();
      await clear.click();
    }
    await codedAnew('Thanks for coming');
    for (const certainty of ['+', '++']) {
      await w.page.keyboard.press('Shift+Equal');
      await savedSegment(here, TRANSCRIPT, 'Thanks for coming', (row) => row.codings[0].certainty === certainty);
    }
    const listed = async () => (await w.treeRows('Segments')).filter(({ label }) => label !== 'Lost their place');
    await w.runCommand('Verbatim: Filter Segments…');
    await titled('Filter Segments');
    await w.pick('++');
    await w.acceptPicker();
    await poll('the rows with this certainty alone', async () => {
      const rows = await listed();
      return rows.length > 0 && rows.every(({ description }) => description.includes('++'));
    });
    await poll('the certainty in the row', async () =>
      (await listed()).some(
        ({ label, description }) =>
          label === 'Thanks for coming' && description.startsWith('I · ++ Making a connection'),
      ),
    );
    await poll('what is filtered', async () => (await pane.innerText()).includes('Filtered: ++'));
    // The same of one code across the study: each transcript with as many as are shown.
    await w.expandTreeRow('M1 Building trusting relationships based on shared lived experience', true, 'Codebook');
    await w.clickTreeRow(CODE, { view: 'Codebook' });
    await poll('what is so of one code in this transcript alone', async () => {
      const [group, ...rows] = await listed();
      const alone = group?.label === 'RIV1SU01.txt' && rows.length > 0 && rows.every(({ level }) => level === 2);
      return (
        alone &&
        group.description === String(rows.length) &&
        rows.every(({ description }) => /^I · \+\+ · /.test(description))
      );
    });
    await w.screenshot('attributes-filtered-code');
    await w.runCommand('Verbatim: Show Segments of the Active Transcript');
    await poll('the transcript again', async () => {
      const rows = await listed();
      return rows.length > 0 && rows.every(({ level }) => level === 1);
    });
    await w.runCommand('Verbatim: Filter Segments…');
    await titled('Filter Segments');
    await poll('the filter, ticked', async () =>
      (await w.pickerRows()).some(({ label, checked }) => label === '++' && checked),
    );
    await w.pick('Exemplars');
    await w.pick('With a memo');
    await w.acceptPicker();
    await poll('that nothing is so', async () =>
      (await pane.innerText()).includes('No segment here is as the filter asks: '),
    );
    await pane.hover();
    await clear.click();
    await poll('rows of all sorts', async () =>
      (await listed()).some(({ description }) => description !== '' && !description.includes('++')),
    );
  });

  it('is told by the hover, which leads to what sets it', async () => {
    const { w } = here;
    await pickerOn('That’s all right');
    await w.page.keyboard.press('Control+1');
    await titled('Apply Code · +');
    await w.acceptPicker();
    await savedSegment(here, TRANSCRIPT, 'That’s all right', (row) => row.codings[0].certainty === '+');
    const told = await w.hoverText('That’s all right');
    assert.match(told, /certainty \+/);
    await w.screenshot('attributes-hover');
    await w.page.locator('.monaco-hover a').getByText('Attributes', { exact: true }).first().click();
    await titled(/^Attributes of Making a connection/);
  });
});
