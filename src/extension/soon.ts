import type { Disposable } from '../core/base/disposable';

/** Does a piece of work once where a burst of events asks for it: when nobody has asked for `quiet` milliseconds. */
export class Soon implements Disposable {
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly work: () => void,
    private readonly quiet: number,
  ) {}

  /** Asks for the work; to be handed to an event as it is. */
  readonly ask = (): void => {
    clearTimeout(this.timer);
    this.timer = setTimeout(this.work, this.quiet);
  };

  /** Drops what was asked for, because it is done or not wanted any more. */
  drop(): void {
    clearTimeout(this.timer);
  }

  dispose(): void {
    this.drop();
  }
}
