import type { Code } from '../codebook/codebook';
import type { CodeTree } from '../codebook/codeTree';
import type { StudyPath } from '../base/studyPath';
import { idsCountedFor } from './codeReferences';
import type { StudyIndex } from './studyIndex';

/** A code that would join another one. */
export interface JoiningCode {
  readonly code: Code;
  /** Segments that carry it, or one that was merged into it; by all coders. */
  readonly segments: number;
  readonly transcripts: number;
  /** Names of the codes under it that would go under the other one. */
  readonly moving: readonly string[];
}

/** What merging codes would come to. */
export interface MergePlan {
  readonly joining: readonly JoiningCode[];
  /** Segments that would carry the code that stays; each counts once. */
  readonly segments: number;
  /** How many codings there are more than segments, since some carry several of the codes now. */
  readonly shared: number;
  /** Ids of the relations and of the themes that would name the code that stays. */
  readonly naming: readonly string[];
}

/** Counts what `mergeCodes` would bring together. O(codings). */
export function planMerge(
  study: {
    readonly index: StudyIndex;
    readonly codes: CodeTree;
    readonly transcripts: readonly { readonly path: StudyPath }[];
  },
  from: readonly Code[],
  into: Code,
): MergePlan {
  const { index, codes, transcripts } = study;
  const idsOf = ({ id }: Code): readonly string[] => idsCountedFor(index, codes, id);
  const joins = new Set(from.map(({ id }) => id));
  const joining = from.map((code): JoiningCode => {
    const ids = idsOf(code);
    return {
      code,
      segments: index.segmentsWith(ids),
      transcripts: transcripts.filter(({ path }) => ids.some((id) => index.countIn(id, path) > 0)).length,
      moving: codes.childrenOf(code.id).flatMap(({ id, name }) => (joins.has(id) ? [] : [name])),
    };
  });
  const apart = joining.reduce((sum, one) => sum + one.segments, index.segmentsWith(idsOf(into)));
  const segments = index.segmentsWith([...from, into].flatMap(idsOf));
  const book = codes.codebookOf(into);
  const naming = [
    ...(book?.relations ?? []).filter((one) => joins.has(one.from) || joins.has(one.to)),
    ...(book?.themes ?? []).filter((one) => one.codes?.some((id) => joins.has(id))),
  ].map(({ id }) => id);
  return { joining, segments, shared: apart - segments, naming };
}
