import { err, ok, type Result } from '../../core/base/result';

/**
 * Sets keys at the top of a settings file of VS Code (JSON with comments and commas at ends), changing nothing else of its text: values
 * that are there are replaced, others are put in behind the last. An empty text becomes a file. Refused where the text is no such file.
 */
export function withSettings(text: string, settings: Readonly<Record<string, unknown>>): Result<string, 'not-json'> {
  let changed = text.trim() === '' ? '{\n}\n' : text;
  for (const [key, value] of Object.entries(settings)) {
    const next = withSetting(changed, key, JSON.stringify(value));
    if (next === undefined) return err('not-json');
    changed = next;
  }
  return ok(changed);
}

function withSetting(text: string, key: string, value: string): string | undefined {
  const found = propertiesOf(text);
  if (!found) return undefined;
  const { properties } = found;
  // Of several the last counts in VS Code.
  const there = properties.findLast((property) => property.key === key);
  if (there) return text.slice(0, there.start) + value + text.slice(there.end);
  const last = properties.at(-1);
  const entry = `\n  ${JSON.stringify(key)}: ${value}`;
  if (!last)
    return `${text.slice(0, found.open + 1)}${entry}${lineBreakBefore(text, found.open + 1)}${text.slice(found.open + 1)}`;
  const at = last.comma ?? last.end;
  const comma = last.comma === undefined ? ',' : '';
  // Remarks behind the last entry stay on its line.
  const remarks = /(?:[ \t]*\/\*[^]*?\*\/)*(?:[ \t]*\/\/[^\n]*)?/y;
  remarks.lastIndex = at;
  remarks.exec(text);
  const remark = remarks.lastIndex;
  return `${text.slice(0, at)}${comma}${text.slice(at, remark)}${entry}${lineBreakBefore(text, remark)}${text.slice(remark)}`;
}

/** What has to stand between a new entry and what comes behind it. */
function lineBreakBefore(text: string, at: number): string {
  return /^\s*?\n/.test(text.slice(at, at + 100)) ? '' : '\n';
}

interface Property {
  readonly key: string;
  /** Of its value. */
  readonly start: number;
  readonly end: number;
  /** Where the comma behind it ends. */
  readonly comma: number | undefined;
}

interface Properties {
  readonly properties: readonly Property[];
  readonly open: number;
}

/** The entries of the outermost object; undefined where the text is none. */
function propertiesOf(text: string): Properties | undefined {
  const scan = new Scan(text);
  const open = scan.next();
  if (open?.sign !== '{') return undefined;
  const properties: Property[] = [];
  for (;;) {
    const name = scan.next();
    if (name?.sign === '}') return scan.next() ? undefined : { properties, open: open.start };
    if (name?.sign !== '"' || scan.next()?.sign !== ':') return undefined;
    const value = scan.value();
    const key = keyOf(text.slice(name.start, name.end));
    if (!value || key === undefined) return undefined;
    const behind = scan.next();
    const comma = behind?.sign === ',' ? behind.end : undefined;
    properties.push({ key, ...value, comma });
    if (behind?.sign === '}') return scan.next() ? undefined : { properties, open: open.start };
    if (comma === undefined) return undefined;
  }
}

function keyOf(quoted: string): string | undefined {
  try {
    return String(JSON.parse(quoted));
  } catch {
    return undefined;
  }
}

interface Token {
  /** Its first sign; a letter or digit for a word. */
  readonly sign: string;
  readonly start: number;
  readonly end: number;
}

/** Reads token by token, comments and white space passed over. */
class Scan {
  private at = 0;

  constructor(private readonly text: string) {}

  next(): Token | undefined {
    const skip = /(?:[\s\ufeff]|\/\/[^\n]*|\/\*[^]*?\*\/)*/y;
    skip.lastIndex = this.at;
    skip.exec(this.text);
    const start = skip.lastIndex;
    if (start >= this.text.length) return undefined;
    const token = /"(?:[^"\\\n]|\\.)*"|[{}[\],:]|[-+.\w]+|[^]/y;
    token.lastIndex = start;
    token.exec(this.text);
    this.at = token.lastIndex;
    return { sign: this.text.charAt(start), start, end: this.at };
  }

  /** A whole value, with all in its brackets. */
  value(): { readonly start: number; readonly end: number } | undefined {
    const first = this.next();
    if (!first || ',:}]'.includes(first.sign)) return undefined;
    let depth = '{['.includes(first.sign) ? 1 : 0;
    let end = first.end;
    while (depth > 0) {
      const token = this.next();
      if (!token) return undefined;
      if ('{['.includes(token.sign)) depth++;
      if ('}]'.includes(token.sign)) depth--;
      end = token.end;
    }
    return { start: first.start, end };
  }
}
