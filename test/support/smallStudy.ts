import { neverCancelled } from '../../src/core/base/cancellation';
import type { StudyPath } from '../../src/core/base/studyPath';
import { CodingSession } from '../../src/core/project/codingSession';
import { Study } from '../../src/core/project/study';
import { span } from '../../src/core/text/span';
import type { Span } from '../../src/core/text/span';
import { MemoryFiles, memoryHost } from './memoryFiles';

export const interview = 'transcripts/INT1.txt' as StudyPath;
export const interviewText = [
  'I: How did you meet?',
  '',
  'R: We just clicked — the first time we spoke. He had been on that ward himself.',
  '',
  'I: What changed?',
  '',
  'R: I talk more 🙂 now. I even ring my sister.',
  '',
].join('\n');

export const codebookText = [
  'verbatim-codebook: 1',
  'id: small',
  'name: Small',
  'codes:',
  '  - id: bond',
  '    name: Bond',
  '    codes:',
  '      - id: connection',
  '        name: Making a connection',
  '        definition: A first link between two people.',
  '      - id: talking',
  '        name: Talking',
  '  - id: change',
  '    name: Change',
  '',
].join('\n');

/** The files of a small sound study with one coder, Ada. */
export function smallStudyFiles(more: Readonly<Record<string, string | Uint8Array>> = {}): MemoryFiles {
  return new MemoryFiles({
    'verbatim.yaml': 'verbatim: 1\nname: Small study\ncodebooks: [codebooks/small.yaml]\n',
    'codebooks/small.yaml': codebookText,
    [interview]: interviewText,
    'coding/ada/coder.yaml': 'verbatim-coder: 1\nname: Ada\n',
    '.verbatim/local.json': '{"version":1,"coder":"ada"}\n',
    ...more,
  });
}

/** Opens and fills a study over files in memory; fails the test where it is unsound. */
export async function openStudy(
  files: MemoryFiles,
  writer = 'test',
): Promise<{ study: Study; session: CodingSession }> {
  const { study, problems } = await Study.open(memoryHost(files, writer), 'everyone', neverCancelled);
  if (study === null) throw new Error(problems.map(({ message }) => message).join('\n'));
  await study.fill();
  return { study, session: new CodingSession(study, writer) };
}

/** The span of some words that occur once. */
export function spanOfWords(text: string, words: string): Span {
  const start = text.indexOf(words);
  if (start < 0 || text.indexOf(words, start + 1) >= 0) throw new Error(`“${words}” does not occur exactly once.`);
  return span(start, start + words.length);
}
