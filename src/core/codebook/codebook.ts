import type { Digest } from '../base/digest';
import type { StudyPath } from '../base/studyPath';
import type { CodeEntry, RelationEntry, ThemeEntry } from './codebookFile';

/** A code with its place in the tree. A category is a code with `children`. */
export interface Code {
  readonly id: string;
  readonly name: string;
  /** What the YAML says of it, unknown keys included. */
  readonly entry: CodeEntry;
  readonly codebook: string;
  readonly parent: string | null;
  /** Ids of the codes under it, in file order. */
  readonly children: readonly string[];
  /** Names from the top down to and including its own. */
  readonly path: readonly string[];
  /** Own colour or that of the nearest ancestor that has one; a palette name or #RRGGBB; null where none is set. */
  readonly color: string | null;
  readonly codable: boolean;
  readonly retired: boolean;
  /** Digest of definition, include and exclude as they are now: what a coding was made under. */
  readonly digest: Digest;
  /** Line (from 1) of its entry in the YAML file. */
  readonly line: number;
}

/** One codebook file, read. */
export interface Codebook {
  readonly id: string;
  readonly name: string;
  readonly file: StudyPath;
  /** The text that it was read from. */
  readonly text: string;
  readonly citation: string | null;
  /** True where definitions are a paraphrase of the cited source. */
  readonly paraphrase: boolean;
  /** Every code, parents before their children, in file order. */
  readonly codes: readonly Code[];
  readonly themes: readonly ThemeEntry[];
  readonly relations: readonly RelationEntry[];
  /** True where a newer version of the file kind must not be written by this program. */
  readonly readOnly: boolean;
}
