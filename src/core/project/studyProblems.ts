import { say } from '../base/say';
import { compareCodeUnits } from '../base/order';
import type { Problem } from '../base/problem';
import type { CodeTree } from '../codebook/codeTree';
import type { StudyFrame } from './loadStudy';
import { anyPattern } from './pathPattern';
import { segmentsProblems, unknownCodeRule, withoutTranscript } from './segmentsProblems';
import type { StoredSegments } from './segmentsStore';
import type { SegmentsFileEntry } from './studyFiles';

/** All that is wrong with a study, by file and line: its frame, files without a transcript, texts, and the segments files in memory. */
export function studyProblems(
  frame: StudyFrame,
  strays: readonly SegmentsFileEntry[],
  ofTranscripts: readonly Problem[],
  stored: readonly StoredSegments[],
  codes: Pick<CodeTree, 'resolve'>,
): readonly Problem[] {
  const isCodebook = anyPattern(frame.project.codebooks);
  const codesAreMissing = frame.problems.some(
    ({ severity, rule, file = '' }) => severity === 'error' && (rule === 'missing-codebook' || isCodebook(file)),
  );
  const all = [
    ...frame.problems,
    ...strays.map(({ path, transcript }) => withoutTranscript(path, transcript)),
    ...ofTranscripts,
    ...stored.flatMap((one) => segmentsProblems(one, codes)),
  ].sort((a, b) => compareCodeUnits(a.file ?? '', b.file ?? '') || (a.line ?? 0) - (b.line ?? 0));
  return codesAreMissing ? withUnknownCodesSummed(all) : all;
}

/**
 * The problems with several unknown codes of a file summed up as one: where a codebook is missing or cannot be read, they follow from that,
 * and a hundred of them would hide it. The one stands where the first stood.
 */
function withUnknownCodesSummed(problems: readonly Problem[]): readonly Problem[] {
  const counts = new Map<string, number>();
  for (const { rule, file = '' } of problems) {
    if (rule === unknownCodeRule) counts.set(file, (counts.get(file) ?? 0) + 1);
  }
  const told = new Set<string>();
  return problems.flatMap((problem) => {
    const { rule, file = '' } = problem;
    const count = counts.get(file) ?? 0;
    if (rule !== unknownCodeRule || count === 1) return [problem];
    if (told.has(file)) return [];
    told.add(file);
    return [
      {
        ...problem,
        message: say('{0} codings here have codes that are in no codebook that can be read.', count),
        remedy: say(
          'Mend what is said of the codebooks first; codes that are still unknown are then named one by one.',
        ),
      },
    ];
  });
}
