import { say } from '../base/say';
import type { EarlierText } from '../anchor/reanchorThroughDiff';
import { excerpt } from '../coding/excerpt';
import type { Segments, SegmentsChange } from '../coding/segment';
import { applyChange, changeOf, revertConflict } from '../coding/segmentsChange';
import type { SegmentRow } from '../coding/segmentsFile';
import type { LfText } from '../text/lfText';
import type { FileSince, SegmentSince } from './changesSince';
import { changeBack, sameText } from './undoEntry';

/** One thing that a restore would do, or cannot. */
export interface RestoreItem {
  readonly what: string;
  /** What happens to it, or why it cannot be put back. */
  readonly how: string;
}

/** What restoring does to the segments of one transcript. */
export interface SegmentsRestore {
  /** Null where nothing can be put back. */
  readonly change: SegmentsChange | null;
  readonly back: readonly RestoreItem[];
  readonly refused: readonly RestoreItem[];
}

const between = (): string => say('Something that the log does not tell of changed it in between.');

/**
 * Works out how the segments of a transcript are put back to where they were before `since`. What was changed since by somebody else,
 * or in between, is refused with the reason, and the rest is done. `earlier` holds texts in which they stood, by digest, as far as they
 * are known. Pure.
 */
export function restoreSegments(
  since: readonly SegmentSince[],
  segments: Segments,
  text: LfText,
  label: string,
  codeName: (code: string) => string,
  earlier: ReadonlyMap<string, EarlierText> = new Map(),
): SegmentsRestore {
  const refused: RestoreItem[] = [];
  const wanted: SegmentSince[] = [];
  for (const one of since) {
    const { before, after, broken } = one;
    const reason = broken ? between() : revertConflict(segments, changeOf('restore', label, [{ before, after }]));
    if (reason === null) wanted.push(one);
    else refused.push({ what: quoted(after, before), how: reason });
  }
  if (wanted.length === 0) return { change: null, back: [], refused };
  // Each segment is on its own: those that stood in one text are found through it.
  const parts = [...new Set(wanted.map((one) => one.text))].map((digest) => {
    const made = changeOf(
      'restore',
      label,
      wanted.filter((one) => one.text === digest),
    );
    return changeBack(made, 'restore', label, segments, text, earlier.get(digest ?? ''));
  });
  const change = { ...changeOf('restore', label, []), ...merged(parts) };
  const restored = new Map(applyChange(segments, change, text).list.map((one) => [one.row.id, one]));
  const back = wanted.map(({ id, before, after }): RestoreItem => {
    const what = quoted(before, after);
    const lost = restored.get(id)?.placement.span === null;
    const how = howBack(before, after, codeName);
    return { what, how: lost ? say('{0}; it has no place in the text any more', how) : how };
  });
  return { change, back, refused };
}

/** The words of a segment as the first of two records has them, or else the second. */
function quoted(row: SegmentRow | null, other: SegmentRow | null): string {
  return excerpt((row ?? other)?.quote ?? '');
}

function merged(parts: readonly SegmentsChange[]): Pick<SegmentsChange, 'before' | 'after'> {
  const rowsOf = (side: 'before' | 'after'): SegmentsChange['before'] =>
    Object.fromEntries(parts.flatMap((part) => Object.entries(part[side])));
  return { before: rowsOf('before'), after: rowsOf('after') };
}

/** Says why a file cannot be put back to what it was before `since`; null where it can. `now` is its text, null where it is missing. */
export function fileRefusal({ before, after, broken }: FileSince, now: string | null): string | null {
  if (broken) return between();
  if (!sameText(now, after)) return say('It has been changed since.');
  return before === null ? say('It would have to be removed, which is left to you.') : null;
}

function howBack(before: SegmentRow | null, after: SegmentRow | null, codeName: (code: string) => string): string {
  const codes = (row: SegmentRow | null): string | undefined =>
    row?.codings.map(({ code }) => codeName(code)).join(', ');
  if (before === null) return say('is taken away ({0})', codes(after) || say('annotation'));
  if (after === null) return say('comes back ({0})', codes(before) || say('annotation'));
  const [was, is] = [codes(before), codes(after)];
  return was === is
    ? say('gets back what was said of it')
    : say('gets back {0} in place of {1}', was || say('no code'), is || say('no code'));
}
