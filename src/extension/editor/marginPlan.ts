import type { LineTable } from '../../core/text/lineTable';
import { shortened } from '../../core/text/shortened';
import { span } from '../../core/text/span';
import { stackLevels } from '../../core/text/spanIndex';
import { moreColor, type Mark } from './highlightPlan';
import { mostStripes } from './highlightStyle';

/** Lines from 0, both inclusive. */
export interface Lines {
  readonly first: number;
  readonly last: number;
}

/** A code whose name stands at the end of a line. */
export interface LineCode {
  readonly code: string;
  readonly color: string;
}

/** The codes that end on a line, each once, in the order in which their segments begin. */
export interface LineLabel {
  readonly line: number;
  readonly codes: readonly LineCode[];
}

/** A stripe beside the lines of segments of a code. */
export interface Stripe extends Lines {
  readonly color: string;
  /** From 0, the outermost; `mostStripes` is the one that all share for which there is no room. */
  readonly lane: number;
}

/** So many names stand at the end of a line; of the rest the number is said. */
const mostNames = 2;

/** Units of a name that are shown. */
const longestName = 28;

/**
 * The labels of the lines in sight. A code stands where its segment ends: there its last words have just been read, and a segment over
 * several turns would have its name far above them otherwise.
 */
export function planLabels(marks: readonly Mark[], lines: LineTable, visible: readonly Lines[]): readonly LineLabel[] {
  const found = new Map<number, Map<string, LineCode>>();
  for (const { span: place, code, color } of marks) {
    if (code === '' || place.start >= place.end) continue;
    const { last: line } = linesOf(place, lines);
    if (!visible.some(({ first, last }) => first <= line && line <= last)) continue;
    const codes = found.get(line) ?? new Map<string, LineCode>();
    found.set(line, codes);
    if (!codes.has(code)) codes.set(code, { code, color });
  }
  return [...found].sort(([a], [b]) => a - b).map(([line, codes]) => ({ line, codes: [...codes.values()] }));
}

/** A label as text: the first names with their shapes, and how many more there are. */
export function labelText(
  codes: readonly LineCode[],
  nameOf: (code: string) => string,
  glyphOf: (color: string) => string,
): string {
  const names = codes.slice(0, mostNames).map(({ code, color }) => `${glyphOf(color)} ${shortName(nameOf(code))}`);
  return names.join(' · ') + (codes.length > mostNames ? ` +${codes.length - mostNames}` : '');
}

/** Names come from files: what does not print, breaks lines or turns their direction is left out. */
function shortName(name: string): string {
  return shortened(name.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' '), longestName);
}

/**
 * The stripes of a transcript. Segments of one code that share a line have one stripe; those of several codes stand in lanes of their
 * own, the longer ones further out.
 */
export function planStripes(marks: readonly Mark[], lines: LineTable): readonly Stripe[] {
  const beside = joined(
    marks
      .filter(({ span: { start, end }, code }) => start < end && code !== '')
      .map(({ span: place, code, color }) => ({ ...linesOf(place, lines), code, color })),
  );
  const lanes = stackLevels(beside.map(({ first, last }) => span(first, last + 1)));
  return beside.map(({ first, last, color }, row) => {
    const lane = Math.min(lanes[row] ?? 0, mostStripes);
    return { first, last, color: lane < mostStripes ? color : moreColor, lane };
  });
}

/** Lines of the same code that overlap, as one each; by where they begin. */
function joined<One extends Lines & { readonly code: string }>(parts: readonly One[]): readonly One[] {
  const found: One[] = [];
  /** Where the last lines of each code stand in `found`. */
  const latest = new Map<string, number>();
  for (const part of [...parts].sort((a, b) => a.first - b.first)) {
    const at = latest.get(part.code);
    const before = at === undefined ? undefined : found[at];
    if (at !== undefined && before && part.first <= before.last) {
      found[at] = { ...before, last: Math.max(before.last, part.last) };
    } else {
      latest.set(part.code, found.length);
      found.push(part);
    }
  }
  return found;
}

/** What of the stripes is in sight, by colour and lane. */
export function stripesIn(
  stripes: readonly Stripe[],
  visible: readonly Lines[],
): ReadonlyMap<string, readonly Lines[]> {
  const found = new Map<string, Lines[]>();
  for (const { first, last, color, lane } of stripes) {
    for (const window of visible) {
      const part = { first: Math.max(first, window.first), last: Math.min(last, window.last) };
      if (part.first > part.last) continue;
      const key = `${lane}/${color}`;
      const parts = found.get(key);
      if (!parts) found.set(key, [part]);
      else if (!parts.some((one) => one.first === part.first && one.last === part.last)) parts.push(part);
    }
  }
  return found;
}

/** The lines on which something that has a memo begins, each once. */
export function memoLines(starts: readonly number[], lines: LineTable): readonly number[] {
  return [...new Set(starts.map((start) => lines.lineAt(start)))].sort((a, b) => a - b);
}

/** The lines of a span that is not empty: one that ends with a line break ends on the line before it. */
function linesOf({ start, end }: Mark['span'], lines: LineTable): Lines {
  return { first: lines.lineAt(start), last: lines.lineAt(end - 1) };
}
