import { toDisposable } from './disposable';
import type { Event } from './event';

/** Asks long work to stop. Comes last in a signature; look at it between steps and after each await. Same shape as VS Code's. */
export interface CancellationToken {
  readonly isCancellationRequested: boolean;
  readonly onCancellationRequested: Event<unknown>;
}

/** A token that is never cancelled. */
export const neverCancelled: CancellationToken = {
  isCancellationRequested: false,
  onCancellationRequested: () => toDisposable(() => undefined),
};

/** Thrown where work stops because its token was cancelled. Catch it where the work was started; it is no failure to report. */
export class CancelledError extends Error {
  /** Bundles that are loaded later have a class of their own; it is told by its name, so that they know each other's. */
  static override [Symbol.hasInstance](value: unknown): boolean {
    return value instanceof Error && value.name === 'CancelledError';
  }

  constructor() {
    super('Cancelled.');
    this.name = 'CancelledError';
  }
}

/** Throws CancelledError where the token is cancelled. */
export function throwIfCancelled(token: CancellationToken): void {
  if (token.isCancellationRequested) throw new CancelledError();
}
