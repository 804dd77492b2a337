/** Lets pieces of work that concern the same thing (a file, a session) run one after the other, and others beside them. */
export class Queues {
  private readonly last = new Map<string, Promise<unknown>>();

  /** Runs `work` when all that was begun before it under the same key is done, also where that failed. Gives what it gives, or throws what it throws. */
  async run<T>(key: string, work: () => Promise<T>): Promise<T> {
    const before = this.last.get(key) ?? Promise.resolve();
    const run = before.catch(() => undefined).then(work);
    this.last.set(key, run);
    try {
      return await run;
    } finally {
      if (this.last.get(key) === run) this.last.delete(key);
    }
  }

  /** Resolves when all that was begun under the key is done, whatever came of it. */
  async settled(key: string): Promise<void> {
    await this.last.get(key)?.catch(() => undefined);
  }
}
