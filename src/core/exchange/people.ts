import { compareCodeUnits } from '../base/order';
import type { StudyPath } from '../base/studyPath';
import type { VariableLevel, VariableValue } from '../cases/variable';
import type { Study } from '../project/study';

/** Who speaks in a segment or a transcript, and of which cases they are: ids. */
export interface People {
  readonly participants: readonly string[];
  readonly cases: readonly string[];
}

/** A case as it goes out. */
export interface ExportedCase {
  readonly id: string;
  readonly variables: Readonly<Record<string, VariableValue>>;
}

/** A participant as they go out. */
export interface ExportedParticipant {
  readonly id: string;
  readonly case: string | null;
  readonly variables: Readonly<Record<string, VariableValue>>;
}

/**
 * The people in a stretch whose turns have these labels (null for a turn without one): participants as cases.yaml or their ids say,
 * nobody guessed from a label. Where no turn has one and the transcript has one participant, it is that one. Cases are those of the
 * participants, else the transcript's.
 */
export function peopleOf({ cases }: Study, path: StudyPath, labels: readonly (string | null)[]): People {
  const found = new Set<string>();
  for (const label of labels) {
    const speaker = label === null ? null : cases.speakerOf(path, label);
    if (speaker?.kind === 'participant') found.add(speaker.id);
  }
  const unlabelled = labels.length > 0 && labels.every((label) => label === null);
  const all = unlabelled ? cases.participantsOf(path) : [];
  const participants = all.length === 1 ? all : [...found];
  const theirs = new Set(participants.flatMap((id) => cases.caseOf(id) ?? []));
  return { participants, cases: theirs.size > 0 ? [...theirs] : cases.casesOf(path) };
}

/** The people in a whole transcript. */
export function peopleOfTranscript({ cases }: Study, path: StudyPath): People {
  return { participants: cases.participantsOf(path), cases: cases.casesOf(path) };
}

/** Every case that has an entry, a transcript or a participant, sorted by id; with `chosen`, only those of them. */
export function exportedCases(study: Study, chosen: readonly string[]): ExportedCase[] {
  return caseIds(study)
    .filter((id) => chosen.length === 0 || chosen.includes(id))
    .map((id) => ({ id, variables: variablesOf(study, 'case', id) }));
}

/** Every participant who has an entry or a transcript, sorted by id; with `cases`, only members of these. */
export function exportedParticipants(study: Study, cases: readonly string[]): ExportedParticipant[] {
  return participantIds(study)
    .map((id) => ({ id, case: study.cases.caseOf(id), variables: variablesOf(study, 'participant', id) }))
    .filter((one) => cases.length === 0 || (one.case !== null && cases.includes(one.case)));
}

/** What is known of a transcript. */
export function transcriptVariables(study: Study, path: StudyPath): Readonly<Record<string, VariableValue>> {
  return variablesOf(study, 'transcript', path);
}

/** The ids of all cases, sorted. */
export function caseIds(study: Study): string[] {
  const { cases, transcripts } = study;
  const members = participantIds(study).flatMap((id) => cases.caseOf(id) ?? []);
  return sorted([...cases.cases.keys(), ...members, ...transcripts.flatMap(({ path }) => cases.casesOf(path))]);
}

function participantIds({ cases, transcripts }: Study): string[] {
  return sorted([...cases.participants.keys(), ...transcripts.flatMap(({ path }) => cases.participantsOf(path))]);
}

function sorted(ids: readonly string[]): string[] {
  return [...new Set(ids)].sort(compareCodeUnits);
}

/** `fromEntries` defines members, so that a variable called `__proto__` is one like any other. */
function variablesOf({ cases }: Study, level: VariableLevel, id: string): Readonly<Record<string, VariableValue>> {
  return Object.fromEntries(cases.variableValues(level, id));
}
