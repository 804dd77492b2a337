import { say } from '../base/say';
import { RE2JS, RE2JSException } from 're2js';
import { err, ok, type Result } from '../base/result';
import { maxPatternLength } from './limits';
import { span, type Span } from './span';

/** The largest program, in instructions, that a pattern may become; each unit of text costs up to one step an instruction. */
const MAX_PROGRAM = 5_000;

/** One match. */
export interface PatternMatch {
  readonly span: Span;
  readonly text: string;
  /** What each named group matched, in the pattern's order; a group that took no part is absent. */
  readonly groups: ReadonlyMap<string, string>;
}

/**
 * A pattern that a person or a file brought. It is matched by a linear-time engine (RE2), so that none can freeze the program:
 * one search takes time proportional to the text's length times the pattern's. Offsets count UTF-16 units.
 */
export class SafePattern {
  /** Names of the groups, in the pattern's order. */
  readonly groupNames: readonly string[];

  /** Use compilePattern. */
  constructor(
    readonly source: string,
    readonly flags: string,
    private readonly compiled: RE2JS,
  ) {
    const numbers = Object.entries(compiled.namedGroups());
    this.groupNames = numbers.sort((a, b) => a[1] - b[1]).map(([name]) => name);
  }

  /** True where the pattern matches somewhere in the text. */
  test(text: string): boolean {
    return this.compiled.matcher(text).find();
  }

  /** The first match that begins at or after `from` (0..length; RangeError otherwise), or undefined. */
  exec(text: string, from = 0): PatternMatch | undefined {
    if (!Number.isInteger(from) || from < 0 || from > text.length) {
      throw new RangeError(`${from} lies outside a text of ${text.length} units.`);
    }
    const matcher = this.compiled.matcher(text);
    return matcher.find(from) ? this.matchOf(matcher) : undefined;
  }

  /** Every match, from the first to the last, none overlapping another. Stop iterating to stop searching. */
  *matchAll(text: string): Generator<PatternMatch, void, undefined> {
    const matcher = this.compiled.matcher(text);
    while (matcher.find()) yield this.matchOf(matcher);
  }

  private matchOf(matcher: ReturnType<RE2JS['matcher']>): PatternMatch {
    const groups = new Map<string, string>();
    for (const name of this.groupNames) {
      const found = matcher.group(name);
      if (found !== null) groups.set(name, found);
    }
    return { span: span(matcher.start(), matcher.end()), text: matcher.group() ?? '', groups };
  }
}

/**
 * Compiles a pattern of RE2's syntax, which is JavaScript's without look-around and back-references; named groups are written
 * `(?<name>…)`. Flags: `i` (case does not count), `m` (^ and $ at each line), `s` (the dot takes line breaks too). The reason of a
 * refusal is a sentence for a person.
 */
export function compilePattern(source: string, flags = ''): Result<SafePattern, string> {
  if (source === '') return err(say('The pattern is empty.'));
  if (source.length > maxPatternLength) {
    return err(say('The pattern has {0} characters; it may have {1}.', source.length, maxPatternLength));
  }
  let bits = 0;
  for (const flag of flags) {
    const bit = flagBits.get(flag);
    if (bit === undefined) return err(say('“{0}” is no flag of a pattern; there are “i”, “m” and “s”.', flag));
    bits |= bit;
  }
  try {
    const compiled = RE2JS.compile(source, bits);
    if (compiled.programSize() > MAX_PROGRAM) {
      return err(say('The pattern repeats too much. Use smaller numbers in “{…}”.'));
    }
    return ok(new SafePattern(source, flags, compiled));
  } catch (error) {
    if (!(error instanceof RE2JSException)) throw error;
    return err(reasonOf(source, error.message));
  }
}

const flagBits: ReadonlyMap<string, number> = new Map([
  ['i', RE2JS.CASE_INSENSITIVE],
  ['m', RE2JS.MULTILINE],
  ['s', RE2JS.DOTALL],
]);

function reasonOf(source: string, message: string): string {
  if (/\(\?<?[=!]/.test(source))
    return say('The pattern looks ahead or behind (“(?=”, “(?!”, “(?<=”, “(?<!”), which is not possible here.');
  if (/\\[1-9]/.test(source)) return say('The pattern refers back to a group (“\\1”), which is not possible here.');
  const detail = message.replace(/^error parsing regexp: /, '');
  return say('The pattern cannot be read: {0}.', detail);
}
