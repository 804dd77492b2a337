import * as vscode from 'vscode';
import type { Problem } from '../../core/base/problem';
import type { ProposalReason } from '../../core/cases/proposeSpeakers';
import type { CodeColumn, GivenNote } from '../../core/exchange/codebooks/givenCodes';
import { shortened } from '../../core/text/shortened';
import type { TranscriptStyle } from '../../core/transcript/transcript';
import type {
  ImportedRow,
  LabelRow,
  NewStudyModel,
  NewStudyStep,
  PersonRow,
  TranscriptRow,
} from '../../protocol/newStudy';
import { takenIds, type ImportedBook } from './draftCodebooks';
import { DraftTranscripts, type DraftTranscript } from './draftTranscripts';
import { newStudyWordsNow } from './newStudyWords';
import type { StudyDraft } from './studyDraft';
import { shownPath, targetOf } from './studyTarget';

/** Encodings to choose from where the guess is wrong: those of Word and editors in Europe, then others. */
const encodings: readonly string[] = [
  'utf-8',
  'utf-16le',
  'utf-16be',
  'windows-1252',
  'macintosh',
  'windows-1250',
  'windows-1251',
  'windows-1253',
  'windows-1254',
  'windows-1255',
  'windows-1256',
  'iso-8859-2',
  'iso-8859-15',
  'koi8-r',
  'shift_jis',
  'gb18030',
  'big5',
  'euc-kr',
];

/** Notes of one kind, problems of a transcript, labels: so many are listed, the rest is counted. */
const mostListed = 30;

/** All that the page shows of a draft. */
export function newStudyModel(draft: StudyDraft): NewStudyModel {
  const { t } = vscode.l10n;
  const { folder, progress } = draft;
  const missing = missingIn(draft);
  return {
    kind: 'model',
    words: newStudyWordsNow(),
    step: draft.step,
    name: draft.name,
    folder: folder ? shownPath(folder.uri) : '',
    target: folder ? shownPath(targetOf(draft)?.uri ?? folder.uri) : '',
    ownFolder: folder?.own ?? null,
    placeNotes: placeNotes(draft),
    placeFault: missing
      .filter(({ step }) => step === 'place')
      .map(({ said }) => said)
      .join(' '),
    transcripts: draft.transcripts.all.map(transcriptRow),
    labels: labelRows(draft.transcripts.all),
    people: personRows(draft),
    pattern: patternSaid(draft),
    builtIn: draft.builtIn.map(({ id, codebook, on }) => ({
      id,
      name: codebook.name,
      source: [t('{0} codes', codebook.codes.length), codebook.citation ?? '']
        .filter((said) => said !== '')
        .join(' · '),
      on,
    })),
    own: draft.own,
    ownName: draft.ownName,
    imported: draft.imported.map((book) => importedRow(book, draft)),
    history: draft.noHistory,
    ai: draft.noAi,
    warnings: warningsOf(draft),
    summary: summaryOf(draft),
    missing,
    progress: progress && {
      said: t('{0} of {1} files are written: {2}', progress.done, progress.all, progress.path),
      done: progress.done,
      all: progress.all,
    },
  };
}

/** What has to be mended before the study can be made. */
export function missingIn(draft: StudyDraft): readonly { readonly step: NewStudyStep; readonly said: string }[] {
  const { t } = vscode.l10n;
  const missing: { readonly step: NewStudyStep; readonly said: string }[] = [];
  const add = (step: NewStudyStep, said: string): void => {
    missing.push({ step, said });
  };
  if (!draft.folder) add('place', t('Choose a folder for the study.'));
  else if (draft.folder.own !== true && draft.folder.entries.includes('verbatim.yaml')) {
    add('place', t('This folder is a study already. Open it, or choose another folder.'));
  }
  if (draft.name.trim() === '') add('place', t('Give the study a name.'));
  for (const { name, prepared } of draft.transcripts.all) {
    if (!prepared.ok)
      add('transcripts', t('“{0}” cannot be read. Remove it, or add it again once it is plain text.', name));
  }
  const faults = personRows(draft).filter(({ fault }) => fault !== '');
  for (const { name, fault } of faults) add('speakers', `${name}: ${fault}`);
  if (draft.own && draft.ownName.trim() === '') add('codebooks', t('Give your own codebook a name.'));
  for (const book of draft.imported) {
    const { file, fault } = importedRow(book, draft);
    if (fault !== '') add('codebooks', `${file}: ${fault}`);
  }
  return missing;
}

