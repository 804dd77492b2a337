import { maxCodes } from '../../codebook/readCodebook';
import { bareCode, columnOf, type CodeColumn, type GivenCode, type GivenCodes, type GivenNote } from './givenCodes';
import { itemsOf } from './readCodebookTable';

/** Columns of a tab. */
const tabWidth = 4;

/** What a line of an outline is. */
interface OutlineLine {
  readonly line: number;
  /** How far in it stands: a heading by its level, an item behind all headings by its indentation. */
  readonly depth: number;
  readonly kind: 'heading' | 'item' | 'text';
  readonly number: string;
  readonly words: string;
}

/**
 * Reads a codebook from an outline: Markdown (headings, nested lists, text below them), or lines that are indented by tabs or spaces,
 * with or without bullets and numbers; where nothing is indented, numbers such as 1.2 say what stands below what. “Definition: …”,
 * “Use when: …” and the like below a code say that of it, and so does text in Markdown. `isMarkdown` says how text without a mark is
 * taken: as a definition, or as a code. Never fails: what is not understood is in the notes. Linear time.
 */
export function readCodebookOutline(text: string, isMarkdown: boolean): GivenCodes {
  const notes: GivenNote[] = [];
  const lines = outlineLines(text, isMarkdown, notes);
  const title = titleOf(lines);
  const body = title === undefined ? lines : lines.filter((line) => line !== title);
  const codes = new OutlineReading(notes, splitsAtColons(body)).read(byNumbers(body));
  return { title: title?.words ?? null, codes, columns: [], notes, counted: 'line' };
}

