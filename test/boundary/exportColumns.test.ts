import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { csvColumns, markedColumn } from '../../src/core/exchange/csv/csvColumns';
import { exportedSegment, exportFile } from '../../src/core/exchange/json/exportFile';
import { offsetUnits } from '../../src/core/text/offsets';
import { jsonlOf, imported } from '../support/exchangeStudy';
import { openStudy, smallStudyFiles } from '../support/smallStudy';

const chapter = readFileSync('README.md', 'utf8').split('### What an export holds')[1]?.split(/^## /m)[0] ?? '';
const named = (text: string): string[] => [...text.matchAll(/`([A-Za-z_]+)`/g)].map(([, name = '']) => name);

describe('what the README says of exports', () => {
  it('is every column of the CSV, in order, and every unit', () => {
    const cells = chapter.split('\n').flatMap((line) => /^\| (`[^|]*?) *\|/.exec(line)?.[1] ?? []);
    assert.deepEqual(cells.flatMap(named), [...csvColumns, markedColumn]);
    for (const unit of offsetUnits) assert.match(chapter, new RegExp(`^\\| .offsetUnit.*\`${unit}\``, 'm'));
  });

  it('is every key of a segment and of the whole document', async () => {
    const paragraph = /^JSON Lines has .*$/m.exec(chapter)?.[0] ?? '';
    const [segment = '', document = ''] = paragraph.split('The JSON document');
    const keys = named(segment);
    for (const key of Object.keys(exportedSegment.shape)) assert.ok(keys.includes(key), key);
    assert.deepEqual(
      named(document).filter((key) => key in exportFile.shape),
      Object.keys(exportFile.shape),
    );
    const { study } = await openStudy(smallStudyFiles());
    const row = 'INT1,1,bond,ada,yes,+,a,b,c,2026-11-22T08:00:00Z';
    const columns = 'transcript,turn,code,coder,exemplar,certainty,target,deliveredBy,receivedBy,at';
    await imported(study, 'c.csv', `${columns}\n${row}\n`);
    const line = JSON.parse(await jsonlOf(study)) as { codings: object[] };
    const written = new Set([...Object.keys(line), ...Object.keys(line.codings[0] ?? {})]);
    assert.deepEqual([...new Set(keys)].sort(), [...written].sort());
  });
});
