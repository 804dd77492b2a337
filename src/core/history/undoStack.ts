import { logOperations, type LogEntry } from './logFile';

/** What can be undone and redone, in order: the last of each list is next. Both undoing and redoing take the entry back (`undoEntry`). */
export interface UndoStack {
  readonly undo: readonly LogEntry[];
  /** Entries that undid something and have not been taken back themselves. */
  readonly redo: readonly LogEntry[];
}

/** What keeps up with texts and their names, memos, whose words are the editor's to take back, and marks of stages, which are taken away where they are listed: nothing that a person did to codings. */
const aside: ReadonlySet<string> = new Set(['reanchor', 'relink', 'write-memo', 'mark-stage']);

/** True where an entry records something that a person did and that this program knows how to take back. */
export function isUndoable(entry: LogEntry): boolean {
  return !aside.has(entry.op) && (logOperations as readonly string[]).includes(entry.op);
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
    if (aside.has(entry.op)) continue;
    if (undoes === undefined) {
      redo.clear();
      if (isUndoable(entry)) undo.set(id, entry);
    } else if (undo.delete(undoes)) redo.set(id, entry);
    else if (redo.delete(undoes)) undo.set(id, entry);
  }
  return { undo: [...undo.values()], redo: [...redo.values()] };
}

/**
 * The entry by which what `entry` did stands now: itself, or the last redo of it. Null where it has been taken back. `entries` are those
 * of its coder, in order.
 */
export function standingFor(entry: LogEntry, entries: readonly LogEntry[]): LogEntry | null {
  const takenBackBy = new Map(entries.flatMap((one) => (one.undoes === undefined ? [] : [[one.undoes, one] as const])));
  let standing = entry;
  let stands = true;
  // Each entry is passed once, so that entries which take each other back in a circle come to an end.
  for (let next = takenBackBy.get(standing.id); next !== undefined; next = takenBackBy.get(standing.id)) {
    takenBackBy.delete(standing.id);
    standing = next;
    stands = !stands;
  }
  return stands ? standing : null;
}
