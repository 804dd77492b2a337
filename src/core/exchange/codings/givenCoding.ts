import { err, ok, type Result } from '../../base/result';
import type { CodeTree } from '../../codebook/codeTree';
import type { CodingRow } from '../../coding/segmentsFile';
import type { RowFault } from './rowFaults';
import { unknownCodeRemedy } from './unknownCode';

type Cells = ReadonlyMap<string, string>;

/** Columns that say something of a coding, and nothing where a row names no code. */
export const codingColumns = ['exemplar', 'certainty', 'target', 'deliveredBy', 'receivedBy', 'at'] as const;

/** The coding that a row describes; null where it names no code. Refused with every fault of its cells: nothing is guessed. */
export function givenCoding(cells: Cells, codes: CodeTree): Result<CodingRow | null, readonly RowFault[]> {
  const code = cells.get('code')?.trim() ?? '';
  const faults: RowFault[] = [];
  if (code !== '' && codes.resolve(code) === undefined) {
    faults.push({
      rule: 'unknown-code',
      message: `no codebook has a code “${code.slice(0, 100)}”.`,
      remedy: unknownCodeRemedy(code, codes.all),
    });
  }
  const certainty = cells.get('certainty')?.trim() ?? '';
  if (certainty !== '' && !isCertainty(certainty)) {
    const message = `“${certainty.slice(0, 40)}” is no certainty.`;
    faults.push({ rule: 'bad-certainty', message, remedy: 'Write + or ++, or leave the cell empty.' });
  }
  const exemplar = givenMark(cells, 'exemplar');
  if (!exemplar.ok) faults.push(exemplar.error);
  const at = timeOf(cells.get('at') ?? '');
  if (at === null) {
    const message = `“${(cells.get('at') ?? '').slice(0, 40)}” in the column “at” is no time.`;
    const remedy = 'Write it as 2026-11-22T08:00:00Z, or the day alone as 2026-11-22; or leave the cell empty.';
    faults.push({ rule: 'bad-time', message, remedy });
  }
  if (faults.length > 0) return err(faults);
  if (code === '') return ok(null);
  const said = (key: string): Readonly<Record<string, string>> => {
    const cell = cells.get(key);
    return cell === undefined ? {} : { [key]: cell };
  };
  return ok({
    code,
    ...(at ? { at } : {}),
    ...(exemplar.ok && exemplar.value ? { exemplar: true } : {}),
    ...(isCertainty(certainty) ? { certainty } : {}),
    ...said('target'),
    ...said('deliveredBy'),
    ...said('receivedBy'),
  });
}

/** Whether a cell says yes, in the ways in which people and programs write it; a cell that is empty says no. */
export function givenMark(cells: Cells, column: 'exemplar' | 'segment_exemplar'): Result<boolean, RowFault> {
  const cell = cells.get(column)?.trim() ?? '';
  if (/^(?:true|yes|y|t|x|1|1\.0)$/i.test(cell)) return ok(true);
  if (/^(?:false|no|n|f|0|0\.0)?$/i.test(cell)) return ok(false);
  return err({
    rule: 'bad-mark',
    message: `“${cell.slice(0, 40)}” in the column “${column}” says neither yes nor no.`,
    remedy: 'Write yes or no, or leave the cell empty.',
  });
}

function isCertainty(text: string): text is '+' | '++' {
  return text === '+' || text === '++';
}

/** A day or a time of ISO 8601, with a T where other programs write a space; empty where the cell is, null for anything else. */
function timeOf(cell: string): string | null {
  const text = cell.trim();
  if (text === '') return '';
  const form = /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?)(Z|[+-]\d\d:?\d\d)?)?$/.exec(text);
  if (form === null) return null;
  const [, year, month, day, clock] = form;
  // A day such as 30 February would be taken for one in March.
  const there = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  if (there.getUTCMonth() + 1 !== Number(month) || there.getUTCDate() !== Number(day)) return null;
  if (clock !== undefined && !/^(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d)?/.test(clock)) return null;
  return text.replace(' ', 'T');
}
