import { say } from '../base/say';
import type { EarlierText } from '../anchor/reanchorThroughDiff';
import { sameBytes } from '../base/sameBytes';
import type { Digest } from '../base/digest';
import { noPause } from '../base/pause';
import type { Problem } from '../base/problem';
import { err, ok, type Result } from '../base/result';
import { inTurns } from '../base/steps';
import type { StudyPath } from '../base/studyPath';
import { placeRows, placeSegments } from '../coding/placeSegments';
import { readingSegments } from '../coding/readSegments';
import { scanningSegments } from '../coding/scanSegments';
import type { Segment, Segments } from '../coding/segment';
import type { SegmentsHeader } from '../coding/segmentsFile';
import { headerOf, writeSegments } from '../coding/writeSegments';
import type { LfText } from '../text/lfText';
import { utf8Text } from '../text/utf8';
import type { FilePort, StudyHost } from './host';
import type { JoinedStored } from './joinStored';
import { segmentsPath } from './studyFiles';

const encoder = new TextEncoder();

/** Another window or machine writes seldom between a look and a save, so joining is loaded when it first happens. */
const joining = () => import('./joinStored');

/** So is what reads the two versions that git left in a file. */
const joiningSides = () => import('./joinMergeConflict');

/** A transcript's text with its digest, as segments are placed in it. */
export interface PlacingText {
  readonly path: StudyPath;
  readonly text: LfText;
  readonly digest: Digest;
}

/** The same of a transcript as its file has it, with the pieces that its text was put together from. */
export interface SourceText extends PlacingText {
  readonly pieces: readonly string[];
}

/** One coder's segments file of one transcript, as last read or written: what a later write compares with and joins from. */
export interface StoredSegments {
  readonly path: StudyPath;
  /** As the file had them, placed in the text at hand. */
  readonly segments: Segments;
  readonly header: SegmentsHeader | null;
  /** The file when it was last seen; null where there was none, or none in UTF-8. */
  readonly bytes: Uint8Array | null;
  /** The digest of these bytes as they were read; null where they were not read, or nobody needs it. */
  readonly file: Digest | null;
  /** False where the file is newer or unsound: it is shown as far as it can be read, and never written. */
  readonly writable: boolean;
  readonly problems: readonly Problem[];
}

/** Gives an earlier text of a transcript by its digest, beside what it is now, or null where it is not known any more. */
export type Recall = (digest: string, now: LfText) => Promise<EarlierText | null>;

/**
 * Reads a coder's segments and finds their places in the text, by the text that they were made for where that can be recalled. A
 * missing file is an empty one.
 */
export async function loadSegments(
  host: Pick<StudyHost, 'files' | 'digest' | 'pause' | 'keepsIndex'>,
  coder: string,
  source: SourceText,
  recall: Recall,
): Promise<StoredSegments> {
  const path = segmentsPath(coder, source.path);
  const bytes = await host.files.read(path);
  if (bytes === undefined) return emptyOf(path, coder, source);
  const scanned = await inTurns(scanningSegments(bytes, coder, source), host.pause ?? noPause);
  const stored: StoredSegments | null =
    scanned === null
      ? await storedOf(path, coder, source, bytes, recall, host.pause)
      : { path, ...scanned, bytes, file: null, writable: true, problems: [] };
  if (stored === null) return notUtf8(path, coder, source);
  return host.keepsIndex?.() === true ? { ...stored, file: await host.digest(bytes) } : stored;
}

/** The line (from 1) on which each segment of a file stands, by id. */
export function linesOfSegments(bytes: Uint8Array | null): ReadonlyMap<string, number> {
  const lines = new Map<string, number>();
  for (const [i, line] of ((bytes && utf8Text(bytes)) ?? '').split('\n').entries()) {
    const id = /"id"\s*:\s*"([^"\\]{1,100})"/.exec(line)?.[1];
    if (id !== undefined && !lines.has(id)) lines.set(id, i + 1);
  }
  return lines;
}

/** True where the bytes are what was last seen of a file; null and undefined where there is none. Bytes that are no text are never known. */
export function isContent(seen: Uint8Array | null, bytes: Uint8Array | undefined): boolean {
  return bytes === undefined ? seen === null : seen !== null && sameBytes(seen, bytes);
}

function emptyOf(path: StudyPath, coder: string, source: PlacingText): StoredSegments {
  const segments = { transcript: source.path, coder, text: source.digest, list: [] };
  return { path, segments, header: null, bytes: null, file: null, writable: true, problems: [] };
}

/** What a file says, placed in the text; null where its bytes are no UTF-8. */
async function storedOf(
  path: StudyPath,
  coder: string,
  source: PlacingText,
  bytes: Uint8Array,
  recall: Recall,
  pause = noPause,
): Promise<StoredSegments | null> {
  const content = utf8Text(bytes);
  if (content === null) return null;
  const reading = await inTurns(readingSegments(path, content, { transcript: source.path, coder }), pause);
  const made = reading.header?.text ?? '';
  if (reading.conflict?.sides) {
    const { rows } = await (await joiningSides()).joinSides(reading.conflict.sides, source, recall);
    const segments = { transcript: source.path, coder, text: source.digest, list: placeRows(rows, source.text, true) };
    return { ...emptyOf(path, coder, source), segments, bytes, writable: false, problems: reading.problems };
  }
  const earlier = made === source.digest || reading.rows.length === 0 ? null : await recall(made, source.text);
  const origin = { transcript: source.path, coder, text: made };
  const segments = placeSegments(origin, reading.rows, source.text, source.digest, earlier);
  const strayed = made === source.digest ? segments.list.filter(({ placement }) => placement.outcome === 'moved') : [];
  return {
    path,
    segments,
    header: reading.header,
    bytes,
    file: null,
    writable: reading.state === 'sound',
    problems: strayed.length === 0 ? reading.problems : [...reading.problems, ...wrongOffsets(path, bytes, strayed)],
  };
}

