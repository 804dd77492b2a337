import type { LogEntry } from './logFile';

/** The entries at the end of a stack that were one step for the person, the last first. */
export function oneStep(stack: readonly LogEntry[], batch: string): readonly LogEntry[] {
  let from = stack.length;
  while (from > 0 && stack[from - 1]?.batch === batch) from--;
  return stack.slice(from).reverse();
}

/** The entry as part of a step; itself where it is a step of its own. */
export function inBatch(entry: LogEntry, batch: string | undefined): LogEntry {
  return batch === undefined ? entry : { ...entry, batch };
}
