import { say } from '../base/say';
import type { Problem } from '../base/problem';
import { checkShape } from '../base/shape';
import type { StudyPath } from '../base/studyPath';
import { coderFile, coderVersion, transcriptMark, type TranscriptMark } from '../coding/coderFile';
import { isPlainMap } from '../yaml/sameValue';
import { misspeltProblems, readYaml, shapeProblems, type YamlFile } from '../yaml/yamlFile';

/** A person who codes. The id is the slug that names their folder. */
export interface Coder {
  readonly id: string;
  readonly name: string;
}

/** A coder with what their own file says. */
export interface CoderRecord extends Coder {
  /** How far they have come with transcripts, by path (NFC); those that they did not mark are not in it. */
  readonly marks: ReadonlyMap<string, TranscriptMark>;
}

/** What a coder.yaml says; what is wrong with it is in the problems. */
export interface CoderReading {
  readonly coder: CoderRecord;
  readonly problems: readonly Problem[];
}

/** A coder of whom no file says more than the name of their folder. */
export function unnamedCoder(id: string): CoderRecord {
  return { id, name: id, marks: new Map() };
}

/**
 * Reads coder.yaml. Where it is unsound the coder goes by their id, and the problems say why; a mark that is not sound is left out.
 * Marks of what is no transcript are told of, as far as `isTranscript` is given.
 */
export function readCoder(
  id: string,
  file: StudyPath,
  text: string,
  isTranscript: (path: StudyPath) => boolean = () => true,
): CoderReading {
  const yaml = readYaml(text, file);
  if (yaml.problems.some(({ severity }) => severity === 'error')) {
    return { coder: unnamedCoder(id), problems: yaml.problems };
  }
  const shape = checkShape(coderFile, yaml.value);
  const issues = shape.ok ? [] : shape.error;
  const problems = [...yaml.problems, ...shapeProblems(issues, yaml), ...misspeltProblems(coderFile, yaml.value, yaml)];
  const { value } = yaml;
  // What is wrong with a mark takes nobody's name away.
  if (!isPlainMap(value) || issues.some(({ path }) => path[0] !== 'transcripts')) {
    return { coder: unnamedCoder(id), problems };
  }
  const marks = new Map<string, TranscriptMark>();
  for (const [key, entry] of Object.entries(isPlainMap(value['transcripts']) ? value['transcripts'] : {})) {
    const path = key.normalize('NFC');
    const mark = checkShape(transcriptMark, entry);
    if (mark.ok) marks.set(path, mark.value);
    if (!isTranscript(path as StudyPath)) problems.push(withoutTranscript(key, yaml));
  }
  return { coder: { id, name: String(value['name']), marks }, problems: problems.slice(0, mostProblems) };
}

function withoutTranscript(key: string, file: YamlFile): Problem {
  return {
    severity: 'warning',
    rule: 'missing-transcript',
    message: say('There is no transcript “{0}” in this study; it is marked here as read or finished.', key),
    remedy: say('Put the file back, correct the path (upper and lower case count), or take the entry out.'),
    file: file.file,
    ...file.placeOf(['transcripts', key]),
  };
}

/** After this many problems of one file the rest is left out. */
const mostProblems = 100;

/** The text of a new coder.yaml. */
export function coderText(name: string): string {
  return `verbatim-coder: ${coderVersion}\nname: ${JSON.stringify(name)}\n`;
}
