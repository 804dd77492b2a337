import { say } from '../base/say';
import type { Problem } from '../base/problem';
import { checkShape } from '../base/shape';
import { studyPath, type StudyPath } from '../base/studyPath';
import { misspeltProblems, readYaml, shapeProblems } from '../yaml/yamlFile';
import { defaultTranscriptPatterns, projectFile, projectVersion } from './projectFile';
import { projectFileName } from './studyFiles';

/** What verbatim.yaml says. */
export interface Project {
  readonly name: string;
  /** Patterns of the files that are transcripts. */
  readonly transcripts: readonly string[];
  /** Patterns of the codebook files. */
  readonly codebooks: readonly string[];
  readonly casesFile: StudyPath | null;
  /** Pattern with named groups `case` and `role` over a file's name, or null. */
  readonly participantId: string | null;
  readonly primaryCoder: string | null;
  /** True where a newer program wrote it. */
  readonly readOnly: boolean;
}

/** Reads verbatim.yaml. Where it is unsound the project is null and the problems say why; a newer version is read as far as it goes. */
export function readProject(text: string): { readonly project: Project | null; readonly problems: readonly Problem[] } {
  const yaml = readYaml(text, projectFileName);
  const problems: Problem[] = [...yaml.problems];
  if (problems.some(({ severity }) => severity === 'error')) return { project: null, problems };
  const slips = misspeltProblems(projectFile, yaml.value, yaml);
  const shape = checkShape(projectFile, yaml.value);
  if (!shape.ok) {
    return { project: null, problems: [...problems, ...shapeProblems(shape.error, yaml), ...slips] };
  }
  const { verbatim: version, name, transcripts, codebooks, cases, participantId, primaryCoder } = shape.value;
  const readOnly = version > projectVersion;
  if (readOnly) {
    problems.push({
      severity: 'warning',
      rule: 'newer-version',
      message: say(
        'The study was written by a newer Verbatim (version {0} of verbatim.yaml); it is shown but not changed.',
        version,
      ),
      remedy: say('Update Verbatim to work in this study.'),
      file: projectFileName,
      ...yaml.placeOf(['verbatim']),
    });
  } else problems.push(...slips);
  let casesFile: StudyPath | null = null;
  if (cases !== undefined) {
    const path = studyPath(cases);
    if (path.ok) casesFile = path.value;
    else {
      problems.push({
        severity: 'error',
        rule: 'bad-path',
        message: path.error,
        remedy: say('Write the path of the cases file relative to the study, such as “cases.yaml”.'),
        file: projectFileName,
        ...yaml.placeOf(['cases']),
      });
    }
  }
  return {
    project: {
      name,
      transcripts: transcripts ?? defaultTranscriptPatterns,
      codebooks: codebooks ?? ['codebooks/*.yaml'],
      casesFile,
      participantId: participantId ?? null,
      primaryCoder: primaryCoder ?? null,
      readOnly,
    },
    problems,
  };
}
