import { anyOf, isFlag, isOneOf, isText, listOf, orNull, record, wordsOf, type Check } from './check';

/** The steps of the wizard, in order. */
export const newStudySteps = ['place', 'transcripts', 'speakers', 'codebooks', 'privacy', 'create'] as const;

export type NewStudyStep = (typeof newStudySteps)[number];

/** Who a label stands for; `mixed` where that is not the same in all transcripts. */
export const speakerRoles = ['interviewer', 'person', 'other', 'nobody'] as const;

export type SpeakerRole = (typeof speakerRoles)[number];

/** Every word of the page's own. `{0}` and `{1}` stand for what is put in. */
export const newStudyWords = [
  'heading',
  'steps',
  'stepOf',
  'place',
  'transcripts',
  'speakers',
  'codebooks',
  'privacy',
  'create',
  'back',
  'next',
  'name',
  'nameHint',
  'folder',
  'noFolder',
  'chooseFolder',
  'ownFolder',
  'placeHint',
  'target',
  'transcriptsHint',
  'addTranscripts',
  'dropHere',
  'noTranscripts',
  'encoding',
  'firstTurns',
  'splitTurns',
  'remove',
  'removeOne',
  'speakersHint',
  'label',
  'who',
  'says',
  'firstWords',
  'whoIs',
  'mixed',
  'interviewer',
  'person',
  'other',
  'nobody',
  'people',
  'peopleHint',
  'transcript',
  'personId',
  'personOf',
  'differs',
  'otherId',
  'noSpeakers',
  'pattern',
  'codebooksHint',
  'builtIn',
  'own',
  'ownCodebook',
  'ownName',
  'imported',
  'importHint',
  'importCodebook',
  'bookName',
  'columns',
  'notUnderstood',
  'tree',
  'privacyHint',
  'history',
  'historyHint',
  'ai',
  'aiHint',
  'warnings',
  'noWarnings',
  'createHint',
  'missing',
  'createStudy',
  'cancel',
] as const;

export type NewStudyWords = Readonly<Record<(typeof newStudyWords)[number], string>>;

/** A transcript that was picked. */
export interface TranscriptRow {
  readonly key: string;
  readonly name: string;
  /** Turns, words and format in a sentence; '' where it cannot be read. */
  readonly facts: string;
  /** The encoding that it is read in, '' where it cannot be read, and those that may be chosen. */
  readonly encoding: string;
  readonly encodings: readonly string[];
  /** What was guessed, changed or is doubtful. */
  readonly notes: readonly string[];
  /** Why it cannot be taken; '' where it can. */
  readonly fault: string;
  readonly preview: readonly { readonly speaker: string; readonly words: string }[];
  /** What breaking lines at turns would give, and whether it is chosen; null where it makes no difference. */
  readonly split: { readonly said: string; readonly on: boolean } | null;
}

/** A label, in all transcripts. */
export interface LabelRow {
  readonly label: string;
  /** Turns, words and transcripts in a sentence. */
  readonly says: string;
  readonly first: string;
  readonly role: SpeakerRole | 'mixed';
  /** What the proposal rests on; '' where there is nothing to say. */
  readonly because: string;
}

/** Whose interview a transcript is, and who speaks in it. */
export interface PersonRow {
  readonly key: string;
  readonly name: string;
  readonly person: string;
  /** Case and role as the id says them; '' where it says none. */
  readonly said: string;
  readonly fault: string;
  /** True where somebody speaks in it who is not the same in all transcripts. */
  readonly differs: boolean;
  readonly speakers: readonly { readonly label: string; readonly role: SpeakerRole; readonly id: string }[];
}

/** A codebook that comes along. */
export interface BuiltInRow {
  readonly id: string;
  readonly name: string;
  readonly source: string;
  readonly on: boolean;
}

/** A codebook from a file. */
export interface ImportedRow {
  readonly key: string;
  readonly file: string;
  readonly name: string;
  readonly facts: string;
  readonly fault: string;
  readonly columns: readonly string[];
  readonly notes: readonly string[];
  /** The first codes with how deep they stand. */
  readonly tree: readonly { readonly depth: number; readonly name: string }[];
}

/** All that the page shows. */
export interface NewStudyModel {
  readonly kind: 'model';
  readonly words: NewStudyWords;
  readonly step: NewStudyStep;
  readonly name: string;
  /** Where the study will be; '' where no folder was chosen. */
  readonly folder: string;
  readonly target: string;
  /** Whether a folder of its own is made; null where that is no question. */
  readonly ownFolder: boolean | null;
  readonly placeNotes: readonly string[];
  readonly placeFault: string;
  readonly transcripts: readonly TranscriptRow[];
  readonly labels: readonly LabelRow[];
  readonly people: readonly PersonRow[];
  /** What the ids say beside the person, and whether the study is to know; null where they say nothing. */
  readonly pattern: { readonly said: string; readonly on: boolean } | null;
  readonly builtIn: readonly BuiltInRow[];
  readonly own: boolean;
  readonly ownName: string;
  readonly imported: readonly ImportedRow[];
  readonly history: boolean;
  readonly ai: boolean;
  readonly warnings: readonly string[];
  readonly summary: readonly string[];
  /** What has to be mended first, with the step where that is. */
  readonly missing: readonly { readonly step: NewStudyStep; readonly said: string }[];
  /** What is being written; null where nothing is. */
  readonly progress: { readonly said: string; readonly done: number; readonly all: number } | null;
}

