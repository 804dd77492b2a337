import type { Problem } from '../core/base/problem';
import { hasErrors } from '../core/base/problem';
import { err, ok, type Result } from '../core/base/result';
import { studyPath, type StudyPath } from '../core/base/studyPath';
import { anyPattern } from '../core/project/pathPattern';
import type { Study } from '../core/project/study';
import { decodeStudyText } from '../core/text/decode';
import { prepareImport } from '../core/transcript/prepareImport';
import type { GivenFile } from './importVerb';
import { wrongUse } from './refuse';

/** What became of a source. */
export interface ImportedSource {
  readonly path: StudyPath;
  readonly state: 'new' | 'already there';
  readonly encoding: string;
  readonly turns: number;
  readonly speakers: readonly string[];
}

/** What becomes of all of them, and what was guessed. Nothing is written yet. */
export interface PlannedSources {
  readonly sources: readonly ImportedSource[];
  readonly problems: readonly Problem[];
  /** The files to write. */
  readonly files: ReadonlyMap<StudyPath, Uint8Array>;
}

const encoder = new TextEncoder();

/**
 * Plans to copy sources into the study’s folder “transcripts” as UTF-8 with LF. A file that is there with the same text is left alone;
 * one with another text is never overwritten. Names that differ in capitals alone are one file, as they are on Windows and macOS, wherever
 * this runs: studies travel. Where one is refused, all are.
 */
export async function planSources(
  study: Study,
  files: readonly GivenFile[],
  encoding: string | undefined,
): Promise<Result<PlannedSources, readonly Problem[]>> {
  const isTranscript = anyPattern(study.project.transcripts);
  const sources: ImportedSource[] = [];
  const refused: Problem[] = [];
  const problems: Problem[] = [];
  const texts = new Map<StudyPath, string>();
  // By the names as they are, too: a study that has both of two such names keeps them apart.
  const taken = new Map(study.transcripts.flatMap(({ path }) => [path.toLowerCase(), path].map((key) => [key, path])));
  for (const { named, name, bytes } of files) {
    const asked = studyPath(`transcripts/${name}`);
    if (!asked.ok || !isTranscript(asked.value)) {
      refused.push(noPlace(named, asked.ok ? `“${asked.value}” would be no transcript of this study.` : asked.error));
      continue;
    }
    const path = taken.get(asked.value) ?? taken.get(asked.value.toLowerCase()) ?? asked.value;
    taken.set(path.toLowerCase(), path);
    const prepared = prepareImport(bytes, name, encoding === undefined ? {} : { encoding });
    if (!prepared.ok) {
      refused.push({ ...prepared.error, file: named });
      continue;
    }
    const { text, turns, speakers } = prepared.value;
    const there = texts.get(path) ?? (await textOf(study, path));
    if (there !== undefined && there !== text) {
      refused.push(otherText(named, path, texts.has(path)));
      continue;
    }
    problems.push(...prepared.value.problems.map((problem) => ({ ...problem, file: named })));
    if (there === undefined) texts.set(path, text);
    sources.push({
      path,
      state: there === undefined ? 'new' : 'already there',
      encoding: prepared.value.encoding,
      turns,
      speakers: speakers.flatMap(({ speaker }) => speaker ?? []),
    });
  }
  if (hasErrors(refused)) return err(refused);
  return ok({ sources, problems, files: new Map([...texts].map(([path, text]) => [path, encoder.encode(text)])) });
}

/** The text of a file of the study; one that is no text is like another text. */
async function textOf(study: Study, path: StudyPath): Promise<string | null | undefined> {
  const bytes = await study.host.files.read(path);
  if (bytes === undefined) return undefined;
  const decoded = decodeStudyText(bytes);
  return decoded.ok ? decoded.value.text : null;
}

function otherText(named: string, path: StudyPath, isGiven: boolean): Problem {
  if (isGiven) {
    const message = `Another of these files, with another text, would be “${path}” as well; capitals make no other name.`;
    return wrongUse('other-text', message, 'Give one of the two another name, then import both again.', named);
  }
  const message = `“${path}” is in the study already, with another text.`;
  const remedy =
    'Give the file another name; or, where it is a new version, open the old one and put the new text in, so that its codings follow.';
  return wrongUse('other-text', message, remedy, named);
}

function noPlace(named: string, reason: string): Problem {
  const remedy = 'Rename it to end with .txt, or add a pattern to “transcripts” in verbatim.yaml.';
  return wrongUse('no-transcript-name', reason, remedy, named);
}
