import type { StudyPath } from '../base/studyPath';
import { decodeStudyText } from '../text/decode';
import { LineTable } from '../text/lineTable';
import { bytesWithin } from './bytesWithin';
import type { Study } from './study';

/** So many files are read at once. */
const atOnce = 16;

/** Where the lines of a study's transcripts begin: read when first asked for and kept, about 4 bytes a line. */
export class TranscriptLines {
  private readonly kept = new Map<StudyPath, LineTable>();

  constructor(private readonly study: Pick<Study, 'keptCoding' | 'host'>) {}

  /** The lines of these transcripts; those that cannot be read are left out. What an editor shows counts before its file. */
  async of(paths: readonly StudyPath[]): Promise<ReadonlyMap<StudyPath, LineTable>> {
    const found = new Map<StudyPath, LineTable>();
    for (let i = 0; i < paths.length; i += atOnce) {
      const some = paths.slice(i, i + atOnce);
      const tables = await Promise.all(some.map((path) => this.read(path)));
      for (const [n, path] of some.entries()) {
        const table = tables[n];
        if (table) found.set(path, table);
      }
    }
    return found;
  }

  /** Forgets a transcript that changed; all where none is named. */
  forget(path?: StudyPath): void {
    if (path === undefined) this.kept.clear();
    else this.kept.delete(path);
  }

  private async read(path: StudyPath): Promise<LineTable | undefined> {
    const live = this.study.keptCoding(path)?.lines ?? this.kept.get(path);
    if (live) return live;
    const bytes = await bytesWithin(this.study.host.files, path);
    const decoded = bytes && decodeStudyText(bytes);
    if (decoded?.ok !== true) return undefined;
    const table = new LineTable(decoded.value.text);
    this.kept.set(path, table);
    return table;
  }
}
