import { logLabel } from '../base/logLabel';
import { say } from '../base/say';
import type { EarlierText } from '../anchor/reanchorThroughDiff';
import { type CancellationToken } from '../base/cancellation';
import { err, ok, type Result } from '../base/result';
import type { StudyPath } from '../base/studyPath';
import { readingStep } from '../coding/readingStep';
import type { Segments, SegmentsChange } from '../coding/segment';
import { changesSince, type FileSince, type MarkSince } from '../history/changesSince';
import type { LogEntry } from '../history/logFile';
import { fileRefusal, restoreSegments, type RestoreItem, type SegmentsRestore } from '../history/restorePlan';
import type { LfText } from '../text/lfText';

/** The point to go back to: right after an entry, by whomever; `at` is its time. */
export interface RestorePoint {
  readonly id: string;
  readonly at: string;
  /** What was done then, for labels. */
  readonly what: string;
}

/** What a restore does or did, part by part, and what it leaves as it is, with the reasons. */
export interface RestoreOutcome {
  readonly back: readonly (RestoreItem & { readonly where: string })[];
  readonly refused: readonly (RestoreItem & { readonly where: string })[];
  /** Notes of what was joined in, or could not be logged. */
  readonly notes: readonly string[];
  /** True where it was stopped before all was done. */
  readonly stopped: boolean;
}

/** Segments of a transcript, and what they are put back in. */
export interface ReadyToRestore {
  readonly mine: Segments;
  readonly text: LfText;
  readonly earlier: ReadonlyMap<string, EarlierText>;
}

/** What restoring needs of the session whose owner restores. */
export interface RestoreSteps {
  codeName: (code: string) => string;
  /** My segments as they are now, the text they stand in, and of earlier ones that are asked for those that are known, by digest. */
  ready(path: StudyPath, texts: ReadonlySet<string>): Promise<Result<ReadyToRestore, string>>;
  /** Lets go of a transcript that was read in passing. */
  passed(path: StudyPath): void;
  /** The text of a file, null where it is missing or no text. */
  textOf(path: StudyPath): Promise<Result<string | null, string>>;
  /** Saves and logs a change of my segments. */
  commit(
    path: StudyPath,
    texts: ReadonlySet<string>,
    plan: (ready: ReadyToRestore) => SegmentsChange | null,
  ): Promise<Result<readonly string[], string>>;
  /** Gives a mark of mine its earlier days and logs it, or with `really` false says only whether that can be. */
  mark(mark: MarkSince, really: boolean, label: string): Promise<Result<readonly string[], string>>;
  /** Writes a file back and logs it, where its text is `now` still. */
  write(file: FileSince, now: string, label: string): Promise<Result<readonly string[], string>>;
}

/** My entries (in order) that came after a point. */
export function entriesAfter(entries: readonly LogEntry[], { id, at }: RestorePoint): readonly LogEntry[] {
  const index = entries.findIndex((entry) => entry.id === id);
  return index >= 0 ? entries.slice(index + 1) : entries.filter((entry) => entry.at > at);
}

/** The label of what a restore writes. */
export function restoreLabel({ what }: RestorePoint): string {
  return logLabel('Put back to how it was after: {0}', what);
}

/**
 * Puts back what entries did, transcript by transcript and file by file, or only says what that would be (`really` false). What is
 * refused is left alone. Where the token is cancelled, what was done until then stands.
 */
export async function restoreEntries(
  entries: readonly LogEntry[],
  label: string,
  steps: RestoreSteps,
  really: boolean,
  told: (where: string, share: number) => void,
  token: CancellationToken,
): Promise<RestoreOutcome> {
  const { segments, marks, files, refused: never } = changesSince(entries);
  const back: (RestoreItem & { where: string })[] = [];
  const refused: (RestoreItem & { where: string })[] = never.map(({ what, reason }) => ({
    what,
    how: reason,
    where: '',
  }));
  const notes: string[] = [];
  const share = 1 / Math.max(1, segments.size + marks.length + files.length);
  const refuseAll = (where: string, count: number, how: string): void => {
    refused.push({ where, what: count === 1 ? say('One segment') : say('{0} segments', count), how });
  };
  for (const [path, since] of segments) {
    if (token.isCancellationRequested) return { back, refused, notes, stopped: true };
    told(path, share);
    const texts = new Set(since.flatMap((one) => one.text ?? []));
    const ready = await steps.ready(path, texts);
    steps.passed(path);
    if (!ready.ok) {
      refuseAll(path, since.length, ready.error);
      continue;
    }
    const planned = ({ mine, text, earlier }: ReadyToRestore): SegmentsRestore =>
      restoreSegments(since, mine, text, label, steps.codeName, earlier);
    let plan = planned(ready.value);
    if (really && plan.change !== null) {
      const done = await steps.commit(path, texts, (now) => {
        plan = planned(now);
        return plan.change;
      });
      steps.passed(path);
      if (!done.ok) {
        refuseAll(path, since.length, done.error);
        continue;
      }
      notes.push(...done.value);
    }
    back.push(...plan.back.map((item) => ({ ...item, where: path })));
    refused.push(...plan.refused.map((item) => ({ ...item, where: path })));
  }
  for (const mark of marks) {
    if (token.isCancellationRequested) return { back, refused, notes, stopped: true };
    const where = mark.transcript;
    told(where, share);
    const done = await steps.mark(mark, really, label);
    const what = say('How far you have come');
    if (done.ok) back.push({ where, what, how: howMarked(readingStep(mark.before)) });
    else refused.push({ where, what, how: done.error });
    if (done.ok) notes.push(...done.value);
  }
  for (const file of files) {
    if (token.isCancellationRequested) return { back, refused, notes, stopped: true };
    told(file.path, share);
    const now = await steps.textOf(file.path);
    const reason = now.ok ? fileRefusal(file, now.value) : now.error;
    const text = now.ok ? (now.value ?? '') : '';
    const done = reason !== null ? err(reason) : really ? await steps.write(file, text, label) : ok([]);
    if (!done.ok) refused.push({ where: file.path, what: file.path, how: done.error });
    else {
      notes.push(...done.value);
      back.push({ where: file.path, what: file.path, how: say('gets back its earlier text') });
    }
  }
  return { back, refused, notes, stopped: false };
}

function howMarked(step: ReturnType<typeof readingStep>): string {
  switch (step) {
    case 'unread':
      return say('is marked as unread again');
    case 'read':
      return say('is marked as read again');
    case 'finished':
      return say('is marked as finished again');
  }
}
