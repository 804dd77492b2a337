import { compareCodeUnits } from '../base/order';
import type { LogEntry } from './logFile';

/** The entries of one writer (one window or process). */
export interface WriterLog {
  readonly writer: string;
  readonly entries: readonly LogEntry[];
}

interface Timed {
  readonly writer: string;
  /** The latest time in this writer's log up to here: a clock that was set back does not reorder what one writer did. */
  readonly at: string;
  readonly entry: LogEntry;
}

/**
 * One coder's history out of the logs of several writers: by time, then writer, then sequence; an entry that takes another back never
 * comes before it, even where the clocks of two machines differ. An entry that stands in several logs counts once. O(n log n).
 */
export function mergeLogs(logs: readonly WriterLog[]): LogEntry[] {
  const timed = logs.flatMap(inOwnOrder).sort(byTime);
  const unique = new Map<string, LogEntry>();
  for (const { entry } of timed) if (!unique.has(entry.id)) unique.set(entry.id, entry);

  const merged = new Map<string, LogEntry>();
  const waiting = new Map<string, LogEntry[]>();
  for (const entry of unique.values()) {
    const { undoes } = entry;
    if (undoes !== undefined && unique.has(undoes) && !merged.has(undoes)) {
      waiting.set(undoes, [...(waiting.get(undoes) ?? []), entry]);
      continue;
    }
    for (let ready = [entry], next = ready.shift(); next; next = ready.shift()) {
      merged.set(next.id, next);
      ready = [...(waiting.get(next.id) ?? []), ...ready];
    }
  }
  // Entries that take each other back in a circle, which only a hostile file has, come last.
  return [...merged.values(), ...[...unique.values()].filter((entry) => !merged.has(entry.id))];
}

function inOwnOrder({ writer, entries }: WriterLog): Timed[] {
  let latest = '';
  return [...entries]
    .sort((a, b) => a.seq - b.seq)
    .map((entry) => {
      if (entry.at > latest) latest = entry.at;
      return { writer, at: latest, entry };
    });
}

function byTime(a: Timed, b: Timed): number {
  return compareCodeUnits(a.at, b.at) || compareCodeUnits(a.writer, b.writer) || a.entry.seq - b.entry.seq;
}
