import { baseName, type StudyPath } from '../../core/base/studyPath';
import type { SegmentLink } from '../../protocol/details';
import { coderName } from '../study/names';
import type { OpenStudy } from '../study/openStudy';
import { segmentLink } from './detailsModel';

/** As many transcripts are read for the exemplars of a code, and as many exemplars are enough: three besides the passage at hand. */
const mostTranscripts = 30;
const mostFound = 4;

/** The exemplars of codes over a study, by transcript: only what changed is read again. */
export class Exemplars {
  private readonly found = new Map<StudyPath, Map<string, readonly SegmentLink[]>>();

  constructor(private readonly open: OpenStudy) {}

  /** What is known of a code of the codebooks without reading; null where something has to be read. */
  known(code: string): readonly SegmentLink[] | null {
    const links: SegmentLink[] = [];
    for (const path of this.transcriptsWith(code)) {
      const here = this.found.get(path)?.get(code);
      if (here === undefined) return null;
      links.push(...here);
      if (links.length >= mostFound) break;
    }
    return links.slice(0, mostFound);
  }

  /** Looks for the exemplars of a code until there are enough, or `wanted` says that nobody waits for them any more. */
  async look(code: string, wanted: () => boolean): Promise<void> {
    let count = 0;
    for (const path of this.transcriptsWith(code)) {
      if (count >= mostFound || !wanted()) return;
      const byCode = this.found.get(path) ?? new Map<string, readonly SegmentLink[]>();
      this.found.set(path, byCode);
      const here = byCode.get(code) ?? (await this.in(path, code));
      // Forgotten meanwhile, the map is nobody's any more: what was read for it is old.
      byCode.set(code, here);
      count += here.length;
    }
  }

  /** Forgets what was found in a transcript; in all of them where none is named. */
  forget(path?: StudyPath): void {
    if (path === undefined) this.found.clear();
    else this.found.delete(path);
  }

  private transcriptsWith(code: string): StudyPath[] {
    const { index, transcripts } = this.open.study;
    const merged = index.usedCodes().filter((id) => this.isOf(id, code));
    return transcripts
      .map(({ path }) => path)
      .filter((path) => merged.some((id) => index.countIn(id, path) > 0))
      .slice(0, mostTranscripts);
  }

  /** True where a coding with this id is one of the code: segments keep the ids of codes that were merged into it. */
  private isOf(id: string, code: string): boolean {
    return this.open.study.codes.resolve(id)?.id === code;
  }

  private async in(path: StudyPath, code: string): Promise<readonly SegmentLink[]> {
    const { study } = this.open;
    const coding = study.keptCoding(path) ?? (await study.inPassing(path));
    if (coding === null) return [];
    const shown = new Set(study.visible(coding).map(({ coder }) => coder));
    return coding.placed
      .filter(({ coder, segment: { row } }) =>
        shown.has(coder)
          ? row.codings.some((one) => this.isOf(one.code, code) && (one.exemplar === true || row.exemplar === true))
          : false,
      )
      .slice(0, mostFound)
      .map((segment) =>
        segmentLink(
          segment,
          this.open.uriOf(path).toString(),
          `${baseName(path)} · ${coderName(this.open, segment.coder)}`,
        ),
      );
  }
}
