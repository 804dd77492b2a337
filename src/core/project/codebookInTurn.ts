import { err, type Result } from '../base/result';
import { say } from '../base/say';
import type { StudyPath } from '../base/studyPath';
import { inBatch } from '../history/batch';
import { fileEntryOf } from '../history/logLines';
import type { CodingTurn } from './codingTurn';
import type { Done } from './done';

/** Changes a codebook file by a pure edit of its text, and logs it. `batch` is the step that it is a part of, where it is one. */
export async function codebookInTurn(
  turn: CodingTurn,
  file: StudyPath,
  label: string,
  edit: (text: string) => Result<string, string>,
  batch?: string,
): Promise<Result<Done, string>> {
  const me = turn.me();
  if (!me.ok) return me;
  return turn.study.host.files.exclusively(file, async () => {
    const before = await turn.textOf(file);
    if (before === null) return err(say('“{0}” is not there any more, or is not in UTF-8.', file));
    const after = edit(before);
    if (!after.ok) return after;
    if (after.value === before) return err(say('Nothing would change.'));
    const stamp = turn.historyOf(me.value).stamp();
    const files = [{ path: file, before, after: after.value }];
    return turn.writeText(file, after.value, inBatch(fileEntryOf('edit-codebook', label, files, stamp), batch));
  });
}
