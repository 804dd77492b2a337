import type { LogEntry } from './logFile';
import { readEntry } from './readLog';

const lineFeed = 10;
const decoder = new TextDecoder('utf-8');

/**
 * One writer's log, read from its end: each step decodes and parses one line, so that the newest of a hundred thousand entries cost no
 * more than those of a short log. Lines that are no entries (the header, torn ones) are passed over. Never fails.
 */
export class LogTail {
  /** Where the lines end that were not read yet. */
  private end: number;
  /** The earliest time read so far: a clock that was set back does not reorder what one writer did. */
  private earliest: string | null = null;

  constructor(
    private readonly bytes: Uint8Array,
    readonly writer: string,
  ) {
    this.end = bytes.length;
  }

  /** The entry before the one that was given last, with the time to order it by; null where there is none. */
  next(): { readonly entry: LogEntry; readonly at: string } | null {
    while (this.end > 0) {
      const start = this.bytes.lastIndexOf(lineFeed, this.end - 1) + 1;
      const text = start < this.end ? decoder.decode(this.bytes.subarray(start, this.end)) : '';
      this.end = start - 1;
      if (text.trim() === '') continue;
      const reading = readEntry({ line: 0, text, unended: false });
      if (!reading.ok) continue;
      const entry = reading.value;
      this.earliest = this.earliest === null || entry.at < this.earliest ? entry.at : this.earliest;
      return { entry, at: this.earliest };
    }
    return null;
  }
}