/** What the extension tells the page. */
export type NewStudyNews = NewStudyModel | { readonly kind: 'said'; readonly said: string; readonly isFault: boolean };

/** A file that was dropped on the page. */
export interface DroppedFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** What the page asks of the extension. */
export type NewStudyRequest =
  | { readonly kind: 'ready' | 'chooseFolder' | 'addTranscripts' | 'importCodebook' | 'create' | 'cancel' }
  | { readonly kind: 'go'; readonly step: NewStudyStep }
  | { readonly kind: 'name' | 'ownName'; readonly text: string }
  | { readonly kind: 'ownFolder' | 'pattern' | 'own' | 'history' | 'ai'; readonly on: boolean }
  | {
      readonly kind: 'drop';
      readonly files: readonly DroppedFile[];
      readonly uris: readonly string[];
      readonly refused: readonly string[];
    }
  | { readonly kind: 'removeTranscript' | 'removeBook'; readonly key: string }
  | { readonly kind: 'encoding' | 'person' | 'bookName'; readonly key: string; readonly text: string }
  | { readonly kind: 'split' | 'builtIn'; readonly key: string; readonly on: boolean }
  | { readonly kind: 'label'; readonly label: string; readonly text: string }
  | { readonly kind: 'speaker' | 'speakerId'; readonly key: string; readonly label: string; readonly text: string };

/** Bytes that a drop brings: no more than a source may have. */
const isBytes: Check<Uint8Array> = (value): value is Uint8Array =>
  value instanceof Uint8Array && value.length <= 50 * 1024 * 1024;

const isStep = isOneOf(...newStudySteps);

/** Checks what the page asks. */
export const isNewStudyRequest: Check<NewStudyRequest> = anyOf<NewStudyRequest>(
  record({ kind: isOneOf('ready', 'chooseFolder', 'addTranscripts', 'importCodebook', 'create', 'cancel') }),
  record({ kind: isOneOf('go'), step: isStep }),
  record({ kind: isOneOf('name', 'ownName'), text: isText }),
  record({ kind: isOneOf('ownFolder', 'pattern', 'own', 'history', 'ai'), on: isFlag }),
  record({
    kind: isOneOf('drop'),
    files: listOf(record<DroppedFile>({ name: isText, bytes: isBytes })),
    uris: listOf(isText),
    refused: listOf(isText),
  }),
  record({ kind: isOneOf('removeTranscript', 'removeBook'), key: isText }),
  record({ kind: isOneOf('encoding', 'person', 'bookName'), key: isText, text: isText }),
  record({ kind: isOneOf('split', 'builtIn'), key: isText, on: isFlag }),
  record({ kind: isOneOf('label'), label: isText, text: isText }),
  record({ kind: isOneOf('speaker', 'speakerId'), key: isText, label: isText, text: isText }),
);

const isTexts = listOf(isText);
const isCount: Check<number> = (value): value is number => Number.isSafeInteger(value) && (value as number) >= 0;
const isSaidAndOn = record<{ said: string; on: boolean }>({ said: isText, on: isFlag });
const isRole = isOneOf(...speakerRoles);

/** Checks what the page is told. */
export const isNewStudyNews: Check<NewStudyNews> = anyOf<NewStudyNews>(
  record({
    kind: isOneOf('model'),
    words: wordsOf(newStudyWords),
    step: isStep,
    name: isText,
    folder: isText,
    target: isText,
    ownFolder: orNull(isFlag),
    placeNotes: isTexts,
    placeFault: isText,
    transcripts: listOf(
      record<TranscriptRow>({
        key: isText,
        name: isText,
        facts: isText,
        encoding: isText,
        encodings: isTexts,
        notes: isTexts,
        fault: isText,
        preview: listOf(record({ speaker: isText, words: isText })),
        split: orNull(isSaidAndOn),
      }),
    ),
    labels: listOf(
      record<LabelRow>({
        label: isText,
        says: isText,
        first: isText,
        role: isOneOf(...speakerRoles, 'mixed'),
        because: isText,
      }),
    ),
    people: listOf(
      record<PersonRow>({
        key: isText,
        name: isText,
        person: isText,
        said: isText,
        fault: isText,
        differs: isFlag,
        speakers: listOf(record({ label: isText, role: isRole, id: isText })),
      }),
    ),
    pattern: orNull(isSaidAndOn),
    builtIn: listOf(record<BuiltInRow>({ id: isText, name: isText, source: isText, on: isFlag })),
    own: isFlag,
    ownName: isText,
    imported: listOf(
      record<ImportedRow>({
        key: isText,
        file: isText,
        name: isText,
        facts: isText,
        fault: isText,
        columns: isTexts,
        notes: isTexts,
        tree: listOf(record({ depth: isCount, name: isText })),
      }),
    ),
    history: isFlag,
    ai: isFlag,
    warnings: isTexts,
    summary: isTexts,
    missing: listOf(record({ step: isStep, said: isText })),
    progress: orNull(record({ said: isText, done: isCount, all: isCount })),
  }),
  record({ kind: isOneOf('said'), said: isText, isFault: isFlag }),
);
