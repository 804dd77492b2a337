import { compareCodeUnits } from '../base/order';
import { inTime } from './joinNotes';
import type { NoteRow, NoteTarget } from './notesFile';

/** A comment, and whose it is. */
export interface Note {
  readonly coder: string;
  readonly row: NoteRow;
}

/** Who closed a thread or opened it again, and when. */
export interface ThreadState {
  readonly resolved: boolean;
  readonly coder: string;
  /** ISO 8601, UTC. */
  readonly at: string;
}

/** Comments that answer each other, by whomever. */
export interface Thread {
  /** Id of its first comment, also where that was removed. */
  readonly id: string;
  /** What the first comment that is there says. */
  readonly about: NoteTarget;
  /** Those with words, by time, then id, then coder; at least one. */
  readonly notes: readonly Note[];
  /** Null where nobody has closed it. */
  readonly state: ThreadState | null;
}

/** The comments of one coder's file. */
export interface CoderNotes {
  readonly coder: string;
  readonly rows: readonly NoteRow[];
}

/** What was put together last of some comments: threads are asked for again and again. */
const kept = new WeakMap<readonly CoderNotes[], { only: string | null | undefined; threads: readonly Thread[] }>();

/**
 * The threads in the comments of some coders, or in those that `only` one of them wrote (null: of nobody), in the order of their first
 * comments. The order of the files does not count. A thread of which no words are left is none. O(n log n), once for each list of files.
 */
export function threadsOf(files: readonly CoderNotes[], only?: string | null): readonly Thread[] {
  const last = kept.get(files);
  if (last !== undefined && last.only === only) return last.threads;
  const threads = assembled(only === undefined ? files : files.filter(({ coder }) => coder === only));
  kept.set(files, { only, threads });
  return threads;
}

function assembled(files: readonly CoderNotes[]): readonly Thread[] {
  const byThread = new Map<string, Note[]>();
  for (const { coder, rows } of files) {
    for (const row of rows) {
      const notes = byThread.get(row.thread) ?? [];
      notes.push({ coder, row });
      byThread.set(row.thread, notes);
    }
  }
  const threads: Thread[] = [];
  for (const [id, found] of byThread) {
    const all = found.sort(notesInTime);
    const notes = all.filter(({ row }) => row.text !== '');
    const first = notes.find(({ row }) => row.id === id) ?? notes[0];
    if (first === undefined) continue;
    const last = all
      .filter(({ row }) => row.resolved !== undefined)
      .sort(decisionsInTime)
      .at(-1);
    const state = last && { resolved: last.row.resolved === true, coder: last.coder, at: last.row.at };
    threads.push({ id, about: first.row.about, notes, state: state ?? null });
  }
  return threads.sort(
    (a, b) => compareCodeUnits(a.notes[0]?.row.at ?? '', b.notes[0]?.row.at ?? '') || compareCodeUnits(a.id, b.id),
  );
}

/** True where the newest word on it says so. */
export function isResolved({ state }: Thread): boolean {
  return state?.resolved === true;
}

function notesInTime(a: Note, b: Note): number {
  return inTime(a.row, b.row) || compareCodeUnits(a.coder, b.coder);
}

function decisionsInTime(a: Note, b: Note): number {
  return (
    compareCodeUnits(a.row.at, b.row.at) || compareCodeUnits(a.coder, b.coder) || compareCodeUnits(a.row.id, b.row.id)
  );
}
