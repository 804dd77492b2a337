import type { Digest } from '../base/digest';
import type { Problem } from '../base/problem';
import type { StudyPath } from '../base/studyPath';
import { isSurelySound, transcriptProblems } from '../transcript/transcriptProblems';
import type { StudyHost } from './host';
import { readTranscript } from './readTranscript';
import { missingTranscript } from './segmentsProblems';
import { loadSegments, type Recall, type SourceText, type StoredSegments } from './segmentsStore';
import { TranscriptCoding } from './transcriptCoding';

/** A transcript as its files have it; nothing where there is no text. */
export interface ReadTranscript {
  readonly coding: TranscriptCoding | null;
  /** The digest of the transcript's bytes. */
  readonly file: Digest | null;
  readonly stored: ReadonlyMap<string, StoredSegments> | null;
  readonly problems: readonly Problem[];
}

/**
 * Reads a transcript (`bytes`, undefined where there is none) and the segments that `codersOf` have of it. What is wrong is in the problems;
 * throws FileAccessError where the file system refuses.
 */
export async function readTranscriptFiles(
  host: StudyHost,
  path: StudyPath,
  bytes: Uint8Array | undefined,
  codersOf: () => readonly string[],
  recall: Recall,
): Promise<ReadTranscript> {
  if (bytes === undefined) return { coding: null, file: null, stored: null, problems: [missingTranscript(path)] };
  const { source, file, problems } = await readTranscript(path, bytes, host.digest);
  if (source === null) return { coding: null, file, stored: null, problems };
  const stored = await readSegmentsOf(host, source, codersOf(), recall);
  const byCoder = new Map([...stored].map(([coder, { segments }]) => [coder, segments]));
  const coding = new TranscriptCoding(path, source.text, source.digest, byCoder);
  // A file that was put into the folder has gone through no import, which would have told.
  const isClear = source.text === '' || isSurelySound(source.pieces, path);
  const ofText = isClear ? [] : transcriptProblems(source.text, path);
  return { coding, file, stored, problems: [...problems, ...ofText] };
}

async function readSegmentsOf(
  host: StudyHost,
  source: SourceText,
  coders: readonly string[],
  recall: Recall,
): Promise<ReadonlyMap<string, StoredSegments>> {
  // Mostly all coders' segments were made for one text: it is read and compared once.
  const recalled = new Map<string, ReturnType<Recall>>();
  const recallOnce: Recall = (digest, now) => {
    const known = recalled.get(digest) ?? recall(digest, now);
    recalled.set(digest, known);
    return known;
  };
  const read = await Promise.all(coders.map((coder) => loadSegments(host, coder, source, recallOnce)));
  return new Map(read.map((stored) => [stored.segments.coder, stored]));
}
