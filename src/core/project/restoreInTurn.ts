import { say } from '../base/say';
import type { EarlierText } from '../anchor/reanchorThroughDiff';
import type { CancellationToken } from '../base/cancellation';
import { err, ok, type Result } from '../base/result';
import type { Segments } from '../coding/segment';
import { inBatch } from '../history/batch';
import { fileEntryOf, logEntryOf, markEntryOf } from '../history/logLines';
import type { CodingTurn } from './codingTurn';
import { unlessRefused } from './host';
import { changeMarkInTurn, whyNotMarked } from './markInTurn';
import { entriesAfter, restoreEntries, restoreLabel } from './restoreEntries';
import type { ReadyToRestore, RestoreOutcome, RestorePoint, RestoreSteps } from './restoreEntries';
import type { TranscriptCoding } from './transcriptCoding';

/** Puts back what I changed after a point, or with `really` false says what that would be. What could not be done is in the outcome. */
export async function restoreInTurn(
  turn: CodingTurn,
  point: RestorePoint,
  really: boolean,
  told: (where: string, share: number) => void,
  token: CancellationToken,
): Promise<Result<RestoreOutcome, string>> {
  const me = turn.me();
  if (!me.ok) return me;
  const history = turn.historyOf(me.value);
  const entries = entriesAfter(await history.entries(), point);
  const batch = turn.study.host.newId();
  const steps: RestoreSteps = {
    codeName: (code) => turn.study.codes.resolve(code)?.name ?? code,
    ready: (path, texts) =>
      unlessRefused(async () => {
        const ready = await turn.ready(path);
        return ready.ok ? ok(await toRestore(turn, ready.value, texts)) : ready;
      }),
    passed: (path) => {
      turn.passed(path);
    },
    textOf: (path) => unlessRefused(async () => ok(await turn.textOf(path))),
    commit: (path, texts, plan) =>
      unlessRefused(async () => {
        const ready = await turn.ready(path);
        if (!ready.ok) return ready;
        const { coding, mine } = ready.value;
        const change = plan(await toRestore(turn, ready.value, texts));
        if (change === null) return ok([]);
        const entry = logEntryOf(change, { ...history.stamp(), target: { transcript: path } });
        const done = await turn.commit(coding, mine, change, inBatch(entry, batch));
        return done.ok ? ok(done.value.notes) : done;
      }),
    mark: ({ transcript, before }, really, label) =>
      unlessRefused(async () => {
        if (!really) {
          const reason = await whyNotMarked(turn, me.value, transcript);
          return reason === null ? ok([]) : err(reason);
        }
        const done = await changeMarkInTurn(turn, me.value, transcript, (now, file) => {
          const entry = markEntryOf(label, { file, transcript }, now, before, history.stamp());
          return ok({ days: before, entry: inBatch(entry, batch) });
        });
        return done.ok ? ok(done.value.notes) : done;
      }),
    write: (file, now, label) =>
      unlessRefused(() =>
        turn.study.host.files.exclusively(file.path, async () => {
          if (file.before === null || (await turn.textOf(file.path)) !== now)
            return err(say('It has just been changed.'));
          const files = [{ path: file.path, before: now, after: file.before }];
          const entry = inBatch(fileEntryOf(file.op, label, files, history.stamp()), batch);
          const done = await turn.writeText(file.path, file.before, entry);
          return done.ok ? ok(done.value.notes) : done;
        }),
      ),
  };
  return ok(await restoreEntries(entries, restoreLabel(point), steps, really, told, token));
}

async function toRestore(
  turn: CodingTurn,
  { coding, mine }: { readonly coding: TranscriptCoding; readonly mine: Segments },
  texts: ReadonlySet<string>,
): Promise<ReadyToRestore> {
  const earlier = new Map<string, EarlierText>();
  for (const digest of texts) {
    const text = await turn.earlierOf(digest, coding);
    if (text !== null) earlier.set(digest, text);
  }
  return { mine, text: coding.text, earlier };
}
