import { ok, type Result } from '../base/result';
import { baseName, extensionOf, type StudyPath } from '../base/studyPath';
import { compilePattern } from '../text/safePattern';

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

/**
 * Compiles `participantId` of verbatim.yaml. The participant's id is what the group `id` matched, or the whole match where the
 * pattern has no such group; matches that are empty count for nothing. The reason of a refusal is a sentence for a person.
 * Linear in the length of what it is matched with.
 */
export function compileParticipantPattern(source: string): Result<ParticipantPattern, string> {
  const compiled = compilePattern(source);
  if (!compiled.ok) return compiled;
  const namesIn = (text: string): readonly ParticipantName[] => {
    const names = new Map<string, ParticipantName>();
    for (const match of compiled.value.matchAll(text.normalize('NFC'))) {
      const { groups } = match;
      const id = groups.get('id') ?? match.text;
      if (id === '' || names.has(id)) continue;
      names.set(id, { id, case: groups.get('case') ?? null, role: groups.get('role') ?? null });
    }
    return [...names.values()];
  };
  return ok({
    namesIn,
    nameOf: (id) => {
      const [first] = namesIn(id);
      return first?.id === id ? first : null;
    },
  });
}

/** The participants that a transcript's file name names: PAR1PW01.txt, or several in one name. The ending and the folders do not count. */
export function participantsInFileName(path: StudyPath, pattern: ParticipantPattern): readonly ParticipantName[] {
  return pattern.namesIn(fileTitle(path));
}

/** The last name of a path without its ending. */
export function fileTitle(path: StudyPath): string {
  const name = baseName(path);
  return name.slice(0, name.length - extensionOf(path).length);
}
