import assert from 'node:assert/strict';
import { digestOfText } from '../../../src/core/base/digest';
import { toLf } from '../../../src/core/text/lfText';
import { interview, interviewText, openStudy, smallStudyFiles } from '../../support/smallStudy';
import { memoryHost, type MemoryFiles } from '../../support/memoryFiles';

const mine = 'coding/ada/segments/transcripts/INT1.txt.jsonl';

const row = (id: string, words: string, more: object = {}, codes = ['bond']): string => {
  const start = interviewText.indexOf(words);
  return JSON.stringify({
    id,
    start,
    end: start + words.length,
    quote: words,
    prefix: interviewText.slice(Math.max(0, start - 32), start),
    suffix: interviewText.slice(start + words.length, start + words.length + 32),
    codings: codes.map((code) => ({ code })),
    ...more,
  });
};

const noDigest = `sha256:${'0'.repeat(64)}`;

const header = JSON.stringify({
  verbatim: 'segments',
  version: 1,
  transcript: interview,
  text: noDigest,
  coder: 'ada',
});

function studyWith(rows: readonly string[], more: Readonly<Record<string, string>> = {}): MemoryFiles {
  return smallStudyFiles({ [mine]: `${[header, ...rows].join('\n')}\n`, ...more });
}

async function problemsOf(files: MemoryFiles): Promise<readonly (readonly unknown[])[]> {
  const { study } = await openStudy(files);
  return study.problems.map(({ rule, severity, file, line }) => [rule, severity, file, line]);
}

describe('the problems of a study', () => {
  it('tell of places that are a guess and of lost ones, more quietly of those that a person left so', async () => {
    const text = toLf(
      interviewText.replace('We just clicked — the first time', 'We only clicked — the very first time'),
    );
    const files = studyWith(
      [
        row('a', 'We just clicked'),
        row('b', 'I even ring my sister', { quote: 'Words that nobody said', prefix: '', suffix: '' }),
        row('c', 'How did you meet?', { quote: 'Nor these', prefix: '', suffix: '', state: 'orphaned', kept: true }),
      ],
      { [interview]: text },
    );
    assert.deepEqual(
      (await problemsOf(files)).filter(([, , file]) => file === mine),
      [
        ['unsure-place', 'warning', mine, 2],
        ['orphaned-segment', 'warning', mine, 3],
        ['orphaned-segment', 'information', mine, 4],
      ],
    );
  });

  it('tell of transcripts that were put into the folder what an import would have told', async () => {
    const problems = await problemsOf(
      smallStudyFiles({
        'transcripts/blank.txt': ' \n',
        'transcripts/empty.txt': '',
        'transcripts/long.txt': `I: short\n${'word and word '.repeat(1000)}\n`,
        'transcripts/signs.txt': 'I: one\nR: two\u2028three\n',
        'transcripts/times.vtt': 'WEBVTT\n\n00:02.000 --> 00:01.000\nwords\n',
      }),
    );
    assert.deepEqual(
      problems.map(([rule, severity, file, line]) => [rule, severity, String(file).slice('transcripts/'.length), line]),
      [
        ['no-text', 'warning', 'blank.txt', undefined],
        ['no-text', 'warning', 'empty.txt', undefined],
        ['line-too-long', 'warning', 'long.txt', 2],
        ['line-separator', 'information', 'signs.txt', 2],
        ['cue-order', 'warning', 'times.vtt', 3],
      ],
    );
  });

  it('name the line of a segment that its offsets do not lead to, though its words are found', async () => {
    const text = await digestOfText(toLf(interviewText), memoryHost(smallStudyFiles()).digest);
    const rows = [
      row('a', 'We just clicked', { start: 3, end: 18 }),
      row('b', 'I even ring my sister', { end: 9_999_999 }),
      row('c', 'How did you meet?'),
    ];
    const files = smallStudyFiles({ [mine]: `${[header.replace(noDigest, text), ...rows].join('\n')}\n` });
    assert.deepEqual(await problemsOf(files), [
      ['wrong-offsets', 'information', mine, 2],
      ['wrong-offsets', 'information', mine, 3],
    ]);
  });

  it('tell of a study within the study, whose files do not count here', async () => {
    const { study } = await openStudy(
      smallStudyFiles({
        'transcripts/inner/verbatim.yaml': 'verbatim: 1\nname: Inner\n',
        'transcripts/inner/transcripts/x.txt': 'A: b\n',
      }),
    );
    const [problem, ...others] = study.problems;
    assert.deepEqual(
      [problem?.rule, problem?.severity, problem?.file, others],
      ['nested-study', 'information', 'transcripts/inner/verbatim.yaml', []],
    );
  });

  const unknown = [row('a', 'We just clicked', {}, ['bond', 'talking']), row('b', 'How did you meet?', {}, ['change'])];

  it('name unknown codes one by one where all codebooks can be read', async () => {
    const rows = [row('a', 'We just clicked', {}, ['no-such', 'nor-this'])];
    assert.deepEqual(
      (await problemsOf(studyWith(rows))).map(([rule]) => rule),
      ['unknown-code', 'unknown-code'],
    );
  });

  for (const [what, more] of Object.entries({
    'is not there': { 'verbatim.yaml': 'verbatim: 1\nname: S\ncodebooks: [codebooks/none.yaml]\n' },
    'is broken': { 'codebooks/small.yaml': 'verbatim-codebook: 1\nid: small\nname: [\n' },
  })) {
    it(`sum up the codes that are unknown because a codebook ${what}`, async () => {
      const { study } = await openStudy(studyWith(unknown, more));
      const told = study.problems.filter(({ rule }) => rule === 'unknown-code');
      assert.deepEqual(
        told.map(({ file, line, message }) => [file, line, message]),
        [[mine, 2, '3 codings here have codes that are in no codebook that can be read.']],
      );
      assert.match(told[0]?.remedy ?? '', /codebooks first/);
    });
  }
});
