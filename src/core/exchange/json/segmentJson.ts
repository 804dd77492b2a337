import type { CodingRow } from '../../coding/segmentsFile';
import type { SegmentRecord } from '../segmentRecord';

/** What a line of JSONL says beyond the contract's segment: the unit in which it counts, and when each coding was made. */
export interface LineExtras {
  readonly offsetUnit: string;
}

/** A segment as JSON, keys in the contract's order. With `extras`, `at` stands in each coding that has one and `offsetUnit` at the end. */
export function segmentJson(record: SegmentRecord, extras?: LineExtras): string {
  const { id, transcript, coder, start, end, line, text, speakers, participants, cases, codings } = record;
  return JSON.stringify({
    id,
    transcript,
    coder,
    start,
    end,
    line,
    text,
    speakers,
    participants,
    cases,
    codes: codings.map(({ code }) => code),
    codings: codings.map((coding) => codingOf(coding, extras !== undefined)),
    memo: record.memo,
    exemplar: record.exemplar,
    status: record.status,
    ...extras,
  });
}

/** Who a coding is about, and when it was made, stand there only where they are known (`undefined` is left out by JSON). */
function codingOf(coding: CodingRow, withTime: boolean): Readonly<Record<string, unknown>> {
  const { code, exemplar, certainty, target, deliveredBy, receivedBy, at } = coding;
  return {
    code,
    exemplar: exemplar ?? false,
    certainty: certainty ?? null,
    target,
    deliveredBy,
    receivedBy,
    at: withTime ? at : undefined,
  };
}
