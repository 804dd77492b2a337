import { err, ok, type Result } from '../base/result';
import type { StudyPath } from '../base/studyPath';
import type { ReadingStep } from '../coding/readingStep';
import type { LogEntry } from '../history/logFile';
import { fileEntryOf, relinkEntryOf, textRecord } from '../history/logLines';
import { utf8Text } from '../text/utf8';
import type { CodingTurn } from './codingTurn';
import type { Done } from './done';
import { nothingChangedIfRefused } from './host';
import { markTranscript, renameInMarks } from './markEdits';
import { coderText } from './readCoder';
import { coderPath } from './studyFiles';

const encoder = new TextEncoder();

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
  const { study } = turn;
  if (!study.isTranscript(path)) return err(`“${path}” is no transcript of this study.`);
  const file = coderPath(me.value);
  return study.host.files.exclusively(file, async () => {
    const before = await ownText(turn, me.value, file);
    if (!before.ok) return before;
    const after = markTranscript(before.value, path, step, day);
    if (!after.ok) return after;
    const files = [{ path: file, before: before.value, after: after.value }];
    const entry = fileEntryOf('mark-transcript', label, files, turn.historyOf(me.value).stamp());
    return turn.writeText(file, after.value, { ...entry, target: { file, transcript: path } });
  });
}

/** Takes my mark of a transcript that was renamed and of which I have no segments to its new path, and logs it. Nothing where there is none. */
export async function renameMarkInTurn(
  turn: CodingTurn,
  from: StudyPath,
  to: StudyPath,
): Promise<Result<Done, string>> {
  const me = turn.me();
  if (!me.ok) return me;
  const entry = relinkEntryOf(from, to, turn.historyOf(me.value).stamp());
  const moved = await nothingChangedIfRefused(() => moveMark(turn, me.value, from, to));
  if (!moved.ok) return moved;
  if (moved.value === null) return ok({ label: '', notes: [] });
  const logged = await turn.log({ ...entry, ...moved.value });
  const read = await turn.readAgain(() => turn.study.reload());
  return ok({ label: entry.label ?? entry.op, notes: [...logged, ...read] });
}

/**
 * Gives the mark that a coder made of a transcript its new path, and gives what the log is to say of it; null where they made none. To be
 * logged and followed by reading the frame again.
 */
export async function moveMark(
  turn: CodingTurn,
  coder: string,
  from: StudyPath,
  to: StudyPath,
): Promise<Result<Pick<LogEntry, 'before' | 'after'> | null, string>> {
  const { study } = turn;
  const mark = study.coders.find(({ id }) => id === coder)?.marks.get(from);
  if (mark === undefined) return ok(null);
  const file = coderPath(coder);
  return study.host.files.exclusively(file, async () => {
    const before = await turn.textOf(file);
    if (before === null) return ok(null);
    const after = renameInMarks(before, from, to);
    if (!after.ok) return after;
    await study.host.files.replace(file, encoder.encode(after.value));
    return ok({ before: { [file]: textRecord(before) }, after: { [file]: textRecord(after.value) } });
  });
}

/** The text of a coder's file; where there is none, what a new one says. */
async function ownText({ study }: CodingTurn, coder: string, file: StudyPath): Promise<Result<string, string>> {
  const bytes = await study.host.files.read(file);
  if (bytes === undefined) return ok(coderText(study.coders.find(({ id }) => id === coder)?.name ?? coder));
  const text = utf8Text(bytes);
  return text === null ? err(`“${file}” is not in UTF-8. Save it as UTF-8 first.`) : ok(text);
}
