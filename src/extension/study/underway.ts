/** Work that goes on under a key: who asks for the same meanwhile waits for it. */
export class Underway {
  private readonly works = new Map<string, Promise<void>>();

  /** What goes on under the key, or undefined. */
  of(key: string): Promise<void> | undefined {
    return this.works.get(key);
  }

  /** Notes what was begun, until it is done. */
  begin(key: string, work: Promise<void>): Promise<void> {
    const noted = work.finally(() => {
      // It may have been given up, and begun anew.
      if (this.works.get(key) === noted) this.works.delete(key);
    });
    this.works.set(key, noted);
    return noted;
  }

  /** What goes on is for nobody any more: the next who asks begins anew. */
  giveUp(key: string): void {
    this.works.delete(key);
  }
}
