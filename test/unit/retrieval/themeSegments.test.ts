import assert from 'node:assert/strict';
import { CancelledError } from '../../../src/core/base/cancellation';
import type { SegmentRow } from '../../../src/core/coding/segmentsFile';
import { readThemeSegments, themeRule, themesOf, type ThemeSegment } from '../../../src/core/retrieval/themeSegments';
import { segmentsFileOf } from '../../support/exchangeStudy';
import {
  codebookText,
  interview,
  interviewText,
  openStudy,
  smallStudyFiles,
  spanOfWords,
} from '../../support/smallStudy';

function segment(id: string, words: string, codes: readonly string[]): SegmentRow {
  const { start, end } = spanOfWords(interviewText, words);
  return { id, start, end, quote: words, codings: codes.map((code) => ({ code })) };
}

const ada = [
  segment('a1', 'We just clicked', ['connection', 'old-talking']),
  segment('a2', 'I talk more', ['talking']),
  segment('a3', 'I even ring my sister.', ['change']),
];
const lost: SegmentRow = {
  id: 'b0',
  start: 0,
  end: 4,
  quote: 'gone',
  codings: [{ code: 'talking' }],
  state: 'orphaned',
};
const ben = [lost, segment('b1', 'What changed?', [])];
const other =
  'verbatim-codebook: 1\nid: other\nname: Other\ncodes: []\nthemes:\n  - {id: bonds, name: Again}\n  - {id: late, name: Late, codes: [change]}\n';

async function opened() {
  const themes =
    'themes:\n  - {id: bonds, name: Bonds, codes: [bond, connection], include: [b1], exclude: [a2], against: [a3]}\n';
  const files = smallStudyFiles({
    'verbatim.yaml': 'verbatim: 1\nname: Small\ncodebooks: [codebooks/small.yaml, codebooks/other.yaml]\n',
    'codebooks/small.yaml': `${codebookText.replace('name: Talking', 'name: Talking\n        merged: [old-talking]')}${themes}`,
    'codebooks/other.yaml': other,
    'coding/ben/coder.yaml': 'verbatim-coder: 1\nname: Ben\n',
    [`coding/ada/segments/${interview}.jsonl`]: segmentsFileOf(interview, interviewText, 'ada', ada),
    [`coding/ben/segments/${interview}.jsonl`]: segmentsFileOf(interview, interviewText, 'ben', ben),
  });
  return openStudy(files);
}

const ids = (found: readonly ThemeSegment[]): readonly string[] => found.map(({ segment: { row } }) => row.id);

describe('segments of themes', () => {
  it('are read over all coders, with who speaks, and which code brought them in', async () => {
    const { study } = await opened();
    const themes = themesOf(study.codebooks).map(({ theme }) => theme);
    assert.deepEqual(
      themes.map(({ name }) => name),
      ['Bonds', 'Late'],
      'of two with the same id the first counts',
    );
    const [bonds, late] = await readThemeSegments(study, themes);
    assert.ok(bonds && late);
    assert.deepEqual(ids(bonds.segments), ['a1', 'b1', 'b0']);
    assert.deepEqual(
      bonds.segments.map(({ coder, labels, place }) => [coder, labels, place.codes, place.isTakenIn]),
      [
        ['ada', ['R'], ['connection', 'talking'], false],
        ['ben', ['I'], [], true],
        ['ben', [], ['talking'], false],
      ],
    );
    assert.deepEqual([ids(bonds.leftOut), ids(bonds.against)], [['a2'], ['a3']]);
    assert.deepEqual([ids(late.segments), ids(late.against)], [['a3'], []]);
  });

  it('name for each code the one that the theme names, the code itself before a category', async () => {
    const { study } = await opened();
    const theme = { id: 't', name: 'T', codes: ['bond', 'connection', 'nowhere'] };
    assert.deepEqual(
      [...themeRule(theme, study.codes).codes],
      [
        ['bond', 'bond'],
        ['connection', 'connection'],
        ['nowhere', 'nowhere'],
        ['talking', 'bond'],
      ],
    );
  });

  it('are read again only where nothing is known of a transcript, and not at all where they can have nothing', async () => {
    const { study } = await opened();
    const themes = themesOf(study.codebooks).map(({ theme }) => theme);
    const known: Parameters<typeof readThemeSegments>[3] = new Map();
    const first = await readThemeSegments(study, themes, undefined, known);
    assert.deepEqual([...known.keys()], [interview]);
    known.set(interview, known.get(interview)?.map((one) => ({ ...one, segments: [] })) ?? []);
    const again = await readThemeSegments(study, themes, undefined, known);
    assert.deepEqual(
      [first, again].map(([bonds]) => bonds?.segments.length),
      [3, 0],
    );
    const none: typeof known = new Map();
    await readThemeSegments(study, [{ id: 't', name: 'T', codes: ['nowhere'] }], undefined, none);
    assert.equal(none.size, 0);
  });

  it('stop being read when nobody wants them any more', async () => {
    const { study } = await opened();
    const cancelled = { isCancellationRequested: true, onCancellationRequested: () => ({ dispose: () => undefined }) };
    await assert.rejects(readThemeSegments(study, [], cancelled), CancelledError);
  });
});
