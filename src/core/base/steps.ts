import type { Pause } from './pause';

/** Long work in steps of a few milliseconds each, with an outcome at the end. */
export type Steps<T> = Generator<void, T, void>;

/** Does the work in one go. */
export function finished<T>(steps: Steps<T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

/** Does the work so that others have their turn between steps. */
export async function inTurns<T>(steps: Steps<T>, pause: Pause): Promise<T> {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
    await pause();
  }
}
