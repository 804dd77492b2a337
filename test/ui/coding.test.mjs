/**
 * Coding by keys: what a researcher does all day.
 */
import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'mocha';
import { poll } from '../support/ui/poll.mjs';
import { applyCode, codesOf, noSegment, openTranscript, savedSegment } from '../support/ui/codingMoves.mjs';
import { suite } from '../support/ui/suite.mjs';

const TRANSCRIPT = 'transcripts/RIV1PW01.txt';

describe('Coding by keys', () => {
  const here = suite({ begin: (suite) => openTranscript(suite, TRANSCRIPT) });

  beforeEach('the top of the transcript, open for coding', async () => {
    const { w } = here;
    if ((await w.activeFile()) !== 'RIV1PW01.txt') {
      await w.openFile(TRANSCRIPT);
    }
    await w.selectFrom({ line: 1, column: 1 });
    await w.statusBarText(/^Coding$/);
  });

  it('applies the code chosen in the picker and highlights the words', async () => {
    const { w } = here;
    assert.equal(await w.highlightsAt('a quiz'), 0);
    await w.selectText('a quiz');
    await w.page.keyboard.press('c');
    const row = await poll('the codes', async () =>
      (await w.pickerRows()).find(({ label }) => label === 'M1.1 Making a connection'),
    );
    assert.match(row.description, /^Building trusting relationships/, 'the path is told');
    assert.match(row.detail, /^The first contact/, 'the definition is told');
    assert.match((await w.pickerState()).placeholder, /“a quiz”/);
    await w.typeInPicker('accent');
    await poll('no code of that name', async () =>
      (await w.pickerRows()).some(({ label }) => label === 'Create “accent”'),
    );
    await w.typeInPicker('making a conn');
    await poll('the code alone', async () => {
      const [first] = await w.pickerRows();
      return first?.focused && first.label === 'M1.1 Making a connection';
    });
    await w.acceptPicker();
    const saved = await savedSegment(here, TRANSCRIPT, 'a quiz');
    assert.deepEqual(codesOf(saved), ['making-a-connection']);
    await poll('the highlight', async () => (await w.highlightsAt('a quiz')) > 0);
    await w.statusBarText('Coded “a quiz” as Making a connection');
  });

  it('applies the last code again with Q and recent ones with numbers', async () => {
    const { w } = here;
    await applyCode(here, 'Friday nights', 'Challenging stigma');
    await applyCode(here, 'about a year', 'Motivation');
    await savedSegment(here, TRANSCRIPT, 'about a year');
    await w.selectText('the post came up');
    await w.page.keyboard.press('q');
    assert.deepEqual(codesOf(await savedSegment(here, TRANSCRIPT, 'the post came up')), ['po-motivation']);
    await w.selectText('the activities lead');
    await w.page.keyboard.press('2');
    assert.deepEqual(codesOf(await savedSegment(here, TRANSCRIPT, 'the activities lead')), ['challenging-stigma']);
    await w.selectText('And I hadn’t, so');
    await w.page.keyboard.press('1');
    assert.deepEqual(codesOf(await savedSegment(here, TRANSCRIPT, 'And I hadn’t, so')), ['challenging-stigma']);
    await w.page.keyboard.press('c');
    const [first] = await poll('the recent codes', async () => {
      const rows = await w.pickerRows();
      return rows.length > 2 && rows;
    });
    assert.equal(first.label, 'M2.3 Challenging stigma', 'the last code comes first');
    assert.match(first.description, /^key 1/);
  });

  it('codes the turn at the cursor where nothing is selected', async () => {
    const { w } = here;
    await w.selectFrom({ line: 13, column: 5 });
    await w.page.keyboard.press('c');
    await w.typeInPicker('Connectedness');
    await poll('the code', async () => (await w.pickerRows())[0]?.label === 'Connectedness');
    await w.acceptPicker();
    const saved = await savedSegment(here, TRANSCRIPT, 'So it’s a small thing.');
    assert.equal(saved.codings.length, 1);
  });

  it('makes a code of what was typed in the picker', async () => {
    const { w, study } = here;
    await w.selectText('how you came');
    await w.page.keyboard.press('c');
    await w.typeInPicker('Way into the job');
    await w.pick('Create “Way into the job”');
    assert.deepEqual(codesOf(await savedSegment(here, TRANSCRIPT, 'how you came')), ['way-into-the-job']);
    assert.match(await study.read('codebooks/peer-worker-change-model.yaml'), /name: "?Way into the job/);
    await w.treeRow('Way into the job', 'Codebook');
  });

  it('codes in vivo', async () => {
    const { w, study } = here;
    await w.selectText('collared me');
    await w.page.keyboard.press('v');
    await poll('the name, filled in', async () => (await w.pickerState()).value === 'collared me');
    await w.acceptPicker();
    assert.deepEqual(codesOf(await savedSegment(here, TRANSCRIPT, 'collared me')), ['collared-me']);
    assert.match(
      await study.read('codebooks/peer-worker-change-model.yaml'),
      /name: "?collared me"?\n\s+origin: inVivo/,
    );
  });

  it('writes a memo, marks an exemplar, removes the code', async () => {
    const { w } = here;
    await applyCode(here, 'have you seen this', 'Hope in');
    await savedSegment(here, TRANSCRIPT, 'have you seen this');
    await w.page.keyboard.press('m');
    await w.typeInPicker('A door opened.');
    await w.acceptPicker();
    await savedSegment(here, TRANSCRIPT, 'have you seen this', (row) => row.memo === 'A door opened.');
    await w.page.keyboard.press('x');
    await savedSegment(here, TRANSCRIPT, 'have you seen this', (row) => row.exemplar === true);
    await w.page.keyboard.press('d');
    await savedSegment(here, TRANSCRIPT, 'have you seen this', (row) => row.codings.length === 0);
  });

  it('undoes and redoes', async () => {
    const { w } = here;
    await applyCode(here, 'recording', 'Self-care');
    await savedSegment(here, TRANSCRIPT, 'recording');
    await w.page.keyboard.press('Control+z');
    await noSegment(here, TRANSCRIPT, 'recording');
    await poll('the highlight to go', async () => (await w.highlightsAt('recording')) === 0);
    await w.page.keyboard.press('Control+Shift+z');
    await savedSegment(here, TRANSCRIPT, 'recording');
    await poll('the highlight again', async () => (await w.highlightsAt('recording')) > 0);
  });

  it('moves the borders of a segment by a word', async () => {
    const { w } = here;
    await applyCode(here, 'actually do', 'Self-care');
    await savedSegment(here, TRANSCRIPT, 'actually do');
    await w.page.keyboard.press('[');
    await savedSegment(here, TRANSCRIPT, 'you actually do');
    await w.page.keyboard.press('Shift+BracketLeft');
    await savedSegment(here, TRANSCRIPT, 'actually do');
    await w.page.keyboard.press(']');
    await savedSegment(here, TRANSCRIPT, 'actually do,');
    await w.page.keyboard.press(']');
    await savedSegment(here, TRANSCRIPT, 'actually do, when');
    await w.page.keyboard.press('Shift+BracketRight');
    await savedSegment(here, TRANSCRIPT, 'actually do,');
  });

  it('goes to the next and the previous segment', async () => {
    const { w } = here;
    await w.selectFrom({ line: 15, column: 1 });
    const length =
      'If I came in with my whole life story they’d run a mile, I would. It’s just, I’m letting them know it’s safe to ask.'
        .length;
    await w.page.keyboard.press('j');
    await poll('the segment to be selected', async () => (await w.cursorText()).includes(`(${length} selected)`));
    const there = await w.cursorText();
    await w.page.keyboard.press('j');
    await poll('the next segment', async () => (await w.cursorText()) !== there);
    await w.page.keyboard.press('k');
    await poll('the segment before', async () => (await w.cursorText()) === there);
  });

  it('lists the keys with ?', async () => {
    const { w } = here;
    await w.page.keyboard.press('Shift+Slash');
    const rows = await poll('the keys', async () => {
      const all = await w.pickerRows();
      return all.length > 5 && all;
    });
    assert.equal(rows[0]?.label, 'C');
    assert.match(rows[0]?.description ?? '', /turn at the cursor/);
  });

  it('answers a key without a meaning in the status bar, and leaves find and chords alone', async () => {
    const { w } = here;
    const { keyboard } = w.page;
    const said = w.page.locator('.monaco-editor-overlaymessage');
    for (const key of ['h', 'Shift+H', '0', '.', '-', 'Space', 'Enter', 'Backspace', 'Delete']) {
      await keyboard.press(key);
      await w.statusBarText('? shows what the keys do');
      assert.equal(await said.count(), 0, key);
    }
    await keyboard.press('Control+f');
    const find = w.page.locator(
      '.find-widget.visible .monaco-findInput textarea, .find-widget.visible .monaco-findInput input',
    );
    await find.first().waitFor();
    await keyboard.type('hi 0');
    await poll('the text in the find box', async () => (await find.first().inputValue()) === 'hi 0');
    await keyboard.press('Escape');
    await w.selectFrom({ line: 1, column: 1 });
    await keyboard.press('Control+k');
    await keyboard.press('m');
    assert.match((await w.pickerState()).placeholder, /Language/);
    await w.closePicker();
  });

  it('changes no word while coding; F9 switches to editing, where segments follow', async () => {
    const { w, study } = here;
    const before = await study.read(TRANSCRIPT);
    await applyCode(here, 'Thanks again', 'Self-care');
    const saved = await savedSegment(here, TRANSCRIPT, 'Thanks again');
    await w.selectFrom({ line: 1, column: 4 });
    await w.page.keyboard.type('zyg');
    await w.page.keyboard.press('Backspace');
    await w.page.keyboard.press('Delete');
    assert.match((await w.visibleLines()).join(''), /^I: Okay, so that’s recording/);

    await w.page.keyboard.press('F9');
    await w.statusBarText(/^Editing$/);
    await w.selectFrom({ line: 1, column: 4 });
    await w.page.keyboard.type('Well. ');
    await poll('the words', async () => (await w.visibleLines()).join('').startsWith('I: Well. Okay'));
    await w.page.keyboard.press('F9');
    await w.statusBarText(/^Coding$/);
    const after = await savedSegment(here, TRANSCRIPT, 'Thanks again', (row) => row.start === saved.start + 6);
    assert.equal(after.id, saved.id);
    assert.equal(await study.read(TRANSCRIPT), before.replace('I: Okay', 'I: Well. Okay'));
    assert.ok((await w.highlightsAt('Thanks again')) > 0);
    await w.selectFrom({ line: 1, column: 4 });
    await w.page.keyboard.press('Backspace');
    assert.match((await w.visibleLines()).join(''), /^I: Well\. Okay/);
  });
});
