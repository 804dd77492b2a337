import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { clearInterval, setInterval } from 'node:timers';

/** How often the parent is looked for, in milliseconds. */
const INTERVAL_MS = 500;

/**
 * Calls back once the process that started this one is gone. npm starts a script through a shell, and hands a signal to the shell
 * alone, which does not hand it on: the script then has another parent. Where npm is killed outright, the shell stays, so the process
 * above a shell is looked for as well. SIGINT to npm alone ends nothing: a shell keeps it until the script has ended, which cannot be
 * seen from here; Ctrl+C reaches the script itself. On Windows the parent alone is looked for.
 * @param {() => void} gone
 */
export function whenParentIsGone(gone) {
  const parent = process.ppid;
  const above = shellParent(parent);
  const timer = setInterval(() => {
    if (process.ppid === parent && isAlive(parent) && (above === null || isAlive(above))) return;
    clearInterval(timer);
    gone();
  }, INTERVAL_MS);
  timer.unref();
}

/**
 * The process that started a shell; null where this one is no shell, or it cannot be told.
 * @param {number} pid
 */
function shellParent(pid) {
  if (process.platform === 'win32') return null;
  try {
    const [, parent = '', name = ''] = /^\s*(\d+)\s+(.*?)\s*$/.exec(parentAndName(pid)) ?? [];
    const isShell = /^-?(?:ba|da|k|z|a)?sh$/.test(path.basename(name));
    // The parent of a shell whose own parent has gone is process 1, which tells nothing.
    return isShell && Number(parent) > 1 ? Number(parent) : null;
  } catch {
    return null;
  }
}

/**
 * “parent name”, as ps writes it.
 * @param {number} pid
 */
function parentAndName(pid) {
  if (process.platform !== 'linux') {
    return execFileSync('ps', ['-o', 'ppid=,comm=', '-p', String(pid)], { encoding: 'utf8', timeout: 5000 });
  }
  // “pid (name) state parent …”; a name may hold brackets.
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const end = stat.lastIndexOf(')');
  return `${stat.slice(end + 2).split(' ')[1] ?? ''} ${stat.slice(stat.indexOf('(') + 1, end)}`;
}

/** @param {number} pid */
function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // somebody else’s process cannot be asked, but is there
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
