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
  /** What changed while it was read. */
  private readonly changed = new Set<StudyPath>();
  private frames = 0;

  constructor(
    { studies }: Deps,
    readonly open: OpenStudy,
  ) {
    this.held.add(
      studies.onDidChangeStudy(({ open: one, change }) => {
        if (one !== open) return;
        if (change.kind === 'frame') {
          this.frames++;
          this.known.clear();
        } else if (change.kind === 'transcript') {
          this.known.delete(change.path);
          this.changed.add(change.path);
        } else return;
        this.reading = undefined;
      }),
    );
  }

  /** What each theme has, by its id. */
  all(): Promise<ReadonlyMap<string, ThemeSegments>> {
    return (this.reading ??= this.read());
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
    const known = new Map(this.known);
    const { frames } = this;
    this.changed.clear();
    const found = await readThemeSegments(study, themes, undefined, known);
    if (frames === this.frames) {
      for (const [path, one] of known) if (!this.changed.has(path)) this.known.set(path, one);
    }
    return new Map(found.map((one) => [one.rule.id, one]));
  }
}
