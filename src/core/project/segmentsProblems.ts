import { say } from '../base/say';
import type { Problem } from '../base/problem';
import { baseName, type StudyPath } from '../base/studyPath';
import type { CodeTree } from '../codebook/codeTree';
import { linesOfSegments, type StoredSegments } from './segmentsStore';

/** The rule of a problem that goes or comes when a codebook changes. */
export const unknownCodeRule = 'unknown-code';

/** The rules of problems that the review of places settles. */
export const orphanRule = 'orphaned-segment';
export const unsureRule = 'unsure-place';

const review = (): string => say('Its coder settles it with “Verbatim: Review Segments” in VS Code.');

/** What is wrong with a segments file: as it was read, codes that no codebook has now, and segments without a place or at a guess. */
export function segmentsProblems(stored: StoredSegments, codes: Pick<CodeTree, 'resolve'>): readonly Problem[] {
  const { path, segments, bytes } = stored;
  const problems = [...stored.problems];
  let lines: ReadonlyMap<string, number> | undefined;
  const lineOf = (id: string): number => (lines ??= linesOfSegments(bytes)).get(id) ?? 1;
  for (const { row, placement } of segments.list) {
    for (const { code } of row.codings) {
      if (codes.resolve(code) !== undefined) continue;
      problems.push({
        severity: 'error',
        rule: unknownCodeRule,
        message: say('The code “{0}” is in no codebook of this study.', code),
        remedy: say(
          'Add a code with this id to a codebook, list the codebook in verbatim.yaml, or change the code of the segment.',
        ),
        file: path,
        line: lineOf(row.id),
      });
    }
    if (placement.outcome === 'orphaned') {
      problems.push({
        // A person has looked where it is kept as it is.
        severity: row.kept === true ? 'information' : 'warning',
        rule: orphanRule,
        message: say('A segment has lost its place in {0}: {1}', baseName(segments.transcript), placement.reason),
        remedy: say('It is kept with its words and codes. {0}', review()),
        file: path,
        line: lineOf(row.id),
      });
    } else if (placement.outcome === 'approximate') {
      problems.push({
        severity: 'warning',
        rule: unsureRule,
        message: say('The place of a segment in {0} is a guess: {1}', baseName(segments.transcript), placement.reason),
        remedy: review(),
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
    message: say('The transcript “{0}” of these segments is not there.', transcript),
    remedy: say(
      'Put it back under this name, or say which transcript it is now with “Verbatim: Relink Transcript…”; the segments are kept as they are.',
    ),
    file: path,
    line: 1,
  };
}

/** A transcript that was there when the study was read. */
export function missingTranscript(path: StudyPath): Problem {
  return {
    severity: 'error',
    rule: 'missing-transcript',
    message: say('The transcript “{0}” is not there any more.', path),
    remedy: say('Put the file back; its codings are kept.'),
    file: path,
  };
}
