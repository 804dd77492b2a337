import type { CancellationToken } from '../../src/core/base/cancellation';
import { Emitter } from '../../src/core/base/event';

/** Makes a token and cancels it, as VS Code does for what a person may stop. */
export class CancellationSource {
  private readonly emitter = new Emitter<unknown>();
  private cancelled = false;

  readonly token: CancellationToken;

  constructor() {
    const isCancelled = (): boolean => this.cancelled;
    this.token = {
      get isCancellationRequested() {
        return isCancelled();
      },
      onCancellationRequested: this.emitter.event,
    };
  }

  cancel(): void {
    this.cancelled = true;
    this.emitter.fire(undefined);
  }
}
