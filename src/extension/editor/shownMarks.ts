import type { CodeTree } from '../../core/codebook/codeTree';
import { colorOf } from '../../core/codebook/palette';
import type { PlacedSegment } from '../../core/project/transcriptCoding';
import { annotationColor, type Mark } from './highlightPlan';

/** What is asked of a study's codes to draw them. */
export type DrawnCodes = Pick<CodeTree, 'resolve' | 'topIndexOf'>;

/** The colour of a code that no codebook has. */
const unknownCodeColor = 'grey';

/** The colour that a coding with this code is drawn in: a palette name or #RRGGBB. */
export function colorOfCode(id: string, codes: DrawnCodes): string {
  const code = codes.resolve(id);
  return code ? colorOf(code.color, codes.topIndexOf(code)) : unknownCodeColor;
}

/** What is to be highlighted of the segments of the coders who are shown: one mark a code, in the order in which a segment has them. */
export function shownMarks(placed: readonly PlacedSegment[], shown: ReadonlySet<string>, codes: DrawnCodes): Mark[] {
  const known = new Map<string, Pick<Mark, 'code' | 'color'>>();
  const lookUp = (id: string): Pick<Mark, 'code' | 'color'> => {
    let mark = known.get(id);
    if (mark === undefined)
      known.set(id, (mark = { code: codes.resolve(id)?.id ?? id, color: colorOfCode(id, codes) }));
    return mark;
  };
  return placed.flatMap(({ coder, segment: { row }, span }): Mark[] => {
    if (!shown.has(coder)) return [];
    if (row.codings.length === 0) return [{ span, code: '', color: annotationColor }];
    return row.codings.map(({ code }) => ({ span, ...lookUp(code) }));
  });
}
