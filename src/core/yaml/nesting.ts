import { Lexer } from 'yaml';

/** How deep groups and lists may stand in one another. A code at the deepest level allowed needs about half of it. */
export const maxNesting = 90;

/**
 * How many words, marks and line breaks a file may have. Parsing takes time for each of them: 3,000 fully described codes have 370,000,
 * while a file of that size of nothing but marks has ten times as many, and held everything up for half a minute.
 */
export const maxTokens = 440_000;

/** More tokens than any one character of a text can be: it may begin and end a word, and the line with it. */
const mostTokensOfUnit = 3;

/**
 * How many `:` one line may have between two commas, not counting those in quotes, comments and block texts. YAML allows one or two of them,
 * and the parser makes a group within a group of each further one. In brackets each level adds one.
 */
const maxChain = 60;

/** How many marks (`-`, `?`, `&name`, `!tag`) may follow one another: the parser recurses on each. */
const maxMarks = 60;

/** Why a text is not parsed, and from where on. */
export interface Unfit {
  readonly offset: number;
  readonly because: 'deep' | 'many' | 'chain';
}

/**
 * The first place that is nested deeper than `maxNesting`, comes after `maxTokens` or after `maxChain` on its line, or undefined where the text can be parsed safely.
 * The parser recurses on nesting and would take the whole process down with it, so this looks at the text first, in linear time and with
 * a flat stack. It counts what it sees and may count a little too much, never too little.
 */
export function unfitAt(text: string): Unfit | undefined {
  const run = longRunOfMarks(text);
  if (run !== undefined) return { offset: run, because: 'deep' };
  // Most files are small and flat. To see that, the first step of parsing need not be done twice.
  if (text.length * mostTokensOfUnit <= maxTokens && mostLevels(text) <= maxNesting && !mayHaveChain(text)) {
    return undefined;
  }
  let tokens = 0;
  let chain = 0;
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
    if (!scalar && token === ':') chain++;
    else if (!scalar && token === ',') chain = 0;
    if (chain > maxChain + flow) return { offset, because: 'chain' };
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
      chain = 0;
    }
  }
  return undefined;
}

/**
 * At least as many levels as there are anywhere: groups and lists of lines stand in columns of their own, those in brackets have a
 * bracket each. Lines and brackets within words are counted too.
 */
function mostLevels(text: string): number {
  const columns = new Set<number>();
  for (const line of text.split('\n')) {
    let column = pastBlanks(line, 0);
    columns.add(column);
    // Behind a mark another group may begin on the same line.
    while (/[-?:]/.test(line.charAt(column)) && isSpace(line.charCodeAt(column + 1))) {
      columns.add((column = pastBlanks(line, column + 1)));
    }
  }
  return columns.size + (text.match(/[[{]/g)?.length ?? 0);
}

function pastBlanks(line: string, from: number): number {
  let at = from;
  for (let unit = line.charCodeAt(at); unit === 32 || unit === 9 || unit === 0xfeff; unit = line.charCodeAt(at)) at++;
  return at;
}

/** True where a line has more colons than a chain may have, of whatever kind. */
function mayHaveChain(text: string): boolean {
  let colons = 0;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit === 10) colons = 0;
    else if (unit === 58 && ++colons > maxChain) return true;
  }
  return false;
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
