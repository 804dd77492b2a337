import { sameBytes } from '../base/sameBytes';
import type { StudyPath } from '../base/studyPath';
import { readSegments, type SegmentsSide } from '../coding/readSegments';
import { writeRows } from '../coding/writeSegments';
import { utf8Text } from '../text/utf8';
import type { StudyHost } from './host';
import { putAside } from './putAside';
import { codingFileOf } from './studyFiles';

/** A file of my segments that another program removed while its transcript is there. */
export interface LostSegments {
  readonly path: StudyPath;
  readonly transcript: StudyPath;
  /** What the file held; null where it is not in hand any more. */
  readonly bytes: Uint8Array | null;
}

/** What became of files that were to be put back. */
export interface PutBack {
  /** How many are there again, with everything that they held. */
  readonly back: number;
  /** Where the bytes of the others lie now. */
  readonly aside: readonly StudyPath[];
}

const encoder = new TextEncoder();

/**
 * Puts files back as they were. Into one that is there again come the rows that it lacks, by id; its own stay as they are. Where it is
 * for another text, or one of both cannot be read whole, it is left alone, and what was to come back is put aside. Files whose bytes
 * are not in hand are passed over. FileAccessError where the file system refuses.
 */
export async function putBack(
  host: Pick<StudyHost, 'files' | 'digest'>,
  lost: readonly LostSegments[],
): Promise<PutBack> {
  const { files } = host;
  let back = 0;
  const aside: StudyPath[] = [];
  for (const { path, bytes } of lost) {
    if (bytes === null) continue;
    const isBack = await files.exclusively(path, async () => {
      const now = await files.read(path);
      const whole = now === undefined ? bytes : joined(path, bytes, now);
      if (whole !== null && (now === undefined || !sameBytes(whole, now))) await files.replace(path, whole);
      return whole !== null;
    });
    if (isBack) back++;
    else aside.push(await putAside(host, path, bytes));
  }
  return { back, aside };
}

/** The file that is there with the rows that only the earlier one has; null where offsets of both are not of one text, or not known. */
function joined(path: StudyPath, earlier: Uint8Array, now: Uint8Array): Uint8Array | null {
  const [was, is] = [soundOf(path, earlier), soundOf(path, now)];
  if (was === null || is === null || was.header.text !== is.header.text) return null;
  const there = new Set(is.rows.map(({ id }) => id));
  const missing = was.rows.filter(({ id }) => !there.has(id));
  if (missing.length === 0) return now;
  return encoder.encode(writeRows({ ...was.header, ...is.header }, [...is.rows, ...missing]));
}

function soundOf(path: StudyPath, bytes: Uint8Array): SegmentsSide | null {
  const [file, content] = [codingFileOf(path), utf8Text(bytes)];
  if (file?.kind !== 'segments' || content === null) return null;
  const { state, header, rows } = readSegments(path, content, file);
  return state === 'sound' && header !== null ? { header, rows } : null;
}
