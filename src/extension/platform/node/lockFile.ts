import { createHash } from 'node:crypto';
import { closeSync, futimesSync, linkSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { discard, hasCode, isMissing, openMakingFolder } from './disk';
import { LeftBehind, thisProcess } from './leftBehind';
import { uniqueName } from './uniqueName';

/** Texts of this process's own locks and claims that the disk did not let it give back: nobody holds them. */
const abandoned = new Set<string>();

/**
 * A lock that other processes see: a file that exists while it is held. It names its process, and holds a token that no
 * other lock has; its time is renewed while it is held. Whoever takes a lock away (its holder at the end, or a waiter that finds
 * it left behind) first makes a file named after that very token, which only one can, and then looks again: so nobody takes
 * away a lock other than the one seen. That claim says whose it is in the same way, and is taken away in the same way where its
 * process was killed over it. A holder that has just shown a sign of life needs no claim: nobody can have found its lock left behind. Each step is a look at or a name in one folder, so none goes by promises: a lock is taken and
 * given back at every coding.
 */
export class LockFile {
  private renewal: ReturnType<typeof setInterval> | undefined;
  /** When it was last certain that nobody finds this lock too old; by the clock that goes on while the machine sleeps. */
  private lastSign = Date.now();

  private constructor(
    private readonly path: string,
    private readonly staleAfter: number,
    private readonly text: string,
    private readonly file: number,
  ) {}

  /** Waits until the lock is free, or was left behind, and takes it. After `staleAfter` milliseconds of waiting without a sign of life it counts as left behind. */
  static async take(path: string, staleAfter: number): Promise<LockFile> {
    const judge = new LeftBehind(staleAfter);
    for (let wait = 2; ; wait = Math.min(wait * 2, 100)) {
      const text = newText();
      const file = makeWhole(path, text);
      if (file !== undefined) {
        const lock = new LockFile(path, staleAfter, text, file);
        lock.renew();
        return lock;
      }
      const seen = textOf(path);
      if (seen === undefined) continue;
      if (isFree(path, seen, judge) && takeAway(path, seen, judge)) continue;
      await new Promise((resolve) => setTimeout(resolve, wait));
      judge.hasWaited(wait);
    }
  }

  /**
   * Gives the lock back; one that somebody took over meanwhile is left alone. Where the disk refuses, it stays behind, known to this
   * process as nobody's: what was done under it is done, and not to be told of as a failure.
   */
  release(): void {
    clearInterval(this.renewal);
    close(this.file);
    abandoned.add(this.text);
    try {
      const isGone =
        (this.isSurelyMine() && discard(this.path)) ||
        takeAway(this.path, this.text, new LeftBehind(this.staleAfter)) ||
        textOf(this.path) !== this.text;
      if (isGone) abandoned.delete(this.text);
    } catch {
      // It stays behind.
    }
  }

  private isSurelyMine(): boolean {
    return Date.now() - this.lastSign < this.staleAfter / 2 && textOf(this.path) === this.text;
  }

  private renew(): void {
    this.renewal = setInterval(() => {
      const now = new Date();
      try {
        // Through the open file: the lock of a successor is not renewed.
        futimesSync(this.file, now, now);
        this.lastSign = now.getTime();
      } catch {
        // Shows as a lock that grows old.
      }
    }, this.staleAfter / 5);
    this.renewal.unref();
  }
}

/** What a lock or a claim of this process says: no other ever says the same. */
function newText(): string {
  return `${thisProcess} ${uniqueName()}\n`;
}

/**
 * Makes a file that holds the text from its first moment, and gives its open number; undefined where there is a file of the name
 * already. It is written under another name first: a process that is killed in between leaves a file that nobody waits for.
 */
function makeWhole(path: string, text: string): number | undefined {
  const beside = `${path}.${text.slice(-17, -1)}.tmp`;
  const file = openMakingFolder(beside, 'wx');
  let linked = false;
  try {
    writeFileSync(file, text);
    linked = hasName(beside, path, text);
  } catch (error) {
    if (!knowsNoLinks(error)) throw error;
    return makeAtOnce(path, text);
  } finally {
    if (!linked) close(file);
    discard(beside);
  }
  return linked ? file : undefined;
}

/** Gives the written file the name; false where another has it. */
function hasName(beside: string, path: string, text: string): boolean {
  try {
    linkSync(beside, path);
    return true;
  } catch (error) {
    // A network disk may have done what it then says it could not.
    if (hasCode(error, 'EEXIST')) return textOf(path) === text;
    throw error;
  }
}

/** True where the failure may be that of a disk on which a file has one name only (a memory card, some network disks; Windows calls it EISDIR). */
function knowsNoLinks(error: unknown): boolean {
  return ['EPERM', 'EISDIR', 'UNKNOWN', 'ENOSYS', 'ENOTSUP', 'EOPNOTSUPP', 'EINVAL', 'EMLINK'].some((code) =>
    hasCode(error, code),
  );
}

/** As `makeWhole`, for disks on which the file has to be empty for a moment. */
function makeAtOnce(path: string, text: string): number | undefined {
  let file: number;
  try {
    file = openMakingFolder(path, 'wx');
  } catch (error) {
    if (hasCode(error, 'EEXIST')) return undefined;
    throw error;
  }
  try {
    writeFileSync(file, text);
    return file;
  } catch (error) {
    closeSync(file);
    // Nothing, or a part of the text, was written: no token to go by, but no time either for it to count as left behind.
    discard(path);
    throw error;
  }
}

/** Removes the lock if its text is still `seen` and nobody holds it, as the only one that may remove the lock with that text; says whether it did. */
function takeAway(path: string, seen: string, judge: LeftBehind): boolean {
  const claim = `${path}.${createHash('sha256').update(seen).digest('hex').slice(0, 16)}`;
  const own = newText();
  const file = makeWhole(claim, own);
  if (file === undefined) {
    const theirs = textOf(claim);
    if (theirs !== undefined && isFree(claim, theirs, judge)) takeAway(claim, theirs, judge);
    return false;
  }
  close(file);
  try {
    if (textOf(path) !== seen || !isFree(path, seen, judge)) return false;
    renameSync(path, claim);
    // Only a process that had slept within the lines above can have made this other than what was seen.
    if (textOf(claim) === seen) return true;
    putBack(claim, path);
    return false;
  } catch (error) {
    if (!isMissing(error)) throw error;
    return false;
  } finally {
    // One that stays is nobody's; where it is the lock itself by now, nobody waits for it.
    if (!discard(claim)) abandoned.add(own);
  }
}

/** Gives a number of an open file back, which happens whatever the disk says of it. */
function close(file: number): void {
  try {
    closeSync(file);
  } catch {
    // What was written is read again before anything rests on it.
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

/** Whether nobody holds the lock at the path, which has the text. */
function isFree(path: string, text: string, judge: LeftBehind): boolean {
  return abandoned.has(text) || judge.isLeftBehind(path, text);
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
