/**
 * What becomes of codings where the words change: by typing, by replacing, by git under an open file; and how a person settles what
 * stays unsure, or takes back what they did before the window was opened again.
 */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { before, describe, it } from 'mocha';
import { poll } from '../support/ui/poll.mjs';
import { sampleStudy } from '../support/ui/study.mjs';
import { applyCode, noSegment, openTranscript, savedSegment, segmentsFile } from '../support/ui/codingMoves.mjs';
import { suite } from '../support/ui/suite.mjs';

const run = promisify(execFile);

/** Its name is as some disks spell it: the accent apart from its letter. */
const DECOMPOSED = 'transcripts/Ame\u0301lie.txt';
/** Edited by hand. */
const TYPED = 'transcripts/RIV1SU01.txt';
/** Has another version in git. */
const CHECKED_OUT = 'transcripts/RIV1PW01.txt';

/** Gone in the other version. */
const LEFT = 'One bloke said to me, “You’re my weather forecast.”';
const LOST =
  'I don’t always know which side of the desk I’m on, if I’m honest. I get the nurses’ jokes and I get the patients’ jokes and I’m not sure I’m allowed to laugh at either.';
/** Said in other words in the other version. */
const REWORDED =
  'If I came in with my whole life story they’d run a mile, I would. It’s just, I’m letting them know it’s safe to ask.';
const REWORDING = 'Nobody wants to hear all that. You show them, in passing, that it is safe to ask.';

/** @param {string} root @param {string[]} args */
async function git(root, ...args) {
  const who = ['-c', 'user.name=Robin', '-c', 'user.email=robin@example.org', '-c', 'commit.gpgsign=false'];
  await run('git', [...who, ...args], { cwd: root });
}

/** The sample study, whose transcripts are under version control: the branch `proofread` has another text of one. */
async function versionedStudy() {
  const study = await sampleStudy({ name: 'peer-support' });
  await git(study.root, 'init', '--quiet', '--initial-branch=main');
  await git(study.root, 'config', 'core.autocrlf', 'false');
  await git(study.root, 'add', 'transcripts');
  await git(study.root, 'commit', '--quiet', '-m', 'As transcribed');
  await git(study.root, 'checkout', '--quiet', '-b', 'proofread');
  const text = await study.read(CHECKED_OUT);
  const other = text.replace(` ${LEFT}`, '').replace(` ${LOST}`, '').replace(REWORDED, REWORDING);
  await study.write(CHECKED_OUT, `I: A word before we start.\n\n${other}`);
  await git(study.root, 'commit', '--quiet', '-am', 'Proofread');
  await git(study.root, 'checkout', '--quiet', 'main');
  await study.write(DECOMPOSED, 'I: How do you sleep?\n\nR: Well enough, since the move.\n');
  return study;
}

/** Opens the list of problems and waits for those that hold a text. */
async function problems(/** @type {import('../support/ui.mjs').Workbench} */ w, /** @type {string} */ text) {
  const rows = w.page.locator('.markers-panel .monaco-list-row').filter({ hasText: text });
  await poll(`a problem with “${text}”`, async () => {
    if ((await rows.count()) > 0) return true;
    await w.runCommand('Problems: Focus on Problems View');
    return (await rows.count()) > 0;
  });
  return rows;
}

