import type { Problem } from '../base/problem';
import type { StudyPath } from '../base/studyPath';
import { mergeConflictRule } from '../coding/readSegments';
import { segmentsFilesAmong, type SegmentsFileEntry } from './studyFiles';

/** The files of segments in which git left two versions, as a study's problems tell; each once. YAML files, whose problem has the same rule, are none. */
export function conflictedFiles(problems: readonly Problem[]): readonly SegmentsFileEntry[] {
  const paths = problems.flatMap(({ rule, file }) => (rule === mergeConflictRule && file ? [file] : []));
  return segmentsFilesAmong([...new Set(paths)].map((path) => ({ path: path as StudyPath })));
}
