import type { Pause } from '../../core/base/pause';

/** Milliseconds of work without a pause: less than a frame of the screen. */
const longestWork = 10;

/** A pause whenever `longestWork` has gone by since the last one; `nextTurn` calls back after other work of the process had its turn. */
export function pausing(nextTurn: (then: () => void) => void): Pause {
  let last = performance.now();
  return async () => {
    if (performance.now() - last < longestWork) return;
    await new Promise<void>(nextTurn);
    last = performance.now();
  };
}
