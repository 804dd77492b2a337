import type { CancellationToken } from '../base/cancellation';
import { err, ok, type Result } from '../base/result';
import { inBatch } from '../history/batch';
import { fileEntryOf, logEntryOf } from '../history/logLines';
import type { CodingTurn } from './codingTurn';
import { unlessRefused } from './host';
import { entriesAfter, restoreEntries, restoreLabel } from './restoreEntries';
import type { RestoreOutcome, RestorePoint, RestoreSteps } from './restoreEntries';

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
    ready: (path) =>
      unlessRefused(async () => {
        const ready = await turn.ready(path);
        return ready.ok ? ok({ mine: ready.value.mine, text: ready.value.coding.text }) : ready;
      }),
    passed: (path) => {
      turn.passed(path);
    },
    textOf: (path) => unlessRefused(async () => ok(await turn.textOf(path))),
    commit: (path, plan) =>
      unlessRefused(async () => {
        const ready = await turn.ready(path);
        if (!ready.ok) return ready;
        const { coding, mine } = ready.value;
        const change = plan(mine, coding.text);
        if (change === null) return ok([]);
        const entry = logEntryOf(change, { ...history.stamp(), target: { transcript: path } });
        const done = await turn.commit(coding, mine, change, inBatch(entry, batch));
        return done.ok ? ok(done.value.notes) : done;
      }),
    write: (file, now, label) =>
      unlessRefused(() =>
        turn.study.host.files.exclusively(file.path, async () => {
          if (file.before === null || (await turn.textOf(file.path)) !== now) return err('It has just been changed.');
          const files = [{ path: file.path, before: now, after: file.before }];
          const entry = inBatch(fileEntryOf(file.op, label, files, history.stamp()), batch);
          const done = await turn.writeText(file.path, file.before, entry);
          return done.ok ? ok(done.value.notes) : done;
        }),
      ),
  };
  return ok(await restoreEntries(entries, restoreLabel(point), steps, really, told, token));
}