function outlineLines(text: string, isMarkdown: boolean, notes: GivenNote[]): readonly OutlineLine[] {
  const lines: OutlineLine[] = [];
  const all = text.split('\n');
  let fence = false;
  for (const [i, raw] of all.entries()) {
    const line = i + 1;
    const plain = raw.trim();
    if (plain === '') continue;
    if (isMarkdown && /^(?:```|~~~)/.test(plain)) {
      fence = !fence;
      continue;
    }
    if (fence || (isMarkdown && /^(?:\||!\[|<)/.test(plain))) {
      notes.push({ kind: 'no-code', line, words: plain });
      continue;
    }
    // A rule, or the line below a heading of the older kind.
    if (isMarkdown && /^(?:[-*_=] ?){3,}$/.test(plain)) {
      const above = lines.at(-1);
      if (/^(?:=+|-+)$/.test(plain) && above?.kind === 'text' && above.line === line - 1) {
        lines[lines.length - 1] = { ...above, kind: 'heading', depth: plain.startsWith('=') ? 1 : 2 };
      }
      continue;
    }
    const heading = isMarkdown ? /^(#{1,6})\s+(.*?)\s*#*$/.exec(plain) : null;
    if (heading) {
      const [, { length: depth } = '#', name = ''] = heading;
      lines.push({ line, depth, kind: 'heading', ...numbered(unmarked(name)) });
      continue;
    }
    const bullet = /^(?:[-*+•·▪◦–]|\p{L}\)|\(?\d{1,3}\))\s+(.*)$/u.exec(plain);
    const { number, words } = numbered(unmarked(bullet?.[1] ?? plain));
    const isItem = bullet !== null || !isMarkdown || (number !== '' && /^\s*\d/.test(raw));
    lines.push({ line, depth: 10 + indentOf(raw), kind: isItem ? 'item' : 'text', number, words });
  }
  return lines;
}

function indentOf(raw: string): number {
  let columns = 0;
  for (const sign of raw) {
    if (sign === '\t') columns += tabWidth - (columns % tabWidth);
    else if (sign === ' ' || sign === '\u00a0') columns++;
    else break;
  }
  return columns;
}

/** A text without emphasis and escapes of Markdown round it. */
function unmarked(text: string): string {
  return text
    .replace(/\*\*|__|`/g, '')
    .replace(/^[*_](.+)[*_]$/, '$1')
    .replace(/\\([!-/:-@[-`{-~])/g, '$1')
    .trim();
}

/** The number that a name begins with: `1.`, `1.2`, `M1.1 `; a number with words alone is a name. */
function numbered(text: string): { readonly number: string; readonly words: string } {
  const match = /^((?:\p{Lu}{0,2}\d{1,3}(?:\.\d{1,3})+|\d{1,3})[.)]?|\d{1,3}(?:\.\d{1,3})*\.)\s+(\S.*)$/u.exec(text);
  if (!match) return { number: '', words: text };
  const [, number = '', words = ''] = match;
  // “3 kinds of support” is a name.
  if (/^\d{1,3}$/.test(number)) return { number: '', words: text };
  return { number: number.replace(/[.)]$/, ''), words };
}

/** The heading that names the whole file: the first line, alone in its level, with more below it. */
function titleOf(lines: readonly OutlineLine[]): OutlineLine | undefined {
  const [first] = lines;
  if (first?.kind !== 'heading') return undefined;
  const headings = lines.filter(({ kind }) => kind === 'heading');
  const alone =
    headings.every(({ depth }) => depth > first.depth || depth === first.depth) &&
    headings.filter(({ depth }) => depth === first.depth).length === 1;
  return alone && (headings.length > 1 || lines.some(({ kind }) => kind === 'item')) ? first : undefined;
}

/** Where no line is indented and most have numbers of several levels, these say what stands below what. */
function byNumbers(lines: readonly OutlineLine[]): readonly OutlineLine[] {
  const items = lines.filter(({ kind }) => kind === 'item');
  const flat = items.every(({ depth }) => depth === items[0]?.depth) && items.length === lines.length;
  const nested = items.some(({ number }) => number.includes('.'));
  if (!flat || !nested || items.filter(({ number }) => number !== '').length * 2 < items.length) return lines;
  let last = 10;
  return lines.map((line) => {
    // “Definition: …” stands below the code before it.
    const depth = line.number === '' ? last + 1 : 10 + line.number.split('.').length;
    if (line.number !== '') last = depth;
    return { ...line, depth };
  });
}

/** True where names before colons are all different: “Barrier: time”, “Barrier: money” are names as they stand. */
function splitsAtColons(lines: readonly OutlineLine[]): boolean {
  const heads = lines.flatMap(({ words, kind }) => {
    const head = kind === 'text' ? undefined : headOf(words)?.head;
    return head === undefined || columnOf(head) !== undefined ? [] : [head.toLowerCase()];
  });
  return new Set(heads).size === heads.length;
}

/** A name of at most 120 units before a colon or dash, and what stands behind it. */
function headOf(words: string): { readonly head: string; readonly rest: string } | undefined {
  const match = /^(.{1,120}?)(?::|\s[–—])\s+(\S.*)$/u.exec(words);
  if (!match) return undefined;
  const [, head = '', rest = ''] = match;
  return { head: head.trim(), rest };
}

/** What a line below a code may say of it. */
type SaidColumn = Exclude<CodeColumn, 'name' | 'parent' | 'id'>;

/** What a line may say alone, with what it says of it below. */
const headings = ['definition', 'include', 'exclude', 'examples', 'note'] as const;

/** A code that lines to come may stand below, and its place. */
interface OpenCode {
  readonly depth: number;
  readonly at: number;
  readonly code: Written;
}

type Written = { -readonly [K in keyof GivenCode]: GivenCode[K] };

class OutlineReading {
  private readonly codes: Written[] = [];
  /** The codes that lines to come may stand below, from the top. */
  private open: OpenCode[] = [];
  /** What lines below “Examples:” belong to, and how far in that stands. */
  private field: { readonly column: SaidColumn; readonly depth: number; readonly code: Written } | undefined;
  private full = false;

  constructor(
    private readonly notes: GivenNote[],
    private readonly splits: boolean,
  ) {}

  read(lines: readonly OutlineLine[]): readonly GivenCode[] {
    for (const line of lines) {
      if (this.full) break;
      this.line(line);
    }
    return this.codes;
  }

  private line(line: OutlineLine): void {
    const { depth, kind, words } = line;
    const { field } = this;
    if (field && kind !== 'heading' && (depth > field.depth || kind === 'text')) {
      this.add(field.code, field.column, words);
      return;
    }
    this.field = undefined;
    const code = this.openAbove(kind === 'text' ? Number.POSITIVE_INFINITY : depth)?.code;
    if (code && this.isField(line, code)) return;
    if (kind === 'text') {
      if (code === undefined) this.notes.push({ kind: 'no-code', line: line.line, words });
      else this.add(code, 'definition', words);
      return;
    }
    this.code(line);
  }

  /** The code that a line of this depth would stand below. */
  private openAbove(depth: number): OpenCode | undefined {
    return this.open.findLast((one) => one.depth < depth);
  }

  /** “Definition: …”, or “Examples:” with what follows below it; true where the line is one of these. */
  private isField({ words, depth, kind }: OutlineLine, code: Written): boolean {
    const alone = /^(.{1,60}):$/u.exec(words)?.[1];
    const said = alone === undefined ? headOf(words) : { head: alone, rest: '' };
    const column = said && columnOf(said.head);
    if (column === undefined || column === 'name' || column === 'parent' || column === 'id') {
      // A heading such as “Examples” has its items below it.
      const headed = kind === 'heading' || words.length > 40 ? undefined : columnOf(words);
      const below = headings.find((one) => one === headed);
      if (below === undefined) return false;
      this.field = { column: below, depth, code };
      return true;
    }
    if (said?.rest) this.add(code, column, said.rest);
    this.field = { column, depth, code };
    return true;
  }

  private add(code: Written, column: SaidColumn, words: string): void {
    if (column === 'include' || column === 'exclude' || column === 'examples') {
      code[column] = [...code[column], ...itemsOf(words)];
    } else {
      code[column] = code[column] === '' ? words : `${code[column]}${column === 'definition' ? ' ' : '; '}${words}`;
    }
  }

  private code({ line, depth, number, words }: OutlineLine): void {
    if (this.codes.length >= maxCodes) {
      this.notes.push({ kind: 'too-many', line, words });
      this.full = true;
      return;
    }
    const split = this.splits ? headOf(words) : undefined;
    const parent = this.openAbove(depth)?.at ?? null;
    this.open = this.open.filter((one) => one.depth < depth);
    const code = { ...bareCode(split?.head ?? words, parent, line), number, definition: split?.rest ?? '' };
    this.open.push({ depth, at: this.codes.push(code) - 1, code });
  }
}
