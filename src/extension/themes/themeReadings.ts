import { DisposableStore, type Disposable } from '../../core/base/disposable';
import type { StudyPath } from '../../core/base/studyPath';
import { readThemeSegments, themesOf, type ThemeSegments } from '../../core/retrieval/themeSegments';
import type { Deps } from '../deps';
import type { OpenStudy } from '../study/openStudy';

/** What the themes of a study have, read when it is first asked for and kept until something of it changes. */
export class ThemeReadings implements Disposable {
  private readonly held = new DisposableStore();
  private readonly known = new Map<StudyPath, readonly ThemeSegments[]>();
  private reading: Promise<ReadonlyMap<string, ThemeSegments>> | undefined;
  /** Counts readings and changes; when each transcript changed last, and what themes are. */
  private clock = 0;
  private readonly changedAt = new Map<StudyPath, number>();
  private frameAt = 0;

  constructor(
    { studies }: Deps,
    readonly open: OpenStudy,
  ) {
    this.held.add(
      studies.onDidChangeStudy(({ open: one, change }) => {
        if (one !== open) return;
        if (change.kind === 'frame') {
          this.frameAt = ++this.clock;
          this.known.clear();
        } else if (change.kind === 'transcript') {
          this.known.delete(change.path);
          this.changedAt.set(change.path, ++this.clock);
        } else return;
        this.reading = undefined;
      }),
    );
  }

  /** What each theme has, by its id. */
  all(): Promise<ReadonlyMap<string, ThemeSegments>> {
    if (this.reading) return this.reading;
    const reading = this.read();
    this.reading = reading;
    reading.catch(() => {
      if (this.reading === reading) this.reading = undefined;
    });
    return reading;
  }

  async of(theme: string): Promise<ThemeSegments | undefined> {
    return (await this.all()).get(theme);
  }

  dispose(): void {
    this.held.dispose();
  }

  private async read(): Promise<ReadonlyMap<string, ThemeSegments>> {
    const { study } = this.open;
    const themes = themesOf(study.codebooks).map(({ theme }) => theme);
    const begun = ++this.clock;
    const known = new Map(this.known);
    const found = await readThemeSegments(study, themes, undefined, known);
    // What changed meanwhile was read before it did, or after: nobody can tell.
    if (this.frameAt < begun) {
      for (const [path, one] of known) if ((this.changedAt.get(path) ?? 0) < begun) this.known.set(path, one);
    }
    return new Map(found.map((one) => [one.rule.id, one]));
  }
}
