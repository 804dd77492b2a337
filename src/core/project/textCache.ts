import { digestOfText, type Digest, type Digester } from '../base/digest';
import { joinPath, type StudyPath } from '../base/studyPath';
import { toLf, type LfText } from '../text/lfText';
import { utf8Text } from '../text/utf8';
import { whereAllowed, type FileEntry, type FilePort } from './host';

const folder = '.verbatim/texts' as StudyPath;

/** How many bytes of earlier texts are kept: some six hundred interviews of 100 kB. */
export const mostCachedBytes = 64 * 1024 * 1024;

const encoder = new TextEncoder();

/**
 * The texts that codings were last anchored to, by digest, so that a transcript which another program changed can be compared with
 * what it was. Local to the machine, bounded (the longest unused go first) and never needed: without it segments are found by
 * their words. A file that the system refuses is as good as none; a damaged one is removed.
 */
export class TextCache {
  private listed: Promise<Map<string, FileEntry>> | undefined;

  constructor(
    private readonly files: FilePort,
    private readonly digester: Digester,
    private readonly most = mostCachedBytes,
  ) {}

  /** The text with this digest, or null where it is not kept. */
  async recall(digest: string): Promise<LfText | null> {
    const path = pathOf(digest);
    if (path === null) return null;
    return whereAllowed(null, async () => {
      const bytes = await this.files.read(path);
      if (bytes === undefined) return null;
      const content = utf8Text(bytes);
      const text = content === null ? null : toLf(content);
      if (text !== null && (await digestOfText(text, this.digester)) === digest) return text;
      await this.files.remove(path);
      (await this.kept()).delete(path);
      return null;
    });
  }

  /** True where the text with this digest is kept, as far as this program knows. */
  async has(digest: Digest): Promise<boolean> {
    const path = pathOf(digest);
    return path !== null && whereAllowed(false, async () => (await this.kept()).has(path));
  }

  /** Keeps a text; one that is larger than all that may be kept is not. */
  async remember(digest: Digest, text: LfText): Promise<void> {
    const path = pathOf(digest);
    if (path === null || (await this.has(digest))) return;
    await whereAllowed(undefined, async () => {
      const bytes = encoder.encode(text);
      if (bytes.length > this.most) return;
      const kept = await this.kept();
      await this.files.replace(path, bytes);
      kept.set(path, { path, size: bytes.length, modified: Number.POSITIVE_INFINITY });
      await this.makeRoom(kept);
    });
  }

  /** Removes everything that is kept. FileAccessError where the file system refuses. */
  async empty(): Promise<void> {
    this.listed = undefined;
    for (const { path } of await this.files.list(folder)) await this.files.remove(path);
  }

  private async makeRoom(kept: Map<string, FileEntry>): Promise<void> {
    let size = 0;
    for (const entry of kept.values()) size += entry.size;
    // What this program kept itself is the newest, in the order in which it did.
    const oldest = [...kept.values()].sort((a, b) => (a.modified === b.modified ? 0 : a.modified - b.modified));
    for (const entry of oldest) {
      if (size <= this.most) return;
      await this.files.remove(entry.path);
      kept.delete(entry.path);
      size -= entry.size;
    }
  }

  private kept(): Promise<Map<string, FileEntry>> {
    return (this.listed ??= this.files
      .list(folder)
      .then((entries) => new Map(entries.map((entry) => [entry.path, entry]))));
  }
}

/** Where a text lies; null for what is no digest, so that no path comes from a file. */
function pathOf(digest: string): StudyPath | null {
  const hex = /^sha256:([0-9a-f]{64})$/.exec(digest)?.[1];
  return hex === undefined ? null : joinPath(folder, `${hex}.txt`);
}
