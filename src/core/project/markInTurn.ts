import { say } from '../base/say';
import { err, ok, type Result } from '../base/result';
import type { StudyPath } from '../base/studyPath';
import type { ReadingStep } from '../coding/readingStep';
import { fileEntryOf } from '../history/logLines';
import { utf8Text } from '../text/utf8';
import type { CodingTurn } from './codingTurn';
import type { Done } from './done';
import { markTranscript } from './markEdits';
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
  const { study } = turn;
  if (!study.isTranscript(path)) return err(say('“{0}” is no transcript of this study.', path));
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

/** The text of a coder's file; where there is none, what a new one says. */
async function ownText({ study }: CodingTurn, coder: string, file: StudyPath): Promise<Result<string, string>> {
  const bytes = await study.host.files.read(file);
  if (bytes === undefined) return ok(coderText(study.coders.find(({ id }) => id === coder)?.name ?? coder));
  const text = utf8Text(bytes);
  return text === null ? err(say('“{0}” is not in UTF-8. Save it as UTF-8 first.', file)) : ok(text);
}
