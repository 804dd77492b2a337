import { clearInterval, setInterval } from 'node:timers';

/** How often the parent is looked for, in milliseconds. */
const INTERVAL_MS = 500;

/**
 * Calls back once the process that started this one is gone. npm starts a script through a shell, and hands a signal to the shell
 * alone, which does not hand it on: the script then has another parent. Windows gives a process no other parent, so nothing is told there.
 * @param {() => void} gone
 */
export function whenParentIsGone(gone) {
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    gone();
  }, INTERVAL_MS);
  timer.unref();
}