function placeNotes({ folder }: StudyDraft): readonly string[] {
  const { t } = vscode.l10n;
  if (!folder) return [];
  const seen = folder.entries.filter((name) => !name.startsWith('.'));
  return folder.own === true || seen.length === 0
    ? []
    : [
        t(
          'There is something in this folder already ({0}). It stays as it is.',
          shortened(seen.slice(0, 5).join(', '), 120),
        ),
      ];
}

function transcriptRow({
  key,
  name,
  prepared,
  encoding,
  turnsOnLines,
  splitTurns,
  preview,
  samples,
}: DraftTranscript): TranscriptRow {
  const { t } = vscode.l10n;
  const bare = { key, name, preview, split: null };
  if (!prepared.ok) {
    const { rule, message, remedy } = prepared.error;
    const isWord = rule === 'not-text' && /Word/.test(message);
    const fault = isWord
      ? t(
          'This is a Word file. Open it in Word, choose File › Save As › Plain Text with the encoding UTF-8, and add the new file.',
        )
      : `${message} ${remedy}`;
    return {
      ...bare,
      facts: '',
      encoding: encoding ?? '',
      encodings: encoding === null ? [] : encodings,
      notes: [],
      fault,
    };
  }
  const { turns, speakers, style, encoding: found, problems } = prepared.value;
  const words = speakers.reduce((sum, one) => sum + one.words, 0);
  const named =
    samples.length === 0
      ? t('no speakers were recognised')
      : t('speakers: {0}', shortened(samples.map(({ label }) => label).join(', '), 120));
  const guessed = problems.some(({ rule }) => rule === 'guessed-encoding');
  return {
    ...bare,
    facts: [t('{0} turns', turns), t('{0} words', words), styleNames()[style], named].join(' · '),
    encoding: found,
    encodings: [...new Set([found, ...encodings])],
    notes: listed([
      ...(guessed
        ? [
            t(
              'The encoding {0} is a guess. Look at accented letters and quotation marks below; where they are wrong, choose another one.',
              found,
            ),
          ]
        : []),
      ...problems.filter(({ rule }) => rule !== 'guessed-encoding').map(problemSaid),
    ]),
    fault: '',
    split:
      splitTurns === null
        ? null
        : {
            said: t('Several turns stand on a line; broken there, {0} turns are found.', splitTurns),
            on: turnsOnLines,
          },
  };
}

/** Remedies of import name options of the command line; here the page has what they stand for. */
function problemSaid({ message, remedy, line }: Problem): string {
  const said = /--encoding|verbatim import/.test(remedy) ? message : `${message} ${remedy}`;
  return line === undefined ? said : vscode.l10n.t('Line {0}: {1}', line, said);
}

function labelRows(transcripts: readonly DraftTranscript[]): readonly LabelRow[] {
  const { t } = vscode.l10n;
  const rows = new Map<
    string,
    {
      turns: number;
      words: number;
      files: number;
      first: string;
      roles: Set<LabelRow['role']>;
      reasons: Set<ProposalReason | null>;
    }
  >();
  for (const { samples, speakers } of transcripts) {
    samples.forEach(({ label, turns, words, first }, i) => {
      const row = rows.get(label) ?? { turns: 0, words: 0, files: 0, first, roles: new Set(), reasons: new Set() };
      row.turns += turns;
      row.words += words;
      row.files++;
      row.roles.add(speakers[i]?.role ?? 'nobody');
      row.reasons.add(speakers[i]?.because ?? null);
      rows.set(label, row);
    });
  }
  const all = [...rows].map(([label, { turns, words, files, first, roles, reasons }]): LabelRow => {
    const [role = 'nobody', ...otherRoles] = roles;
    const [reason = null, ...otherReasons] = reasons;
    return {
      label,
      says: [
        t('{0} turns', turns),
        t('{0} words', words),
        files === 1 ? t('1 transcript') : t('{0} transcripts', files),
      ].join(' · '),
      first,
      role: otherRoles.length > 0 ? 'mixed' : role,
      because: reason === null || otherReasons.length > 0 ? '' : reasonSaid(reason),
    };
  });
  return all.slice(0, 3 * mostListed);
}

