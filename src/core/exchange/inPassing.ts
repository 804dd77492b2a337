import type { StudyPath } from '../base/studyPath';
import type { StoredSegments } from '../project/segmentsStore';
import type { Study } from '../project/study';
import type { TranscriptCoding } from '../project/transcriptCoding';

/** A transcript as an editor holds it, else as the files have it; null where it cannot be read. With it the segments files that it was read from. */
export interface Passing {
  readonly coding: TranscriptCoding | null;
  readonly stored: ReadonlyMap<string, StoredSegments>;
}

/** Reads a transcript and lets the study forget it at once, unless it is kept for an editor: whoever goes through all of them holds one at a time. */
export async function inPassing(study: Study, path: StudyPath): Promise<Passing> {
  const coding = await study.coding(path);
  const stored = study.storedOf(path);
  study.passed(path);
  return { coding, stored };
}
