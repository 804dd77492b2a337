import type { Digest } from '../base/digest';
import type { StudyPath } from '../base/studyPath';
import type { LogEntry } from '../history/logFile';
import { bytesWithin } from './bytesWithin';
import { missingNamed, namedBy } from './namedBy';
import { readTranscript } from './readTranscript';
import { matchRenamed, type DigestedTranscript, type RenameMatch, type StraySegments } from './renamedTranscripts';
import { coderPath } from './studyFiles';
import type { Study } from './study';
import type { TranscriptPresence } from './transcriptPresence';

/**
 * Looks for transcripts that I marked or wrote of and did not code, and that another program renamed: those that have the text in which my
 * log (`entries`, in order) last saw me at work on them. Each match names my own file in place of one of segments. Reads the transcripts
 * of which I have nothing yet; none where nothing is missing.
 */
export async function findNamedRenames(
  study: Study,
  entries: readonly LogEntry[],
  presence: TranscriptPresence,
): Promise<readonly RenameMatch[]> {
  const { me } = study;
  if (me === null) return [];
  const texts = textsIn(entries);
  const gone: StraySegments[] = [];
  for (const transcript of missingNamed(study)) {
    const text = texts.get(transcript) ?? null;
    if (text === null || (await bytesWithin(study.host.files, transcript)) !== undefined) continue;
    gone.push({ path: coderPath(me), coder: me, transcript, text });
  }
  if (gone.length === 0) return [];
  const named = namedBy(study, me);
  const transcripts: DigestedTranscript[] = [];
  for (const { path } of study.transcripts) {
    if (named.has(path) || study.index.hasSegmentsOf(me, path)) continue;
    const digest = await textDigest(study, path);
    if (digest !== undefined) transcripts.push({ path, digest });
    await study.host.pause?.();
  }
  return matchRenamed(gone, transcripts, {
    hasFile: () => false,
    wereTogether: (from, to) => presence.wereTogether(from, to),
  });
}

/** The digest of a transcript's text as its file has it; undefined where there is none to be read. */
export async function textDigest({ host }: Study, path: StudyPath): Promise<Digest | undefined> {
  const bytes = await bytesWithin(host.files, path);
  return bytes && (await readTranscript(path, bytes, host.digest)).source?.digest;
}

/** The text of each transcript by the last entry that says so, by the path that it was given last. */
function textsIn(entries: readonly LogEntry[]): ReadonlyMap<string, string> {
  const texts = new Map<string, string>();
  for (const { op, target } of entries) {
    const { transcript, from, text } = target;
    if (transcript === undefined) continue;
    const before = op === 'relink' && from !== undefined ? texts.get(from) : undefined;
    const now = text ?? before;
    if (now !== undefined) texts.set(transcript, now);
  }
  return texts;
}
