import type { StudyPath } from '../base/studyPath';

/** What editors have in hand: such a transcript's text is theirs to tell. */
export interface OpenInEditors {
  shows(path: StudyPath): boolean;
  unsaved(path: StudyPath): boolean;
}

/** No editor has anything in hand. */
export const nowhere: OpenInEditors = { shows: () => false, unsaved: () => false };
