/**
 * A pattern over study paths: `*` any part of a name, `?` one character, `**` any folders, `{a,b}` alternatives (not nested).
 * Matching is by dynamic programming over names, so no pattern from a file can make it slow.
 */
export type PathPattern = (path: string) => boolean;

/** The most alternatives that braces may multiply to; beyond it a pattern matches nothing. */
const maxAlternatives = 64;

/** Compiles a pattern. Case counts; a pattern that is empty or has too many alternatives matches nothing. */
export function pathPattern(pattern: string): PathPattern {
  const alternatives = expandBraces(pattern.normalize('NFC')).map((one) => one.split('/'));
  return (path) => {
    const names = path.split('/');
    return alternatives.some((parts) => matchesNames(parts, names));
  };
}

/** True where any of the patterns matches. */
export function anyPattern(patterns: readonly string[]): PathPattern {
  const compiled = patterns.map(pathPattern);
  return (path) => compiled.some((matches) => matches(path));
}

function expandBraces(pattern: string): string[] {
  let expanded = [''];
  let rest = pattern;
  while (rest !== '') {
    const open = rest.indexOf('{');
    const close = rest.indexOf('}', open);
    if (open < 0 || close < 0) {
      expanded = expanded.map((one) => one + rest);
      break;
    }
    const before = rest.slice(0, open);
    const choices = rest.slice(open + 1, close).split(',');
    if (expanded.length * choices.length > maxAlternatives) return [];
    expanded = expanded.flatMap((one) => choices.map((choice) => one + before + choice));
    rest = rest.slice(close + 1);
  }
  return expanded.filter((one) => one !== '');
}

/** reachable[j]: the parts so far can match exactly the first j names. */
function matchesNames(parts: readonly string[], names: readonly string[]): boolean {
  let reachable = new Array<boolean>(names.length + 1).fill(false);
  reachable[0] = true;
  for (const part of parts) {
    const next = new Array<boolean>(names.length + 1).fill(false);
    if (part === '**') {
      let any = false;
      for (let j = 0; j <= names.length; j++) {
        any ||= reachable[j] ?? false;
        next[j] = any;
      }
    } else {
      for (let j = 0; j < names.length; j++) {
        if (reachable[j] && matchesName(part, names[j] ?? '')) next[j + 1] = true;
      }
    }
    reachable = next;
  }
  return reachable[names.length] ?? false;
}

/** Greedy wildcard match with one step back to the last `*`: O(pattern × name). */
function matchesName(pattern: string, name: string): boolean {
  let p = 0;
  let n = 0;
  let star = -1;
  let resume = 0;
  while (n < name.length) {
    if (p < pattern.length && (pattern[p] === '?' || (pattern[p] !== '*' && pattern[p] === name[n]))) {
      p++;
      n++;
    } else if (p < pattern.length && pattern[p] === '*') {
      star = p++;
      resume = n;
    } else if (star >= 0) {
      p = star + 1;
      n = ++resume;
    } else {
      return false;
    }
  }
  while (pattern[p] === '*') p++;
  return p === pattern.length;
}
