import type { StudyPath } from '../../core/base/studyPath';
import type { Memo } from '../../core/notes/readMemo';
import type { Study } from '../../core/project/study';

/** The memos about a transcript, in the order of paths; where only my own work is shown, mine and those that name nobody. */
export function shownMemos(study: Study, path: StudyPath): readonly Memo[] {
  return study.memos.filter(({ about, by }) => about.includes(path) && (by === null || study.isShown(by)));
}
