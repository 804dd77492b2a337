import { createHash, randomBytes } from 'node:crypto';
import { closeSync, futimesSync, linkSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { discard, hasCode, isMissing, openMakingFolder } from './disk';

/**
 * A lock that other processes see: a file that exists while it is held. It holds the machine, the process and a token that no
 * other lock has; its time is renewed while it is held. Whoever takes a lock away (its holder at the end, or a waiter that finds
 * it left behind) first makes a file named after that very token, which only one can, and then looks again: so nobody takes
 * away a lock other than the one seen. Each step is a look at or a name in one folder, so none goes by promises: a lock is taken and
 * given back at every coding.
 */
export class LockFile {
  private readonly text = `${hostname()} ${process.pid} ${randomBytes(12).toString('hex')}\n`;
  private renewal: ReturnType<typeof setInterval> | undefined;

  private constructor(
    private readonly path: string,
    private readonly staleAfter: number,
    private readonly file: number,
  ) {}

  /** Waits until the lock is free, or was left behind, and takes it. After `staleAfter` milliseconds without a sign of life it counts as left behind. */
  static async take(path: string, staleAfter: number): Promise<LockFile> {
    for (let wait = 2; ; wait = Math.min(wait * 2, 100)) {
      const lock = LockFile.make(path, staleAfter);
      if (lock) return lock;
      const seen = textOf(path);
      if (seen === undefined) continue;
      if (isLeftBehind(path, seen, staleAfter) && takeAway(path, seen, staleAfter, isLeftBehind)) continue;
      await new Promise((resolve) => setTimeout(resolve, wait));
    }
  }

  /** Gives the lock back; one that somebody took over meanwhile is left alone. */
  release(): void {
    clearInterval(this.renewal);
    closeSync(this.file);
    takeAway(this.path, this.text, this.staleAfter, () => true);
  }

  /** The lock, or undefined where there is one already. */
  private static make(path: string, staleAfter: number): LockFile | undefined {
    let file: number;
    try {
      file = openMakingFolder(path, 'wx');
    } catch (error) {
      if (hasCode(error, 'EEXIST')) return undefined;
      throw error;
    }
    const lock = new LockFile(path, staleAfter, file);
    try {
      writeFileSync(file, lock.text);
    } catch (error) {
      closeSync(file);
      // Nothing, or a part of the text, was written: no token to go by, but no time either for it to count as left behind.
      discard(path);
      throw error;
    }
    lock.renew();
    return lock;
  }

  private renew(): void {
    this.renewal = setInterval(() => {
      const now = new Date();
      try {
        // Through the open file: the lock of a successor is not renewed.
        futimesSync(this.file, now, now);
      } catch {
        // Shows as a lock that grows old.
      }
    }, this.staleAfter / 5);
    this.renewal.unref();
  }
}

/** Removes the lock if its text is still `seen` and `still` holds, as the only one that may remove the lock with that text; says whether it did. */
function takeAway(path: string, seen: string, staleAfter: number, still: typeof isLeftBehind): boolean {
  const claim = `${path}.${createHash('sha256').update(seen).digest('hex').slice(0, 16)}`;
  try {
    closeSync(openMakingFolder(claim, 'wx'));
  } catch (error) {
    if (!hasCode(error, 'EEXIST')) throw error;
    if (isOld(claim, staleAfter)) rmSync(claim, { force: true });
    return false;
  }
  try {
    if (textOf(path) !== seen || !still(path, seen, staleAfter)) return false;
    renameSync(path, claim);
    // Only a process that had slept within the lines above can have made this other than what was seen.
    if (textOf(claim) === seen) return true;
    putBack(claim, path);
    return false;
  } catch (error) {
    if (!isMissing(error)) throw error;
    return false;
  } finally {
    rmSync(claim, { force: true });
  }
}

/** Gives another's lock its name again, where nobody has taken that meanwhile. */
function putBack(claim: string, path: string): void {
  try {
    linkSync(claim, path);
  } catch {
    // Its name is taken, or the disk knows no second names: then it is as gone as one that was left behind.
  }
}

/** A lock is left behind where its process is gone (same machine) or it has shown no sign of life for longer than any honest pause. */
function isLeftBehind(path: string, text: string, staleAfter: number): boolean {
  if (isOld(path, staleAfter)) return true;
  const [host, pid] = text.trim().split(' ');
  if (host !== hostname() || pid === undefined) return false;
  try {
    process.kill(Number(pid), 0);
    return false;
  } catch (error) {
    return hasCode(error, 'ESRCH');
  }
}

function isOld(path: string, staleAfter: number): boolean {
  const stats = statSync(path, { throwIfNoEntry: false });
  return stats !== undefined && Date.now() - stats.mtimeMs > staleAfter;
}

/** The text of a lock, or undefined where there is none. */
function textOf(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}
