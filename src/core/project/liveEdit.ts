import { describe } from '../anchor/describe';
import { anchorAll } from '../anchor/anchor';
import type { Placement } from '../anchor/selector';
import type { Digest } from '../base/digest';
import { compareSegments, selectorOf } from '../coding/placeSegments';
import type { Segment, Segments } from '../coding/segment';
import type { LfText } from '../text/lfText';
import { sameSpan } from '../text/span';
import { mapSpan, type TextChange } from '../text/textChange';
import { TranscriptCoding } from './transcriptCoding';

/** The digest of a text that was not saved yet: no file has it, so nothing takes its offsets for those of a file. */
export const unsavedDigest = 'unsaved' as Digest;

/**
 * The transcript after edits that are known exactly: every segment is mapped through them, none is searched for. A segment whose
 * words were all deleted is orphaned until they come back.
 */
export function afterEdit(coding: TranscriptCoding, changes: readonly TextChange[], text: LfText): TranscriptCoding {
  return rebased(coding, text, unsavedDigest, ({ list }) =>
    list.map(({ placement }) => {
      if (placement.span === null) return placement;
      const span = mapSpan(placement.span, changes);
      if (span === null) return { outcome: 'orphaned', span: null, reason: 'its words were deleted.' };
      return sameSpan(span, placement.span) ? placement : { ...placement, span };
    }),
  );
}

/** The transcript with a text that came from elsewhere: every segment is found again by its words. */
export function inOtherText(coding: TranscriptCoding, text: LfText, digest: Digest): TranscriptCoding {
  return rebased(coding, text, digest, ({ list }) =>
    anchorAll(
      text,
      list.map(({ row }) => selectorOf(row)),
      { sameText: false },
    ),
  );
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
  const { quote, prefix, suffix } = describe(text, placement.span);
  const kept = state === 'unconfirmed' || placement.outcome === 'approximate' ? { state: 'unconfirmed' as const } : {};
  return { row: { ...row, ...placement.span, quote, prefix, suffix, ...kept }, placement };
}
