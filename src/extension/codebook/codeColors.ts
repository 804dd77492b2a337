import type { Code, Codebook } from '../../core/codebook/codebook';
import { colorOf } from '../../core/codebook/palette';

/** The colour that a code is drawn in wherever it is shown: a palette name or #RRGGBB. */
export type ColorOfCode = (code: Code) => string;

/**
 * Colours for all codes of a study. Where neither a code nor what it lies under names one, everything under one top category shares
 * the colour of that category's turn, counted over the study's codebooks in their order.
 */
export function codeColors(codebooks: readonly Codebook[]): ColorOfCode {
  const turns = new Map<string, number>();
  let next = 0;
  for (const { codes } of codebooks) {
    // Parents come before their children.
    for (const { id, parent } of codes) turns.set(id, (parent === null ? undefined : turns.get(parent)) ?? next++);
  }
  return ({ id, color }) => colorOf(color, turns.get(id) ?? 0);
}
