import { say } from '../base/say';
import { logLabel } from '../base/logLabel';
import { throwIfCancelled, type CancellationToken } from '../base/cancellation';
import { err, ok, type Result } from '../base/result';
import { textRecord } from '../history/logLines';
import { NewestFirst } from '../history/newestFirst';
import { textIn } from '../history/undoEntry';
import type { CodingTurn } from './codingTurn';
import type { Done } from './done';
import type { StudyHost } from './host';
import { readLogs } from './studyTrail';

/** A stage of a study that somebody marked: its codebooks as they were then. */
export interface Stage {
  /** Id of the log's entry. */
  readonly id: string;
  readonly name: string;
  /** ISO 8601, UTC. */
  readonly at: string;
  /** Id of the coder who marked it. */
  readonly who: string;
  /** Texts of the codebooks by the paths of their files. */
  readonly codebooks: ReadonlyMap<string, string>;
}

/** Longest name of a stage, in UTF-16 units. */
export const longestStageName = 200;

/** After this many entries that were looked through, other work gets its turn. */
const between = 250;

/**
 * The stages that were marked and not taken away, by the logs of all coders, the oldest first. FileAccessError where logs cannot be read,
 * CancelledError where the token is cancelled.
 */
export async function stagesOf(
  { files, pause }: Pick<StudyHost, 'files' | 'pause'>,
  token: CancellationToken,
): Promise<readonly Stage[]> {
  const stages: Stage[] = [];
  const removed = new Set<string>();
  const entries = new NewestFirst([...(await readLogs(files)).values()]);
  let count = 0;
  for (let past = entries.next(); past !== null; past = entries.next()) {
    const { entry, coder } = past;
    if (++count % between === 0) {
      throwIfCancelled(token);
      await pause?.();
    }
    if (entry.op !== 'mark-stage') continue;
    const { stage: name, removes } = entry.target;
    if (typeof removes === 'string') removed.add(removes);
    else if (typeof name === 'string') {
      const texts = Object.keys(entry.after).flatMap((file) => {
        const text = textIn(entry.after, file);
        return typeof text === 'string' ? [[file, text] as const] : [];
      });
      stages.unshift({ id: entry.id, name, at: entry.at, who: coder, codebooks: new Map(texts) });
    }
  }
  return stages.filter(({ id }) => !removed.has(id));
}

/** Marks what the study has now as a stage: the log keeps the texts of its codebooks. Refused without a name, or with a very long one. */
export async function markStageInTurn(turn: CodingTurn, wanted: string): Promise<Result<Done, string>> {
  const name = wanted.trim();
  if (name === '') return err(say('A stage needs a name.'));
  if (name.length > longestStageName) return err(say('The name of a stage has at most {0} signs.', longestStageName));
  const after = Object.fromEntries(turn.study.codebooks.map(({ file, text }) => [file, textRecord(text)]));
  return write(turn, logLabel('Marked the stage “{0}”', name), { stage: name }, after);
}

/** Takes the mark of a stage away; what was done in the study stays. */
export function removeStageInTurn(turn: CodingTurn, { id, name }: Stage): Promise<Result<Done, string>> {
  return write(turn, logLabel('Took away the mark of the stage “{0}”', name), { stage: name, removes: id }, {});
}

async function write(
  turn: CodingTurn,
  label: string,
  target: Readonly<Record<string, string>>,
  after: Readonly<Record<string, unknown>>,
): Promise<Result<Done, string>> {
  const me = turn.me();
  if (!me.ok) return me;
  const notes = await turn.log({
    ...turn.historyOf(me.value).stamp(),
    op: 'mark-stage',
    label,
    target: { ...target },
    before: {},
    after: { ...after },
  });
  // Nothing but the log has it: where that cannot be written, nothing was done.
  const [failed] = notes;
  return failed === undefined ? ok({ label, notes }) : err(failed);
}
