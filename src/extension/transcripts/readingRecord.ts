import type { TranscriptMark } from '../../core/coding/coderFile';
import { readingStep, type ReadingStep } from '../../core/coding/readingStep';
import type { StudyPath } from '../../core/base/studyPath';
import type { OpenStudy } from '../study/openStudy';

/** How far I have come with a transcript, by what I marked; null where nobody was chosen as the coder. */
export function myStep({ study }: OpenStudy, path: StudyPath): ReadingStep | null {
  return study.me === null ? null : readingStep(markOf(study.me, path, study.coders));
}

/** What I marked of a transcript. */
export function myMark({ study }: OpenStudy, path: StudyPath): TranscriptMark | undefined {
  return markOf(study.me ?? '', path, study.coders);
}

/** How far others whose work is shown have come with a transcript, in the order of coders; those who marked nothing of it are left out. */
export function othersSteps(
  { study }: Pick<OpenStudy, 'study'>,
  path: StudyPath,
): readonly { readonly name: string; readonly step: ReadingStep }[] {
  return study.coders
    .filter(({ id }) => id !== study.me && study.isShown(id))
    .map(({ id, name }) => ({ name, step: readingStep(markOf(id, path, study.coders)) }))
    .filter(({ step }) => step !== 'unread');
}

function markOf(coder: string, path: StudyPath, coders: OpenStudy['study']['coders']): TranscriptMark | undefined {
  return coders.find(({ id }) => id === coder)?.marks.get(path);
}
