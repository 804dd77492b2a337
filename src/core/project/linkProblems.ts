import { say } from '../base/say';
import type { Problem } from '../base/problem';
import type { StudyPath } from '../base/studyPath';
import type { LinkOut } from './host';
import { anyPattern } from './pathPattern';
import type { Project } from './readProject';

/** Says of the links that lead out which of them would hold something of the study; others (recordings, papers) are nobody's business. */
export function linkProblems(links: readonly LinkOut[], project: Project): Problem[] {
  const patterns = [...project.transcripts, ...project.codebooks, project.casesFile ?? '', 'coding/**'];
  const matches = anyPattern(patterns);
  const concerns = ({ path, isFolder }: LinkOut): boolean =>
    isFolder ? patterns.some((pattern) => mayHold(path, pattern)) : matches(path);
  return links.filter(concerns).map(({ path }) => linkOut(path));
}

/** A file or folder of the study that a link keeps outside it. */
export function linkOut(path: StudyPath): Problem {
  return {
    severity: 'error',
    rule: 'link-out',
    message: say('A link here leads out of the study, so what it leads to is neither read nor written.'),
    remedy: say('Put the file or folder itself in the place of the link.'),
    file: path,
  };
}

/** True where something below the folder may match the pattern, by the folders that the pattern begins with. */
function mayHold(folder: string, pattern: string): boolean {
  const wild = pattern.search(/[*?{]/);
  if (wild < 0) return pattern.startsWith(`${folder}/`);
  const fixed = pattern.slice(0, pattern.lastIndexOf('/', wild) + 1);
  return pattern.includes('/') && (`${folder}/`.startsWith(fixed) || fixed.startsWith(`${folder}/`));
}
