import { isFlag, isOneOf, isText, listOf, record, wordsOf, anyOf, type Check } from './check';
import type { SegmentPlace } from './details';

/** Which theme a page is about. */
export interface ThemePageTarget {
  /** The study's folder as URI text. */
  readonly root: string;
  readonly codebook: string;
  readonly theme: string;
}

/** The sides from which the segments of a theme are looked at. */
export const themeSides = ['category', 'role', 'site'] as const;
export type ThemeSide = (typeof themeSides)[number];

/** A segment to go to. */
export interface ThemePageSegment {
  readonly place: SegmentPlace;
  readonly quote: string;
  /** Who speaks, where it stands, its codes, whose it is. */
  readonly said: string;
}

/** Segments that have something in common, by their position in the page's list. */
export interface ThemePageGroup {
  readonly name: string;
  readonly segments: readonly number[];
}

/** Every word of the page's own. */
export const themePageWords = [
  'definition',
  'note',
  'segments',
  'by',
  'byCategory',
  'byRole',
  'bySite',
  'against',
  'silent',
  'edit',
  'openFile',
] as const;
export type ThemePageWords = Readonly<Record<(typeof themePageWords)[number], string>>;

/** The theme as it is now. What is said of an empty part stands in the place of its list. */
export interface ThemePageModel {
  readonly kind: 'model';
  readonly words: ThemePageWords;
  readonly target: ThemePageTarget;
  readonly heading: string;
  readonly path: string;
  /** '' where there is none. */
  readonly definition: string;
  readonly note: string;
  /** How many segments there are, and whether all are listed. */
  readonly counted: string;
  readonly segments: readonly ThemePageSegment[];
  readonly groups: Readonly<Record<ThemeSide, readonly ThemePageGroup[]>>;
  readonly against: readonly ThemePageSegment[];
  readonly againstSaid: string;
  readonly silent: readonly string[];
  readonly silentSaid: string;
  readonly isWritable: boolean;
}

/** What a page asks of the extension. */
export type ThemePageRequest =
  { readonly kind: 'ready' | 'edit' | 'openFile' } | { readonly kind: 'go'; readonly place: SegmentPlace };

/** What VS Code keeps for a page. */
export interface ThemePageState {
  readonly target: ThemePageTarget;
  readonly side: ThemeSide;
}

const isTarget: Check<ThemePageTarget> = record({ root: isText, codebook: isText, theme: isText });
const isPlace: Check<SegmentPlace> = record({ uri: isText, coder: isText, segment: isText });
const isSegments = listOf(record<ThemePageSegment>({ place: isPlace, quote: isText, said: isText }));
const isPosition: Check<number> = (value): value is number => Number.isInteger(value);
const isGroups = listOf(record<ThemePageGroup>({ name: isText, segments: listOf(isPosition) }));

/** Checks what VS Code kept of a page. */
export const isThemePageState: Check<ThemePageState> = record({ target: isTarget, side: isOneOf(...themeSides) });

/** Checks what a page asks. */
export const isThemePageRequest: Check<ThemePageRequest> = anyOf<ThemePageRequest>(
  record({ kind: isOneOf('ready', 'edit', 'openFile') }),
  record({ kind: isOneOf('go'), place: isPlace }),
);

/** Checks what a page is told. */
export const isThemePageNews: Check<ThemePageModel> = record<ThemePageModel>({
  kind: isOneOf('model'),
  words: wordsOf(themePageWords),
  target: isTarget,
  heading: isText,
  path: isText,
  definition: isText,
  note: isText,
  counted: isText,
  segments: isSegments,
  groups: record<ThemePageModel['groups']>({ category: isGroups, role: isGroups, site: isGroups }),
  against: isSegments,
  againstSaid: isText,
  silent: listOf(isText),
  silentSaid: isText,
  isWritable: isFlag,
});
