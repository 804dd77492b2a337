/**
 * What a person is told where nothing may be written, and what becomes of what they typed.
 */
import assert from 'node:assert/strict';
import { chmod } from 'node:fs/promises';
import path from 'node:path';
import { describe, it } from 'mocha';
import { poll } from '../support/ui/poll.mjs';
import { applyCode, openTranscript, savedSegment, segmentsFile } from '../support/ui/codingMoves.mjs';
import { suite } from '../support/ui/suite.mjs';

const TRANSCRIPT = 'transcripts/RIV1SU01.txt';
const CODED = 'you can stop whenever you like';
const MEMO = 'An offer ⏎ of control.';

describe('A file of segments that is read-only', () => {
  const here = suite({
    begin: async (suite) => {
      await openTranscript(suite, TRANSCRIPT);
      await suite.w.selectFrom({ line: 1, column: 1 });
      await applyCode(suite, CODED, 'Self-care');
      await savedSegment(suite, TRANSCRIPT, CODED);
    },
  });
  const isMemoBox = () => poll('the box for a memo', async () => (await here.w.pickerState()).title === 'Memo');

  it('keeps a memo that was typed, and offers it again until it is written', async () => {
    const { w, study } = here;
    const file = path.join(study.root, segmentsFile(TRANSCRIPT));
    const before = await study.read(segmentsFile(TRANSCRIPT));
    await chmod(file, 0o444);
    await w.selectText(CODED);
    await w.page.keyboard.press('m');
    await isMemoBox();
    await w.typeInPicker(MEMO);
    await w.acceptPicker();
    const { text } = await w.notification('The memo that you typed is kept.');
    assert.match(text, /^Nothing was changed: .*it is read-only; make it writable, then try again\./);
    assert.equal(await study.read(segmentsFile(TRANSCRIPT)), before);

    await w.pressNotificationButton('The memo that you typed is kept.', 'Write Memo Again…');
    await isMemoBox();
    assert.equal((await w.pickerState()).value, MEMO);
    // Leaving the box takes away nothing.
    await w.closePicker();
    await chmod(file, 0o644);
    await w.page.keyboard.press('m');
    await isMemoBox();
    assert.equal((await w.pickerState()).value, MEMO);
    await w.acceptPicker();
    await savedSegment(here, TRANSCRIPT, CODED, ({ memo }) => memo === 'An offer\nof control.');
  });
});
