import type { StudyPath } from '../../core/base/studyPath';
import type { Codebook } from '../../core/codebook/codebook';

/** How often a code was given: itself, and together with all codes under it; in the active transcript and in the whole study. */
export interface CodeCount {
  readonly own: number;
  readonly ownHere: number;
  readonly all: number;
  readonly allHere: number;
}

/** What the counts are read from: the study's index, and what became of codes that were merged. */
export interface CountSource {
  usedCodes(): readonly string[];
  count(code: string): number;
  countIn(code: string, transcript: StudyPath): number;
  /** Segments that carry one of the codes, each once; in the whole study where the transcript is null. */
  segmentsWith(codes: readonly string[], transcript: StudyPath | null): number;
  /** The id under which a code lives on; undefined for one that no codebook has. */
  survivor(code: string): string | undefined;
}

/** Nothing was coded with it. */
export const noCount: CodeCount = { own: 0, ownHere: 0, all: 0, allHere: 0 };

/**
 * Counts codings (a segment with two codes counts for both) of every code that is used or has used codes under it. A segment that has a
 * code and one that was merged into it counts once.
 */
export function codeCounts(
  source: CountSource,
  codebooks: readonly Codebook[],
  here: StudyPath | null,
): ReadonlyMap<string, CodeCount> {
  const counts = new Map<string, CodeCount>();
  const parents = new Map<string, string | null>();
  for (const { codes } of codebooks) for (const { id, parent } of codes) if (!parents.has(id)) parents.set(id, parent);
  const ids = new Map<string, string[]>();
  for (const used of source.usedCodes()) {
    const id = source.survivor(used) ?? used;
    ids.set(id, [...(ids.get(id) ?? []), used]);
  }
  for (const [id, [first = id, ...more]] of ids) {
    const alone = more.length === 0;
    const own = alone ? source.count(first) : source.segmentsWith([first, ...more], null);
    const inTranscript = (path: StudyPath): number =>
      alone ? source.countIn(first, path) : source.segmentsWith([first, ...more], path);
    const ownHere = here === null ? 0 : inTranscript(here);
    add(counts, id, { own, ownHere, all: own, allHere: ownHere });
    const seen = new Set([id]);
    for (let at = parents.get(id) ?? null; at !== null && !seen.has(at); at = parents.get(at) ?? null) {
      seen.add(at);
      add(counts, at, { own: 0, ownHere: 0, all: own, allHere: ownHere });
    }
  }
  return counts;
}

/** The codes whose counts differ. */
export function changedCounts(
  before: ReadonlyMap<string, CodeCount>,
  after: ReadonlyMap<string, CodeCount>,
): readonly string[] {
  const ids = new Set([...before.keys(), ...after.keys()]);
  return [...ids].filter((id) => !same(before.get(id) ?? noCount, after.get(id) ?? noCount));
}

function add(counts: Map<string, CodeCount>, id: string, more: CodeCount): void {
  const old = counts.get(id) ?? noCount;
  counts.set(id, {
    own: old.own + more.own,
    ownHere: old.ownHere + more.ownHere,
    all: old.all + more.all,
    allHere: old.allHere + more.allHere,
  });
}

function same(a: CodeCount, b: CodeCount): boolean {
  return a.own === b.own && a.ownHere === b.ownHere && a.all === b.all && a.allHere === b.allHere;
}
