import { span, type Span } from '../text/span';
import type { MentionRole } from './codebookSymbols';

/** A place of a codebook's text where an id of a code is to stand, and the part of it that is there already. */
export interface MentionBegun {
  readonly role: MentionRole;
  readonly span: Span;
}

const sections = /^(codes|themes|relations)[ \t]*:/;

/**
 * Tells whether somebody who types at an offset of a codebook names a code there: in a list behind its key, in brackets or in lines below
 * it, or behind “from” and “to” of a relation. Null where not. Looks back no further than the head of the section.
 */
export function mentionBegun(text: string, offset: number): MentionBegun | null {
  let start = offset;
  while (start > 0 && isOfId(text.charAt(start - 1))) start--;
  let end = offset;
  while (end < text.length && isOfId(text.charAt(end))) end++;
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const before = text.slice(lineStart, start);
  const key = keyInLine(before) ?? keyAbove(text, lineStart, before);
  if (key === null) return null;
  const role = roleOf(key, sectionAt(text, lineStart));
  return role && { role, span: span(start, end) };
}

/** The key behind whose colon the last word of a line stands: behind a bracket, or in “from” and “to” by itself. */
function keyInLine(before: string): string | null {
  const [, list, one] =
    /(?:^|[\s{,])(?:(confusable|merged|split|codes)\s*:\s*\[[^\]]*|(from|to)\s*:\s+)["']?$/.exec(before) ?? [];
  if (list !== undefined && /[^\s,["']$/.test(before.trimEnd())) return null;
  return list ?? one ?? null;
}

/** The key of the list of which the line is an item. */
function keyAbove(text: string, lineStart: number, before: string): string | null {
  const dash = /^( *)- +["']?$/.exec(before);
  if (!dash) return null;
  const indent = dash[1]?.length ?? 0;
  for (let stop = lineStart - 1; stop > 0;) {
    const from = text.lastIndexOf('\n', stop - 1) + 1;
    const line = text.slice(from, stop);
    const at = /[^ ]/.exec(line)?.index ?? -1;
    stop = from - 1;
    if (at < 0 || line.charAt(at) === '#' || at > indent || (at === indent && line.startsWith('- ', at))) continue;
    return /^ *(?:- +)?([a-z]+)\s*:\s*(?:#.*)?$/.exec(line)?.[1] ?? null;
  }
  return null;
}

function sectionAt(text: string, lineStart: number): string | undefined {
  for (let stop = lineStart + 1; stop > 0;) {
    const from = stop < 2 ? 0 : text.lastIndexOf('\n', stop - 2) + 1;
    if (/^[^\s#-]/.test(text.slice(from, from + 1))) return sections.exec(text.slice(from, from + 20))?.[1];
    stop = from;
  }
  return undefined;
}

function roleOf(key: string, section: string | undefined): MentionRole | null {
  if (section === 'codes') return key === 'confusable' || key === 'merged' || key === 'split' ? key : null;
  if (section === 'themes') return key === 'codes' ? 'theme' : null;
  return section === 'relations' && (key === 'from' || key === 'to') ? key : null;
}

function isOfId(sign: string): boolean {
  return /[A-Za-z0-9._-]/.test(sign);
}
