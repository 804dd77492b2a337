import type { StudyPath } from '../base/studyPath';

/** A segments file whose transcript is not there. */
export interface StraySegments {
  readonly path: StudyPath;
  readonly coder: string;
  /** Where the transcript was. */
  readonly transcript: StudyPath;
  /** Digest of the text that the segments were last anchored to; null where the file does not say. */
  readonly text: string | null;
}

/** A transcript that is there. */
export interface DigestedTranscript {
  readonly path: StudyPath;
  readonly digest: string;
}

/** Where a stray file's transcript may have gone: transcripts with the very text, sorted by path. */
export interface RenameMatch {
  readonly stray: StraySegments;
  readonly to: readonly StudyPath[];
  /** True where there is one and no doubt. */
  readonly sure: boolean;
}

/** What is known of the coders' files and of the past. */
export interface RenameContext {
  /** True where the coder has a segments file of the transcript. */
  hasFile(coder: string, transcript: StudyPath): boolean;
  /** True where both transcripts are known to have been there at one time: the one is then a copy of the other, and no rename. */
  wereTogether(from: StudyPath, to: StudyPath): boolean;
}

/**
 * Finds for each stray file the transcripts with the text that its segments were made for and of which its coder has no segments. Sure
 * only where it is one, no other stray file of the same coder could mean it, and it is not known as a copy: everything else is for a
 * person to say. Those without any match are left out. O(strays × transcripts of one text).
 */
export function matchRenamed(
  strays: readonly StraySegments[],
  transcripts: readonly DigestedTranscript[],
  context: RenameContext,
): RenameMatch[] {
  const byDigest = new Map<string, StudyPath[]>();
  for (const { path, digest } of transcripts) {
    const known = byDigest.get(digest);
    if (known) known.push(path);
    else byDigest.set(digest, [path]);
  }
  const found = strays.flatMap((stray) => {
    const same = stray.text === null ? [] : (byDigest.get(stray.text) ?? []);
    const to = same.filter((path) => !context.hasFile(stray.coder, path)).sort();
    return to.length > 0 ? [{ stray, to }] : [];
  });
  const wanted = new Map<string, number>();
  for (const { stray, to } of found) {
    for (const path of to) wanted.set(keyOf(stray.coder, path), (wanted.get(keyOf(stray.coder, path)) ?? 0) + 1);
  }
  return found.map(({ stray, to }) => {
    const [only, ...others] = to;
    const sure =
      only !== undefined &&
      others.length === 0 &&
      wanted.get(keyOf(stray.coder, only)) === 1 &&
      !context.wereTogether(stray.transcript, only);
    return { stray, to, sure };
  });
}

function keyOf(coder: string, path: StudyPath): string {
  return `${coder}\0${path}`;
}
