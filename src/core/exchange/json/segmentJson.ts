import type { CodingRow } from '../../coding/segmentsFile';
import type { People } from '../people';
import type { SegmentRecord } from '../segmentRecord';
import { JsonWords } from './jsonWords';

/** What a line of JSONL says beyond the contract's segment: the unit in which it counts, and when each coding was made. */
export interface LineExtras {
  readonly offsetUnit: string;
}

/**
 * Writes segments as JSON, keys in the contract's order. With `extras`, `at` stands in each coding that has one and `offsetUnit` at the
 * end. The same characters as JSON.stringify of the whole record, but twice as fast: an export is mostly this.
 */
export function segmentJson(extras?: LineExtras): (record: SegmentRecord, words: JsonWords) => string {
  const names = new Known();
  const people = new KnownPeople(names);
  const oneCode = new Map<string, string>();
  const end = extras === undefined ? '}' : `,"offsetUnit":${JSON.stringify(extras.offsetUnit)}}`;
  const codesOf = ({ codings }: SegmentRecord): string => {
    const [first] = codings;
    const isBare = codings.length === 1 && first !== undefined && saysOnlyCode(first, extras !== undefined);
    const known = isBare ? oneCode.get(first.code) : undefined;
    if (known !== undefined) return known;
    let codes = '';
    let given = '';
    for (const coding of codings) {
      const comma = codes === '' ? '' : ',';
      codes += comma + names.json(coding.code);
      given += comma + codingJson(coding, names, extras !== undefined);
    }
    const json = `"codes":[${codes}],"codings":[${given}],"memo":`;
    if (isBare && oneCode.size < mostKnown) oneCode.set(first.code, json);
    return json;
  };
  // Each piece that is put together takes time, so those that mostly follow each other are one.
  let whose = '';
  let before: SegmentRecord | null = null;
  const whoseOf = (record: SegmentRecord): string => {
    const { transcript, coder } = record;
    if (before?.transcript !== transcript || before.coder !== coder) {
      before = record;
      whose = `,"transcript":${names.json(transcript)},"coder":${names.json(coder)},"start":`;
    }
    return whose;
  };
  const usualEnd = (status: string): string => `null,"exemplar":false,"status":"${status}"${end}`;
  const exactEnd = usualEnd('exact');
  const endOf = ({ memo, exemplar, status }: SegmentRecord): string => {
    if (memo !== null || exemplar) return `${orNull(memo)},"exemplar":${exemplar},"status":"${status}"${end}`;
    return status === 'exact' ? exactEnd : usualEnd(status);
  };
  return (record, words) => {
    const { id, at, start, end: to, line } = record;
    const text = at === null ? JSON.stringify(record.text) : words.of(at);
    return (
      `{"id":${JSON.stringify(id)}${whoseOf(record)}${start},"end":${to},"line":${line},"text":${text},` +
      `${people.json(record)}${codesOf(record)}${endOf(record)}`
    );
  };
}

/** The words of one transcript's records, as they are written. */
export function wordsOf(text: string, records: readonly SegmentRecord[]): JsonWords {
  let wanted = 0;
  for (const { at } of records) if (at !== null) wanted += at.end - at.start;
  return new JsonWords(text, wanted);
}

/** True for a coding of which nothing is written but its code. */
function saysOnlyCode(coding: CodingRow, withTime: boolean): boolean {
  const { exemplar, certainty, target, deliveredBy, receivedBy, at } = coding;
  return (
    exemplar !== true &&
    certainty === undefined &&
    target === undefined &&
    deliveredBy === undefined &&
    receivedBy === undefined &&
    (!withTime || at === undefined)
  );
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

/** The people of records, which are the same few lists again and again. */
class KnownPeople {
  private readonly written = new Map<readonly string[], { readonly people: People; readonly json: string }>();

  constructor(private readonly names: Known) {}

  json(people: People & { readonly speakers: readonly string[] }): string {
    const { speakers, participants, cases } = people;
    const known = this.written.get(speakers);
    if (known?.people.participants === participants && known.people.cases === cases) return known.json;
    const { names } = this;
    const json = `"speakers":${names.list(speakers)},"participants":${names.list(participants)},"cases":${names.list(cases)},`;
    if (this.written.size >= mostKnown) this.written.clear();
    this.written.set(speakers, { people: { participants, cases }, json });
    return json;
  }
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