/** Segments whose offsets lead to other words than theirs, though the file says that it is for the text at hand. */
function wrongOffsets(path: StudyPath, bytes: Uint8Array, strayed: readonly Segment[]): Problem[] {
  const lines = linesOfSegments(bytes);
  return strayed.map(({ row: { id } }) => ({
    severity: 'information',
    rule: 'wrong-offsets',
    message: say('“start” and “end” of this segment do not lead to its words; it was placed where the words stand.'),
    remedy: say(
      'Look whether it is the place that was meant; the next change of its coder here writes its offsets anew.',
    ),
    file: path,
    line: lines.get(id) ?? 1,
  }));
}

/** A file whose bytes are no UTF-8: nothing of it is shown, and it is never written. */
function notUtf8(path: StudyPath, coder: string, source: PlacingText): StoredSegments {
  return {
    ...emptyOf(path, coder, source),
    writable: false,
    problems: [
      {
        severity: 'error',
        rule: 'not-utf-8',
        message: say('The segments file is not in UTF-8, so it is not read and not written.'),
        remedy: say('Put an earlier version back, or save it as UTF-8 (in VS Code: “Save with Encoding”).'),
        file: path,
      },
    ],
  };
}

/** What a save did: the file as it is now, and what was joined from elsewhere, in words. */
export interface Saved {
  readonly stored: StoredSegments;
  readonly notes: readonly string[];
  /** True where the file had changed since it was seen, so that it holds rows now which were not handed in. */
  readonly joined: boolean;
  /** Where it was joined: a change that was handed in as it was done. */
  readonly asDone?: JoinedStored['asDone'] | undefined;
}

/**
 * Writes a coder's segments. `seen` holds the file as last seen, and the segments as they stood in the text at hand before what was
 * done to them. Where the file changed since it was seen, both are joined by id with what was seen as the base, so nothing that either
 * added is lost. Refused, with nothing written, where the file cannot be read whole or is newer.
 */
export async function saveSegments(
  files: FilePort,
  seen: StoredSegments,
  next: Segments,
  source: PlacingText,
  recall: Recall,
): Promise<Result<Saved, string>> {
  if (!seen.writable) return err(unsoundReason(seen));
  const unjoined = encoder.encode(writeSegments(next, seen.header));
  // Seldom is the file another than it was, so it is looked at again while the disk takes what is to be written.
  if (!isContent(seen.bytes, unjoined) && files.replaceSeen !== undefined) {
    const isSeen = (bytes: Uint8Array | undefined): boolean => isContent(seen.bytes, bytes);
    if (await files.replaceSeen(seen.path, unjoined, isSeen)) {
      return ok({ stored: asWritten(seen, next, unjoined), notes: [], joined: false });
    }
  }
  return files.exclusively(seen.path, async () => {
    const current = await files.read(seen.path);
    let wanted = next;
    let from = seen;
    let notes: readonly string[] = [];
    let joined = false;
    let asDone: Saved['asDone'];
    if (current !== undefined && !isContent(seen.bytes, current)) {
      const read = async (bytes: Uint8Array): Promise<StoredSegments> =>
        (await storedOf(seen.path, next.coder, source, bytes, recall)) ?? notUtf8(seen.path, next.coder, source);
      const theirs = await read(current);
      if (!theirs.writable) return err(unsoundReason(theirs));
      const base = seen.bytes === null ? null : (await read(seen.bytes)).segments;
      const { joinStored } = await joining();
      const outcome = joinStored(base, seen.segments, next, theirs.segments);
      wanted = { ...next, list: placeRows(outcome.rows, source.text, true) };
      from = theirs;
      ({ notes, asDone } = outcome);
      joined = true;
    }
    const written = joined ? encoder.encode(writeSegments(wanted, from.header)) : unjoined;
    if (!isContent(written, current)) await files.replace(seen.path, written);
    return ok({ stored: asWritten(from, wanted, written), notes, joined, asDone });
  });
}

/** A file as it is after segments were written to it. */
function asWritten({ path, header }: StoredSegments, segments: Segments, bytes: Uint8Array): StoredSegments {
  return { path, segments, header: headerOf(segments, header), bytes, file: null, writable: true, problems: [] };
}

function unsoundReason({ path, problems }: StoredSegments): string {
  const first = problems[0];
  return first === undefined
    ? say('“{0}” cannot be read whole, so nothing is written over it.', path)
    : say(
        'Nothing was changed: {0} ({1}) {2}',
        first.message,
        first.line === undefined ? path : say('{0}, line {1}', path, first.line),
        first.remedy,
      );
}
