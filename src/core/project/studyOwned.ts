import type { StudyPath } from '../base/studyPath';
import { anyPattern } from './pathPattern';
import type { Study } from './study';
import { badCoderFolder, codingFileOf, localPath, projectFileName } from './studyFiles';

/** True where a file is part of the study itself, sound or not, so that nothing (an export) may be written over it. */
export function isOwnFile(study: Study, path: StudyPath): boolean {
  return (
    path === projectFileName ||
    path === localPath ||
    path === study.project.casesFile ||
    codingFileOf(path) !== null ||
    badCoderFolder(path) !== null ||
    study.isTranscript(path) ||
    (/\.ya?ml$/.test(path) && anyPattern(study.project.codebooks)(path))
  );
}
