import { say } from '../base/say';
import { err, ok, type Result } from '../base/result';
import type { StudyPath } from '../base/studyPath';
import { noteEntryOf } from '../history/logLines';
import { applyNotes, newNotesText, planNote, type NoteEdit, type NoteStamp } from '../notes/noteEdits';
import { utf8Text } from '../text/utf8';
import type { CodingTurn } from './codingTurn';
import type { Done } from './done';
import { textDigest } from './findNamedRenames';
import { notesPath } from './studyFiles';

/** What is to be done to my comments, and in what words the log tells of it. */
export interface NoteStep {
  readonly label: string;
  /** The transcript that the thread is about or whose segment it is; null for anything else. */
  readonly transcript: StudyPath | null;
  /** Given a fresh id and the time. */
  readonly edit: (stamp: NoteStamp) => NoteEdit;
}

/** Writes, changes or removes one comment of mine and logs it; makes my file of comments where there is none. */
export async function noteInTurn(turn: CodingTurn, step: NoteStep): Promise<Result<Done, string>> {
  const me = turn.me();
  if (!me.ok) return me;
  const { host } = turn.study;
  const file = notesPath(me.value);
  return host.files.exclusively(file, async () => {
    const bytes = await host.files.read(file);
    const text = bytes === undefined || bytes.length === 0 ? newNotesText(me.value) : utf8Text(bytes);
    if (text === null) return err(say('“{0}” is not in UTF-8. Save it as UTF-8 first.', file));
    const stamp = turn.historyOf(me.value).stamp();
    const change = planNote(text, me.value, step.edit({ id: host.newId(), at: stamp.at }));
    if (!change.ok) return change;
    const after = applyNotes(text, me.value, change.value);
    if (!after.ok) return after;
    const target = { file, ...(await placeOf(turn, step.transcript)) };
    const done = await turn.writeText(file, after.value, noteEntryOf(step.label, target, change.value, stamp));
    return done.ok ? ok({ ...done.value, label: step.label }) : done;
  });
}

/** Where the log says that it was; by the text a transcript is known again that another program renamed. */
async function placeOf(
  { study }: CodingTurn,
  transcript: StudyPath | null,
): Promise<{ readonly transcript?: StudyPath; readonly text?: string }> {
  if (transcript === null) return {};
  const text = study.isTranscript(transcript) ? await textDigest(study, transcript) : undefined;
  return { transcript, ...(text === undefined ? {} : { text }) };
}
