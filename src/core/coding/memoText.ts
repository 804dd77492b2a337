import { withLfBreaks } from '../text/lfText';

/** A memo as a person reads it: LF breaks, nothing around it. Files by other programs may have it otherwise. Never fails. */
export function memoText(memo: string): string {
  return withLfBreaks(memo).trim();
}

/** True where a person reads the same in both. */
export function isSameMemo(a: string, b: string): boolean {
  return a === b || memoText(a) === memoText(b);
}
