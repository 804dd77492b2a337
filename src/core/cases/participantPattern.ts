import { fileTitle, type StudyPath } from '../base/studyPath';

/** What an identifier says of a participant by itself. */
export interface ParticipantName {
  readonly id: string;
  /** What the group `case` matched, or null. */
  readonly case: string | null;
  /** What the group `role` matched, or null. */
  readonly role: string | null;
}

/** Finds participants in names: of files, and of speakers. */
export interface ParticipantPattern {
  /** Every participant that a text names, in order, each once. */
  namesIn(text: string): readonly ParticipantName[];
  /** What an id says of its participant; null where the pattern does not match the whole of it. */
  nameOf(id: string): ParticipantName | null;
}

/** The pattern of a study that has none: it finds nobody. */
export const noParticipantPattern: ParticipantPattern = { namesIn: () => [], nameOf: () => null };

/** The participants that a transcript's file name names: PAR1PW01.txt, or several in one name. The ending and the folders do not count. */
export function participantsInFileName(path: StudyPath, pattern: ParticipantPattern): readonly ParticipantName[] {
  return pattern.namesIn(fileTitle(path));
}
