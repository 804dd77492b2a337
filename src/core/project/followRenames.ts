import { fileLines, parseJsonLine } from '../base/jsonLines';
import { checkShape } from '../base/shape';
import type { StudyPath } from '../base/studyPath';
import { segmentsHeader } from '../coding/segmentsFile';
import { readableText } from '../text/utf8';
import { readTranscript } from './readTranscript';
import type { RenamedTranscript } from './followKnownRename';
import { matchRenamed, type DigestedTranscript, type RenameMatch, type StraySegments } from './renamedTranscripts';
import type { Study } from './study';
import type { TranscriptPresence } from './transcriptPresence';
import { segmentsFilesAmong, segmentsPath, type SegmentsFileEntry } from './studyFiles';

/** What `CodingSession.followRenames` did, what is left to a person, and what could not be done, in words. */
export interface FollowedRenames {
  readonly done: readonly RenameMatch[];
  /** Transcripts of which I had no segments, whose marks and memos of mine went along. */
  readonly named: readonly RenamedTranscript[];
  readonly open: readonly RenameMatch[];
  readonly failed: readonly string[];
}

/**
 * Looks for transcripts that another program renamed: stray segments files, and the transcripts with the text that they were made for.
 * `presence` knows which transcripts were there at one time. Reads the stray files, and the transcripts that one of their coders has not
 * coded; nothing else, and nothing at all where no file is stray.
 */
export async function findRenamed(study: Study, presence: TranscriptPresence): Promise<readonly RenameMatch[]> {
  if (study.strays.length === 0) return [];
  const { files, digest } = study.host;
  const listed = await files.list('coding' as StudyPath);
  const sizes = new Map(listed.map(({ path, size }) => [path, size]));
  const linked = new Set(segmentsFilesAmong(listed).map(keyOf));
  const strays: StraySegments[] = [];
  for (const stray of study.strays) {
    const bytes = await files.read(stray.path);
    if (bytes === undefined) continue;
    strays.push({ ...stray, text: digestIn(bytes) });
    // What a crash left half-moved lies under both names; it is matched as if it did not lie under the new one.
    for (const { path } of study.transcripts) {
      const moved = segmentsPath(stray.coder, path);
      if (sizes.get(moved) !== bytes.length + jsonLength(path) - jsonLength(stray.transcript)) continue;
      if (sameRows(bytes, await files.read(moved))) linked.delete(keyOf({ coder: stray.coder, transcript: path }));
    }
  }
  const coders = new Set(strays.map(({ coder }) => coder));
  const transcripts: DigestedTranscript[] = [];
  for (const { path } of study.transcripts) {
    if ([...coders].every((coder) => linked.has(keyOf({ coder, transcript: path })))) continue;
    const bytes = await files.read(path);
    const source = bytes && (await readTranscript(path, bytes, digest)).source;
    if (source) transcripts.push({ path, digest: source.digest });
  }
  return matchRenamed(strays, transcripts, {
    hasFile: (coder, transcript) => linked.has(keyOf({ coder, transcript })),
    wereTogether: (from, to) => presence.wereTogether(from, to),
  });
}

function keyOf({ coder, transcript }: Pick<SegmentsFileEntry, 'coder' | 'transcript'>): string {
  return `${coder}\0${transcript}`;
}

const encoder = new TextEncoder();

/** How many bytes a path takes in a header. */
function jsonLength(path: StudyPath): number {
  return encoder.encode(JSON.stringify(path)).length;
}

/** True where two segments files differ in their headers alone, and have rows. */
function sameRows(a: Uint8Array, b: Uint8Array | undefined): boolean {
  if (b === undefined || digestIn(a) !== digestIn(b)) return false;
  const [one, two] = [a.subarray(a.indexOf(10)), b.subarray(b.indexOf(10))];
  return one.length > 1 && one.length === two.length && one.every((byte, i) => byte === two[i]);
}

/** The digest in the header of a segments file; null where there is none to be read. */
function digestIn(bytes: Uint8Array): string | null {
  const end = bytes.indexOf(10);
  const [line] = fileLines(readableText(bytes.subarray(0, end < 0 ? bytes.length : end)));
  const header = line === undefined ? undefined : parseJsonLine(line.text);
  if (header?.ok !== true) return null;
  const shape = checkShape(segmentsHeader(), header.value);
  return shape.ok ? shape.value.text : null;
}
