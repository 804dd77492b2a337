import type { Code, Codebook } from '../../../../src/core/codebook/codebook';
import type { CodeEntry } from '../../../../src/core/codebook/codebookFile';
import type { Digest } from '../../../../src/core/base/digest';
import type { StudyPath } from '../../../../src/core/base/studyPath';

/** A code for `codebookOf`: its id, what its entry says besides, and the codes under it. */
export type Branch = readonly [id: string, entry?: Partial<CodeEntry>, under?: readonly Branch[]];

/** A codebook as readCodebook would give it, from a short notation. Names are ids with a capital, unless the entry has one. */
export function codebookOf(id: string, branches: readonly Branch[], readOnly = false): Codebook {
  const codes: Code[] = [];
  const add = (branch: Branch, parent: Code | null): Code => {
    const [codeId, more = {}, under = []] = branch;
    const name = more.name ?? codeId.charAt(0).toUpperCase() + codeId.slice(1);
    const entry: CodeEntry = { ...more, id: codeId, name };
    const code: Code = {
      id: codeId,
      name,
      entry,
      codebook: id,
      parent: parent?.id ?? null,
      children: under.map(([child]) => child),
      path: [...(parent?.path ?? []), name],
      color: entry.color ?? parent?.color ?? null,
      codable: entry.codable ?? true,
      retired: entry.retired ?? false,
      digest: `sha256:${'0'.repeat(64)}` as Digest,
      line: codes.length + 1,
    };
    codes.push(code);
    for (const one of under) add(one, code);
    return code;
  };
  for (const branch of branches) add(branch, null);
  return {
    id,
    name: id.toUpperCase(),
    file: `codebooks/${id}.yaml` as StudyPath,
    text: '',
    citation: null,
    paraphrase: false,
    codes,
    themes: [],
    relations: [],
    readOnly,
  };
}

/** Trust with two codes, hope with one that has another under it, and one that was retired. */
export function smallCodebook(): Codebook {
  return codebookOf('book', [
    ['trust', {}, [['connecting'], ['keeping']]],
    ['hope', {}, [['future', {}, [['plans']]]]],
    ['old', { retired: true }],
  ]);
}
