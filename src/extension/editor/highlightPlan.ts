import type { LineTable } from '../../core/text/lineTable';
import type { Span } from '../../core/text/span';
import { stackLevels } from '../../core/text/spanIndex';

/** How many underlines are stacked under a word; what lies above them is drawn as one neutral line. */
export const mostUnderlines = 4;

/** The colour of an annotation without a code. */
export const annotationColor = 'annotation';

/** The colour of the line that stands for all codes for which no underline is free. */
export const moreColor = 'more';

/** One code on one segment, or an annotation: what gets an underline of its own. */
export interface Mark {
  readonly span: Span;
  /** The code's id; empty for an annotation without a code. */
  readonly code: string;
  /** A palette name, #RRGGBB, or `annotation`. */
  readonly color: string;
}

/** One decoration type: an underline at a level (0 is the lowest), or the wash behind the words. */
export interface Look {
  readonly color: string;
  readonly level: number | 'wash';
}

/** Ranges as four numbers each: start line, start character, end line, end character, from 0. */
export type FlatRanges = readonly number[];

/** What is drawn in an editor: ranges by the key of their look. */
export type HighlightPlan = ReadonlyMap<string, FlatRanges>;

/** The look's name in a plan. */
export function lookKey({ color, level }: Look): string {
  return `${level}/${color}`;
}

/** The look that a key names. */
export function lookOf(key: string): Look {
  const [level = '', color = ''] = key.split('/');
  return { color, level: level === 'wash' ? level : Number(level) };
}

/**
 * Where each look is drawn. Marks that overlap get levels of their own, the outer ones below the inner ones. Behind the words lies
 * one wash alone, that of the innermost segment, since translucent colours over each other turn into mud. The same code on the same
 * words by several coders is one mark. Empty spans are not drawn.
 */
export function planHighlights(marks: readonly Mark[], lines: LineTable): HighlightPlan {
  const drawn = distinct(marks);
  const levels = stackLevels(drawn.map(({ span }) => span));
  const plan = new Map<string, number[]>();
  const draw = (look: Look, from: number, to: number): void => {
    const key = lookKey(look);
    let ranges = plan.get(key);
    if (ranges === undefined) plan.set(key, (ranges = []));
    const start = lines.positionAt(from);
    const end = lines.positionAt(to);
    ranges.push(start.line, start.character, end.line, end.character);
  };
  const crowded = new Set<string>();
  drawn.forEach(({ span, color }, row) => {
    const level = levels[row] ?? 0;
    if (level < mostUnderlines) draw({ color, level }, span.start, span.end);
    else if (add(crowded, `${span.start} ${span.end}`)) draw(moreLook, span.start, span.end);
  });
  paintInnermost(drawn, draw);
  return plan;
}

const moreLook: Look = { color: moreColor, level: mostUnderlines };

function distinct(marks: readonly Mark[]): Mark[] {
  const seen = new Set<string>();
  return marks.filter(({ span: { start, end }, code }) => start < end && add(seen, `${start} ${end} ${code}`));
}

/** Adds, and says whether it is new. */
function add(seen: Set<string>, key: string): boolean {
  return seen.size < seen.add(key).size;
}

/** Paints every stretch once, in the first colour of the segment that begins last there (of those the shortest). */
function paintInnermost(marks: readonly Mark[], draw: (look: Look, from: number, to: number) => void): void {
  const rows = marks.map((mark, row) => ({ ...mark, row })).filter(({ color }) => color !== annotationColor);
  rows.sort((a, b) => a.span.start - b.span.start || b.span.end - a.span.end || b.row - a.row);
  // Segments that are open where the brush stands; the last one is on top.
  const open: Mark[] = [];
  let brush = 0;
  const paintTo = (limit: number): void => {
    for (let top = open.at(-1); top !== undefined && brush < limit; top = open.at(-1)) {
      if (top.span.end <= brush) {
        open.pop();
        continue;
      }
      const end = Math.min(top.span.end, limit);
      draw({ color: top.color, level: 'wash' }, brush, end);
      brush = end;
    }
    brush = Math.max(brush, Math.min(limit, Number.MAX_SAFE_INTEGER));
  };
  for (const mark of rows) {
    paintTo(mark.span.start);
    open.push(mark);
  }
  paintTo(Number.POSITIVE_INFINITY);
}

/** The looks that must be set anew to get from one plan to the next: those that differ, came or went, and those in `stale`. */
export function changedLooks(before: HighlightPlan, after: HighlightPlan, stale: ReadonlySet<string>): string[] {
  const changed: string[] = [];
  for (const [key, ranges] of after) if (stale.has(key) || !sameRanges(before.get(key), ranges)) changed.push(key);
  for (const key of before.keys()) if (!after.has(key)) changed.push(key);
  return changed;
}

function sameRanges(a: FlatRanges | undefined, b: FlatRanges): boolean {
  return a?.length === b.length && a.every((value, i) => value === b[i]);
}

/** A change of a document, in lines from 0 before the change. */
export interface LineChange {
  readonly startLine: number;
  readonly endLine: number;
  /** How many line breaks the new text has. */
  readonly breaks: number;
}

/**
 * Looks whose ranges an editor may show otherwise than the plan says, since it moved them itself while the person typed. An edit
 * that keeps the number of lines concerns what lies on its lines; another one concerns everything from there on.
 */
export function staleLooks(plan: HighlightPlan, changes: readonly LineChange[]): Set<string> {
  const stale = new Set<string>();
  for (const { startLine, endLine, breaks } of changes) {
    const last = breaks === endLine - startLine ? endLine : Number.POSITIVE_INFINITY;
    for (const [key, ranges] of plan) if (!stale.has(key) && reaches(ranges, startLine, last)) stale.add(key);
  }
  return stale;
}

function reaches(ranges: FlatRanges, first: number, last: number): boolean {
  for (let i = 0; i < ranges.length; i += 4) {
    if ((ranges[i] ?? 0) <= last && (ranges[i + 2] ?? 0) >= first) return true;
  }
  return false;
}
