import { say } from '../base/say';
import type { Problem } from '../base/problem';
import { checkShape } from '../base/shape';
import type { StudyPath } from '../base/studyPath';
import { firstWords } from '../text/shortened';
import { misspeltProblems, readYaml, shapeProblems } from '../yaml/yamlFile';
import { frontMatterOf } from './frontMatter';
import { memoFrontMatter, type MemoFrontMatter } from './memoFile';

export type MemoKind = NonNullable<MemoFrontMatter['kind']>;

/** A free memo: what is said of it at the top of its file, and its first words. */
export interface Memo {
  readonly file: StudyPath;
  readonly title: string | null;
  readonly kind: MemoKind | null;
  /** Ids and paths (NFC) of what it is about. */
  readonly about: readonly string[];
  /** Id of the coder who wrote it. */
  readonly by: string | null;
  readonly at: string | null;
  /** On one line; '' where nothing was written yet. */
  readonly firstWords: string;
}

/** A memo, read; what is wrong with its file is in the problems. */
export interface MemoReading {
  readonly memo: Memo;
  readonly problems: readonly Problem[];
}

/** How far into a memo its first words are looked for, in UTF-16 units. */
const looked = 2_000;

/**
 * Reads a memo, whose lines end in LF. Front matter that is unsound says nothing, and the problems say why; a file without any is a memo
 * about nothing in particular. `isThere` tells whether a file of the study is there: a path in `about` that is not is a problem.
 */
export function readMemo(file: StudyPath, text: string, isThere: (path: string) => boolean = () => true): MemoReading {
  const found = frontMatterOf(text);
  const bare: Memo = { file, title: null, kind: null, about: [], by: null, at: null, firstWords: '' };
  if (found === null) return { memo: { ...bare, firstWords: wordsOf(text) }, problems: [] };
  if (found === 'open') return { memo: { ...bare, firstWords: wordsOf(text) }, problems: [notEnded(file)] };
  const memo = { ...bare, firstWords: wordsOf(text.slice(found.body, found.body + looked)) };
  const yaml = readYaml(text.slice(found.start, found.end), file);
  // Its first line is the second of the file.
  const inFile = (problem: Problem): Problem => ({ ...problem, line: (problem.line ?? 1) + 1 });
  if (yaml.problems.some(({ severity }) => severity === 'error')) return { memo, problems: yaml.problems.map(inFile) };
  const shape = checkShape(memoFrontMatter, yaml.value);
  const misspelt = misspeltProblems(memoFrontMatter, yaml.value, yaml);
  if (!shape.ok) {
    return { memo, problems: [...yaml.problems, ...shapeProblems(shape.error, yaml), ...misspelt].map(inFile) };
  }
  const { title, kind, about = [], by, at } = shape.value;
  const missing = about.flatMap((one, i): Problem[] => {
    if (!isPath(one) || isThere(one.normalize('NFC'))) return [];
    const place = yaml.placeOf(['about', i]);
    return [{ ...nothingThere(file, one), ...place }];
  });
  return {
    memo: {
      ...memo,
      title: title ?? null,
      kind: kind ?? null,
      about: about.map((one) => one.normalize('NFC')),
      by: by ?? null,
      at: at ?? null,
    },
    problems: [...yaml.problems, ...misspelt, ...missing.slice(0, mostMissing)].map(inFile),
  };
}

/** After this many paths that are not there the rest is left out. */
const mostMissing = 20;

/** Ids of codes, cases and participants have neither. */
function isPath(about: string): boolean {
  return about.includes('/') || /\.(txt|md|vtt|srt)$/i.test(about);
}

/** The first words of Markdown, without the signs of headings, lists and quotes. */
function wordsOf(markdown: string): string {
  const lines = markdown.slice(0, looked).split('\n');
  return firstWords(lines.map((line) => line.replace(/^\s*(?:#{1,6}\s+|[-*+>]\s+|\d+\.\s+)/, '')).join('\n'));
}

function notEnded(file: StudyPath): Problem {
  return {
    severity: 'warning',
    rule: 'memo-front-matter',
    message: say('The lines at the top that say what this memo is about have no end, so they are not read.'),
    remedy: say(
      'Write a line “---” after the last of them, or take the first line out where they are a part of the memo.',
    ),
    file,
    line: 1,
    column: 1,
  };
}

function nothingThere(file: StudyPath, path: string): Problem {
  return {
    severity: 'warning',
    rule: 'missing-transcript',
    message: say('This memo is about “{0}”, which is not in this study.', path),
    remedy: say('Put the file back, correct the path (upper and lower case count), or take it out of “about”.'),
    file,
  };
}
