import { flowText } from '../yaml/blockText';
import { casesVersion, interviewer } from './casesFile';

/** A participant of a new study. */
export interface NewParticipant {
  readonly id: string;
  readonly case: string | null;
  readonly role: string | null;
}

/** A transcript of a new study: who speaks under each label, a participant's id or null for the interviewer. */
export interface NewTranscript {
  readonly path: string;
  readonly speakers: readonly (readonly [label: string, participant: string | null])[];
}

/**
 * The text of cases.yaml for a new study: the participants, each once (of two with one id the first counts), their cases, and who
 * speaks in each transcript; one line an entry. Ids are in NFC.
 */
export function newCasesText(participants: readonly NewParticipant[], transcripts: readonly NewTranscript[]): string {
  const people = new Map<string, NewParticipant>();
  for (const one of participants) {
    const id = one.id.normalize('NFC');
    if (!people.has(id)) people.set(id, one);
  }
  const all = [...people];
  const cases = new Set(all.flatMap(([, one]) => (one.case === null ? [] : [one.case.normalize('NFC')])));
  return [
    '# Who was interviewed, and who speaks in each transcript. Add what you know of people and cases as you need it.',
    `verbatim-cases: ${casesVersion}`,
    ...listOf(
      'cases',
      [...cases].map((id) => ({ id })),
    ),
    ...listOf(
      'participants',
      all.map(([id, one]) => ({
        id,
        ...(one.case === null ? {} : { memberOf: one.case.normalize('NFC') }),
        ...(one.role === null ? {} : { role: one.role.normalize('NFC') }),
      })),
    ),
    ...listOf(
      'transcripts',
      transcripts.map(({ path, speakers }) => ({
        path,
        ...(speakers.length === 0
          ? {}
          : {
              speakers: Object.fromEntries(speakers.map(([label, id]) => [label, id?.normalize('NFC') ?? interviewer])),
            }),
      })),
    ),
    '',
  ].join('\n');
}

function listOf(key: string, entries: readonly Readonly<Record<string, unknown>>[]): readonly string[] {
  return entries.length === 0 ? [] : [`${key}:`, ...entries.map((entry) => `  - ${flowText(entry)}`)];
}
