import type { CodingRow } from '../../coding/segmentsFile';
import type { SegmentRecord } from '../segmentRecord';

/** What a line of JSONL says beyond the contract's segment: the unit in which it counts, and when each coding was made. */
export interface LineExtras {
  readonly offsetUnit: string;
}

/**
 * Writes segments as JSON, keys in the contract's order. With `extras`, `at` stands in each coding that has one and `offsetUnit` at the
 * end. The same characters as JSON.stringify of the whole record, but twice as fast: an export is mostly this.
 */
export function segmentJson(extras?: LineExtras): (record: SegmentRecord) => string {
  const names = new Known();
  const end = extras === undefined ? '}' : `,"offsetUnit":${JSON.stringify(extras.offsetUnit)}}`;
  return (record) => {
    const { codings } = record;
    let codes = '';
    let given = '';
    for (const coding of codings) {
      const comma = codes === '' ? '' : ',';
      codes += comma + names.json(coding.code);
      given += comma + codingJson(coding, names, extras !== undefined);
    }
    return (
      `{"id":${JSON.stringify(record.id)},"transcript":${names.json(record.transcript)},"coder":${names.json(record.coder)},` +
      `"start":${record.start},"end":${record.end},"line":${record.line},"text":${JSON.stringify(record.text)},` +
      `"speakers":${names.list(record.speakers)},"participants":${names.list(record.participants)},` +
      `"cases":${names.list(record.cases)},"codes":[${codes}],"codings":[${given}],"memo":${orNull(record.memo)},` +
      `"exemplar":${record.exemplar},"status":"${record.status}"${end}`
    );
  };
}

/** Who a coding is about, and when it was made, stand there only where they are known. */
function codingJson(
  { code, exemplar, certainty, target, deliveredBy, receivedBy, at }: CodingRow,
  names: Known,
  withTime: boolean,
): string {
  return (
    `{"code":${names.json(code)},"exemplar":${exemplar ?? false},"certainty":${orNull(certainty ?? null)}` +
    ifKnown('target', target) +
    ifKnown('deliveredBy', deliveredBy) +
    ifKnown('receivedBy', receivedBy) +
    `${withTime ? ifKnown('at', at) : ''}}`
  );
}

function ifKnown(key: string, value: string | undefined): string {
  return value === undefined ? '' : `,"${key}":${JSON.stringify(value)}`;
}

function orNull(text: string | null): string {
  return text === null ? 'null' : JSON.stringify(text);
}

/** How many names are remembered: far more than a study has codes, coders, speakers and transcripts that are written at a time. */
const mostKnown = 5000;

/** Names that come again and again, as they are written. */
class Known {
  private readonly written = new Map<string, string>();

  json(name: string): string {
    let json = this.written.get(name);
    if (json === undefined) {
      if (this.written.size >= mostKnown) this.written.clear();
      this.written.set(name, (json = JSON.stringify(name)));
    }
    return json;
  }

  list(names: readonly string[]): string {
    return names.length === 0 ? '[]' : `[${names.map((name) => this.json(name)).join(',')}]`;
  }
}
