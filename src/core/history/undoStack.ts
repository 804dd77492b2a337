import { logOperations, type LogEntry } from './logFile';

/** What can be undone and redone, in order: the last of each list is next. Both undoing and redoing take the entry back (`undoEntry`). */
export interface UndoStack {
  readonly undo: readonly LogEntry[];
  /** Entries that undid something and have not been taken back themselves. */
  readonly redo: readonly LogEntry[];
}

/** What keeps up with the text by itself, not something that a person did. */
const automatic = 'reanchor';

/** True where an entry records something that a person did and that this program knows how to take back. */
export function isUndoable(entry: LogEntry): boolean {
  return entry.op !== automatic && (logOperations as readonly string[]).includes(entry.op);
}

/**
 * What can be undone and redone after the entries of one coder, given in order (`mergeLogs`). An entry that takes another back moves it
 * from one list to the other; anything new that was done empties the redo list. What this program does not know is never undone.
 * Pure and O(n): the same entries always give the same stack, so undo works across restarts.
 */
export function undoStack(entries: readonly LogEntry[]): UndoStack {
  const undo = new Map<string, LogEntry>();
  const redo = new Map<string, LogEntry>();
  for (const entry of entries) {
    const { id, undoes } = entry;
    if (entry.op === automatic) continue;
    if (undoes === undefined) {
      redo.clear();
      if (isUndoable(entry)) undo.set(id, entry);
    } else if (undo.delete(undoes)) redo.set(id, entry);
    else if (redo.delete(undoes)) undo.set(id, entry);
  }
  return { undo: [...undo.values()], redo: [...redo.values()] };
}
