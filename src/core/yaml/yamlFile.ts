import { say } from '../base/say';
import { isAlias, isCollection, isMap, isPair, isScalar, isSeq, LineCounter, parseDocument, type Document } from 'yaml';
import type { Problem } from '../base/problem';
import { misspeltKeys, type ShapeIssue, type ShapePath } from '../base/shape';
import { maxNesting, unfitAt, type Unfit } from './nesting';
import { wordingOf } from './syntaxProblem';

/**
 * The largest YAML file that is read, in UTF-16 units. Reading is one piece of work that nothing interrupts, of a second or two a million,
 * so this is no more than what people may have: 3,000 codes as fully described as those of BCTTv1, with a fifth to spare.
 */
export const maxYamlLength = 3_200_000;

/** How many references (`*name`) one file may hold, and how often they may multiply one another. */
const maxAliases = 100;

/** After this many problems of one file the rest is left out: the first ones have to be mended anyway. */
const maxProblems = 100;

/** The marks that git leaves around two versions, in their order. */
const conflictMarks = [/^<{7}(?: |$)/m, /^={7}$/m, /^>{7}(?: |$)/m];

/** Where git left two versions in a file, or undefined where its marks are not all there. One search a mark. */
function conflictAt(text: string): number | undefined {
  const places = conflictMarks.map((mark) => text.search(mark));
  const inOrder = places.every((at, i) => at >= 0 && at > (places[i - 1] ?? -1));
  return inOrder ? places[0] : undefined;
}

const mergeConflict = (): Pick<Problem, 'rule' | 'message' | 'remedy'> => ({
  rule: 'merge-conflict',
  message: say('Git could not merge two versions of this file and left both in it.'),
  remedy: say(
    'Keep what is right of the lines between “<<<<<<<” and “>>>>>>>”, and take the lines with these marks out.',
  ),
});

/** A place in a file: line and column from 1, the column in UTF-16 code units. */
export interface YamlPlace {
  readonly line: number;
  readonly column: number;
}

/** A YAML file, read. */
export interface YamlFile {
  /** The path that problems name. */
  readonly file: string;
  readonly text: string;
  /** The text as it was parsed; null where it is not. Not to be changed: edits are made in the text. */
  readonly document: Document.Parsed | null;
  /**
   * What the file says, as plain objects, arrays and scalars; keys are text, dates stay text; null for an empty file. Undefined
   * where it could not be read, and then `problems` holds an error. A repeated key is an error too, but the value is there (the last one counts).
   */
  readonly value: unknown;
  readonly problems: readonly Problem[];
  /** Where the key or item at `path` begins; the nearest parent that exists where it does not. */
  placeOf(path: ShapePath): YamlPlace;
}

/**
 * Reads YAML 1.2 (core schema, no merge keys, no custom marks). Never throws: a file that is too large, nested too deeply or that
 * multiplies itself through references is a problem with a remedy. O(n) for files that people write.
 */
export function readYaml(text: string, file: string): YamlFile {
  if (text.length > maxYamlLength) {
    return unreadable(file, text, {
      severity: 'error',
      rule: 'yaml-too-large',
      message: say('The file is larger than {0} million characters and is not read.', maxYamlLength / 1_000_000),
      remedy: say('Split it into several files.'),
      file,
    });
  }
  const lines = new LineCounter();
  const unfit = unfitAt(text);
  if (unfit !== undefined) return unreadable(file, text, unfitProblem(text, unfit, file));
  const document = parseYaml(text, lines);
  const problems: Problem[] = [];
  const add = (
    severity: Problem['severity'],
    offset: number,
    words: Pick<Problem, 'rule' | 'message' | 'remedy'>,
  ): void => {
    if (problems.length >= maxProblems) return;
    const { line, col } = lines.linePos(Math.max(0, offset));
    problems.push({ severity, ...words, file, line: Math.max(1, line), column: Math.max(1, col) });
  };
  const [firstError] = document.errors;
  const conflict = firstError ? conflictAt(text) : undefined;
  if (conflict !== undefined) add('error', conflict, mergeConflict());
  // What stands after a mistake is read wrongly because of it: dozens of errors that follow would hide the one to be mended.
  else if (firstError) add('error', firstError.pos[0], wordingOf(firstError.code));
  for (const { code, pos } of document.warnings) add('warning', pos[0], wordingOf(code));
  const readable = document.errors.length === 0 && keysAndReferencesAreSound(document, add);
  return {
    file,
    text,
    document,
    value: readable ? plainValue(document, add) : undefined,
    problems,
    placeOf: (path) => {
      const { line, col } = lines.linePos(offsetOf(document, path));
      return { line: Math.max(1, line), column: Math.max(1, col) };
    },
  };
}

/** Parses with the options that every reader and writer of this room shares. Check `unfitAt` first. */
export function parseYaml(text: string, lines?: LineCounter): Document.Parsed {
  return parseDocument(text, {
    version: '1.2',
    schema: 'core',
    merge: false,
    resolveKnownTags: false,
    stringKeys: true,
    // The parser compares each key with all others of its group; `keysAndReferencesAreSound` does it in linear time.
    uniqueKeys: false,
    keepSourceTokens: true,
    prettyErrors: false,
    // `silent` would also hide that a file holds several documents.
    logLevel: 'error',
    ...(lines ? { lineCounter: lines } : {}),
  });
}

/** Says for each way in which a value is not of its shape where that is in the file. */
export function shapeProblems(issues: readonly ShapeIssue[], file: YamlFile): Problem[] {
  return issues.slice(0, maxProblems).map((issue) => ({
    severity: 'error',
    rule: 'wrong-shape',
    message: issue.message,
    remedy: remedyFor(issue),
    file: file.file,
    ...file.placeOf(issue.path),
  }));
}

