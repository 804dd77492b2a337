import type { Problem } from '../base/problem';
import { baseName, type StudyPath } from '../base/studyPath';
import type { CodeTree } from '../codebook/codeTree';
import { linesOfSegments, type StoredSegments } from './segmentsStore';

/** The rule of a problem that goes or comes when a codebook changes. */
export const unknownCodeRule = 'unknown-code';

/** What is wrong with a segments file: as it was read, codes that no codebook has now, and segments without a place. */
export function segmentsProblems(stored: StoredSegments, codes: Pick<CodeTree, 'resolve'>): readonly Problem[] {
  const { path, segments, content } = stored;
  const problems = [...stored.problems];
  let lines: ReadonlyMap<string, number> | undefined;
  const lineOf = (id: string): number => (lines ??= linesOfSegments(content)).get(id) ?? 1;
  for (const { row, placement } of segments.list) {
    for (const { code } of row.codings) {
      if (codes.resolve(code) !== undefined) continue;
      problems.push({
        severity: 'error',
        rule: unknownCodeRule,
        message: `The code “${code}” is in no codebook of this study.`,
        remedy:
          'Add a code with this id to a codebook, list the codebook in verbatim.yaml, or change the code of the segment.',
        file: path,
        line: lineOf(row.id),
      });
    }
    if (placement.outcome === 'orphaned') {
      problems.push({
        severity: 'warning',
        rule: 'orphaned-segment',
        message: `A segment has lost its place in ${baseName(segments.transcript)}: ${placement.reason}`,
        remedy: 'It is kept with its words and codes, and listed in the Segments view.',
        file: path,
        line: lineOf(row.id),
      });
    }
  }
  return problems;
}

/** Segments whose transcript is not there. */
export function withoutTranscript(path: StudyPath, transcript: StudyPath): Problem {
  return {
    severity: 'error',
    rule: 'missing-transcript',
    message: `The transcript “${transcript}” of these segments is not there.`,
    remedy:
      'Put it back under this name, or say which transcript it is now with “Verbatim: Relink Transcript…”; the segments are kept as they are.',
    file: path,
    line: 1,
  };
}

/** A transcript that was there when the study was read. */
export function missingTranscript(path: StudyPath): Problem {
  return {
    severity: 'error',
    rule: 'missing-transcript',
    message: `The transcript “${path}” is not there any more.`,
    remedy: 'Put the file back; its codings are kept.',
    file: path,
  };
}
