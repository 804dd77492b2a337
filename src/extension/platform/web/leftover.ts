import { sameBytes } from '../../../core/base/sameBytes';

/** `<name>.<16 hex digits of the digest>.new`: what a replacement looks like until it has taken its place. */
const pattern = /^(.+)\.([0-9a-f]{16})\.new$/;

/** The name of the file that a name is a replacement of, and how the digest of a whole one begins; null for any other name. */
export function replacementOf(name: string): { readonly target: string; readonly digest: string } | null {
  const [, target, digest] = pattern.exec(name) ?? [];
  return target === undefined || digest === undefined ? null : { target, digest };
}

/** A file with its time, in milliseconds since 1970. */
export interface TimedBytes {
  readonly bytes: Uint8Array;
  readonly modified: number;
}

/** The longest that a write may have taken during which the program stopped, in milliseconds. */
const longestWrite = 10_000;

/** So long, in milliseconds, a program may be at work on a replacement; by then it has put it in place, given it up or stopped. */
const longestReplacing = 30_000;

/** True where a replacement is so young that another window may be putting it in place just now. */
export function mayBeUnderWay({ modified }: TimedBytes, now: number): boolean {
  return now - modified < longestReplacing;
}

/**
 * Which of the two is the file, where a replacement was left behind: the newer one. A torn file is newer than its replacement as
 * well, since the replacement is written first; it is told by being a beginning of the replacement, of about the same time.
 */
export function fileAfterCrash(target: TimedBytes | undefined, left: TimedBytes): 'target' | 'replacement' {
  if (target === undefined) return 'replacement';
  if (sameBytes(target.bytes, left.bytes)) return 'target';
  if (target.modified <= left.modified) return 'replacement';
  const torn =
    target.modified - left.modified <= longestWrite &&
    sameBytes(target.bytes, left.bytes.subarray(0, target.bytes.length));
  return torn ? 'replacement' : 'target';
}
