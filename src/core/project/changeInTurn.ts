import { CancelledError, throwIfCancelled, type CancellationToken } from '../base/cancellation';
import { ok, type Result } from '../base/result';
import type { StudyPath } from '../base/studyPath';
import type { Operation } from '../coding/codingOperations';
import type { Segments } from '../coding/segment';
import { inBatch } from '../history/batch';
import { logEntryOf } from '../history/logLines';
import type { CodingTurn } from './codingTurn';

/** What one step over several transcripts came to. */
export interface ChangedTranscripts {
  readonly changed: number;
  /** What there is to say besides: joins with other programs, and the reason for each transcript that was left as it was. */
  readonly notes: readonly string[];
}

/**
 * Does an operation on my segments in several transcripts, one after the other, as one step: one undo takes all of it back. A transcript
 * in which it is refused is left as it was, and the reason told; the others go on. Where it is cancelled, what was done stands. `batch`
 * is the step that it is a part of, where it is one.
 */
export async function changeInTurn(
  turn: CodingTurn,
  paths: readonly StudyPath[],
  operate: (mine: Segments, path: StudyPath) => Operation,
  token: CancellationToken,
  batch: string = turn.study.host.newId(),
): Promise<Result<ChangedTranscripts, string>> {
  const me = turn.me();
  if (!me.ok) return me;
  const history = turn.historyOf(me.value);
  const notes: string[] = [];
  let changed = 0;
  try {
    for (const path of paths) {
      throwIfCancelled(token);
      const ready = await turn.ready(path);
      const change = ready.ok ? operate(ready.value.mine, path) : ready;
      if (!ready.ok || !change.ok) {
        if (!change.ok) notes.push(change.error);
        continue;
      }
      const { coding, mine } = ready.value;
      const entry = inBatch(logEntryOf(change.value, { ...history.stamp(), target: { transcript: path } }), batch);
      const done = await turn.commit(coding, mine, change.value, entry);
      if (done.ok) {
        changed++;
        notes.push(...done.value.notes);
      } else notes.push(done.error);
      turn.passed(path);
      await turn.study.host.pause?.();
    }
  } catch (error) {
    if (!(error instanceof CancelledError)) throw error;
  }
  return ok({ changed, notes });
}
