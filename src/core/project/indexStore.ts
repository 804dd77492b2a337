import type { Digest } from '../base/digest';
import type { StudyPath } from '../base/studyPath';
import type { CodeTree } from '../codebook/codeTree';
import { whereAllowed, type StudyHost } from './host';
import {
  indexCachePath,
  isPossible,
  readIndexCache,
  writeIndexCache,
  type FileStamp,
  type KeptTranscript,
} from './indexCache';
import type { StudyIndex } from './studyIndex';

/** What is asked of a study's codes: whether there is one. */
export type CodesOfStudy = Pick<CodeTree, 'resolve'>;

/**
 * The index of the last session, kept on this machine so that a study need not be read whole to be counted. A transcript's part is used
 * only where its files are byte for byte those that it was made of. Never needed: what cannot be read or written is done without.
 */
export class IndexStore {
  private known = new Map<StudyPath, KeptTranscript>();
  /** What the file of the index holds, as it was read, without what is damaged. */
  private left = new Map<StudyPath, KeptTranscript>();
  private codes: readonly string[] = [];
  private coders: readonly string[] = [];
  /** Which of `codes` the study's code tree has, by their numbers; worked out once for each tree, and not for each of a thousand transcripts. */
  private ofTree = new WeakMap<CodesOfStudy, readonly boolean[]>();
  /** What the index holds now of transcripts as their files have them. */
  private readonly fresh = new Map<StudyPath, KeptTranscript>();

  constructor(private readonly host: StudyHost) {}

  /** True where an index may be kept on this machine. */
  get isKept(): boolean {
    return this.host.keepsIndex?.() === true;
  }

  /** Reads what the last session left. */
  async load(): Promise<void> {
    const { files } = this.host;
    const bytes = this.isKept ? await whereAllowed(undefined, () => files.read(indexCachePath)) : undefined;
    const kept = bytes === undefined ? null : readIndexCache(bytes);
    this.codes = kept?.codes ?? [];
    this.coders = kept?.coders ?? [];
    this.left = new Map(kept?.transcripts.map((one) => [one.transcript.path, one]));
    this.known = new Map(this.left);
    this.ofTree = new WeakMap();
  }

  /**
   * Puts a transcript into the index as the last session had it, and hands out what is known of it; null, and nothing done, where one
   * of its files (`segments`: of all coders, sorted) is another by now, or it has a code that `tree` does not have.
   */
  async restore(
    index: StudyIndex,
    path: StudyPath,
    segments: readonly StudyPath[],
    tree: CodesOfStudy,
  ): Promise<KeptTranscript | null> {
    const known = this.known.get(path);
    if (known === undefined) return null;
    const stamps = [known.transcript, ...known.segments];
    const files = [path, ...segments];
    if (files.length !== stamps.length || !files.every((file, i) => file === stamps[i]?.path)) return null;
    for (const stamp of stamps) if (!(await this.isAsIt(stamp))) return null;
    const { columns } = known;
    const { codes, coders } = this;
    if (!isPossible(known, { codes, coders })) {
      this.left.delete(path);
      return null;
    }
    if (columns && !this.areCodes(columns.codingCodes, tree)) return null;
    // It was read anew meanwhile.
    if (this.known.get(path) !== known) return null;
    if (columns) index.restore(path, columns, codes, coders);
    else index.remove(path);
    this.fresh.set(path, { ...known, columns: index.columnsOf(path) });
    return known;
  }

  /** Notes that a transcript is in the index as its files have it. */
  took(kept: KeptTranscript): void {
    this.fresh.set(kept.transcript.path, kept);
  }

  /** Notes that a transcript is gone, or that its files are read anew: what was known of it counts no more. */
  drop(path: StudyPath): void {
    this.known.delete(path);
    this.fresh.delete(path);
  }

  /** Keeps the index as it is noted, where that is another than the last session left. */
  async save({ codes, coders }: StudyIndex): Promise<void> {
    const transcripts = [...this.fresh.values()];
    const before = this.left;
    this.left = new Map();
    this.known = new Map();
    if (!this.isKept || (transcripts.length === before.size && transcripts.every((one) => isSame(one, before)))) return;
    const bytes = writeIndexCache({ codes, coders, transcripts });
    await whereAllowed(undefined, () => this.host.files.replace(indexCachePath, bytes));
  }

  private areCodes(numbers: Int32Array, tree: CodesOfStudy): boolean {
    let known = this.ofTree.get(tree);
    if (known === undefined) {
      known = this.codes.map((code) => tree.resolve(code) !== undefined);
      this.ofTree.set(tree, known);
    }
    for (let i = 0; i < numbers.length; i++) if (known[numbers[i] as number] !== true) return false;
    return true;
  }

  private async isAsIt({ path, digest }: FileStamp): Promise<boolean> {
    const { files } = this.host;
    if (files.digestOf) return (await files.digestOf(path)) === digest;
    const bytes = await files.read(path);
    return bytes !== undefined && (await this.host.digest(bytes)) === digest;
  }
}

function isSame({ transcript, segments }: KeptTranscript, before: ReadonlyMap<StudyPath, KeptTranscript>): boolean {
  const known = before.get(transcript.path);
  const digests = (one: Pick<KeptTranscript, 'transcript' | 'segments'>): readonly Digest[] =>
    [one.transcript, ...one.segments].map(({ digest }) => digest);
  return known !== undefined && digests(known).join() === digests({ transcript, segments }).join();
}
