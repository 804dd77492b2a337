/**
 * Dragging a code from the codebook view onto the text, with a real pointer.
 */
import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'mocha';
import { dragCodeOnto, pickUpCode } from '../support/ui/drag.mjs';
import { poll } from '../support/ui/poll.mjs';
import { codesOf, noSegment, openTranscript, savedSegment, segmentsFile } from '../support/ui/codingMoves.mjs';
import { suite } from '../support/ui/suite.mjs';

const TRANSCRIPT = 'transcripts/RIV1PW01.txt';
const OTHER = 'transcripts/RIV1SU01.txt';
const BESIDE = '.editor-group-container:not(.active) .editor-instance .monaco-editor';

describe('A code dropped on the text', () => {
  const here = suite({ begin: (suite) => openTranscript(suite, TRANSCRIPT) });

  beforeEach('the transcript, open for coding', async () => {
    const { w } = here;
    await w.selectFrom({ line: 1, column: 1 });
    await w.statusBarText(/^Coding$/);
    await lockOnTab(true);
  });

  /** @param {boolean} there whether the words are to be read-only */
  const lockOnTab = (there) =>
    poll(`${there ? 'a' : 'no'} lock on the tab`, async () => {
      const locks = here.w.page.locator('.editor-group-container.active .tab.active .monaco-decoration-badge');
      return there === (await locks.count()) > 0;
    });

  /** Types what would change the words of an editor that is not read-only. */
  async function typeInVain() {
    const before = await here.w.visibleLines();
    await here.w.page.keyboard.type('zyg');
    await here.w.page.keyboard.press('Backspace');
    // told after the keys before it, so these have done what they do
    await here.w.selectFrom({ line: 1, column: 2 });
    assert.deepEqual(await here.w.visibleLines(), before);
  }

  it('codes the selection that it is dropped on; the words stay, and stay read-only', async () => {
    const { w, study } = here;
    const before = await study.read(TRANSCRIPT);
    await w.selectText('that’s recording');
    await dragCodeOnto(w, 'Theories', 'recording');
    assert.deepEqual(codesOf(await savedSegment(here, TRANSCRIPT, 'that’s recording')), ['theories']);
    await poll('the highlight', async () => (await w.highlightsAt('that’s recording')) > 0);
    await lockOnTab(true);
    await typeInVain();
    assert.equal(await study.read(TRANSCRIPT), before);
    assert.equal(await w.page.locator('.tab.active.dirty').count(), 0);
  });

  it('codes the turn under it where that lies outside the selection', async () => {
    const { w } = here;
    await w.selectText('that’s recording');
    await dragCodeOnto(w, 'Theories', 'any connection with the ward');
    const saved = await savedSegment(here, TRANSCRIPT, 'And had you had any connection with the ward before that?');
    assert.deepEqual(codesOf(saved), ['theories']);
  });

  it('leaves the words read-only where it is dropped nowhere', async () => {
    const { w, study } = here;
    const before = await study.read(segmentsFile(TRANSCRIPT));
    await pickUpCode(w, 'Theories');
    await lockOnTab(false);
    await w.page.mouse.move(640, 780, { steps: 5 });
    await w.page.mouse.up();
    const place = await poll('words', () => w.placeOf('what do you actually do'));
    await w.page.mouse.click(place.left, place.middle);
    await lockOnTab(true);
    await typeInVain();
    assert.equal(await study.read(segmentsFile(TRANSCRIPT)), before);
  });

  it('codes the turn, not what was selected, where the words were changed since', async () => {
    const { w } = here;
    await w.selectFrom({ line: 9, column: 4 });
    await w.page.keyboard.press('F9');
    await w.statusBarText(/^Editing$/);
    await w.selectText('So what happens');
    await w.page.keyboard.type('What do you think happens');
    await w.page.keyboard.press('Control+s');
    await poll('the words', async () => (await here.study.read(TRANSCRIPT)).includes('What do you think happens,'));
    await dragCodeOnto(w, 'Theories', 'do you think');
    await savedSegment(
      here,
      TRANSCRIPT,
      'What do you think happens, what do you actually do, when somebody new comes in?',
    );
    await w.page.keyboard.press('F9');
    await w.statusBarText(/^Coding$/);
  });

  it('codes the transcript that it is dropped on, not the one that was active', async () => {
    const { w, study } = here;
    await w.page.keyboard.press('F9');
    await w.statusBarText(/^Editing$/);
    await w.selectText('how you came');
    const before = await study.read(segmentsFile(OTHER));
    await w.goBeside();
    await w.openFile(OTHER);
    await w.statusBarText(/^Coding$/);
    await dragCodeOnto(w, 'Theories', 'you came', BESIDE);
    assert.deepEqual(codesOf(await savedSegment(here, TRANSCRIPT, 'how you came')), ['theories']);
    assert.equal(await study.read(segmentsFile(OTHER)), before);
    await noSegment(here, OTHER, 'how you came');
  });
});
