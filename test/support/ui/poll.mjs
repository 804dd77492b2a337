/**
 * Waiting on conditions. Nothing in the UI tests waits for a fixed time.
 */

const INTERVAL_MS = 50;

/** How long a condition may take to hold: ample, since a slow machine is no failure. */
export const PATIENCE_MS = 20_000;

/**
 * Asks again until the answer is truthy.
 * @template T
 * @param {string} what is awaited, as the end of "waited for …"
 * @param {() => T | Promise<T>} ask an exception counts as "not yet"
 * @param {number} [timeoutMs]
 * @returns {Promise<Exclude<Awaited<T>, undefined | null | false | 0 | ''>>}
 * @throws {Error} saying what was awaited and what was last seen
 */
export async function poll(what, ask, timeoutMs = PATIENCE_MS) {
  const end = Date.now() + timeoutMs;
  /** @type {unknown} */
  let last;
  do {
    try {
      const answer = await ask();
      if (answer) {
        return /** @type {Exclude<Awaited<T>, undefined | null | false | 0 | ''>} */ (answer);
      }
      last = answer;
    } catch (error) {
      last = error;
    }
    await new Promise((resolve) => setTimeout(resolve, INTERVAL_MS));
  } while (Date.now() < end);
  throw new Error(
    `Waited ${timeoutMs / 1000} s in vain for ${what}. Last seen: ${last instanceof Error ? last.message : JSON.stringify(last)}`,
  );
}

/**
 * Like `poll`, but false instead of an exception: for steps that are tried again.
 * @param {() => unknown} ask
 * @param {number} timeoutMs
 * @returns {Promise<boolean>}
 */
export async function holdsWithin(ask, timeoutMs) {
  return poll('', ask, timeoutMs).then(
    () => true,
    () => false,
  );
}