describe('Words that change', () => {
  const here = suite({ folder: versionedStudy, begin: (suite) => openTranscript(suite, TYPED) });

  /** The words of a segment as the transcript has them at its offsets. @param {string} transcript @param {any} row */
  const standing = async (transcript, row) => (await here.study.read(transcript)).slice(row.start, row.end);

  describe('in the editor', () => {
    before('a coding, and the words open for editing', async () => {
      const { w } = here;
      await w.selectFrom({ line: 1, column: 1 });
      await applyCode(here, 'you can stop whenever you like', 'Self-care');
      await savedSegment(here, TYPED, 'you can stop whenever you like');
      await w.page.keyboard.press('F9');
      await w.statusBarText(/^Editing$/);
    });

    it('take their segments along where a person types before and within them', async () => {
      const { w, study } = here;
      const old = await savedSegment(here, TYPED, 'you can stop whenever you like');
      await w.selectFrom({ line: 1, column: 4 });
      await w.page.keyboard.type('Hello. ');
      const at = await poll('what was typed', async () => {
        const line = (await w.visibleLines()).join('');
        return line.includes('Hello. Thanks') && line.indexOf('stop whenever');
      });
      await w.selectFrom({ line: 1, column: at + 1 });
      await w.page.keyboard.type('pause or ');
      await poll('the highlight on what was typed', async () => (await w.highlightsAt('pause or')) > 0);
      assert.equal(await w.highlightsAt('Hello.'), 0);
      await w.page.keyboard.press('Control+s');
      const row = await savedSegment(here, TYPED, 'you can pause or stop whenever you like');
      assert.deepEqual([row.id, row.start, row.state], [old.id, old.start + 'Hello. '.length, undefined]);
      assert.equal(await standing(TYPED, row), row.quote);
      assert.match(await study.read(TYPED), /^I: Hello\. Thanks for coming in\./);
    });

    it('take their segments along where all of a word are replaced', async () => {
      const { w, study } = here;
      const rows = await study.rows(segmentsFile(TYPED));
      const text = await study.read(TYPED);
      await w.selectFrom({ line: 1, column: 1 });
      await w.page.keyboard.press('Control+h');
      const box = (/** @type {string} */ part) => w.page.locator(`.find-widget.visible ${part} textarea`).first();
      await poll('the words in the boxes', async () => {
        await box('.find-part').fill('she', { timeout: 2_000 });
        await box('.replace-part').fill('Joan', { timeout: 2_000 });
        return (await box('.find-part').inputValue()) === 'she' && (await box('.replace-part').inputValue()) === 'Joan';
      });
      await poll('matches', async () => / of \d+/.test(await w.page.locator('.find-widget .matchesCount').innerText()));
      await box('.replace-part').press('Control+Alt+Enter');
      await poll('no match', async () =>
        /No results/i.test(await w.page.locator('.find-widget .matchesCount').innerText()),
      );
      await w.page.keyboard.press('Escape');
      await w.page.keyboard.press('Control+s');
      const replaced = (/** @type {string} */ words) => words.replace(/she/gi, 'Joan');
      await poll('the saved text', async () => (await study.read(TYPED)) === replaced(text));
      await poll('the segments, each with its words', async () => {
        const now = await study.rows(segmentsFile(TYPED));
        return now.length === rows.length && now.every((row) => !/\bshe\b/i.test(String(row.quote)));
      });
      const now = await study.rows(segmentsFile(TYPED));
      for (const row of now) {
        assert.equal(await standing(TYPED, row), row.quote);
        assert.equal(row.state, undefined, String(row.quote));
      }
      assert.deepEqual(now.map(({ quote }) => quote).sort(), rows.map(({ quote }) => replaced(String(quote))).sort());
    });

    it('are read-only again after F9', async () => {
      await here.w.page.keyboard.press('F9');
      await here.w.statusBarText(/^Coding$/);
    });

    it('stay with the transcript where edited words are saved as another file', async () => {
      const { w, study } = here;
      const [text, rows] = [await study.read(TYPED), await study.rows(segmentsFile(TYPED))];
      await w.page.keyboard.press('F9');
      await w.statusBarText(/^Editing$/);
      await w.selectFrom({ line: 1, column: 4 });
      await w.page.keyboard.type('Not here. ');
      await w.runCommand('File: Save As...');
      await poll('the place to save', async () => (await w.pickerState()).value.endsWith('.txt'));
      await w.typeInPicker(`${study.root}/transcripts/COPY.txt`);
      await w.acceptPicker();
      await poll('the copy', async () => (await w.activeFile()) === 'COPY.txt');
      await w.treeRow('COPY.txt', 'Transcripts');
      assert.equal(await study.read('transcripts/COPY.txt'), text.replace('I: ', 'I: Not here. '));
      assert.equal(await study.read(TYPED), text);
      assert.deepEqual(await study.rows(segmentsFile(TYPED)), rows);
      await w.openFile(TYPED);
      await poll('the highlight where it was', async () => (await w.highlightsAt('you can pause or stop')) > 0);
    });

    it('are highlighted in a transcript whose name the disk spells decomposed, as it is coded', async () => {
      const { w } = here;
      await w.openFile(DECOMPOSED);
      await w.statusBarText(/^Coding$/);
      await applyCode(here, 'since the move', 'Self-care');
      await savedSegment(here, DECOMPOSED.normalize('NFC'), 'since the move');
      await poll('the highlight', async () => (await w.highlightsAt('since the move')) > 0);
    });
  });

  describe('by git, under an open file', () => {
    before('the transcript, and then its other version', async () => {
      const { w, study } = here;
      await w.openFile(CHECKED_OUT);
      await poll('highlights', async () => (await w.highlightsAt('I was a patient there.')) > 0);
      await git(study.root, 'checkout', '--quiet', 'proofread');
    });

    it('keep every segment: shown at once, written, and the unsure ones told of as problems', async () => {
      const { w, study } = here;
      const before = await study.rows(segmentsFile(CHECKED_OUT));
      await poll('the other text', async () =>
        (await w.visibleLines()).join('').startsWith('I: A word before we start.'),
      );
      await poll('the highlight at its new place', async () => (await w.highlightsAt('I was a patient there.')) > 0);
      const rows = await poll('the segments file', async () => {
        const all = await study.rows(segmentsFile(CHECKED_OUT));
        return all.some(({ state }) => state !== undefined) && all;
      });
      assert.deepEqual(rows.map(({ id }) => id).sort(), before.map(({ id }) => id).sort());
      const unsure = rows.filter(({ state }) => state !== undefined);
      assert.deepEqual(
        unsure.map(({ state, was, quote }) => [state, was ?? quote]),
        [
          ['unconfirmed', REWORDED],
          ['orphaned', LEFT],
          ['orphaned', LOST],
        ],
      );
      assert.equal(unsure[0]?.quote, REWORDING);
      for (const row of rows) if (row.state !== 'orphaned') assert.equal(await standing(CHECKED_OUT, row), row.quote);
      assert.equal(await (await problems(w, 'weather forecast')).count(), 1);
      assert.equal(await (await problems(w, 'which side of the desk')).count(), 1);
      assert.equal(await (await problems(w, 'with my whole life story')).count(), 1);
    });

    for (const theme of /** @type {const} */ (['dark', 'hc-dark', 'hc-light', 'light'])) {
      it(`are told of in the review and the problems, ${theme}`, async () => {
        const { w } = here;
        await w.setTheme(theme);
        const rows = await problems(w, 'with my whole life story');
        await rows.first().dblclick();
        await poll('the proposed place', async () => (await w.highlightsAt('Nobody wants to hear')) > 0);
        await w.page.mouse.move(640, 795);
        await w.screenshot(`problems-${theme}`);
        await w.page.keyboard.press('Control+.');
        await poll('the question', async () =>
          (await w.pickerRows()).some(({ label }) => label === 'This is the place'),
        );
        await w.screenshot(`review-${theme}`);
        await w.closePicker();
      });
    }

    it('are settled by keys: one is left without a place, one put elsewhere, one confirmed', async () => {
      const { w } = here;
      const { keyboard } = w.page;
      const asked = (/** @type {string} */ words) =>
        poll(`the question about “${words}”`, async () => {
          const { title, placeholder } = await w.pickerState();
          return (
            title.startsWith('Review Segments') && placeholder.includes(words) && (await w.pickerRows()).length > 0
          );
        });
      await w.runCommand('Verbatim: Review Segments');
      await asked('with my whole life story');
      assert.equal((await w.pickerState()).title, 'Review Segments (1 of 3)');
      const first = (await w.pickerRows()).find(({ focused }) => focused);
      assert.equal(first?.label, 'This is the place');
      assert.ok(first.detail.includes('Nobody wants to hear'), first.detail);
      await keyboard.press('Enter');
      await asked('weather forecast');
      await keyboard.type('re-attach');
      await keyboard.press('Enter');
      await w.statusBarText('Select words for “One bloke said to me');
      await w.selectFrom({ line: 1, column: 4, text: 'A word before' });
      await keyboard.press('p');
      await asked('which side of the desk');
      assert.equal((await w.pickerState()).title, 'Review Segments (1 of 1)');
      await keyboard.type('leave');
      await keyboard.press('Enter');
      await w.notification('That was the last segment to review.');

      await savedSegment(here, CHECKED_OUT, LOST, ({ state, kept }) => state === 'orphaned' && kept === true);
      await savedSegment(here, CHECKED_OUT, 'A word before', ({ state }) => state === undefined);
      await savedSegment(here, CHECKED_OUT, REWORDING, ({ state, was }) => state === undefined && was === undefined);
      await w.selectFrom({ line: 1, column: 1 });
      await poll('the highlight on the chosen words', async () => (await w.highlightsAt('A word before')) > 0);
      const rows = w.page.locator('.markers-panel .monaco-list-row').filter({ hasText: 'with my whole life story' });
      await poll('no problem left', async () => (await rows.count()) === 0);
      await w.runCommand('Verbatim: Review Segments');
      await w.notification('Nothing waits for review');
    });

    it('are where they were when the first version is back', async () => {
      const { w, study } = here;
      await w.selectFrom({ line: 1, column: 1 });
      await git(study.root, 'checkout', '--quiet', 'main');
      await poll('the first text', async () =>
        (await w.visibleLines()).join('').startsWith('I: Okay, so that’s recording'),
      );
      await savedSegment(here, CHECKED_OUT, LOST, ({ state }) => state === undefined);
    });
  });

  describe('after the window was opened again', () => {
    before('codings in two transcripts, and a fresh window', async () => {
      const { w } = here;
      await w.openFile(TYPED);
      await w.selectFrom({ line: 3, column: 1 });
      await applyCode(here, 'my own tea', 'Self-care');
      await savedSegment(here, TYPED, 'my own tea');
      await w.openFile(CHECKED_OUT);
      await w.selectFrom({ line: 1, column: 1 });
      await applyCode(here, 'Thanks again', 'Motivation');
      await savedSegment(here, CHECKED_OUT, 'Thanks again');
      await w.page.reload();
      await w.page.waitForSelector('.monaco-workbench .statusbar-item');
      await openTranscript(here, CHECKED_OUT);
      await w.selectFrom({ line: 1, column: 1 });
      await poll('the highlight', async () => (await w.highlightsAt('Thanks again')) > 0);
    });

    it('Ctrl+Z takes back what was coded last, and says so', async () => {
      const { w } = here;
      await w.selectFrom({ line: 1, column: 1 });
      await w.statusBarText(/^Coding$/);
      await w.page.keyboard.press('Control+z');
      await noSegment(here, CHECKED_OUT, 'Thanks again');
      await w.statusBarText(/Undone: Coded “Thanks again” as .*Motivation.* \(RIV1PW01\.txt\)/);
      assert.deepEqual(await w.notifications(), []);
    });

    it('what is undone in another transcript is said, and a click goes there', async () => {
      const { w, study } = here;
      if (!(await study.rows(segmentsFile(TYPED))).some(({ quote }) => quote === 'my own tea')) {
        // An earlier try of this test came so far.
        await w.runCommand('Verbatim: Redo Coding');
        await savedSegment(here, TYPED, 'my own tea');
      }
      await w.openFile(CHECKED_OUT);
      await w.selectFrom({ line: 1, column: 1 });
      await w.statusBarText(/^Coding$/);
      await w.page.keyboard.press('Control+z');
      await noSegment(here, TYPED, 'my own tea');
      await w.statusBarText(/Undone: Coded “my own tea” as .* \(RIV1SU01\.txt\)/);
      assert.equal(await w.activeFile(), 'RIV1PW01.txt');
      await w.page.locator('.statusbar-item', { hasText: 'Undone: Coded' }).first().click();
      await poll('the other transcript', async () => (await w.activeFile()) === 'RIV1SU01.txt');
      await poll('the words, selected', async () => (await w.cursorText()).includes('(10 selected)'));
      await poll('its segments beside it', async () =>
        (await w.treeRows('Segments')).some(({ label }) => label.startsWith('you can pause')),
      );
      await poll('the editor to have the keys', async () => w.page.locator('.monaco-editor.focused').isVisible());
      await w.statusBarText(/^Coding$/);
      await w.page.keyboard.press('Control+Shift+z');
      await savedSegment(here, TYPED, 'my own tea');
      await w.statusBarText(/Redone: Coded “my own tea”/);
    });
  });
});
