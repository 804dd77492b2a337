import type { StudyPath } from '../../core/base/studyPath';
import type { IndexedCoding } from '../../core/project/studyIndex';

/** How many segments carry at least one of some codes, transcript by transcript. */
export interface TranscriptCount {
  readonly path: StudyPath;
  readonly count: number;
}

/**
 * Counts the segments (a segment with two of the codes counts once) that carry at least one of the codes, in the order of the
 * transcripts; those without any are left out. Reads the index alone.
 */
export function codeSpread(
  codes: Iterable<string>,
  transcripts: readonly StudyPath[],
  codingsOf: (code: string, transcripts: readonly StudyPath[]) => readonly IndexedCoding[],
): readonly TranscriptCount[] {
  const segments = new Map<StudyPath, Set<string>>();
  for (const code of codes) {
    for (const { transcript, coder, row } of codingsOf(code, transcripts)) {
      const key = `${coder}\0${row}`;
      const known = segments.get(transcript);
      if (known) known.add(key);
      else segments.set(transcript, new Set([key]));
    }
  }
  return transcripts.flatMap((path) => {
    const count = segments.get(path)?.size ?? 0;
    return count > 0 ? [{ path, count }] : [];
  });
}
