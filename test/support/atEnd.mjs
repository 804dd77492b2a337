// What test files start for all that come after them, and who ends it.
import { after } from 'mocha';

/** @type {(() => Promise<void>)[] | undefined} */
let kept;

/**
 * Has something done after the last test of this process: after mocha's last where mocha alone runs the files.
 * @param {string} what for the title of the hook
 * @param {() => Promise<void>} work
 */
export function atEnd(what, work) {
  if (kept) kept.push(work);
  else after(what, work);
}

/**
 * For a process that runs mocha more than once: nothing is ended with one of them.
 * @returns {() => Promise<void>} does what was asked for
 */
export function keepUntilTold() {
  kept = [];
  return async () => {
    for (const work of kept?.splice(0) ?? []) await work();
  };
}
