import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe as selectorOf } from '../../../src/core/anchor/describe';
import type { CodingRow, SegmentRow } from '../../../src/core/coding/segmentsFile';
import { toLf } from '../../../src/core/text/lfText';
import { offsetUnits } from '../../../src/core/text/offsets';
import { wholeCharacters } from '../../../src/core/text/span';
import { csvOf, imported, jsonlOf, rowsOf, segmentsFileOf } from '../../support/exchangeStudy';
import { MemoryFiles } from '../../support/memoryFiles';
import { codebookText, openStudy } from '../../support/smallStudy';
import { runs } from '../../support/runs';

const path = 'transcripts/INT1.txt';
const pieces = [
  'I: ',
  'R: ',
  'yes',
  '🙂',
  '👩🏽‍🔬',
  'é',
  'e\u0301',
  'שלום',
  '\u202e',
  ' ',
  '\n',
  '\r\n',
  '\r',
  '"',
  "'",
  ',',
  ';',
  '\t',
  '=1+1',
  '@x',
  '-',
  '+',
  '\u2028',
  '\u00a0',
];
const texts = fc.array(fc.constantFrom(...pieces), { minLength: 1, maxLength: 30 }).map((all) => `R: ${all.join('')}`);
// A memo may hold anything but the NUL that no text file has.
const memos = fc.array(fc.constantFrom(...pieces), { minLength: 1, maxLength: 6 }).map((all) => all.join(''));
const names = fc.constantFrom('=cmd', '+1', "'quoted", 'Dr, "A"', 'ward\nstaff', 'ש');

const codings: fc.Arbitrary<CodingRow[]> = fc.uniqueArray(
  fc.record(
    {
      code: fc.constantFrom('bond', 'connection', 'talking', 'change'),
      at: fc.constantFrom('2026-01-01T09:00:00.000Z', '2026-02-03T10:11:12.000Z'),
      exemplar: fc.constant(true),
      certainty: fc.constantFrom('+' as const, '++' as const),
      target: names,
      deliveredBy: names,
      receivedBy: names,
    },
    { requiredKeys: ['code'] },
  ),
  { maxLength: 4, selector: ({ code }) => code },
);

const extras = fc.record({ memo: memos, exemplar: fc.constant(true) }, { requiredKeys: [] });

const segments = fc.uniqueArray(fc.record({ id: fc.uuid(), from: fc.nat(200), length: fc.nat(60), codings, extras }), {
  maxLength: 6,
  selector: ({ id }) => id,
});

const studies = fc.record({ text: texts, ada: segments, ben: segments });

function rowsIn(
  text: string,
  wanted: readonly { id: string; from: number; length: number; codings: CodingRow[]; extras: object }[],
  taken: Set<string>,
): SegmentRow[] {
  const lf = toLf(text);
  return wanted.flatMap(({ id, from, length, codings: all, extras: more }) => {
    if (taken.has(id)) return [];
    taken.add(id);
    const start = from % lf.length;
    const there = wholeCharacters(lf, { start, end: start + length + 1 });
    if (there.start === there.end) return [];
    const { quote, prefix, suffix } = selectorOf(lf, there);
    return [{ id, start: there.start, end: there.end, quote, prefix, suffix, codings: all, ...more }];
  });
}

const base = {
  'verbatim.yaml': 'verbatim: 1\nname: Law\ncodebooks: [codebooks/small.yaml]\n',
  'codebooks/small.yaml': codebookText,
};

describe('law: codings that go out come back', () => {
  it('the same, in every unit, as CSV (for spreadsheets too) and as JSONL, and a second time adds nothing', async function () {
    this.timeout(240_000);
    await fc.assert(
      fc.asyncProperty(
        studies,
        fc.constantFrom(...offsetUnits),
        fc.constantFrom('csv', 'csv for spreadsheets', 'jsonl'),
        async ({ text, ada, ben }, offsetUnit, form) => {
          const taken = new Set<string>();
          const rows = { ada: rowsIn(text, ada, taken), ben: rowsIn(text, ben, taken) };
          const files = new MemoryFiles({
            ...base,
            [path]: text,
            [`coding/ada/segments/${path}.jsonl`]: segmentsFileOf(path, toLf(text), 'ada', rows.ada),
            [`coding/ben/segments/${path}.jsonl`]: segmentsFileOf(path, toLf(text), 'ben', rows.ben),
          });
          if (rows.ada.length + rows.ben.length === 0) return;
          const { study } = await openStudy(files);
          const content =
            form === 'jsonl'
              ? await jsonlOf(study, { offsetUnit })
              : await csvOf(study, { offsetUnit }, form !== 'csv');
          const { study: empty } = await openStudy(new MemoryFiles({ ...base, [path]: text }));
          const name = form === 'jsonl' ? 'codings.jsonl' : 'codings.csv';
          await imported(empty, name, content);
          for (const coder of ['ada', 'ben']) {
            assert.deepEqual(await rowsOf(empty, path, coder), await rowsOf(study, path, coder));
          }
          const again = await imported(empty, name, content);
          assert.deepEqual([again.files, again.newSegments, again.newCodings], [[], 0, 0]);
        },
      ),
      { seed: 20261122, numRuns: runs(30) },
    );
  });
});
