import { fileTitle, type StudyPath } from '../base/studyPath';
import { noParticipantPattern, participantsInFileName, type ParticipantPattern } from './participantPattern';
import { standardVariables, type Variable, type VariableLevel, type VariableValue } from './variable';

/** A case (a service, a site, a group) as the study knows it. */
export interface Case {
  readonly id: string;
  readonly name: string;
  /** Line (from 1) of its entry in the file. */
  readonly line: number;
}

/** A participant: a person, member of at most one case. Case and role come from the entry, else from what the id itself says. */
export interface Participant {
  readonly id: string;
  readonly name: string;
  readonly case: string | null;
  readonly role: string | null;
  /** Line (from 1) of the entry in the file. */
  readonly line: number;
}

/** Participants who belong together, such as a pair of a worker and a client. Members are participants of the study. */
export interface Link {
  readonly kind: string;
  readonly members: readonly string[];
}

/** Who speaks under a label. */
export type Speaker = { readonly kind: 'interviewer' } | { readonly kind: 'participant'; readonly id: string };

/** What the file says of one transcript. */
export interface TranscriptRecord {
  readonly path: StudyPath;
  readonly kind: string | null;
  readonly case: string | null;
  /** By label as the transcript writes it, in NFC; in file order. */
  readonly speakers: ReadonlyMap<string, Speaker>;
  /** Line (from 1) of its entry in the file. */
  readonly line: number;
}

/** Cases, participants and what each transcript is, as cases.yaml and the project's pattern of ids say. Ids are compared in NFC. */
export interface Cases {
  /** In file order, like all that follows. */
  readonly cases: ReadonlyMap<string, Case>;
  readonly participants: ReadonlyMap<string, Participant>;
  readonly links: readonly Link[];
  /** Those that the file declares, then the standard ones that it does not declare. Two levels may share a name. */
  readonly variables: readonly Variable[];
  readonly transcriptsByPath: ReadonlyMap<StudyPath, TranscriptRecord>;
  /** True where a newer version of the file kind must not be written by this program. */
  readonly readOnly: boolean;
  /**
   * Who speaks under a label of a transcript: as its entry says, else the participant whose id the label is or contains; null
   * where nothing says so. Nobody is ever guessed from a label such as “I”.
   */
  speakerOf(path: StudyPath, label: string): Speaker | null;
  /** Ids of the participants in a transcript: those its speakers are, else those its file name names. May be empty. */
  participantsOf(path: StudyPath): readonly string[];
  /** Ids of the cases that a transcript belongs to: its own, else those of its participants. May name a case that has no entry. */
  casesOf(path: StudyPath): readonly string[];
  /** Id of the case of a participant, also of one without an entry, or null. */
  caseOf(participant: string): string | null;
  /** The values of one case, participant (by id) or transcript (by path), in the order of `variables`; missing ones are absent. */
  variableValues(level: VariableLevel, id: string): ReadonlyMap<string, VariableValue>;
}

/** What `casesFrom` answers questions about. */
export interface CasesParts {
  readonly cases: ReadonlyMap<string, Case>;
  readonly participants: ReadonlyMap<string, Participant>;
  readonly links: readonly Link[];
  readonly variables: readonly Variable[];
  readonly transcriptsByPath: ReadonlyMap<StudyPath, TranscriptRecord>;
  readonly values: Readonly<Record<VariableLevel, ReadonlyMap<string, ReadonlyMap<string, VariableValue>>>>;
  readonly readOnly: boolean;
}

const noValues: ReadonlyMap<string, VariableValue> = new Map();

/** Makes the study's cases of what a file says and of what names say by themselves. */
export function casesFrom(parts: CasesParts, pattern: ParticipantPattern): Cases {
  const { participants, transcriptsByPath, values, ...plain } = parts;
  const participantsOf = (path: StudyPath): readonly string[] => {
    const named = new Set<string>();
    for (const speaker of transcriptsByPath.get(path)?.speakers.values() ?? []) {
      if (speaker.kind === 'participant') named.add(speaker.id);
    }
    if (named.size > 0) return [...named];
    const title = fileTitle(path);
    return participants.has(title) ? [title] : participantsInFileName(path, pattern).map(({ id }) => id);
  };
  const caseOf = (participant: string): string | null =>
    participants.get(participant)?.case ?? pattern.nameOf(participant)?.case ?? null;
  return {
    ...plain,
    participants,
    transcriptsByPath,
    participantsOf,
    caseOf,
    speakerOf: (path, label) => {
      const name = label.normalize('NFC');
      const said = transcriptsByPath.get(path)?.speakers.get(name);
      if (said !== undefined) return said;
      const id = participants.has(name) ? name : pattern.namesIn(name)[0]?.id;
      return id === undefined ? null : { kind: 'participant', id };
    },
    casesOf: (path) => {
      const own = transcriptsByPath.get(path)?.case;
      if (own !== undefined && own !== null) return [own];
      const found = participantsOf(path).map(caseOf);
      return [...new Set(found.filter((id) => id !== null))];
    },
    variableValues: (level, id) => {
      const known = values[level].get(id);
      if (known !== undefined || level !== 'participant') return known ?? noValues;
      const role = pattern.nameOf(id)?.role ?? null;
      return role === null ? noValues : new Map([['role', role]]);
    },
  };
}

/** The cases of a study without cases.yaml: what the pattern of ids finds in names, and nothing else. */
export function casesByPattern(pattern: ParticipantPattern, readOnly = false): Cases {
  const none = new Map<string, ReadonlyMap<string, VariableValue>>();
  return casesFrom(
    {
      cases: new Map(),
      participants: new Map(),
      links: [],
      variables: standardVariables,
      transcriptsByPath: new Map(),
      values: { case: none, participant: none, transcript: none },
      readOnly,
    },
    pattern,
  );
}

/** The cases of a study that has none. */
export const emptyCases: Cases = casesByPattern(noParticipantPattern);
