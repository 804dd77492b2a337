import { throwIfCancelled, neverCancelled, type CancellationToken } from '../../base/cancellation';
import type { Code, Codebook } from '../../codebook/codebook';
import type { CodeTree } from '../../codebook/codeTree';
import { plannedCoding, type ExportPlan } from '../exportPlan';
import { segmentRecords, type SegmentRecord } from '../segmentRecord';

/** Exemplars that are quoted of one code at most: the first ones in the order of transcripts. */
export const mostExemplars = 5;

/** How often a code was given. Segments of several coders count each; a segment with a code and with one below it counts once. */
export interface CodeCounts {
  readonly segments: number;
  /** With the codes below it; the same as `segments` where there are none. */
  readonly segmentsWithBelow: number;
  readonly transcripts: number;
  readonly transcriptsWithBelow: number;
  readonly participantsWithBelow: number;
}

/** A passage that a coder marked as an exemplar of a code. */
export interface Exemplar {
  readonly quote: string;
  /** Who speaks in it: ids of participants; empty where it is not known. */
  readonly participants: readonly string[];
  readonly transcript: string;
}

/** A code as the document tells of it. */
export interface DocumentedCode {
  readonly code: Code;
  /** 0 for a code at the top. */
  readonly depth: number;
  readonly counts: CodeCounts;
  readonly exemplars: readonly Exemplar[];
  /** Exemplars that are not quoted, since there are too many. */
  readonly moreExemplars: number;
}

/** A codebook with what was coded, to be read from top to bottom: codes come before those below them. */
export interface DocumentedCodebook {
  readonly codebook: Codebook;
  readonly codes: readonly DocumentedCode[];
}

/** All codebooks of a study for a document that is read by people. */
export interface CodebookDocument {
  readonly study: string;
  readonly codes: CodeTree;
  readonly codebooks: readonly DocumentedCodebook[];
  /** Whose codings were counted, by the names that go out. */
  readonly coders: readonly string[];
}

/**
 * Gathers the codebooks of a planned export with counts and exemplars of the coders, codes and cases that were chosen. Codes that were
 * not chosen are left out; retired ones are in it. Codings of a code that was merged count for the one that it was merged into.
 * Throws CancelledError once the token is cancelled, and where a file changes meanwhile.
 */
export async function codebookDocument(
  plan: ExportPlan,
  token: CancellationToken = neverCancelled,
): Promise<CodebookDocument> {
  const { study, codes: chosen } = plan;
  const tree = study.codes;
  const tallies = new Map(tree.all.map(({ id }) => [id, new Tally()]));
  const withAbove = new Map(
    tree.all.map(({ id }) => [id, [...tree.ancestorsOf(id), { id }].map((one) => tallies.get(one.id))]),
  );
  for (const transcript of plan.transcripts) {
    throwIfCancelled(token);
    for (const record of segmentRecords(plan, await plannedCoding(plan, transcript))) {
      const given = new Map(record.codings.map((coding) => [tree.resolve(coding.code)?.id, coding.exemplar ?? false]));
      const above = new Set<Tally | undefined>();
      for (const [id, exemplar] of given) {
        if (id === undefined) continue;
        tallies.get(id)?.add(record, exemplar || (record.exemplar && given.size === 1));
        for (const tally of withAbove.get(id) ?? []) above.add(tally);
      }
      for (const tally of above) tally?.addBelow(record);
    }
    await study.host.pause?.();
  }
  return {
    study: study.project.name,
    codes: tree,
    coders: [...plan.coders.values()].map(({ name }) => name),
    codebooks: tree.codebooks.flatMap((codebook) => {
      const codes = tree
        .roots(codebook.id)
        .flatMap(({ id }) => tree.subtreeOf(id))
        .filter(({ id }) => chosen.everything || chosen.has(id))
        .map((code): DocumentedCode => {
          const tally = tallies.get(code.id) ?? new Tally();
          return {
            code,
            depth: tree.ancestorsOf(code.id).length,
            counts: tally.counts,
            exemplars: tally.exemplars,
            moreExemplars: tally.marked - tally.exemplars.length,
          };
        });
      return codes.length > 0 || chosen.everything ? [{ codebook, codes }] : [];
    }),
  };
}

/** Counts of one code while transcripts are gone through. */
class Tally {
  readonly exemplars: Exemplar[] = [];
  marked = 0;
  private segments = 0;
  private segmentsWithBelow = 0;
  private readonly transcripts = new Set<string>();
  private readonly transcriptsWithBelow = new Set<string>();
  private readonly participantsWithBelow = new Set<string>();

  add({ transcript, text, participants }: SegmentRecord, exemplar: boolean): void {
    this.segments++;
    this.transcripts.add(transcript);
    if (!exemplar) return;
    this.marked++;
    if (this.exemplars.length < mostExemplars) this.exemplars.push({ quote: text, participants, transcript });
  }

  addBelow({ transcript, participants }: SegmentRecord): void {
    this.segmentsWithBelow++;
    this.transcriptsWithBelow.add(transcript);
    for (const id of participants) this.participantsWithBelow.add(id);
  }

  get counts(): CodeCounts {
    return {
      segments: this.segments,
      segmentsWithBelow: this.segmentsWithBelow,
      transcripts: this.transcripts.size,
      transcriptsWithBelow: this.transcriptsWithBelow.size,
      participantsWithBelow: this.participantsWithBelow.size,
    };
  }
}
