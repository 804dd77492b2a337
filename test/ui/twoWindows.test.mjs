/**
 * Two windows on one study, by one person: what is done in one is seen in the other, and nothing is lost or counted twice.
 */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'mocha';
import { openWorkbench } from '../support/ui.mjs';
import { poll } from '../support/ui/poll.mjs';
import { applyCode, openTranscript, savedSegment, segmentsFile } from '../support/ui/codingMoves.mjs';
import { suite } from '../support/ui/suite.mjs';

const TRANSCRIPT = 'transcripts/RIV1SU01.txt';

describe('Two windows on one study', () => {
  const here = suite({ begin: (suite) => openTranscript(suite, TRANSCRIPT) });
  /** @type {import('../support/ui/suite.mjs').Suite} */
  let other;

  before('the second window', async function () {
    this.timeout(180_000);
    other = { ...here, w: await openWorkbench(here.session, { folder: here.study.root }) };
    await openTranscript(other, TRANSCRIPT);
  });

  after('the second window', () => other?.w.close());

  it('show in one what was coded in the other', async () => {
    await applyCode(here, 'you can stop whenever you like', 'Self-care');
    await savedSegment(here, TRANSCRIPT, 'you can stop whenever you like');
    await poll('the highlight in the other window', async () => (await other.w.highlightsAt('stop whenever')) > 0);
  });

  it('follow words that are edited and saved in one, and keep what is coded in the other after that', async () => {
    const { w } = here;
    await w.page.bringToFront();
    await w.page.keyboard.press('F9');
    await w.statusBarText(/^Editing$/);
    await w.selectFrom({ line: 1, column: 4 });
    await w.page.keyboard.type('Hello. ');
    await w.page.keyboard.press('Control+s');
    const moved = await savedSegment(here, TRANSCRIPT, 'you can stop whenever you like', ({ start }) => start > 40);
    await poll('the new words in the other window', async () =>
      (await other.w.visibleLines()).join('').includes('Hello. Thanks'),
    );
    await poll('the highlight in the other window', async () => (await other.w.highlightsAt('stop whenever')) > 0);
    await poll('no highlight on what was put before', async () => (await other.w.highlightsAt('Hello.')) === 0);

    await applyCode(other, 'Thanks for coming in', 'Relational bond');
    await savedSegment(here, TRANSCRIPT, 'Thanks for coming in');
    await poll('the highlight in the first window', async () => (await w.highlightsAt('Thanks for')) > 0);
    const rows = await here.study.rows(segmentsFile(TRANSCRIPT));
    const text = await here.study.read(TRANSCRIPT);
    assert.ok(rows.some(({ id }) => id === moved.id));
    assert.equal(new Set(rows.map(({ id }) => id)).size, rows.length);
    for (const row of rows) assert.equal(text.slice(row.start, row.end), row.quote);
  });
});
