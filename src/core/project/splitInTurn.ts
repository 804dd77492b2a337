import { logLabel } from '../base/logLabel';
import { ok, type Result } from '../base/result';
import type { CancellationToken } from '../base/cancellation';
import type { StudyPath } from '../base/studyPath';
import { splitCode, type SplitPart, type SplitRest } from '../codebook/splitCode';
import type { CodingTools } from '../coding/codingOperations';
import { splitCodings } from '../coding/splitCodings';
import { changeInTurn, type ChangedTranscripts } from './changeInTurn';
import { codebookInTurn } from './codebookInTurn';
import type { CodingTurn } from './codingTurn';

/** A code that shall be split, and what becomes of my segments of it. */
export interface SplitWish {
  readonly codebook: StudyPath;
  readonly code: { readonly id: string; readonly name: string };
  readonly parts: readonly (SplitPart & { readonly shown: string })[];
  readonly rest: SplitRest;
  /** By transcript and segment: the ids of the codes that were chosen. What is not in it waits to be decided. */
  readonly chosen: ReadonlyMap<StudyPath, ReadonlyMap<string, readonly string[]>>;
}

/**
 * Splits a code in its codebook (`splitCode`), then recodes my segments (`splitCodings`), transcript by transcript, as one step that one
 * undo takes back. Refused, with nothing changed, where the codebook cannot be edited so. What is refused or cancelled after that, and
 * what other coders have, keeps the code and is theirs, or mine, to decide later.
 */
export async function splitInTurn(
  turn: CodingTurn,
  { codebook, code, parts, rest, chosen }: SplitWish,
  tools: () => CodingTools,
  token: CancellationToken,
): Promise<Result<ChangedTranscripts, string>> {
  const batch = turn.study.host.newId();
  const label = logLabel('Split “{0}” into {1}', code.name, parts.map(({ shown }) => shown).join(', '));
  const split = await codebookInTurn(turn, codebook, label, (text) => splitCode(text, code.id, parts, rest), batch);
  if (!split.ok) return split;
  // What the new codes are called and mean is known once the codebook has them.
  const now = tools();
  const operate = (mine: Parameters<typeof splitCodings>[0], path: StudyPath) =>
    splitCodings(mine, code.id, chosen.get(path) ?? new Map(), now);
  const recoded = await changeInTurn(turn, [...chosen.keys()], operate, token, batch);
  return recoded.ok ? ok({ ...recoded.value, notes: [...split.value.notes, ...recoded.value.notes] }) : recoded;
}
