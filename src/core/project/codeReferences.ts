import type { StudyPath } from '../base/studyPath';
import type { CodeTree } from '../codebook/codeTree';
import { compareSpans, span, type Span } from '../text/span';
import type { IndexedCoding, StudyIndex } from './studyIndex';

/** The places of a code's segments in one transcript, in the order of its text; the same words coded twice are one place. */
export interface CodePlaces {
  readonly transcript: StudyPath;
  readonly places: readonly Span[];
}

/** How many segments, in how many transcripts; those without a place count, too. */
export interface Spread {
  readonly segments: number;
  readonly transcripts: number;
}

/** How far a code is used: by itself, and together with the codes under it (a segment with several of them counts once). */
export interface CodeSpread {
  readonly own: Spread;
  readonly all: Spread;
}

/** What is asked of a study's codes. */
type Codes = Pick<CodeTree, 'all' | 'resolve'>;

/**
 * Where the segments of a code stand, transcript by transcript in the order given; those of codes that were merged into it are among
 * them, segments without a place are not. Reads the index alone: O(codings) for each such id.
 */
export function placesOfCode(
  index: Pick<StudyIndex, 'usedCodes' | 'codingsOf'>,
  codes: Pick<CodeTree, 'resolve'>,
  transcripts: readonly StudyPath[],
  code: string,
): readonly CodePlaces[] {
  const found = new Map<StudyPath, IndexedCoding[]>();
  for (const id of idsCountedFor(index, codes, code)) {
    for (const coding of index.codingsOf(id, transcripts)) {
      if (coding.start < 0) continue;
      const known = found.get(coding.transcript);
      if (known) known.push(coding);
      else found.set(coding.transcript, [coding]);
    }
  }
  return transcripts.flatMap((transcript) => {
    const inOrder = (found.get(transcript) ?? []).sort(compareSpans);
    const places = inOrder.filter(
      ({ start, end }, i) => start !== inOrder[i - 1]?.start || end !== inOrder[i - 1]?.end,
    );
    return places.length > 0 ? [{ transcript, places: places.map(({ start, end }) => span(start, end)) }] : [];
  });
}

/** The ids whose codings count for a code: as far as they are used, its own and those that were merged into it. */
export function idsCountedFor(
  index: Pick<StudyIndex, 'usedCodes'>,
  codes: Pick<CodeTree, 'resolve'>,
  code: string,
): readonly string[] {
  const survivor = codes.resolve(code)?.id ?? code;
  return index.usedCodes().filter((id) => (codes.resolve(id)?.id ?? id) === survivor);
}

/** How far each code of the study is used; those that are not are left out. O(codings × depth of the tree). */
export function codeSpreads(
  index: Pick<StudyIndex, 'codes' | 'columnsOf'>,
  codes: Codes,
  transcripts: readonly StudyPath[],
): ReadonlyMap<string, CodeSpread> {
  const { all } = codes;
  const numbers = new Map(all.map(({ id }, number) => [id, number]));
  const parents = Int32Array.from(all, ({ parent }) => (parent === null ? -1 : (numbers.get(parent) ?? -1)));
  const counted = Int32Array.from(index.codes, (id) => numbers.get(codes.resolve(id)?.id ?? '') ?? -1);
  const own = new Tally(all.length);
  const together = new Tally(all.length);
  let before = 0;
  for (const [transcript, path] of transcripts.entries()) {
    const columns = index.columnsOf(path);
    if (columns === undefined) continue;
    const { codingSegments, codingCodes } = columns;
    for (let i = 0; i < codingCodes.length; i++) {
      const code = counted[codingCodes[i] ?? -1] ?? -1;
      const segment = before + (codingSegments[i] ?? 0);
      if (code < 0) continue;
      own.add(code, segment, transcript);
      // What stands above a code that was counted with this segment was counted with it as well.
      for (let at = code; at >= 0 && together.add(at, segment, transcript); at = parents[at] ?? -1);
    }
    before += columns.starts.length;
  }
  return new Map(
    all.flatMap(({ id }, i) =>
      together.of(i).segments > 0 ? [[id, { own: own.of(i), all: together.of(i) }] as const] : [],
    ),
  );
}

/** Counts segments and transcripts by code, each once; they come in their order. */
class Tally {
  private readonly segments: Int32Array;
  private readonly transcripts: Int32Array;
  private readonly lastSegment: Int32Array;
  private readonly lastTranscript: Int32Array;

  constructor(codes: number) {
    this.segments = new Int32Array(codes);
    this.transcripts = new Int32Array(codes);
    this.lastSegment = new Int32Array(codes).fill(-1);
    this.lastTranscript = new Int32Array(codes).fill(-1);
  }

  /** False where the code had this segment already. */
  add(code: number, segment: number, transcript: number): boolean {
    if (this.lastSegment[code] === segment) return false;
    this.lastSegment[code] = segment;
    (this.segments[code] as number)++;
    if (this.lastTranscript[code] !== transcript) (this.transcripts[code] as number)++;
    this.lastTranscript[code] = transcript;
    return true;
  }

  of(code: number): Spread {
    return { segments: this.segments[code] ?? 0, transcripts: this.transcripts[code] ?? 0 };
  }
}
