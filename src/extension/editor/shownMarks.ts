import type { CodeTree } from '../../core/codebook/codeTree';
import type { PlacedSegment } from '../../core/project/transcriptCoding';
import type { ColorOfCode } from '../codebook/codeColors';
import { annotationColor, type Mark } from './highlightPlan';

/** Drawn for a code that no codebook has. */
const unknownCodeColor = 'grey';

/** What is to be highlighted of the segments whose coders are shown: one mark a code, in the order in which the codes stand on the segment. */
export function shownMarks(
  placed: readonly PlacedSegment[],
  shown: ReadonlySet<string>,
  codes: Pick<CodeTree, 'resolve'>,
  colorOf: ColorOfCode,
): Mark[] {
  return placed.flatMap(({ coder, segment: { row }, span }): Mark[] => {
    if (!shown.has(coder)) return [];
    if (row.codings.length === 0) return [{ span, code: '', color: annotationColor }];
    return row.codings.map(({ code: id }) => {
      const code = codes.resolve(id);
      return { span, code: code?.id ?? id, color: code ? colorOf(code) : unknownCodeColor };
    });
  });
}
