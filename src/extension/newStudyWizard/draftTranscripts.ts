import type { Problem } from '../../core/base/problem';
import type { Result } from '../../core/base/result';
import { sameBytes } from '../../core/base/sameBytes';
import { extensionOf, fileTitle } from '../../core/base/studyPath';
import type { NewParticipant, NewTranscript } from '../../core/cases/newCasesText';
import { proposeParticipantIds } from '../../core/cases/proposeParticipantIds';
import { proposeSpeakers, type ProposalReason } from '../../core/cases/proposeSpeakers';
import type { DecodeOptions } from '../../core/text/decode';
import { shortened } from '../../core/text/shortened';
import { breakAtTurns } from '../../core/transcript/breakLines';
import { labelSamples, type LabelSample } from '../../core/transcript/labelSamples';
import { parseTranscript } from '../../core/transcript/parseTranscript';
import { prepareImport, type PreparedSource } from '../../core/transcript/prepareImport';
import { turnText } from '../../core/transcript/turns';
import type { SpeakerRole } from '../../protocol/newStudy';
import { freeName } from '../sample/freeName';
import { noDeviceName } from './deviceName';

/** Labels of a transcript that can be said of; one with more is no interview, and its rarest ones are left out. */
export const mostLabels = 40;

/** Turns that are shown of a transcript. */
const shownTurns = 4;
const shownWords = 180;

/** Endings that a study takes for transcripts; a file with another one is kept under `.txt`. */
const endings: ReadonlySet<string> = new Set(['.txt', '.md', '.vtt', '.srt']);

/** Who speaks under a label of one transcript. */
export interface DraftSpeaker {
  readonly label: string;
  readonly role: SpeakerRole;
  /** What the proposal rests on; null where a person has said it, or nothing is known. */
  readonly because: ProposalReason | null;
  /** A person has said it. */
  readonly isSaid: boolean;
  /** The id that was typed for somebody else; null where it follows from the file and the label. */
  readonly typed: string | null;
}

/** A transcript that was picked, as it would stand in the study. */
export interface DraftTranscript {
  readonly key: string;
  /** Of the file in the study’s folder “transcripts”. */
  readonly name: string;
  readonly prepared: Result<PreparedSource, Problem>;
  /** The encoding that a person chose; null where it is found out. */
  readonly encoding: string | null;
  readonly turnsOnLines: boolean;
  /** How many turns there are with lines broken at turns; null where it makes no difference. */
  readonly splitTurns: number | null;
  readonly samples: readonly LabelSample[];
  readonly preview: readonly { readonly speaker: string; readonly words: string }[];
  readonly speakers: readonly DraftSpeaker[];
  /** The id of the person whose interview it is, as it was typed; null where it follows from the file’s name. */
  readonly typedPerson: string | null;
}

/** Whose interview a transcript is. */
export interface DraftPerson extends NewParticipant {
  readonly isTyped: boolean;
}

/** The transcripts of a study that is being made, and who speaks in them. Holds the files’ bytes; writes nothing. */
export class DraftTranscripts {
  /** By key; a file is known again by the name that it has outside the study. */
  private readonly files = new Map<string, { readonly name: string; readonly bytes: Uint8Array }>();
  private listed: readonly DraftTranscript[] = [];
  private count = 0;

  get all(): readonly DraftTranscript[] {
    return this.listed;
  }

  /** Takes a file under a free name; one with the same name and bytes is there already. Says whether it was taken. */
  add(fileName: string, bytes: Uint8Array): boolean {
    const own = plainName(fileName);
    const wanted = transcriptName(own);
    for (const file of this.files.values()) if (file.name === own && sameBytes(file.bytes, bytes)) return false;
    const key = String(++this.count);
    this.files.set(key, { name: own, bytes });
    const taken = this.listed.map((one) => one.name);
    const bare = { key, encoding: null, turnsOnLines: false, typedPerson: null };
    const read = this.read({ ...bare, name: freeFileName(wanted, taken) });
    // What cannot be read is told of under the name that the person knows.
    this.listed = [...this.listed, read.prepared.ok ? read : { ...read, name: own }];
    return true;
  }

  remove(key: string): void {
    this.files.delete(key);
    this.listed = this.listed.filter((one) => one.key !== key);
  }

  /** Reads a file anew, in another encoding or with its lines broken; what was said of labels that are still there stays. */
  reread(key: string, change: { readonly encoding?: string; readonly turnsOnLines?: boolean }): void {
    this.change(key, (one) => {
      const again = this.read({ ...one, ...change });
      const said = new Map(
        one.speakers.filter(({ isSaid, typed }) => isSaid || typed !== null).map((each) => [each.label, each]),
      );
      return { ...again, speakers: again.speakers.map((each) => said.get(each.label) ?? each) };
    });
  }

  /** Says who a label is, in one transcript, or in all that have it. */
  sayRole(label: string, role: SpeakerRole, key?: string): void {
    this.changeSpeakers(label, key, (one) => ({ ...one, role, because: null, isSaid: true }));
  }

  /** Says who somebody else is, by id. */
  sayId(key: string, label: string, id: string): void {
    this.changeSpeakers(label, key, (one) => ({ ...one, typed: id }));
  }

  sayPerson(key: string, id: string): void {
    this.change(key, (one) => ({ ...one, typedPerson: id }));
  }