function reasonSaid(reason: ProposalReason): string {
  const { t } = vscode.l10n;
  if (reason === 'label') return t('proposed by the label');
  if (reason === 'rest') return t('proposed, since nobody else is left');
  return t('a guess, by who asks questions and who says more');
}

function personRows({ transcripts, usePattern }: StudyDraft): readonly PersonRow[] {
  const { t } = vscode.l10n;
  const { byKey, pattern } = transcripts.persons();
  const roles = new Map<string, Set<string>>();
  for (const { speakers } of transcripts.all)
    for (const { label, role } of speakers) roles.set(label, (roles.get(label) ?? new Set()).add(role));
  return transcripts.all.map(({ key, name, speakers, typedPerson, prepared }): PersonRow => {
    const person = byKey.get(key);
    const id = person?.id ?? '';
    const ids = [id, ...speakers.filter(({ role }) => role === 'other').map((one) => DraftTranscripts.idOf(id, one))];
    const fault = ids.some((one) => one === '')
      ? t('An id is needed.')
      : ids.some((one) => one.toLowerCase() === 'interviewer')
        ? t('“interviewer” stands for whoever asks the questions. Choose another id.')
        : ids.some((one) => one.length > 200)
          ? t('An id has at most 200 characters.')
          : '';
    return {
      key,
      name,
      person: typedPerson ?? id,
      said:
        usePattern && pattern !== null && person?.case != null
          ? t('case {0}, role {1}', person.case, person.role ?? '')
          : '',
      fault: prepared.ok ? fault : '',
      differs: speakers.some(({ label, role }) => role === 'other' || (roles.get(label)?.size ?? 0) > 1),
      speakers: speakers.map((one) => ({
        label: one.label,
        role: one.role,
        id: one.typed ?? DraftTranscripts.idOf(id, one),
      })),
    };
  });
}

function patternSaid({ transcripts, usePattern }: StudyDraft): NewStudyModel['pattern'] {
  const { byKey, pattern } = transcripts.persons();
  const example = [...byKey.values()].find((one) => one.case !== null);
  if (pattern === null || !example) return null;
  const said = vscode.l10n.t(
    '“{0}” is of the case {1} and has the role {2}',
    example.id,
    example.case ?? '',
    example.role ?? '',
  );
  return { said, on: usePattern };
}

function importedRow(book: ImportedBook, draft: StudyDraft): ImportedRow {
  const { t } = vscode.l10n;
  const { key, file, name, codes, count, given, problems, notes } = book;
  const others = [
    ...draft.builtIn.filter(({ on }) => on).map(({ codebook }) => codebook),
    ...draft.imported.flatMap((other) => (other !== book && other.own ? [other.own.codebook] : [])),
  ];
  const [taken] = takenIds(book, others);
  return {
    key,
    file,
    name,
    facts: t('{0} codes', count),
    fault:
      taken === undefined
        ? ''
        : t('The code “{0}” is in another codebook that you chose as well. Leave one of the two out.', taken),
    columns: listed(
      (given?.columns ?? []).map(({ header, as }, i) => {
        const title = header === '' ? t('Column {0}', i + 1) : t('“{0}”', shortened(header, 60));
        return as === null ? t('{0}: left out', title) : t('{0}: {1}', title, columnLabels()[as]);
      }),
    ),
    notes: listed([...problems.map(problemSaid), ...notes.map((note) => noteSaid(note, given?.counted ?? 'line'))]),
    tree: codes.map(({ depth, name: code }) => ({ depth, name: shortened(code, 120) })),
  };
}

