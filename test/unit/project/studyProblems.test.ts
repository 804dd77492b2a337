import assert from 'node:assert/strict';
import { toLf } from '../../../src/core/text/lfText';
import { interview, interviewText, openStudy, smallStudyFiles } from '../../support/smallStudy';
import type { MemoryFiles } from '../../support/memoryFiles';

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

const header = JSON.stringify({
  verbatim: 'segments',
  version: 1,
  transcript: interview,
  text: 'sha256:0000000000000000000000000000000000000000000000000000000000000000',
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
