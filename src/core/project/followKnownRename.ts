import type { StudyPath } from '../base/studyPath';
import type { CodingSession } from './codingSession';
import { inOtherText, unsavedDigest } from './liveEdit';
import { namedBy } from './namedBy';
import type { TranscriptCoding } from './transcriptCoding';

/** A transcript under its old name and its new one. */
export interface RenamedTranscript {
  readonly from: StudyPath;
  readonly to: StudyPath;
}

/** What went along, what is other coders' and waits for a person, and what could not be done, in words. */
export interface KnownRename {
  readonly done: readonly RenamedTranscript[];
  readonly others: readonly RenamedTranscript[];
  readonly failed: readonly string[];
}

/**
 * Follows a transcript, or a folder of them, of which it is known that it was renamed: my segments go with each, whatever its text is;
 * those of other coders wait for a person. `edited` are the transcripts that had unsaved edits under their old names: they go on under
 * the new ones, with my segments where the edits moved them, if an editor has them open there (`isOpen`). Does nothing for what is no transcript under its new name.
 */
export async function followKnownRename(
  session: CodingSession,
  { from, to }: RenamedTranscript,
  edited: readonly TranscriptCoding[],
  isOpen: (path: StudyPath) => boolean = () => true,
): Promise<KnownRename> {
  const { study } = session;
  await study.reload();
  const newName = (path: StudyPath): StudyPath | null => {
    const now =
      path === from ? to : path.startsWith(`${from}/`) ? (`${to}${path.slice(from.length)}` as StudyPath) : null;
    return now !== null && study.isTranscript(now) ? now : null;
  };
  const [done, others]: [RenamedTranscript[], RenamedTranscript[]] = [[], []];
  const failed: string[] = [];
  for (const stray of study.strays) {
    const now = newName(stray.transcript);
    if (now === null) continue;
    const renamed = { from: stray.transcript, to: now };
    if (stray.coder !== study.me) {
      others.push(renamed);
      continue;
    }
    const linked = await session.relink(stray, now);
    if (linked.ok) done.push(renamed);
    else if (isStray(session, renamed.from)) failed.push(linked.error);
  }
  // Of what I have marked or written of and not coded there is no stray file.
  for (const path of namedBy(study, study.me ?? '')) {
    const old = path as StudyPath;
    const now = study.isTranscript(old) ? null : newName(old);
    if (now === null) continue;
    const renamed = await session.renameNamed(old, now);
    failed.push(...(renamed.ok ? renamed.value.notes : [renamed.error]));
  }
  for (const coding of edited) {
    const now = newName(coding.path);
    if (now !== null && isOpen(now) && !isStray(session, coding.path)) await goOn(session, coding, now);
  }
  return { done, others: others.filter((one) => !done.some(({ from: mine }) => mine === one.from)), failed };
}

/** True where my segments still lie under a name that no transcript has. */
function isStray({ study }: CodingSession, path: StudyPath): boolean {
  return study.strays.some(({ coder, transcript }) => coder === study.me && transcript === path);
}

/** Takes unsaved edits, and where my segments stand in them, to the new name. What was typed there meanwhile counts. */
async function goOn({ study }: CodingSession, coding: TranscriptCoding, to: StudyPath): Promise<void> {
  const mine = coding.byCoder.get(study.me ?? '');
  if (mine === undefined) return;
  await study.keep(to);
  const before = study.keptCoding(to);
  const read = await study.refresh(to, before);
  if (read === null) return;
  const carried = inOtherText(read, coding.text, unsavedDigest).with({ ...mine, transcript: to, text: unsavedDigest });
  const typed = [study.keptCoding(to), before].find((one) => one?.digest === unsavedDigest)?.text ?? coding.text;
  study.replace(typed === coding.text ? carried : inOtherText(carried, typed, unsavedDigest));
}
