import type { LogEntry } from './logFile';

/**
 * What a transcript is called now that was called `path` before `entries` (in order) were made: relinks are followed. The path itself
 * where none was.
 */
export function pathNow(path: string, entries: Iterable<LogEntry>): string {
  let now = path;
  for (const { op, target } of entries) {
    if (op === 'relink' && target.from === now && target.transcript !== undefined) now = target.transcript;
  }
  return now;
}

/** An entry as it would be if its transcript had been called then what it is called after the `later` entries (in order). */
export function relocated(entry: LogEntry, later: Iterable<LogEntry>): LogEntry {
  const { transcript } = entry.target;
  if (transcript === undefined) return entry;
  const now = pathNow(transcript, later);
  return now === transcript ? entry : { ...entry, target: { ...entry.target, transcript: now } };
}
