import { throwIfCancelled, type CancellationToken } from '../base/cancellation';
import { compareCodeUnits } from '../base/order';
import { codebookChanges, codesThen, type CodeChange, type CodesThen } from '../codebook/codebookChanges';
import type { LogEntry } from '../history/logFile';
import { NewestFirst } from '../history/newestFirst';
import { textIn } from '../history/undoEntry';
import type { StudyHost } from './host';
import { readLogs } from './studyTrail';

/** A version of a codebook's file that came about in one step, and the one before. */
export interface CodebookStep {
  /** ISO 8601, UTC. */
  readonly at: string;
  /** Who did it: a coder's id, or what another source calls them. */
  readonly who: string;
  /** What knows of it: the logs, or the name of a commit. */
  readonly source: 'log' | { readonly commit: string };
  /** What was done, as the source says it; of a log in English (`shownLabel`). */
  readonly step: string;
  /** Path of the codebook's file. */
  readonly file: string;
  readonly before: string | null;
  readonly after: string | null;
}

/** One thing that became of a code, who did it and when. */
export interface PastCodeChange extends CodeChange, Omit<CodebookStep, 'before' | 'after'> {}

/**
 * What became of the codes of a study, the oldest first, by the logs of all coders: each edit of a codebook is there with its text before
 * and after; undoing and redoing are steps as well. `others` are steps that something else knows of, commits say, in any order; what a
 * log tells as well is told once, by the log. `told` hears how many steps were compared. FileAccessError where logs cannot be read,
 * CancelledError where the token is cancelled.
 */
export async function codebookHistory(
  { files, pause }: Pick<StudyHost, 'files' | 'pause'>,
  token: CancellationToken,
  others: readonly CodebookStep[] = [],
  told: (done: number, all: number) => void = () => undefined,
): Promise<readonly PastCodeChange[]> {
  const logged: CodebookStep[] = [];
  const entries = new NewestFirst([...(await readLogs(files)).values()]);
  let count = 0;
  for (let past = entries.next(); past !== null; past = entries.next()) {
    if (past.entry.op === 'edit-codebook') logged.push(...stepsOf(past.entry, past.coder));
    if (++count % between !== 0) continue;
    throwIfCancelled(token);
    await pause?.();
  }
  const steps = [...logged.reverse(), ...[...others].sort((a, b) => compareCodeUnits(a.at, b.at))];
  const versions = new Versions();
  const changes: PastCodeChange[] = [];
  const known = new Set<string>();
  for (const [i, { before, after, ...step }] of steps.entries()) {
    throwIfCancelled(token);
    for (const change of codebookChanges(versions.of(before), versions.of(after))) {
      const what = JSON.stringify([step.file, change.code, change.kind, change.before, change.after]);
      if (step.source !== 'log' && known.has(what)) continue;
      known.add(what);
      changes.push({ ...step, ...change });
    }
    told(i + 1, steps.length);
    await pause?.();
  }
  // Steps of a log keep the order in which they were done, also where clocks of machines differ.
  return others.length === 0 ? changes : changes.sort((a, b) => compareCodeUnits(a.at, b.at));
}

/** After this many entries that were looked through, other work gets its turn. */
const between = 250;

function stepsOf({ at, label, op, before, after }: LogEntry, who: string): CodebookStep[] {
  const paths = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return paths.map((file) => ({
    at,
    who,
    source: 'log',
    step: label ?? op,
    file,
    before: textIn(before, file) ?? null,
    after: textIn(after, file) ?? null,
  }));
}

/** Reads each version once where it comes twice in a row: what one step made is what the next one found. */
class Versions {
  private readonly read = new Map<string, CodesThen>();

  of(text: string | null): CodesThen {
    if (text === null) return new Map();
    const known = this.read.get(text);
    if (known) return known;
    const codes = codesThen(text);
    if (this.read.size >= kept) this.read.delete([...this.read.keys()][0] ?? '');
    this.read.set(text, codes);
    return codes;
  }
}

/** So many versions are kept at most: several codebooks may be edited in turns. */
const kept = 8;
