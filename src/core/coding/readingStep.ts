import type { TranscriptMark } from './coderFile';

/** How far a coder has come with a transcript, by their own word. */
export type ReadingStep = 'unread' | 'read' | 'finished';

/** The days that a coder noted of a transcript; none where it is unread. */
export type ReadingDays = Pick<TranscriptMark, 'read' | 'finished'>;

/** The step that a mark stands for; who has finished coding has read, too. Unread where there is none. */
export function readingStep(mark: ReadingDays | undefined): ReadingStep {
  return mark?.finished !== undefined ? 'finished' : mark?.read !== undefined ? 'read' : 'unread';
}
