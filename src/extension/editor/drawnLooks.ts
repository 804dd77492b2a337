import type { Pause } from '../../core/base/pause';
import { changedLooks, staleLooks, type FlatRanges, type HighlightPlan, type LineChange } from './highlightPlan';

/** What one editor shows of a plan, look by look, and the looks that typing has moved since they were set. */
export class DrawnLooks {
  private readonly plan = new Map<string, FlatRanges>();
  private readonly stale = new Set<string>();
  /** What is drawn, or being drawn, was made of these. */
  private from: readonly unknown[] = [];
  /** Whether the drawing that is in hand will come to its end; undefined where none is. */
  private drawing: (() => boolean) | undefined;

  constructor(private readonly show: (look: string, ranges: FlatRanges) => void) {}

  /** True where all is drawn, or being drawn, that is made of the very same objects. */
  isMadeOf(from: readonly unknown[]): boolean {
    const same = this.from.length === from.length && this.from.every((item, i) => item === from[i]);
    return same && this.stale.size === 0 && this.drawing?.() !== false;
  }

  /** Until a plan follows an edit, the editor moves what it shows by itself; what it may have moved otherwise is noted. */
  edited(changes: readonly LineChange[]): void {
    for (const look of staleLooks(this.plan, changes)) this.stale.add(look);
  }

  /**
   * Shows the looks in which a plan, made of `from`, differs from what is shown. Thousands of ranges are handed over so that others have
   * their turn meanwhile. Where another plan came by then, or this one is not `isWanted` any more, it stops: the next goes on from what
   * is shown.
   */
  async draw(
    plan: HighlightPlan,
    from: readonly unknown[],
    pause: Pause,
    isWanted: () => boolean = () => true,
  ): Promise<void> {
    // Told apart by what each is handed, which may be the same for two.
    const drawing = (): boolean => isWanted();
    this.drawing = drawing;
    this.from = from;
    for (const look of changedLooks(this.plan, plan, this.stale)) {
      if (!isWanted()) {
        this.from = [];
        return;
      }
      const ranges = plan.get(look);
      this.show(look, ranges ?? []);
      if (ranges === undefined) this.plan.delete(look);
      else this.plan.set(look, ranges);
      this.stale.delete(look);
      await pause();
      if (this.drawing !== drawing) return;
    }
    this.drawing = undefined;
  }
}
