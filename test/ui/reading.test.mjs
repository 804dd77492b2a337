/**
 * Reading coded transcripts: hovers, the lists of segments and transcripts, the status bar, problems.
 */
import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'mocha';
import { holdsWithin, poll } from '../support/ui/poll.mjs';
import { openTranscript, savedSegment, segmentsFile } from '../support/ui/codingMoves.mjs';
import { suite } from '../support/ui/suite.mjs';

const TRANSCRIPT = 'transcripts/RIV1PW01.txt';

describe('Reading', () => {
  const here = suite({ begin: (suite) => openTranscript(suite, TRANSCRIPT) });

  beforeEach('the top of the transcript', async () => {
    if ((await here.w.activeFile()) !== 'RIV1PW01.txt') {
      await here.w.openFile(TRANSCRIPT);
    }
    await here.w.selectFrom({ line: 1, column: 1 });
  });

  it('says at the words which codes they have, what these mean and who gave them', async () => {
    const { w } = here;
    const text = await w.hoverText('If I came in');
    assert.match(text, /Building trusting relationships… › Making a connection/);
    assert.match(text, /The first contact that shared experience makes possible/);
    assert.match(text, /Dosage: the connection is made by something small/);
    assert.match(text, /coded by you/);
  });

  it('says two codes of the same words without scrolling', async () => {
    const { w } = here;
    await w.selectFrom({ line: 19, column: 1 });
    const text = await w.hoverText('she said it was the');
    assert.ok(text.split('coded by').length > 2, text);
    const { needed, given } = await w.page
      .locator('.monaco-hover:not(.hidden) .monaco-hover-content')
      .first()
      .evaluate((content) => ({ needed: content.scrollHeight, given: content.parentElement?.clientHeight ?? 0 }));
    assert.ok(needed <= given + 1, `${needed} px of ${given} px`);
    await w.screenshot('hover-two-codes');
  });

  it('writes a memo from a link of the hover', async () => {
    const { w } = here;
    await w.hoverText('make a brew');
    await w.page.locator('.monaco-hover:not(.hidden) a', { hasText: 'Write memo' }).first().click();
    await w.typeInPicker('She says it by the way.');
    await w.acceptPicker();
    const rows = await poll('the memo', async () => {
      const all = await here.study.rows(segmentsFile(TRANSCRIPT));
      return all.some(({ memo }) => memo === 'She says it by the way.') && all;
    });
    const row = rows.find(({ memo }) => memo === 'She says it by the way.');
    assert.match(String(row?.quote), /^I’ll usually be about/);
  });

  it('lists the segments of the transcript and goes to one', async () => {
    const { w } = here;
    const first = 'But it’s a different thing to be believed by';
    const row = await poll('the segment in the list', async () =>
      (await w.treeRows('Segments')).find(({ label }) => label.startsWith('There was a woman')),
    );
    await w.clickTreeRow(row.label, { view: 'Segments' });
    await poll('the place', async () => /^Ln 19, .*selected/.test(await w.cursorText()));
    assert.ok((await w.visibleLines()).join('').includes(first));
  });

  it('treats a code as a symbol: F12 to its definition, Shift+F12 to all its segments, F2 for its name', async () => {
    const { w } = here;
    const codebook = 'peer-worker-change-model.yaml';
    await w.selectFrom({ line: 15, column: 33 });
    await poll('the codebook', async () => {
      await w.page.keyboard.press('F12');
      return holdsWithin(async () => (await w.activeFile()) === codebook, 4_000);
    });
    await poll('the name', async () => /^Ln 32, /.test(await w.cursorText()));
    await poll('counts over the codes', async () =>
      (await w.page.locator('.codelens-decoration').allInnerTexts()).some((text) =>
        /^\d+ segments in \d+ transcripts/.test(text),
      ),
    );
    await w.screenshot('code-in-its-codebook');
    await w.openFile(TRANSCRIPT);
    await w.selectFrom({ line: 15, column: 33 });
    const peek = w.page.locator('.reference-zone-widget');
    await poll('the references', async () => {
      if (!(await peek.isVisible())) await w.page.keyboard.press('Shift+F12');
      return holdsWithin(async () => (await peek.innerText()).includes(codebook), 4_000);
    });
    await poll('a segment of another transcript', async () => (await peek.innerText()).includes('RIV1SU01.txt'));
    await w.screenshot('references-of-a-code');
    await poll('the peek to close', async () => {
      await w.page.keyboard.press('Escape');
      return holdsWithin(async () => !(await peek.isVisible()), 1_000);
    });
    await w.selectFrom({ line: 15, column: 33 });
    await w.page.keyboard.press('F2');
    const { title, value } = await w.pickerState();
    assert.deepEqual({ title, value }, { title: 'Rename Code', value: 'Making a connection' });
    await w.closePicker();
  });

  it('lists the segments of a code across the study', async () => {
    const { w } = here;
    await w.expandTreeRow('M1 Building trusting relationships based on shared lived experience', true, 'Codebook');
    await w.clickTreeRow('M1.1 Making a connection', { view: 'Codebook' });
    await w.treeRow('RIV1SU01.txt', 'Segments');
    await w.expandTreeRow('RIV1PW01.txt', true, 'Segments');
    await poll('the segments of a transcript', async () =>
      (await w.treeRows('Segments')).some(({ label, level }) => level === 2 && label.startsWith('I’ll usually')),
    );
    const back = w.page.locator(
      '.pane-header[aria-label^="Segments"] .action-label[aria-label^="Show Segments of the Active"]',
    );
    await w.page.locator('.pane-header[aria-label^="Segments"]').hover();
    await back.click();
    await poll('the segments of the transcript', async () =>
      (await w.treeRows('Segments')).every(({ level }) => level === 1),
    );
  });

  it('shows transcripts by case', async () => {
    const { w } = here;
    const rows = await poll('the transcripts', async () => {
      const all = await w.treeRows('Transcripts');
      return all.length >= 5 && all;
    });
    assert.deepEqual(
      rows.slice(0, 5).map(({ label, level }) => `${level} ${label}`),
      ['1 Riverside', '2 RIV1MA01.txt', '2 RIV1PW01.txt', '2 RIV1ST01.srt', '2 RIV1SU01.txt'],
    );
    assert.match(rows[1]?.description ?? '', /^\d+ segments/);
    await w.clickTreeRow('RIV1SU01.txt', { view: 'Transcripts' });
    await poll('the transcript', async () => (await w.activeFile()) === 'RIV1SU01.txt');
  });

  it('says in the status bar who codes and in which mode', async () => {
    const { w } = here;
    const texts = await w.statusBarText('Robin (coder 1)');
    assert.ok(texts.includes('Coding'), texts.join(' | '));
  });

  it('tells broken lines of a segments file as problems', async () => {
    const { w, study } = here;
    const file = segmentsFile('transcripts/RIV1SU01.txt');
    const good = await study.read(file);
    const lines = good.split('\n');
    await study.write(file, [...lines.slice(0, 2), '{"id": broken', ...lines.slice(2)].join('\n'));
    await poll('one problem more in the status bar', async () =>
      (await w.statusBarText()).some((text) => /^[1-9]\d* {1,2}\d|^\d+ {1,2}[1-9]/.test(text)),
    );
    await w.runCommand('View: Toggle Problems');
    const panel = w.page.locator('.markers-panel');
    await poll('the problem', async () => (await panel.innerText()).includes('RIV1SU01.txt.jsonl'));
    assert.match(await panel.innerText(), /\[Ln 3/);
    await w.screenshot('problems');
    await study.write(file, good);
    await poll('no problem', async () => !(await panel.innerText()).includes('RIV1SU01.txt.jsonl'));
    await w.hidePanel();
  });

  it('shows what another program wrote', async () => {
    const { w, study } = here;
    const file = segmentsFile(TRANSCRIPT);
    const [header, ...rows] = (await study.read(file)).split('\n').filter((line) => line !== '');
    const row = rows.map((line) => JSON.parse(line)).find(({ quote }) => quote.startsWith('If I came in'));
    const text = await study.read(TRANSCRIPT);
    const quote = 'And had you had any connection';
    const start = text.indexOf(quote);
    const added = {
      ...row,
      id: '11111111-2222-8333-8444-555555555555',
      start,
      end: start + quote.length,
      quote,
      prefix: text.slice(start - 32, start),
      suffix: text.slice(start + quote.length, start + quote.length + 32),
    };
    await study.write(file, `${[header, ...rows, JSON.stringify(added)].join('\n')}\n`);
    await savedSegment(here, TRANSCRIPT, quote);
    await poll('the highlight', async () => (await w.highlightsAt(quote)) > 0);
  });
});
