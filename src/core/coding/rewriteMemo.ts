import { logLabel } from '../base/logLabel';
import { say } from '../base/say';
import { err, ok } from '../base/result';
import { rowById, type Operation } from './codingOperations';
import { joinMemos } from './joinSegments';
import type { Segments } from './segment';
import { setMemo } from './segmentOperations';

/**
 * As `setMemo`, by a person who began from the memo `asked` (empty where there was none). Where it has been changed since, both wordings
 * are kept, and one that the person left or took away stays as it is now.
 */
export function rewriteMemo(segments: Segments, id: string, asked: string, memo: string): Operation {
  const now = rowById(segments, id)?.memo ?? '';
  if (now === '' || now === asked) return setMemo(segments, id, memo);
  if (memo === '' || memo === asked)
    return err(say('The memo has been changed meanwhile, so it was left as it is now.'));
  const change = setMemo(segments, id, joinMemos(now, memo));
  return change.ok
    ? ok({
        ...change.value,
        label: logLabel('{0}, which had been changed meanwhile: both texts are in it', change.value.label),
      })
    : change;
}
