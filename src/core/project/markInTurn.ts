import { say } from '../base/say';
import { err, ok, type Result } from '../base/result';
import type { StudyPath } from '../base/studyPath';
import type { ReadingDays, ReadingStep } from '../coding/readingStep';
import type { LogEntry } from '../history/logFile';
import { markEntryOf } from '../history/logLines';
import { utf8Text } from '../text/utf8';
import type { CodingTurn } from './codingTurn';
import type { Done } from './done';
import { textDigest } from './findNamedRenames';
import { changeDays, markedDays } from './markEdits';
import { coderText } from './readCoder';
import { coderPath } from './studyFiles';

/**
 * Notes in my coder.yaml how far I have come with a transcript, and logs it; makes the file where there is none. `day` is today as I
 * write it (2026-11-30). Refused where it is marked so already.
 */
export async function markInTurn(
  turn: CodingTurn,
  path: StudyPath,
  step: ReadingStep,
  day: string,
  label: string,
): Promise<Result<Done, string>> {
  const me = turn.me();
  if (!me.ok) return me;
  if (!turn.study.isTranscript(path)) return err(say('“{0}” is no transcript of this study.', path));
  const text = await textDigest(turn.study, path);
  return changeMarkInTurn(turn, me.value, path, (now, file) => {
    const days = markedDays(path, now, step, day);
    if (!days.ok) return days;
    const stamp = turn.historyOf(me.value).stamp();
    const target = { file, transcript: path, ...(text === undefined ? {} : { text }) };
    return ok({ days: days.value, entry: markEntryOf(label, target, now, days.value, stamp) });
  });
}

/** The days that a mark shall have, and the entry that records it. */
export interface PlannedMark {
  readonly days: ReadingDays;
  readonly entry: LogEntry;
}

/** Gives the mark that `me`, whose turn it is, has of a transcript the days that `plan` makes of those of now, and logs it. Whatever else my file says does not count. */
export async function changeMarkInTurn(
  turn: CodingTurn,
  me: string,
  path: StudyPath,
  plan: (now: ReadingDays, file: StudyPath) => Result<PlannedMark, string>,
): Promise<Result<Done, string>> {
  const file = coderPath(me);
  return turn.study.host.files.exclusively(file, async () => {
    const before = await ownText(turn, me);
    if (!before.ok) return before;
    const after = changeDays(before.value, path, (now) => plan(now, file));
    return after.ok ? turn.writeText(file, after.value.text, after.value.entry) : after;
  });
}

/** Why the mark that `me` has of a transcript cannot be changed now; null where it can. */
export async function whyNotMarked(turn: CodingTurn, me: string, path: StudyPath): Promise<string | null> {
  const text = await ownText(turn, me);
  const changed = text.ok ? changeDays(text.value, path, (days) => ok({ days })) : text;
  return changed.ok ? null : changed.error;
}

/** The text of a coder's own file; where there is none, what a new one says. */
async function ownText({ study }: CodingTurn, coder: string): Promise<Result<string, string>> {
  const file = coderPath(coder);
  const bytes = await study.host.files.read(file);
  if (bytes === undefined) return ok(coderText(study.coders.find(({ id }) => id === coder)?.name ?? coder));
  const text = utf8Text(bytes);
  return text === null ? err(say('“{0}” is not in UTF-8. Save it as UTF-8 first.', file)) : ok(text);
}