  /** Whose interviews they are, by key; and the pattern of ids that say a case and a role, where they do. */
  persons(): { readonly byKey: ReadonlyMap<string, DraftPerson>; readonly pattern: string | null } {
    const { ids, pattern } = proposeParticipantIds(this.listed.map(({ name }) => fileTitle(name)));
    const byKey = new Map(
      this.listed.map(({ key, typedPerson }, i) => {
        const proposed = ids[i] ?? { id: key, case: null, role: null };
        const id = typedPerson?.trim();
        const person = id === undefined || id === proposed.id ? proposed : { id, case: null, role: null };
        return [key, { ...person, isTyped: id !== undefined && id !== proposed.id }];
      }),
    );
    return { byKey, pattern };
  }

  /** The id of somebody else who speaks in a transcript. */
  static idOf(person: string, { label, typed }: DraftSpeaker): string {
    return typed?.trim() ?? `${person}-${label}`;
  }

  /** What cases.yaml is to say; `withCases`: also the cases and roles that ids say. */
  people(withCases: boolean): {
    readonly participants: readonly NewParticipant[];
    readonly transcripts: readonly NewTranscript[];
  } {
    const { byKey } = this.persons();
    const participants: NewParticipant[] = [];
    const transcripts = this.listed.map(({ key, name, speakers }): NewTranscript => {
      const person = byKey.get(key);
      const id = person?.id ?? '';
      const named = speakers.flatMap((one): (readonly [string, string | null])[] => {
        if (one.role === 'nobody') return [];
        if (one.role === 'interviewer') return [[one.label, null]];
        return [[one.label, one.role === 'person' ? id : DraftTranscripts.idOf(id, one)]];
      });
      const others = named.flatMap(([, who]) => (who === null || who === id ? [] : [who]));
      const isThere = named.some(([, who]) => who === id) || speakers.every(({ role }) => role === 'nobody');
      if (person && isThere) participants.push(withCases ? person : { id, case: null, role: null });
      participants.push(...others.map((other) => ({ id: other, case: null, role: null })));
      return { path: `transcripts/${name}`, speakers: named };
    });
    return { participants, transcripts };
  }

  private read(
    given: Pick<DraftTranscript, 'key' | 'name' | 'encoding' | 'turnsOnLines' | 'typedPerson'>,
  ): DraftTranscript {
    const { key, name, encoding, turnsOnLines } = given;
    const bytes = this.files.get(key)?.bytes ?? new Uint8Array();
    const options = encoding === null ? {} : { encoding };
    const prepared = prepareImport(bytes, name, { ...options, turnsOnLines });
    if (!prepared.ok) return { ...given, prepared, splitTurns: null, samples: [], preview: [], speakers: [] };
    const { text } = prepared.value;
    const transcript = parseTranscript(text, name);
    const samples = mostSpoken(labelSamples(text, transcript));
    return {
      ...given,
      prepared,
      splitTurns: this.splitTurnsOf(given, prepared.value, options),
      samples,
      preview: transcript.turns.slice(0, shownTurns).map((turn) => ({
        speaker: turn.speaker ?? '',
        words: shortened(turnText(text, turn, transcript.style).slice(0, 4 * shownWords), shownWords),
      })),
      speakers: proposeSpeakers(samples).map((one) => ({ ...one, isSaid: false, typed: null })),
    };
  }

  /** How many turns there are with lines broken at turns; null where that makes no difference. */
  private splitTurnsOf(
    { key, name, turnsOnLines }: Pick<DraftTranscript, 'key' | 'name' | 'turnsOnLines'>,
    { text, turns }: PreparedSource,
    options: DecodeOptions,
  ): number | null {
    // Most texts have a turn a line; preparing them once more would take as long as the first time.
    if (!turnsOnLines && breakAtTurns(text).lines.length === 0) return null;
    const other = prepareImport(this.files.get(key)?.bytes ?? new Uint8Array(), name, {
      ...options,
      turnsOnLines: !turnsOnLines,
    });
    if (!other.ok) return null;
    const [whole, split] = turnsOnLines ? [other.value.turns, turns] : [turns, other.value.turns];
    return split > whole ? split : null;
  }

  private change(key: string, change: (one: DraftTranscript) => DraftTranscript): void {
    this.listed = this.listed.map((one) => (one.key === key ? change(one) : one));
  }

  private changeSpeakers(label: string, key: string | undefined, change: (one: DraftSpeaker) => DraftSpeaker): void {
    this.listed = this.listed.map((one) =>
      key === undefined || one.key === key
        ? { ...one, speakers: one.speakers.map((each) => (each.label === label ? change(each) : each)) }
        : one,
    );
  }
}

/** The labels with the most turns, in the order of the text. */
function mostSpoken(samples: readonly LabelSample[]): readonly LabelSample[] {
  if (samples.length <= mostLabels) return samples;
  const kept = new Set([...samples].sort((a, b) => b.turns - a.turns).slice(0, mostLabels));
  return samples.filter((sample) => kept.has(sample));
}

/** A file’s name without what can be in no name of a study. */
function plainName(fileName: string): string {
  const plain = fileName
    .normalize('NFC')
    .replace(/[\\/:*?"<>|\p{Cc}]+/gu, '-')
    .replace(/^\.+|\s+$/g, '');
  return plain === '' ? 'transcript' : noDeviceName(plain);
}

/** The name of a file in the study: its own, with an ending that a study takes. */
function transcriptName(name: string): string {
  // In small letters: where they count, a study takes no “.TXT”.
  const ending = endings.has(extensionOf(name)) ? extensionOf(name) : '.txt';
  return `${fileTitle(name)}${ending}`;
}

function freeFileName(name: string, taken: readonly string[]): string {
  const ending = extensionOf(name);
  const titles = taken.filter((one) => extensionOf(one) === ending).map(fileTitle);
  return `${freeName(fileTitle(name), titles)}${name.slice(fileTitle(name).length)}`;
}
