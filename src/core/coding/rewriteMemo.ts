import { logLabel } from '../base/logLabel';
import { say } from '../base/say';
import { err, ok } from '../base/result';
import { rowById, type Operation } from './codingOperations';
import { joinMemos, memoSeparator } from './joinSegments';
import { isSameMemo, memoText } from './memoText';
import type { Segments } from './segment';
import { setMemo } from './segmentOperations';

/**
 * As `setMemo`, by a person who knows of the memos `asked`: the one that they began from (empty where there was none), and those that they
 * wrote since without hearing what became of them. Where it is another one, both wordings are kept, and one that the person left or took
 * away stays as it is now. Memos are one where a person reads the same in them.
 */
export function rewriteMemo(segments: Segments, id: string, asked: readonly string[], memo: string): Operation {
  const now = rowById(segments, id)?.memo ?? '';
  const asItWas = say('The memo is as it was.');
  if (now === '' || asked.some((one) => isSameMemo(one, now)))
    return now !== '' && isSameMemo(now, memo) ? err(asItWas) : setMemo(segments, id, memoText(memo));
  if (holdsMemo(segments, id, memo)) return err(asItWas);
  if (memoText(memo) === '' || asked.some((one) => isSameMemo(one, memo)))
    return err(say('The memo has been changed meanwhile, so it was left as it is now.'));
  const change = setMemo(segments, id, joinMemos(now, memoText(memo)));
  return change.ok
    ? ok({
        ...change.value,
        label: logLabel('{0}, which had been changed meanwhile: both texts are in it', change.value.label),
      })
    : change;
}

/** True where nothing of `memo` would be lost if it were not written: it is the segment's memo, or kept in it beside another one. */
export function holdsMemo(segments: Segments, id: string, memo: string): boolean {
  const now = rowById(segments, id)?.memo ?? '';
  return isSameMemo(now, memo) || now.split(memoSeparator).some((one) => isSameMemo(one, memo));
}
