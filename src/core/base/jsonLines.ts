import { say } from './say';
import { err, ok, type Result } from './result';

/** One line of a JSONL file that is not blank, without its line break. */
export interface FileLine {
  /** Counts from 1. */
  readonly line: number;
  readonly text: string;
  /** True for a last line that no line break ends: what a crash in the middle of writing leaves. */
  readonly unended: boolean;
}

/** Longest line that is read, in UTF-16 units; a record is a few hundred. */
export const longestJsonLine = 8_000_000;

/** Deepest nesting that is read; a record has four levels. */
const deepest = 64;

/**
 * The lines of a JSONL file that are not blank. A byte order mark, CRLF and a missing line break at the end are tolerated. Only LF ends
 * a line: U+2028 may stand inside a JSON string.
 */
export function fileLines(content: string): FileLine[] {
  const lines: FileLine[] = [];
  let line = 1;
  for (let from = content.charCodeAt(0) === 0xfeff ? 1 : 0; from < content.length; line++) {
    const lf = content.indexOf('\n', from);
    const end = lf < 0 ? content.length : lf;
    const text = content.slice(from, end > from && content.charCodeAt(end - 1) === 0x0d ? end - 1 : end);
    if (text.charCodeAt(0) > 0x20 || text.trim() !== '') lines.push({ line, text, unended: lf < 0 });
    from = end + 1;
  }
  return lines;
}

/** The value of one line, or what is wrong with it in plain words. Lines that are too long or nested too deeply are not parsed. */
export function parseJsonLine(text: string): Result<unknown, string> {
  if (text.length > longestJsonLine) return err(say('The line is too long to be a record.'));
  if (isTooDeep(text)) return err(say('The line is nested too deeply to be a record.'));
  try {
    return ok(JSON.parse(text) as unknown);
  } catch {
    return err(say('The line is not a JSON record.'));
  }
}

/** Counts brackets outside strings, so that no later step can run out of stack. */
function isTooDeep(text: string): boolean {
  // A line with few brackets, in strings or not, cannot be deep; most lines end here.
  if (hasAtMost(deepest, text)) return false;
  let depth = 0;
  let inString = false;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (inString) {
      if (unit === 0x5c) i++;
      else if (unit === 0x22) inString = false;
    } else if (unit === 0x22) inString = true;
    else if (unit === 0x5b || unit === 0x7b) {
      if (++depth > deepest) return true;
    } else if (unit === 0x5d || unit === 0x7d) depth--;
  }
  return false;
}

function hasAtMost(most: number, text: string): boolean {
  let found = 0;
  for (const bracket of ['[', '{']) {
    for (let at = text.indexOf(bracket); at >= 0; at = text.indexOf(bracket, at + 1)) if (++found > most) return false;
  }
  return true;
}
