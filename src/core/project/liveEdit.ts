import { anchorAll } from '../anchor/anchor';
import type { Placement } from '../anchor/selector';
import type { Digest } from '../base/digest';
import { compareSegments, descriptionAt, selectorOf } from '../coding/placeSegments';
import type { Segment, Segments } from '../coding/segment';
import type { LfText } from '../text/lfText';
import { utf16 } from '../text/offsets';
import { sameSpan, type Span } from '../text/span';
import { mapSpan, type TextChange } from '../text/textChange';
import { TranscriptCoding } from './transcriptCoding';

/** The digest of a text that was not saved yet: no file has it, so nothing takes its offsets for those of a file. */
export const unsavedDigest = 'unsaved' as Digest;

/**
 * The transcript after edits that are known exactly: every segment is mapped through them. One whose words were taken away, or cut at
 * an edge, is looked for by its words, since a change of whole lines (a reload, a paste over) may hold them still; so is an orphan,
 * whose words an undo may have brought back. Only a place without doubt is taken.
 */
export function afterEdit(coding: TranscriptCoding, changes: readonly TextChange[], text: LfText): TranscriptCoding {
  const exact = changes.map((change) => withoutCommonEnds(coding.text, change));
  return rebased(coding, text, unsavedDigest, ({ list }) => {
    const mapped = list.map(({ placement }) => placement.span && mapSpan(placement.span, exact));
    const doubtful = list.flatMap(({ placement: { span } }, i) =>
      span === null || mapped[i] == null || exact.some((change) => crosses(change, span)) ? [i] : [],
    );
    const found = anchorAll(
      text,
      doubtful.flatMap((i) => (list[i] ? [selectorOf(list[i].row)] : [])),
      { sameText: false, likeness: false },
    );
    const sure = new Map(doubtful.map((i, n) => [i, found[n]]));
    return list.map(({ placement }, i): Placement => {
      const again = sure.get(i);
      if (again?.outcome === 'exact' || again?.outcome === 'moved') return again;
      const span = mapped[i];
      if (placement.span === null) return placement;
      if (span == null) return { outcome: 'orphaned', span: null, reason: 'its words were deleted.' };
      return sameSpan(span, placement.span) ? placement : { ...placement, span };
    });
  });
}

/** True where a change reaches over one border of a span. */
function crosses(change: TextChange, span: Span): boolean {
  return (change.start < span.start && span.start < change.end) || (change.start < span.end && span.end < change.end);
}

/**
 * A change of whole lines without what it puts back as it was at its start and end. One within a line is left whole: it may be a
 * segment's words that are replaced, which keeps the segment.
 */
function withoutCommonEnds(before: LfText, change: TextChange): TextChange {
  const { start, end, text } = change;
  if (!before.slice(start, end).includes('\n')) return change;
  let lead = 0;
  const most = Math.min(end - start, text.length);
  while (lead < most && before.charCodeAt(start + lead) === text.charCodeAt(lead)) lead++;
  let tail = 0;
  while (tail < most - lead && before.charCodeAt(end - 1 - tail) === text.charCodeAt(text.length - 1 - tail)) tail++;
  return { start: utf16(start + lead), end: utf16(end - tail), text: text.slice(lead, text.length - tail) };
}

/** The transcript with a text that came from elsewhere: every segment is found again by its words; an orphan only where there is no doubt. */
export function inOtherText(coding: TranscriptCoding, text: LfText, digest: Digest): TranscriptCoding {
  return rebased(coding, text, digest, ({ list }) => {
    const found = anchorAll(
      text,
      list.map(({ row }) => selectorOf(row)),
      { sameText: false },
    );
    return list.map(({ row, placement }, i) => {
      const now = found[i] ?? placement;
      if (row.state !== 'orphaned' || now.outcome !== 'approximate') return now;
      return { outcome: 'orphaned', span: null, reason: now.reason };
    });
  });
}

/** The same text, now saved under its digest. */
export function asSaved(coding: TranscriptCoding, digest: Digest): TranscriptCoding {
  const byCoder = [...coding.byCoder].map(([coder, segments]) => [coder, { ...segments, text: digest }] as const);
  return new TranscriptCoding(coding.path, coding.text, digest, new Map(byCoder));
}

function rebased(
  coding: TranscriptCoding,
  text: LfText,
  digest: Digest,
  place: (segments: Segments) => readonly Placement[],
): TranscriptCoding {
  const byCoder = [...coding.byCoder].map(([coder, segments]) => {
    const placements = place(segments);
    const list = segments.list.map((segment, i) => moved(segment, placements[i] ?? segment.placement, text));
    return [coder, { ...segments, text: digest, list: list.sort(compareSegments) }] as const;
  });
  return new TranscriptCoding(coding.path, text, digest, new Map(byCoder));
}

/** The segment at its new place, its row saying what the file should say now. An orphan keeps the words and place it had. */
function moved(segment: Segment, placement: Placement, text: LfText): Segment {
  const { state, ...row } = segment.row;
  if (placement.span === null) return { row: { ...row, state: 'orphaned' }, placement };
  const kept = state === 'unconfirmed' || placement.outcome === 'approximate' ? { state: 'unconfirmed' as const } : {};
  const description = descriptionAt(text, segment.row, placement);
  return { row: { ...row, ...placement.span, ...description, ...kept }, placement };
}
