import type { ThemeSegment } from '../../core/retrieval/themeSegments';
import type { SegmentRef } from '../coding/segmentRef';

/** A theme, named across the views: the study's folder as URI text, the codebook that it stands in, its id. Plain JSON. */
export interface ThemeRef {
  readonly root: string;
  readonly codebook: string;
  readonly theme: string;
}

/** A row of the themes view. */
export type ThemesRow = ThemeRow | ThemeCodeRow | ThemePartRow | ThemeSegmentRow | MoreRow;

export interface ThemeRow extends ThemeRef {
  readonly kind: 'theme';
}

/** A code of a theme, as it is called now. */
export interface ThemeCodeRow extends ThemeRef {
  readonly kind: 'themeCode';
  readonly code: string;
}

/** Which segments a theme names one by one. */
export type ThemePart = 'takenIn' | 'leftOut' | 'against';

/** Holds the segments that a theme names one by one. */
export interface ThemePartRow extends ThemeRef {
  readonly kind: 'themePart';
  readonly part: ThemePart;
}

/** A segment below a code of a theme, or below a part. `ref` is what commands on segments take. */
export interface ThemeSegmentRow extends ThemeRef {
  readonly kind: 'themeSegment';
  readonly under: string;
  readonly part: ThemePart | null;
  readonly ref: SegmentRef;
  readonly found: ThemeSegment;
}

/** Stands for the rows that a long list does not show yet. */
export interface MoreRow extends ThemeRef {
  readonly kind: 'more';
  readonly under: string;
  readonly hidden: number;
}

/** A text that is different for every row. A NUL parts what ids and URIs cannot hold. */
export function themesKey(row: ThemesRow): string {
  const own = (): readonly string[] => {
    switch (row.kind) {
      case 'theme':
        return [];
      case 'themeCode':
        return [row.code];
      case 'themePart':
        return [row.part];
      case 'themeSegment':
        return [row.under, row.ref.uri, row.ref.coder, row.ref.segment];
      case 'more':
        return [row.under, String(row.hidden)];
    }
  };
  return [row.kind, row.root, row.codebook, row.theme, ...own()].join('\0');
}

/** The theme that a command's argument names: a row of the themes view, or what a page asks with; undefined where it names none. */
export function themeRefOf(argument: unknown): ThemeRef | undefined {
  if (typeof argument !== 'object' || argument === null) return undefined;
  const { root, codebook, theme } = argument as Record<string, unknown>;
  return typeof root === 'string' && typeof codebook === 'string' && typeof theme === 'string'
    ? { root, codebook, theme }
    : undefined;
}

/** True where a command's argument is a row of the themes view. */
export function isThemesRow(argument: unknown): argument is ThemesRow {
  if (themeRefOf(argument) === undefined) return false;
  const { kind } = argument as { readonly kind?: unknown };
  return ['theme', 'themeCode', 'themePart', 'themeSegment', 'more'].includes(kind as string);
}

/** All rows of a kind that a menu's command concerns: the selected ones where the row is among them, else the row alone. */
export function rowsOfKind<K extends ThemesRow['kind']>(
  argument: unknown,
  selected: unknown,
  kind: K,
): readonly Extract<ThemesRow, { kind: K }>[] {
  const isOne = (row: unknown): row is Extract<ThemesRow, { kind: K }> => isThemesRow(row) && row.kind === kind;
  if (!isOne(argument)) return [];
  const rows: unknown[] = Array.isArray(selected) ? selected : [];
  const all = rows.filter(isOne);
  return all.some((row) => themesKey(row) === themesKey(argument)) ? all : [argument];
}
