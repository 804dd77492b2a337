/**
 * Real transcripts, coded by hand: what is exported is what stands at its offsets.
 */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { describe, it } from 'mocha';
import { poll } from '../support/ui/poll.mjs';
import { emptyFolder, repository } from '../support/ui/study.mjs';
import { segmentsFile } from '../support/ui/codingMoves.mjs';
import { suite } from '../support/ui/suite.mjs';

const golden = path.join(repository, 'test/golden/transcripts');
const run = promisify(execFile);

/** Five passages of each, as somebody would select them: words, a sentence, one across lines, one with a tag of the format in it. */
const transcripts = {
  'speaker_colon.txt': {
    from: 'derived/speaker_colon.txt',
    passages: [
      'Good morning sir',
      'loose and watery stool',
      'my day-to-day activities.',
      'Yeah.\nDoctor: Six',
      'Patient: No, no blood',
    ],
  },
  'teams.vtt': {
    from: 'derived/teams.vtt',
    passages: [
      '<v Doctor Example>you',
      'should we start',
      'Hello, how are you?',
      "I've just had some diarrhea",
      'Good morning sir',
    ],
  },
  'vostok1.txt': {
    from: 'spacelog/vostok1.txt',
    passages: ['Слышу хорошо.', 'Через 3 минуты', 'Вас понял.', 'Сейчас занят', 'Кедр: Вас понял'],
  },
  'go-time-163.md': {
    from: 'changelog/go-time-163.md',
    passages: [
      'Dickensian festive episode',
      'Not on the Go team anymore by the way.',
      "I didn't. \\[laughter\\]",
      "I'm sorry.",
      '[04:11\\] Hi, Mat',
    ],
  },
};

/** A study with the real transcripts, one with characters that take two places in an editor put before it all. */
async function study() {
  const folder = await emptyFolder();
  await folder.write(
    'verbatim.yaml',
    'verbatim: 1\nname: Real transcripts\ntranscripts: ["transcripts/**/*.{txt,md,vtt,srt}"]\ncodebooks: [codebooks/codebook.yaml]\n',
  );
  await folder.write(
    'codebooks/codebook.yaml',
    'verbatim-codebook: 1\nid: codebook\nname: Codebook\ncodes:\n  - id: talk\n    name: Talk\n    origin: inductive\n',
  );
  await folder.write('coding/anna/coder.yaml', 'verbatim-coder: 1\nname: Anna\n');
  await folder.write('.verbatim/local.json', '{"version":1,"coder":"anna"}\n');
  for (const [name, { from }] of Object.entries(transcripts)) {
    const text = await readFile(path.join(golden, from), 'utf8');
    await folder.write(`transcripts/${name}`, name === 'go-time-163.md' ? `# 🎙️ Go Time 👩‍🚀\n\n${text}` : text);
  }
  return folder;
}

describe('Real transcripts', () => {
  const here = suite({
    folder: study,
    begin: async ({ w }) => {
      await w.openView('Verbatim');
      await w.treeRow('Talk', 'Codebook');
    },
  });

  for (const [name, { passages }] of Object.entries(transcripts)) {
    it(`${name}: five passages coded by hand are exported as they stand in the file`, async () => {
      const { w, study } = here;
      const file = `transcripts/${name}`;
      const text = (await study.read(file)).replaceAll('\r\n', '\n');
      await w.openFile(file);
      await poll(
        'the words to be read-only',
        async () =>
          (await w.page.locator('.editor-group-container.active .tab.active .monaco-decoration-badge').count()) > 0,
      );
      const wanted = passages.filter((passage) => text.includes(passage));
      assert.equal(wanted.length, 5, `all of ${JSON.stringify(passages.filter((one) => !text.includes(one)))}`);
      for (const passage of wanted) {
        const lines = text.slice(0, text.indexOf(passage)).split('\n');
        await w.selectFrom({ line: lines.length, column: (lines.at(-1) ?? '').length + 1, text: passage });
        await w.page.keyboard.press('c');
        await poll('the code', async () => (await w.pickerRows())[0]?.label === 'Talk');
        await w.acceptPicker();
        await poll(`“${passage}” in the file`, async () =>
          (await study.rows(segmentsFile(file, 'anna'))).some(({ quote }) => quote === passage),
        );
      }
      const args = [path.join(repository, 'dist/cli.js'), 'export', '--format', 'json', '--project', study.root];
      const { stdout } = await run(process.execPath, args, { maxBuffer: 10_000_000 });
      /** @type {{ text: string, start: number, end: number, transcript: string }[]} */
      const segments = JSON.parse(stdout).segments.filter((/** @type {{ transcript: string }} */ segment) =>
        segment.transcript.endsWith(name),
      );
      assert.equal(segments.length, 5);
      const points = [...text.replace(/^\uFEFF/, '')];
      for (const segment of segments) {
        assert.equal(points.slice(segment.start, segment.end).join(''), segment.text);
      }
      assert.deepEqual(segments.map((segment) => segment.text).sort(), [...wanted].sort());
    });
  }
});
