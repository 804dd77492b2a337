import { Lexer } from 'yaml';

/** How deep groups and lists may stand in one another. A code at the deepest level allowed needs about half of it. */
export const maxNesting = 90;

/**
 * How many words, marks and line breaks a file may have. Parsing takes time for each of them: 3,000 fully described codes have 370,000,
 * while a file of that size of nothing but marks has ten times as many, and held everything up for half a minute.
 */
export const maxTokens = 440_000;

/** How many marks (`-`, `?`, `&name`, `!tag`) may follow one another: the parser recurses on each. */
const maxMarks = 60;

/** Why a text is not parsed, and from where on. */
export interface Unfit {
  readonly offset: number;
  readonly because: 'deep' | 'many';
}

/**
 * The first place that is nested deeper than `maxNesting` or comes after `maxTokens`, or undefined where the text can be parsed safely.
 * The parser recurses on nesting and would take the whole process down with it, so this looks at the text first, in linear time and with
 * a flat stack. It counts what it sees and may count a little too much, never too little.
 */
export function unfitAt(text: string): Unfit | undefined {
  const run = longRunOfMarks(text);
  if (run !== undefined) return { offset: run, because: 'deep' };
  let tokens = 0;
  const columns: number[] = [];
  let offset = 0;
  let lineStart = 0;
  let flow = 0;
  let headOfLine = true;
  let scalarNext = false;
  for (const token of new Lexer().lex(text)) {
    if (++tokens > maxTokens) return { offset, because: 'many' };
    if (token === '\u001f') {
      scalarNext = true;
      continue;
    }
    if (token === '\u0002' || token === '\u0018') continue;
    const scalar = scalarNext;
    scalarNext = false;
    if (!scalar && (token === '[' || token === '{')) flow++;
    else if (!scalar && (token === ']' || token === '}')) flow = Math.max(0, flow - 1);
    const blank = !scalar && token.trim() === '';
    if (headOfLine && !blank && flow === 0 && !token.startsWith('#')) {
      const column = offset - lineStart;
      while ((columns.at(-1) ?? -1) >= column) columns.pop();
      columns.push(column);
      headOfLine = !scalar && (token === '-' || token === '?' || token === ':');
    }
    if (columns.length + flow > maxNesting) return { offset, because: 'deep' };
    offset += token.length;
    const lineBreak = token.lastIndexOf('\n');
    if (lineBreak >= 0) {
      lineStart = offset - (token.length - lineBreak - 1);
      headOfLine = true;
    }
  }
  return undefined;
}

function longRunOfMarks(text: string): number | undefined {
  let marks = 0;
  let i = 0;
  while (i < text.length) {
    const start = i;
    while (i < text.length && !isSpace(text.charCodeAt(i))) i++;
    if (i > start) {
      const first = text.charAt(start);
      const alone = i === start + 1 && (first === '-' || first === '?' || first === ':');
      marks = alone || first === '&' || first === '!' ? marks + 1 : 0;
      if (marks > maxMarks) return start;
    }
    while (i < text.length && isSpace(text.charCodeAt(i))) {
      if (text.charCodeAt(i) === 10) marks = 0;
      i++;
    }
  }
  return undefined;
}

function isSpace(unit: number): boolean {
  return unit === 32 || unit === 9 || unit === 10 || unit === 13;
}
