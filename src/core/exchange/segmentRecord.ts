import type { Placement } from '../anchor/selector';
import { compareCodeUnits } from '../base/order';
import type { Segment } from '../coding/segment';
import type { CodingRow } from '../coding/segmentsFile';
import type { TranscriptCoding } from '../project/transcriptCoding';
import { OffsetTable, type OffsetUnit } from '../text/offsets';
import { sliceOf, type Span } from '../text/span';
import { turnsIn } from '../transcript/turns';
import type { ExportPlan } from './exportPlan';
import { peopleOf, type People } from './people';

/** A segment as it goes out, the keys that are written in the order in which files have them. */
export interface SegmentRecord {
  readonly id: string;
  readonly transcript: string;
  readonly coder: string;
  /** In UTF-16 units of the transcript's text; null for a segment that has lost its place. Not written. */
  readonly at: Span | null;
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
  const speaking = speakingIn(plan, coding);
  const records: SegmentRecord[] = [];
  for (const [coder, { list }] of coding.byCoder) {
    const shown = plan.coders.get(coder);
    if (shown === undefined) continue;
    for (const segment of list) {
      const all = segment.row.codings;
      const codings = codes.everything ? all : all.filter(({ code }) => codes.has(code));
      if (!codes.everything && codings.length === 0) continue;
      const record = recordOf(options.offsetUnit, coding, table, speaking, shown.id, segment, codings);
      if (options.cases.length > 0 && !record.cases.some((id) => options.cases.includes(id))) continue;
      records.push(record);
    }
  }
  return records.sort(
    (a, b) =>
      (a.at?.start ?? Infinity) - (b.at?.start ?? Infinity) ||
      (a.at?.end ?? Infinity) - (b.at?.end ?? Infinity) ||
      compareCodeUnits(a.coder, b.coder) ||
      compareCodeUnits(a.id, b.id),
  );
}

function recordOf(
  offsetUnit: OffsetUnit,
  coding: TranscriptCoding,
  table: OffsetTable,
  speaking: (labels: readonly (string | null)[]) => Speaking,
  coder: string,
  { row, placement }: Segment,
  codings: readonly CodingRow[],
): SegmentRecord {
  const { span } = placement;
  const labels = span === null ? [] : turnsIn(coding.transcript, span).map(({ speaker }) => speaker);
  const { speakers, participants, cases } = speaking(labels);
  return {
    id: row.id,
    transcript: coding.path,
    coder,
    at: span,
    start: span && table.fromUtf16(span.start, offsetUnit),
    end: span && table.fromUtf16(span.end, offsetUnit),
    line: span && coding.lines.lineAt(span.start) + 1,
    text: span === null ? row.quote : sliceOf(coding.text, span),
    speakers,
    participants,
    cases,
    codings,
    memo: row.memo ?? null,
    exemplar: row.exemplar ?? false,
    status: placement.outcome,
  };
}

/** The people of a stretch, and the labels of its turns, each once. */
interface Speaking extends People {
  readonly speakers: readonly string[];
}

/** Says who speaks in turns with these labels. Thousands of segments have the same few labels, so each answer is found once. */
function speakingIn(
  { study }: ExportPlan,
  { path }: TranscriptCoding,
): (labels: readonly (string | null)[]) => Speaking {
  const known = new Map<string | null | undefined, Speaking>();
  return (labels) => {
    // No label holds a control character.
    const key = labels.length === 1 ? labels[0] : labels.map((label) => label ?? '\0').join('\n');
    let answer = known.get(key);
    if (answer === undefined) {
      const speakers = [...new Set(labels.flatMap((label) => label ?? []))];
      known.set(key, (answer = { speakers, ...peopleOf(study, path, labels) }));
    }
    return answer;
  };
}
