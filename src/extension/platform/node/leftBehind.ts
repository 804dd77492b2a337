import { createHash } from 'node:crypto';
import { readFileSync, readlinkSync, statSync } from 'node:fs';
import { homedir, hostname, uptime } from 'node:os';
import { hasCode } from './disk';

/**
 * Within which a process number means one process, as a digest. Two machines may share a folder and a name, and so may a machine and
 * the containers on it: Linux tells of its start, and of the room in which its numbers count. Elsewhere it is as much as is known; too
 * little in common costs a wait, too much a lock that somebody holds.
 */
const here = createHash('sha256').update(placeOfProcesses()).digest('hex').slice(0, 24);

function placeOfProcesses(): string {
  try {
    return `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8')} ${readlinkSync('/proc/self/ns/pid')}`;
  } catch {
    return `${hostname()} ${homedir()} ${Math.round((Date.now() / 1000 - uptime()) / 60)}`;
  }
}

/** What a lock says of this process: where its number counts, and the number. */
export const thisProcess = `${here} ${process.pid}`;

/** True where the process that wrote the text ran here and has ended. False where it lives, or cannot be known of. */
function hasEnded(text: string): boolean {
  const [where, pid] = text.split(' ');
  if (where !== here || pid === undefined) return false;
  try {
    process.kill(Number(pid), 0);
    return false;
  } catch (error) {
    return hasCode(error, 'ESRCH');
  }
}

/**
 * Judges for one waiter which locks were left behind: those whose process has ended, and those that have not changed, for as long as no
 * holder pauses, under the waiter's own eyes. Their times are not compared with a clock: the clock of a file server, or of the
 * holder's machine, may be another. Only waiting counts, so that a machine that slept finds no lock older.
 */
export class LeftBehind {
  private waited = 0;
  /** What the waiter saw of each lock, and how long it had waited when it saw that first. */
  private readonly seen = new Map<string, { readonly sign: string; readonly since: number }>();

  /** `staleAfter`: how many milliseconds a lock stays unchanged until it counts as left behind. */
  constructor(private readonly staleAfter: number) {}

  /** Counts a wait, in milliseconds. */
  hasWaited(time: number): void {
    this.waited += time;
  }

  /** Whether the lock at the path, which has the text, was left behind, as far as can be known by now. */
  isLeftBehind(path: string, text: string): boolean {
    if (hasEnded(text)) return true;
    const sign = `${text}${statSync(path, { throwIfNoEntry: false })?.mtimeMs}`;
    const seen = this.seen.get(path);
    if (seen?.sign === sign) return this.waited - seen.since >= this.staleAfter;
    this.seen.set(path, { sign, since: this.waited });
    return false;
  }
}
