import { digestOfText, type Digest, type Digester } from '../base/digest';
import type { Problem } from '../base/problem';
import type { StudyPath } from '../base/studyPath';
import { decodeStudyText } from '../text/decode';
import type { SourceText } from './segmentsStore';

/** A transcript's text, or null where it cannot be read as text; the problems say why. */
export interface TranscriptReading {
  readonly source: SourceText | null;
  readonly problems: readonly Problem[];
  /** The digest of the file's bytes, byte order mark and CRs included; null where it is no text. */
  readonly file: Digest | null;
}

const carriageReturn = 13;

/** Decodes a transcript file of the study (UTF-8) and takes the digest of its LF text. */
export async function readTranscript(
  path: StudyPath,
  bytes: Uint8Array,
  digester: Digester,
): Promise<TranscriptReading> {
  const decoded = decodeStudyText(bytes);
  if (!decoded.ok) return { source: null, problems: [{ ...decoded.error, file: path }], file: null };
  const { text, pieces, hadBom, problems } = decoded.value;
  // Without BOM and CR the file is its own LF text, so the bytes in hand are hashed as they are.
  const file = await digester(bytes);
  const digest = hadBom || bytes.includes(carriageReturn) ? await digestOfText(text, digester) : file;
  return {
    source: { path, text, pieces, digest },
    problems: problems.map((problem) => ({ ...problem, file: path })),
    file,
  };
}
