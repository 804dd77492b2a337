/**
 * What has to be undone when this process ends before its work does: by Ctrl+C, by a signal, or by an error nobody caught.
 */
import { rmSync } from 'node:fs';

/** @type {Set<() => void>} */
const duties = new Set();
let watching = false;

/**
 * Has something done at this process's end.
 * @param {() => void} duty synchronous: nothing is waited for any more
 * @returns {() => void} takes it back, once it was done in the ordinary way
 */
export function onEnding(duty) {
  watch();
  duties.add(duty);
  return () => duties.delete(duty);
}

/**
 * Has a temporary folder removed at this process's end.
 * @param {string} folder
 * @returns {() => void}
 */
export function removeOnEnding(folder) {
  return onEnding(() => rmSync(folder, { recursive: true, force: true, maxRetries: 3, retryDelay: 50 }));
}

function watch() {
  if (watching) {
    return;
  }
  watching = true;
  process.on('exit', () => {
    // the last first: a server ends before its data go
    for (const duty of [...duties].reverse()) {
      try {
        duty();
      } catch (error) {
        console.error(error);
      }
    }
  });
  for (const [name, number] of /** @type {const} */ ([
    ['SIGHUP', 1],
    ['SIGINT', 2],
    ['SIGTERM', 15],
  ])) {
    process.on(name, () => process.exit(128 + number));
  }
}
