import { err, type Result } from '../base/result';
import { say } from '../base/say';
import { withLfBreaks } from '../text/lfText';
import { deleteAt, insertItem, moveItem, setValue, type EditedText } from '../yaml/yamlEdit';
import { editable } from './codebookEdits';
import { groupsOf, textsOf, type Raw } from './rawCode';

/** A theme to add. Pass only an id that no theme of the study has. */
export interface NewTheme {
  readonly id: string;
  readonly name: string;
  readonly definition?: string;
  /** Ids of codes, also of other codebooks of the study. */
  readonly codes?: readonly string[];
}

/** What a person says of a theme in words. */
export type ThemeText = 'name' | 'definition' | 'note';

/** What was decided of a single segment: taken in, left out, or nothing (its codes alone say). */
export type SegmentDecision = 'include' | 'exclude' | 'none';

/** The keys of a theme in the order in which they are written. */
const keyOrder = ['id', 'name', 'definition', 'codes', 'note', 'include', 'exclude', 'against'];

/** Adds a theme behind the others. Refused where its id is taken in this file, or the name is empty. */
export function addTheme(text: string, { id, name, definition = '', codes = [] }: NewTheme): EditedText {
  const tree = editable(text);
  if (!tree.ok) return tree;
  if (name.trim() === '') return err(noName());
  const themes = groupsOf(tree.value['themes']);
  if (themes.some((theme) => theme['id'] === id)) {
    return err(say('The id “{0}” is taken in this codebook. Choose another one.', id));
  }
  return insertItem(text, ['themes'], themes.length, {
    id,
    name: name.trim(),
    ...(definition.trim() === '' ? {} : { definition: cleanText(definition) }),
    ...(codes.length === 0 ? {} : { codes: [...new Set(codes)] }),
  });
}

/** Says something of a theme; an empty text takes it away, but a theme keeps a name. */
export function setThemeText(text: string, id: string, key: ThemeText, value: string): EditedText {
  const words = cleanText(value);
  if (key === 'name' && words === '') return err(noName());
  return withTheme(
    text,
    id,
    (theme) => {
      const before: unknown = theme[key];
      if (typeof before === 'string' && cleanText(before) === words) return before;
      return words === '' ? undefined : words;
    },
    key,
  );
}

/** What is said of a theme in this text, without white space around it; '' where there is nothing. */
export function themeTextsIn(text: string, id: string): Result<Readonly<Record<ThemeText, string>>, string> {
  const at = placeOf(text, id);
  if (!at.ok) return at;
  const said = (key: ThemeText): string => {
    const value = at.value.theme[key];
    return typeof value === 'string' ? cleanText(value) : '';
  };
  return { ok: true, value: { name: said('name'), definition: said('definition'), note: said('note') } };
}

/** Puts codes into a theme, behind those that it has; what it has already stays where it stands. */
export function addCodesToTheme(text: string, id: string, codes: readonly string[]): EditedText {
  return withTheme(text, id, (theme) => listOf([...textsOf(theme['codes']), ...codes]), 'codes');
}

/** Takes codes out of a theme, by the ids that the theme names. */
export function removeCodesFromTheme(text: string, id: string, codes: readonly string[]): EditedText {
  return withTheme(
    text,
    id,
    (theme) => listOf(textsOf(theme['codes']).filter((code) => !codes.includes(code))),
    'codes',
  );
}

/** Puts a code of a theme at another place (from 0) among its codes. */
export function moveCodeInTheme(text: string, id: string, code: string, index: number): EditedText {
  return withTheme(
    text,
    id,
    (theme) => {
      const codes = textsOf(theme['codes']);
      if (!codes.includes(code)) return listOf(codes);
      const others = codes.filter((one) => one !== code);
      return listOf([...others.slice(0, Math.max(0, index)), code, ...others.slice(Math.max(0, index))]);
    },
    'codes',
  );
}

/** Takes single segments into a theme, leaves them out of it, or lets their codes decide again. */
export function decideSegments(
  text: string,
  id: string,
  segments: readonly string[],
  decision: SegmentDecision,
): EditedText {
  let edited: EditedText = { ok: true, value: text };
  for (const key of ['include', 'exclude'] as const) {
    if (!edited.ok) return edited;
    edited = withSegments(edited.value, id, key, segments, decision === key);
  }
  return edited;
}

/** Marks segments as contradicting a theme (negative cases), or takes that back. */
export function markAgainst(text: string, id: string, segments: readonly string[], isAgainst: boolean): EditedText {
  return withSegments(text, id, 'against', segments, isAgainst);
}

/** Takes a theme out of the codebook. Its codes and segments stay as they are. */
export function removeTheme(text: string, id: string): EditedText {
  const at = placeOf(text, id);
  return at.ok ? deleteAt(text, ['themes', at.value.index]) : at;
}

/** Puts a theme at another place (from 0) among those of its file. */
export function moveTheme(text: string, id: string, index: number): EditedText {
  const at = placeOf(text, id);
  if (!at.ok) return at;
  const last = at.value.themes.length - 1;
  return moveItem(text, ['themes', at.value.index], ['themes'], Math.min(Math.max(0, index), last));
}

function withSegments(
  text: string,
  id: string,
  key: 'include' | 'exclude' | 'against',
  segments: readonly string[],
  isListed: boolean,
): EditedText {
  return withTheme(
    text,
    id,
    (theme) => {
      const listed = textsOf(theme[key]);
      return listOf(isListed ? [...listed, ...segments] : listed.filter((one) => !segments.includes(one)));
    },
    key,
  );
}

/** Writes one key of a theme; where nothing changes, or there is nothing to take away, the text stays as it is. */
function withTheme(text: string, id: string, valueOf: (theme: Raw) => unknown, key: string): EditedText {
  const at = placeOf(text, id);
  if (!at.ok) return at;
  const { theme, index } = at.value;
  const value = valueOf(theme);
  if (value === undefined && (theme[key] === undefined || isEmptyList(theme[key]))) return { ok: true, value: text };
  const before = keyOrder.slice(0, keyOrder.indexOf(key)).findLast((one) => Object.hasOwn(theme, one));
  return setValue(text, ['themes', index, key], value, before);
}

/** A list that a person left empty says what no list says. */
function isEmptyList(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0;
}

function placeOf(
  text: string,
  id: string,
): Result<{ readonly theme: Raw; readonly index: number; readonly themes: readonly Raw[] }, string> {
  const tree = editable(text);
  if (!tree.ok) return tree;
  const themes = groupsOf(tree.value['themes']);
  const index = themes.findIndex((theme) => theme['id'] === id);
  const theme = themes[index];
  if (theme === undefined) {
    return err(say('The codebook has no theme “{0}”; it may have been removed. Look at it again.', id));
  }
  return { ok: true, value: { theme, index, themes } };
}

function listOf(items: readonly string[]): readonly string[] | undefined {
  const once = [...new Set(items)];
  return once.length > 0 ? once : undefined;
}

function cleanText(text: string): string {
  return withLfBreaks(text).trim();
}

function noName(): string {
  return say('A theme needs a name.');
}
