import type { Codebook } from '../../core/codebook/codebook';
import { colorOf } from '../../core/codebook/palette';

/**
 * The colour of every code: its own, or the nearest colour above it, or one by the position of its top category in the codebook. So
 * all codes of a category look alike until somebody gives them colours.
 */
export function codeColors(codebooks: readonly Codebook[]): ReadonlyMap<string, string> {
  const colors = new Map<string, string>();
  for (const { codes } of codebooks) {
    const tops = new Map<string, number>();
    let count = 0;
    for (const { id, parent, color } of codes) {
      // Parents come before their children, so a parent's number is known.
      const top = parent === null ? count++ : (tops.get(parent) ?? 0);
      tops.set(id, top);
      if (!colors.has(id)) colors.set(id, colorOf(color, top));
    }
  }
  return colors;
}