/** Warns of keys that are most likely slips for keys of the schema: what they say is not read. */
export function misspeltProblems(
  schema: Parameters<typeof misspeltKeys>[0],
  value: unknown,
  file: YamlFile,
): Problem[] {
  return misspeltKeys(schema, value)
    .slice(0, maxProblems)
    .map(({ path, message }) => ({
      severity: 'warning',
      rule: 'misspelt-key',
      message,
      remedy: misspeltRemedy(),
      file: file.file,
      ...file.placeOf(path),
    }));
}

/** What can be done about a key that is most likely a slip. */
export const misspeltRemedy = (): string => say('Correct the key, or let it begin with “x-” if it is one of your own.');

function remedyFor({ path, isMissing }: ShapeIssue): string {
  const key = path.findLast((part) => typeof part === 'string');
  if (key === undefined) return say('Write the file as “key: value” lines.');
  return isMissing === true ? say('Add a line “{0}: …” here.', key) : say('Correct “{0}” here.', key);
}

const unfitWordings = () => ({
  deep: {
    rule: 'yaml-too-deep',
    message: say('Lists and groups stand in one another more than {0} deep here.', maxNesting),
    remedy: say('Remove some of the nesting.'),
  },
  many: {
    rule: 'yaml-too-large',
    message: say('The file holds more from here on than is read of one file.'),
    remedy: say('Split it into several files.'),
  },
  // What the parser would say of the second one.
  chain: wordingOf('BLOCK_AS_IMPLICIT_KEY'),
});

function unfitProblem(text: string, { offset, because }: Unfit, file: string): Problem {
  return {
    severity: 'error',
    ...unfitWordings()[because],
    file,
    line: text.slice(0, offset).split('\n').length,
    column: offset - text.lastIndexOf('\n', offset - 1),
  };
}

function unreadable(file: string, text: string, problem: Problem): YamlFile {
  return { file, text, document: null, value: undefined, problems: [problem], placeOf: () => ({ line: 1, column: 1 }) };
}

type AddProblem = (
  severity: Problem['severity'],
  offset: number,
  words: Pick<Problem, 'rule' | 'message' | 'remedy'>,
) => void;

/** Reports repeated and unsafe keys and too many references; false where the value must not be built. */
function keysAndReferencesAreSound(document: Document.Parsed, add: AddProblem): boolean {
  let aliases = 0;
  let sound = true;
  // A mark stands for what carried it last.
  const marked = new Map<string, unknown>();
  const around: unknown[] = [];
  const walk = (node: unknown): void => {
    if (isAlias(node)) {
      if (++aliases === maxAliases + 1) {
        sound = false;
        add('error', node.range?.[0] ?? 0, tooManyReferences());
      } else if (around.includes(marked.get(node.source))) {
        sound = false;
        add('error', node.range?.[0] ?? 0, {
          rule: 'yaml-cyclic',
          message: say('“*{0}” refers to what it stands in, so there would be no end to it.', node.source),
          remedy: say('Take the reference out, or write out what is meant.'),
        });
      }
    }
    if ((isScalar(node) || isCollection(node)) && node.anchor !== undefined) marked.set(node.anchor, node);
    if (!isCollection(node)) return;
    around.push(node);
    const keys = new Set<string>();
    for (const item of node.items) {
      if (!isPair(item)) {
        walk(item);
        continue;
      }
      const key = isScalar(item.key) ? String(item.key.value) : '';
      const offset = offsetOfNode(item.key);
      if (key === '__proto__') {
        sound = false;
        add('error', offset, {
          rule: 'yaml-unsafe-key',
          message: say('“__proto__” cannot be a key.'),
          remedy: say('Rename the key.'),
        });
      }
      if (keys.has(key)) {
        add('error', offset, {
          ...wordingOf('DUPLICATE_KEY'),
          message: say('“{0}” stands twice in the same group.', key),
        });
      }
      keys.add(key);
      walk(item.value);
    }
    around.pop();
  };
  walk(document.contents);
  return sound;
}

const tooManyReferences = (): Pick<Problem, 'rule' | 'message' | 'remedy'> => ({
  rule: 'yaml-too-many-references',
  message: say('The file has more than {0} references (“*name”), or they multiply one another.', maxAliases),
  remedy: say('Write the values out.'),
});

function plainValue(document: Document.Parsed, add: AddProblem): unknown {
  try {
    return document.toJS({ maxAliasCount: maxAliases }) as unknown;
  } catch (error) {
    if (!(error instanceof ReferenceError)) throw error;
    add('error', 0, tooManyReferences());
    return undefined;
  }
}

/** Offset where the key or item at `path` begins, or that of its nearest parent that exists. */
function offsetOf(document: Document.Parsed, path: ShapePath): number {
  let node: unknown = document.contents;
  let offset = offsetOfNode(node);
  for (const part of path) {
    if (isMap(node)) {
      const pair = node.items.find(({ key }) => isScalar(key) && key.value === String(part));
      if (!pair) return offset;
      offset = offsetOfNode(pair.key);
      node = pair.value;
    } else if (isSeq(node)) {
      const item = typeof part === 'number' ? node.items[part] : undefined;
      if (item === undefined) return offset;
      offset = offsetOfNode(item);
      node = item;
    } else {
      return offset;
    }
  }
  return offset;
}

function offsetOfNode(node: unknown): number {
  return isAlias(node) || isScalar(node) || isCollection(node) ? (node.range?.[0] ?? 0) : 0;
}
