import { compareCodeUnits } from '../base/order';
import type { LogEntry } from './logFile';
import { LogTail } from './logTail';

/** The log of one window or process of a coder, as its file has it. */
export interface CoderLog {
  readonly coder: string;
  readonly writer: string;
  readonly bytes: Uint8Array;
}

/** An entry, and whose it is. */
export interface PastEntry {
  readonly coder: string;
  readonly entry: LogEntry;
}

interface Head extends PastEntry {
  readonly tail: LogTail;
  readonly at: string;
}

/**
 * The entries of many logs, of several coders, the newest first, one at a time: only what is asked for is parsed. Within one log the
 * order is that of the file, among logs that of the time. An entry that stands in several logs comes once.
 */
export class NewestFirst {
  /** The newest unread entry of each log, the newest of them last. */
  private readonly heads: Head[] = [];
  private readonly given = new Set<string>();

  constructor(logs: readonly CoderLog[]) {
    for (const { coder, writer, bytes } of logs) this.push(coder, new LogTail(bytes, writer));
  }

  /** The next entry, or null where all were given. O(log logs) beside the parsing. */
  next(): PastEntry | null {
    for (let head = this.heads.pop(); head !== undefined; head = this.heads.pop()) {
      const { coder, entry, tail } = head;
      this.push(coder, tail);
      if (this.given.has(entry.id)) continue;
      this.given.add(entry.id);
      return { coder, entry };
    }
    return null;
  }

  private push(coder: string, tail: LogTail): void {
    const next = tail.next();
    if (next === null) return;
    const head = { coder, tail, ...next };
    let [low, high] = [0, this.heads.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      const other = this.heads[middle];
      if (other !== undefined && compareHeads(other, head) < 0) low = middle + 1;
      else high = middle;
    }
    this.heads.splice(low, 0, head);
  }
}

function compareHeads(a: Head, b: Head): number {
  return compareCodeUnits(a.at, b.at) || compareCodeUnits(a.tail.writer, b.tail.writer) || a.entry.seq - b.entry.seq;
}
