import { toDisposable, type Disposable } from './disposable';

/** Subscribes a listener; dispose what comes back to stop listening. Same shape as VS Code's. */
export type Event<T> = (listener: (value: T) => unknown) => Disposable;

/**
 * A source of events. Listeners run in the order in which they subscribed; one that throws does not keep the others from
 * running: the error goes to `onError` (by default it is rethrown after all have run).
 */
export class Emitter<T> implements Disposable {
  private readonly listeners = new Set<{ readonly call: (value: T) => unknown }>();

  constructor(private readonly onError?: (error: unknown) => void) {}

  readonly event: Event<T> = (listener) => {
    const entry = { call: listener };
    this.listeners.add(entry);
    return toDisposable(() => {
      this.listeners.delete(entry);
    });
  };

  fire(value: T): void {
    const errors: unknown[] = [];
    for (const entry of [...this.listeners]) {
      try {
        entry.call(value);
      } catch (error) {
        if (this.onError) this.onError(error);
        else errors.push(error);
      }
    }
    if (errors.length > 0) throw errors[0];
  }

  dispose(): void {
    this.listeners.clear();
  }
}
