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
  const drawn = outerFirst(distinct(marks));
  const levels = stackLevels(drawn.map(({ span }) => span));
  const brush = new Brush(lines);
  let crowded: Span | undefined;
  drawn.forEach(({ span, color }, row) => {
    const level = levels[row] ?? 0;
    if (level < mostUnderlines) brush.draw(color, level, span.start, span.end);
    else if (!isSame(crowded, span)) brush.draw(moreColor, mostUnderlines, (crowded = span).start, span.end);
  });
  paintInnermost(drawn, brush);
  return brush.plan();
}

/** Collects what is drawn by colour and level: a plan has thousands of ranges, and few looks. */
class Brush {
  private readonly colors = new Map<string, Map<Look['level'], number[]>>();

  constructor(private readonly lines: LineTable) {}

  draw(color: string, level: Look['level'], from: number, to: number): void {
    let looks = this.colors.get(color);
    if (looks === undefined) this.colors.set(color, (looks = new Map<Look['level'], number[]>()));
    let ranges = looks.get(level);
    if (ranges === undefined) looks.set(level, (ranges = []));
    const start = this.lines.positionAt(from);
    const end = this.lines.positionAt(to);
    ranges.push(start.line, start.character, end.line, end.character);
  }

  plan(): HighlightPlan {
    const plan = new Map<string, FlatRanges>();
    for (const [color, looks] of this.colors) {
      for (const [level, ranges] of looks) plan.set(lookKey({ color, level }), ranges);
    }
    return plan;
  }
}

function isSame(a: Span | undefined, b: Span): boolean {
  return a?.start === b.start && a.end === b.end;
}

/** Without empty ones, and one alone of those with the same code on the same words. */
function distinct(marks: readonly Mark[]): readonly Mark[] {
  // Codes by their words; both ends of a span fit into one number, since no text has 2²⁶ units.
  const seen = new Map<number, string[]>();
  return marks.filter(({ span: { start, end }, code }) => {
    if (start >= end) return false;
    const place = start * 2 ** 26 + end;
    const codes = seen.get(place);
    if (codes === undefined) seen.set(place, [code]);
    else if (codes.includes(code)) return false;
    else codes.push(code);
    return true;
  });
}

/** By start, of equal starts the longer first, otherwise as given: how a study hands them out, so mostly nothing is to be done. */
function outerFirst(marks: readonly Mark[]): readonly Mark[] {
  const compare = (a: Mark, b: Mark): number => a.span.start - b.span.start || b.span.end - a.span.end;
  return marks.every((mark, i) => i === 0 || compare(marks[i - 1] ?? mark, mark) <= 0)
    ? marks
    : [...marks].sort(compare);
}

/** Paints every stretch once, in the first colour of the segment that begins last there (of those the shortest). `marks`: outer ones first. */
function paintInnermost(marks: readonly Mark[], brush: Brush): void {
  // Segments that are open where the brush stands; the last one is on top.
  const open: Mark[] = [];
  let painted = 0;
  const paintTo = (limit: number): void => {
    for (let top = open.at(-1); top !== undefined && painted < limit; top = open.at(-1)) {
      if (top.span.end <= painted) {
        open.pop();
        continue;
      }
      const end = Math.min(top.span.end, limit);
      brush.draw(top.color, 'wash', painted, end);
      painted = end;
    }
    painted = Math.max(painted, Math.min(limit, Number.MAX_SAFE_INTEGER));
  };
  for (const mark of marks) {
    if (mark.color === annotationColor) continue;
    paintTo(mark.span.start);
    // Of several codes on the same words the first one colours them.
    if (!isSame(open.at(-1)?.span, mark.span)) open.push(mark);
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
