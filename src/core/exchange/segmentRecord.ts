import type { Placement } from '../anchor/selector';
import { compareCodeUnits } from '../base/order';
import type { Segment } from '../coding/segment';
import type { CodingRow } from '../coding/segmentsFile';
import type { TranscriptCoding } from '../project/transcriptCoding';
import { OffsetTable } from '../text/offsets';
import type { Span } from '../text/span';
import { turnsIn } from '../transcript/turns';
import type { ExportPlan } from './exportPlan';
import { peopleOf } from './people';

/** A segment as it goes out, the keys in the order in which files have them. */
export interface SegmentRecord {
  readonly id: string;
  readonly transcript: string;
  readonly coder: string;
  /** In the unit of the export, half-open; both null for a segment that has lost its place. */
  readonly start: number | null;
  readonly end: number | null;
  /** Line of the start, from 1; null for a segment that has lost its place. */
  readonly line: number | null;
  /** What stands at the place; for a segment that has lost it, the words that it had. */
  readonly text: string;
  /** Labels of the turns that the segment touches, in the order of the text. */
  readonly speakers: readonly string[];
  readonly participants: readonly string[];
  readonly cases: readonly string[];
  readonly codings: readonly CodingRow[];
  readonly memo: string | null;
  readonly exemplar: boolean;
  readonly status: Placement['outcome'];
}

/**
 * The segments of one transcript that go out, sorted by start, end, coder (as it goes out) and id; those that have lost their place
 * come last. O(segments × log turns) and the sort.
 */
export function segmentRecords(plan: ExportPlan, coding: TranscriptCoding): SegmentRecord[] {
  const { options, codes } = plan;
  const table = new OffsetTable(coding.text);
  const records: { readonly at: Span | null; readonly record: SegmentRecord }[] = [];
  for (const [coder, { list }] of coding.byCoder) {
    const shown = plan.coders.get(coder);
    if (shown === undefined) continue;
    for (const segment of list) {
      const codings = segment.row.codings.filter(({ code }) => codes.has(code));
      if (!codes.everything && codings.length === 0) continue;
      const record = recordOf(plan, coding, table, shown.id, segment, codings);
      if (options.cases.length > 0 && !record.cases.some((id) => options.cases.includes(id))) continue;
      records.push({ at: segment.placement.span, record });
    }
  }
  return records
    .sort(
      (a, b) =>
        (a.at?.start ?? Infinity) - (b.at?.start ?? Infinity) ||
        (a.at?.end ?? Infinity) - (b.at?.end ?? Infinity) ||
        compareCodeUnits(a.record.coder, b.record.coder) ||
        compareCodeUnits(a.record.id, b.record.id),
    )
    .map(({ record }) => record);
}

function recordOf(
  { study, options: { offsetUnit } }: ExportPlan,
  coding: TranscriptCoding,
  table: OffsetTable,
  coder: string,
  { row, placement }: Segment,
  codings: readonly CodingRow[],
): SegmentRecord {
  const { span } = placement;
  const labels = span === null ? [] : turnsIn(coding.transcript, span).map(({ speaker }) => speaker);
  return {
    id: row.id,
    transcript: coding.path,
    coder,
    start: span && table.fromUtf16(span.start, offsetUnit),
    end: span && table.fromUtf16(span.end, offsetUnit),
    line: span && coding.lines.lineAt(span.start) + 1,
    text: span === null ? row.quote : coding.text.slice(span.start, span.end),
    speakers: distinct(labels.flatMap((label) => label ?? [])),
    ...peopleOf(study, coding.path, labels),
    codings,
    memo: row.memo ?? null,
    exemplar: row.exemplar ?? false,
    status: placement.outcome,
  };
}

function distinct(names: readonly string[]): string[] {
  return [...new Set(names)];
}
