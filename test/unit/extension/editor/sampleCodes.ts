import type { Code, Codebook } from '../../../../src/core/codebook/codebook';
import { CodeTree } from '../../../../src/core/codebook/codeTree';
import type { Digest } from '../../../../src/core/base/digest';
import type { StudyPath } from '../../../../src/core/base/studyPath';

/** A code as the codebook room reads it. */
export function sampleCode(id: string, more: Partial<Code> = {}): Code {
  return {
    id,
    name: id,
    entry: { id, name: more.name ?? id },
    codebook: 'book',
    parent: null,
    children: [],
    path: [more.name ?? id],
    color: null,
    codable: true,
    retired: false,
    digest: 'sha256:0' as Digest,
    line: 1,
    ...more,
  };
}

/** A tree of one codebook. */
export function sampleTree(codes: readonly Code[], more: Partial<Codebook> = {}): CodeTree {
  return CodeTree.of([
    {
      id: 'book',
      name: 'Book',
      file: 'codebooks/book.yaml' as StudyPath,
      text: '',
      citation: null,
      paraphrase: false,
      codes,
      themes: [],
      relations: [],
      readOnly: false,
      ...more,
    },
  ]);
}
