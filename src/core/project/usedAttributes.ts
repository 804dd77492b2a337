import { noPause } from '../base/pause';
import type { StudyPath } from '../base/studyPath';
import type { attributeKeys } from '../coding/codingAttributes';
import { readableText } from '../text/utf8';
import type { Study } from './study';
import { segmentsFilesAmong } from './studyFiles';

/** The attributes whose values are texts. */
export type TextAttribute = Exclude<(typeof attributeKeys)[number], 'certainty'>;

/** The values that a study has for each attribute, the most used first, then the first seen. */
export type UsedAttributes = Readonly<Record<TextAttribute, readonly string[]>>;

/** How many bytes of segments are looked through at most: who waits for a list of values shall not wait for a large study. */
const mostBytes = 16 * 1024 * 1024;

/** A longer value, in UTF-16 units of its JSON, is nothing that anybody chooses from a list. */
const longestValue = 1_000;

/**
 * Finds a key up to the quotation mark that begins its text, in rows however a program writes JSON. A quotation mark within a text stands
 * behind a backslash there, so that a memo or a quote that tells of such a key is not taken for one.
 */
const said = /"(target|deliveredBy|receivedBy)"\s{0,9}:\s{0,9}"/g;

/**
 * The values of attributes in a study's segments, by all coders who are shown to the person: those of one transcript first, and of the
 * others as far as 16 MB reach; a file that is larger than what is left of these is passed over. What cannot be read is left out; `verbatim check` and the Problems panel tell of it.
 */
export async function usedAttributes(study: Study, first: StudyPath, onlyMine: boolean): Promise<UsedAttributes> {
  const { files, pause = noPause } = study.host;
  const counts: Record<TextAttribute, Map<string, number>> = {
    target: new Map(),
    deliveredBy: new Map(),
    receivedBy: new Map(),
  };
  const listed = await files.list('coding' as StudyPath);
  const sizes = new Map(listed.map(({ path, size }) => [path, size]));
  const all = segmentsFilesAmong(listed);
  const meant = all.filter(({ coder }) => !onlyMine || coder === study.me);
  meant.sort((a, b) => Number(b.transcript === first) - Number(a.transcript === first));
  let left = mostBytes;
  for (const { path } of meant) {
    if ((sizes.get(path) ?? 0) > left) continue;
    const bytes = await files.read(path).catch(() => undefined);
    if (bytes === undefined) continue;
    left -= bytes.length;
    count(readableText(bytes), counts);
    await pause();
  }
  const list = (key: TextAttribute): string[] => [...counts[key]].sort(([, a], [, b]) => b - a).map(([value]) => value);
  return { target: list('target'), deliveredBy: list('deliveredBy'), receivedBy: list('receivedBy') };
}

function count(text: string, counts: Record<TextAttribute, Map<string, number>>): void {
  for (const { 0: found, 1: key, index } of text.matchAll(said)) {
    const start = index + found.length - 1;
    const end = endOfText(text, start, longestValue);
    const value = end === null ? '' : textOf(text.slice(start, end)).trim();
    const values = counts[key as TextAttribute];
    if (value !== '') values.set(value, (values.get(value) ?? 0) + 1);
  }
}

/** Where the text that begins with a quotation mark ends; null where that is further than `most`. */
function endOfText(text: string, start: number, most: number): number | null {
  for (let at = start + 1; at < start + most && at < text.length; at++) {
    const char = text.charAt(at);
    if (char === '"') return at + 1;
    if (char === '\\') at++;
  }
  return null;
}

/** A text as JSON writes it; empty where it is none, which a file of another hand may hold. */
function textOf(literal: string): string {
  try {
    const value: unknown = JSON.parse(literal);
    return typeof value === 'string' ? value : '';
  } catch {
    return '';
  }
}
