/** Milliseconds of work without a pause: less than a frame of the screen. */
const longestWork = 10;

/**
 * Lets timers, input and other work of the process have their turn where one reader does much in a row without ever waiting. To be
 * awaited before each piece of the work; costs next to nothing where the last turn was a moment ago.
 */
export class Turns {
  private last = performance.now();

  async give(): Promise<void> {
    if (performance.now() - this.last < longestWork) return;
    await new Promise((resolve) => setImmediate(resolve));
    this.last = performance.now();
  }
}
