/** Something that holds a resource until `dispose` is called. Disposing twice is harmless. Same shape as VS Code's. */
export interface Disposable {
  dispose(): void;
}

/** Wraps a release function; it runs at most once. */
export function toDisposable(release: () => void): Disposable {
  let done = false;
  return {
    dispose() {
      if (done) return;
      done = true;
      release();
    },
  };
}

/**
 * Holds disposables and releases them together, last added first.
 * What is added after disposal is disposed at once. If releases throw, all still run and the errors surface as one AggregateError.
 */
export class DisposableStore implements Disposable {
  private readonly held = new Set<Disposable>();
  private disposed = false;

  /** Keeps `item` until the store is disposed, and hands it back. */
  add<T extends Disposable>(item: T): T {
    if (this.disposed) item.dispose();
    else this.held.add(item);
    return item;
  }

  dispose(): void {
    if (this.disposed) return;
    this.disposed = true;
    const errors: unknown[] = [];
    for (const item of [...this.held].reverse()) {
      try {
        item.dispose();
      } catch (error) {
        errors.push(error);
      }
    }
    this.held.clear();
    if (errors.length > 0) throw new AggregateError(errors, 'Some resources could not be released.');
  }
}
