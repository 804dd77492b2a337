import type { Digest } from '../base/digest';
import { compareCodeUnits } from '../base/order';
import type { Problem } from '../base/problem';
import { err, ok, type Result } from '../base/result';
import type { StudyPath } from '../base/studyPath';
import { joinSegments } from '../coding/joinSegments';
import { placeSegments } from '../coding/placeSegments';
import { readSegments, type SegmentsReading } from '../coding/readSegments';
import type { Segments } from '../coding/segment';
import type { SegmentRow } from '../coding/segmentsFile';
import { writeSegments } from '../coding/writeSegments';
import type { LfText } from '../text/lfText';
import type { FilePort } from './host';
import { segmentsPath } from './studyFiles';

const decoder = new TextDecoder();
const encoder = new TextEncoder();

/** One coder's segments file of one transcript, as last read or written: what a later write compares with and joins from. */
export interface StoredSegments {
  readonly path: StudyPath;
  readonly segments: Segments;
  /** The file's content when it was last seen, or null where there was none. */
  readonly content: string | null;
  /** False where the file is newer or unsound: it is shown as far as it can be read, and never written. */
  readonly writable: boolean;
  readonly problems: readonly Problem[];
}

/** A transcript's text with its digest, as segments are placed in it. */
export interface PlacingText {
  readonly path: StudyPath;
  readonly text: LfText;
  readonly digest: Digest;
}

/** Reads a coder's segments and finds their places in the text. A missing file is an empty one. */
export async function loadSegments(files: FilePort, coder: string, source: PlacingText): Promise<StoredSegments> {
  const path = segmentsPath(coder, source.path);
  const bytes = await files.read(path);
  return storedOf(path, coder, source, bytes === undefined ? null : decoder.decode(bytes));
}

/** The same from content in hand. */
export function storedOf(path: StudyPath, coder: string, source: PlacingText, content: string | null): StoredSegments {
  const empty: Segments = { transcript: source.path, coder, text: source.digest, list: [] };
  if (content === null) return { path, segments: empty, content, writable: true, problems: [] };
  const reading = readSegments(path, content, { transcript: source.path, coder });
  return {
    path,
    segments: placeSegments(reading, { transcript: source.path, coder, text: source.text, digest: source.digest }),
    content,
    writable: reading.state === 'sound',
    problems: reading.problems,
  };
}

/** What a save did: the segments as they are now, and what was joined from elsewhere in words. */
export interface Saved {
  readonly stored: StoredSegments;
  readonly notes: readonly string[];
}

/**
 * Writes a coder's segments. Where the file changed since it was seen, both are joined by id with what was seen as the base, so
 * nothing that either added is lost. Refused, with nothing written, where the file cannot be read whole.
 */
export async function saveSegments(
  files: FilePort,
  seen: StoredSegments,
  next: Segments,
  source: PlacingText,
): Promise<Result<Saved, string>> {
  return files.exclusively(seen.path, async () => {
    const bytes = await files.read(seen.path);
    const current = bytes === undefined ? null : decoder.decode(bytes);
    let wanted = next;
    let notes: readonly string[] = [];
    if (current !== seen.content && current !== null) {
      const theirs = readSegments(seen.path, current, { transcript: source.path, coder: next.coder });
      if (theirs.state !== 'sound') return err(unsoundReason(seen.path, theirs));
      const joined = joinSegments(
        seen.content === null ? [] : seen.segments.list.map(({ row }) => row),
        next.list.map(({ row }) => row),
        placedRows(theirs, next.coder, source),
      );
      notes = joined.notes;
      wanted = placeSegments(
        { ...theirs, rows: joined.rows },
        { transcript: source.path, coder: next.coder, text: source.text, digest: source.digest },
      );
    } else if (!seen.writable) {
      return err(
        `“${seen.path}” cannot be read whole, so nothing is written over it. The Problems panel says what is wrong.`,
      );
    }
    const content = writeSegments(wanted);
    if (content !== current) await files.replace(seen.path, encoder.encode(content));
    return ok({ stored: { ...seen, segments: wanted, content, writable: true, problems: [] }, notes });
  });
}

/** Their rows as they stand in the text at hand, so that offsets of both sides count in one text. */
function placedRows(theirs: SegmentsReading, coder: string, source: PlacingText): readonly SegmentRow[] {
  return placeSegments(theirs, { transcript: source.path, coder, text: source.text, digest: source.digest })
    .list.map(({ row }) => row)
    .sort((a, b) => compareCodeUnits(a.id, b.id));
}

function unsoundReason(path: string, { problems }: SegmentsReading): string {
  const first = problems[0];
  return first === undefined
    ? `“${path}” was changed by a newer Verbatim; update this one.`
    : `“${path}” was changed by another program and is unsound now: ${first.message} ${first.remedy}`;
}
