import type { CodingRow } from '../../coding/segmentsFile';
import { batched } from '../batched';
import { plannedCoding, type ExportPlan } from '../exportPlan';
import { segmentRecords, type SegmentRecord } from '../segmentRecord';
import { csvRecord, withMark } from './csvCells';
import { csvColumns, markedColumn, type CsvColumn } from './csvColumns';

/** How the file is written. */
export interface CsvOptions {
  /**
   * True where cells that a spreadsheet would run as a formula get a mark, and a last column says so. The file then begins with a byte
   * order mark: without one, Excel takes a file that is opened by a click for text in the machine's old encoding.
   */
  readonly spreadsheetSafe: boolean;
}

const byteOrderMark = '\ufeff';

/**
 * The segments as CSV, a row for each code of each (see `csvColumns`), in the order of the JSON export, codes in the order in which they
 * were given. UTF-8, without a byte order mark unless it is for a spreadsheet, records end with CRLF, text is exact. In pieces. Throws where a file changes meanwhile.
 */
export function writeCsv(plan: ExportPlan, options: CsvOptions): AsyncGenerator<string, void, undefined> {
  return batched(records(plan, options));
}

async function* records(plan: ExportPlan, options: CsvOptions): AsyncGenerator<Iterable<string>, void, undefined> {
  yield [options.spreadsheetSafe ? byteOrderMark + csvRecord([...csvColumns, markedColumn]) : csvRecord(csvColumns)];
  for (const transcript of plan.transcripts) {
    yield rowsOf(plan, segmentRecords(plan, await plannedCoding(plan, transcript)), options);
  }
}

function* rowsOf(
  plan: ExportPlan,
  segments: readonly SegmentRecord[],
  { spreadsheetSafe }: CsvOptions,
): Generator<string, void, undefined> {
  for (const record of segments) {
    for (const coding of record.codings.length === 0 ? [null] : record.codings) {
      const cells = cellsOf(plan, record, coding);
      const row = csvColumns.map((column) => cells[column]);
      yield csvRecord(spreadsheetSafe ? [...row.map(withMark), 'yes'] : row);
    }
  }
}

function cellsOf(
  plan: ExportPlan,
  record: SegmentRecord,
  coding: CodingRow | null,
): Readonly<Record<CsvColumn, string>> {
  const code = coding === null ? undefined : plan.study.codes.resolve(coding.code);
  return {
    transcript: record.transcript,
    start: record.start === null ? '' : String(record.start),
    end: record.end === null ? '' : String(record.end),
    offsetUnit: plan.options.offsetUnit,
    line: record.line === null ? '' : String(record.line),
    text: record.text,
    code: coding?.code ?? '',
    code_name: code?.name ?? '',
    code_path: code?.path.join(' > ') ?? '',
    codebook: code?.codebook ?? '',
    coder: record.coder,
    speakers: record.speakers.join('; '),
    participants: record.participants.join('; '),
    cases: record.cases.join('; '),
    memo: record.memo ?? '',
    exemplar: coding === null ? '' : String(coding.exemplar ?? false),
    certainty: coding?.certainty ?? '',
    target: coding?.target ?? '',
    deliveredBy: coding?.deliveredBy ?? '',
    receivedBy: coding?.receivedBy ?? '',
    status: record.status,
    segment: record.id,
    at: coding?.at ?? '',
    segment_exemplar: String(record.exemplar),
  };
}