function noteSaid({ kind, line, words }: GivenNote, counted: 'line' | 'row'): string {
  const { t } = vscode.l10n;
  const about = shortened(words, 80);
  const said: Readonly<Record<GivenNote['kind'], string>> = {
    'no-code': t('This has no place in a codebook and is left out: “{0}”', about),
    'no-name': t('No name stands here, so this is left out: “{0}”', about),
    'extra-cells': t('There are more cells than columns; these are left out: “{0}”', about),
    'bad-quotes': t('Quotation marks do not close, so this may be read wrongly: “{0}”', about),
    cycle: t('“{0}” would stand below itself; it stands at the top.', about),
    'same-name': t('“{0}” is there twice; both are kept.', about),
    color: t('“{0}” is no colour that Verbatim knows; it stands in the note of the code.', about),
    'long-name': t('This name is too long; the whole of it stands in the note of the code: “{0}”', about),
    'too-deep': t('“{0}” stands too deep, so it stands a level higher.', about),
    'too-many': t('More codes than a codebook may have; “{0}” and all behind it are left out.', about),
    'no-header': t('No column is called “name”, so the first one was taken for names: “{0}”', about),
  };
  if (line === 0) return said[kind];
  return counted === 'row' ? t('Row {0}: {1}', line, said[kind]) : t('Line {0}: {1}', line, said[kind]);
}

function columnLabels(): Readonly<Record<CodeColumn, string>> {
  const { t } = vscode.l10n;
  return {
    name: t('name of the code'),
    parent: t('the code or category above'),
    id: t('id'),
    number: t('number'),
    definition: t('definition'),
    include: t('when to use it'),
    exclude: t('when not to use it'),
    examples: t('examples'),
    color: t('colour'),
    note: t('note'),
  };
}

function styleNames(): Readonly<Record<TranscriptStyle, string>> {
  const { t } = vscode.l10n;
  return {
    plain: t('text without speakers'),
    'speaker-colon': t('text with speakers'),
    'time-speaker-colon': t('text with times and speakers'),
    'speaker-time-colon': t('text with speakers and times'),
    'speaker-time-line': t('text with speakers and times on lines of their own'),
    'mission-log': t('log with times and speakers'),
    markdown: t('Markdown'),
    vtt: t('WebVTT captions'),
    srt: t('SubRip captions'),
  };
}

function warningsOf({ risks }: StudyDraft): readonly string[] {
  const { t } = vscode.l10n;
  const warnings: string[] = [];
  if (risks.remotes.length > 0) {
    warnings.push(
      t(
        'The folder is in a git repository whose changes can be pushed to {0}. Push transcripts only where your ethics approval allows it; else choose another folder, or add “transcripts/” and “coding/” to .gitignore.',
        shortened(risks.remotes.join(', '), 120),
      ),
    );
  }
  if (risks.service !== null) {
    warnings.push(
      t(
        'The folder lies in {0}, which copies it to a company’s servers and to other machines. Where your data protection plan does not allow that, choose a folder outside it, or ask your institution for a place.',
        risks.service,
      ),
    );
  }
  return warnings;
}

function summaryOf(draft: StudyDraft): readonly string[] {
  const { t } = vscode.l10n;
  const { transcripts } = draft;
  const { participants } = transcripts.people(draft.usePattern);
  const books = [
    ...draft.builtIn.filter(({ on }) => on).map(({ codebook }) => codebook.name),
    ...draft.imported.map(({ name }) => name),
    ...(draft.own ? [draft.ownName] : []),
  ];
  const target = targetOf(draft);
  return [
    ...(target ? [t('The study “{0}” in {1}', draft.name, shownPath(target.uri))] : []),
    t('Transcripts: {0}', transcripts.all.length),
    t('People: {0}', new Set(participants.map(({ id }) => id)).size),
    t('Codebooks: {0}', books.length === 0 ? t('none') : shortened(books.join(', '), 300)),
    ...(draft.noHistory ? [t('No local history for this folder')] : []),
    ...(draft.noAi ? [t('AI features off for this folder')] : []),
  ];
}

function listed(notes: readonly string[]): readonly string[] {
  const more = notes.length - mostListed;
  return more <= 0 ? notes : [...notes.slice(0, mostListed), vscode.l10n.t('… and {0} more', more)];
}
