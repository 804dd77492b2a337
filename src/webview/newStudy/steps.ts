import {
  speakerRoles,
  type ImportedRow,
  type LabelRow,
  type NewStudyModel,
  type NewStudyStep,
  type NewStudyWords,
  type PersonRow,
  type TranscriptRow,
} from '../../protocol/newStudy';
import { filled, make } from '../frame/dom';
import { asks, choice, group, sentences, textBox, tickBox, unfolding } from './controls';

type Child = Node | string;

/** What each step shows of the model. */
export const stepContents: Readonly<Record<NewStudyStep, (model: NewStudyModel) => readonly Child[]>> = {
  place,
  transcripts,
  speakers,
  codebooks,
  privacy,
  create,
};

function place(model: NewStudyModel): readonly Child[] {
  const { words, folder, target, ownFolder, placeNotes, placeFault, name } = model;
  return [
    make('p', { class: 'hint' }, words.placeHint),
    group(
      words.folder,
      make('p', { class: 'path' }, folder === '' ? words.noFolder : folder),
      asks(words.chooseFolder, { kind: 'chooseFolder' }),
      ...(ownFolder === null ? [] : [tickBox('own-folder', words.ownFolder, ownFolder, { kind: 'ownFolder' })]),
      ...sentences(placeNotes, 'hint'),
    ),
    textBox('name', words.name, name, { kind: 'name' }, { hint: words.nameHint }),
    ...(folder === '' ? [] : [make('p', { class: 'field' }, filled(words.target, target))]),
    // Nobody has done anything wrong before they have chosen.
    ...(placeFault === '' || folder === '' ? [] : [make('p', { class: 'fault field' }, placeFault)]),
  ];
}

function transcripts(model: NewStudyModel): readonly Child[] {
  const { words } = model;
  return [
    make('p', { class: 'hint' }, words.transcriptsHint),
    make(
      'div',
      { class: 'drop' },
      asks(words.addTranscripts, { kind: 'addTranscripts' }),
      make('p', { class: 'hint' }, words.dropHere),
    ),
    ...(model.transcripts.length === 0
      ? [make('p', { class: 'hint' }, words.noTranscripts)]
      : [make('ul', { class: 'cards' }, ...model.transcripts.map((row) => transcript(row, words)))]),
  ];
}

/** What a card is about, and the button that takes it away. */
function cardHead(
  title: string,
  removal: { kind: 'removeTranscript' | 'removeBook'; key: string },
  words: NewStudyWords,
): HTMLElement {
  return make(
    'div',
    { class: 'head' },
    make('h3', {}, title),
    asks(words.remove, removal, { said: filled(words.removeOne, title) }),
  );
}

function transcript(row: TranscriptRow, words: NewStudyWords): HTMLElement {
  const { key, name, facts, encoding, encodings, notes, fault, preview, split } = row;
  const id = `transcript-${key}`;
  return make(
    'li',
    { id },
    cardHead(name, { kind: 'removeTranscript', key }, words),
    ...(facts === '' ? [] : [make('p', {}, facts)]),
    ...(fault === '' ? [] : [make('p', { class: 'fault' }, fault)]),
    ...sentences(notes, 'note'),
    ...(split === null ? [] : [tickBox(`${id}-split`, words.splitTurns, split.on, { kind: 'split', key }, split.said)]),
    ...(encodings.length === 0
      ? []
      : [
          make(
            'p',
            { class: 'row' },
            make('span', { 'aria-hidden': 'true' }, words.encoding),
            choice(
              `${id}-encoding`,
              `${words.encoding}: ${name}`,
              encoding,
              encodings.map((one) => [one, one]),
              { kind: 'encoding', key },
            ),
          ),
        ]),
    ...(preview.length === 0
      ? []
      : [
          unfolding(
            `${id}-turns`,
            words.firstTurns,
            make(
              'ul',
              { class: 'turns' },
              ...preview.map(({ speaker, words: said }) =>
                make('li', {}, ...(speaker === '' ? [] : [make('strong', {}, `${speaker}: `)]), said),
              ),
            ),
          ),
        ]),
  );
}

function speakers(model: NewStudyModel): readonly Child[] {
  const { words, labels, people, pattern } = model;
  if (people.length === 0) return [make('p', { class: 'hint' }, words.noTranscripts)];
  return [
    make('p', { class: 'hint' }, words.speakersHint),
    labels.length === 0 ? make('p', {}, words.noSpeakers) : labelTable(labels, words),
    make('h3', {}, words.people),
    make('p', { class: 'hint' }, words.peopleHint),
    ...(pattern === null
      ? []
      : [tickBox('pattern', filled(words.pattern, pattern.said), pattern.on, { kind: 'pattern' })]),
    make('ul', { class: 'cards' }, ...people.map((row) => person(row, words))),
  ];
}

function labelTable(labels: readonly LabelRow[], words: NewStudyWords): HTMLElement {
  const head = [words.label, words.who, words.says, words.firstWords];
  return make(
    'table',
    { id: 'labels' },
    make('thead', {}, make('tr', {}, ...head.map((name) => make('th', { scope: 'col' }, name)))),
    make(
      'tbody',
      {},
      ...labels.map(({ label, role, says, first, because }) =>
        make(
          'tr',
          {},
          make('th', { scope: 'row' }, label),
          make(
            'td',
            {},
            choice(
              `label-${label}`,
              filled(words.whoIs, label),
              role,
              [...(role === 'mixed' ? [['mixed', words.mixed] as const] : []), ...roleOptions(words)],
              { kind: 'label', label },
            ),
            ...(because === '' ? [] : [make('p', { class: 'hint' }, because)]),
          ),
          make('td', {}, says),
          make('td', {}, first),
        ),
      ),
    ),
  );
}

function roleOptions(words: NewStudyWords): readonly (readonly [string, string])[] {
  return speakerRoles.map((role) => [role, words[role]] as const);
}

function person(row: PersonRow, words: NewStudyWords): HTMLElement {
  const { key, name, said, fault, differs, speakers: all } = row;
  const id = `person-${key}`;
  const each = all.map(({ label, role, id: other }) =>
    make(
      'li',
      { id: `${id}-${label}`, class: 'row' },
      make('strong', {}, label),
      choice(`${id}-role-${label}`, filled(words.whoIs, `${label}, ${name}`), role, roleOptions(words), {
        kind: 'speaker',
        key,
        label,
      }),
      ...(role === 'other'
        ? [
            textBox(
              `${id}-id-${label}`,
              filled(words.otherId, `${label}, ${name}`),
              other,
              { kind: 'speakerId', key, label },
              { isHidden: true },
            ),
          ]
        : []),
    ),
  );
  const list = unfolding(`${id}-speakers`, words.differs, make('ul', { class: 'turns' }, ...each));
  if (differs) list.setAttribute('open', '');
  return make(
    'li',
    { id },
    make(
      'div',
      { class: 'pair' },
      make('span', {}, name),
      make('span', { class: 'hint', 'aria-hidden': 'true' }, words.personId),
      textBox(
        `${id}-person`,
        filled(words.personOf, name),
        row.person,
        { kind: 'person', key },
        { fault, isHidden: true },
      ),
    ),
    ...(said === '' ? [] : [make('p', { class: 'hint' }, said)]),
    ...(all.length === 0 ? [make('p', { class: 'hint' }, words.noSpeakers)] : [list]),
  );
}

function codebooks(model: NewStudyModel): readonly Child[] {
  const { words, builtIn, own, ownName, imported } = model;
  return [
    make('p', { class: 'hint' }, words.codebooksHint),
    group(
      words.imported,
      make('p', { class: 'hint' }, words.importHint),
      asks(words.importCodebook, { kind: 'importCodebook' }),
      ...(imported.length === 0
        ? []
        : [make('ul', { class: 'cards' }, ...imported.map((row) => importedBook(row, words)))]),
    ),
    group(
      words.own,
      tickBox('own', words.ownCodebook, own, { kind: 'own' }),
      ...(own ? [textBox('own-name', words.ownName, ownName, { kind: 'ownName' })] : []),
    ),
    group(
      words.builtIn,
      ...builtIn.map(({ id, name, source, on }) =>
        tickBox(`book-${id}`, name, on, { kind: 'builtIn', key: id }, source),
      ),
    ),
  ];
}

function importedBook(row: ImportedRow, words: NewStudyWords): HTMLElement {
  const { key, file, name, facts, fault, columns, notes, tree } = row;
  const id = `import-${key}`;
  return make(
    'li',
    { id },
    cardHead(file, { kind: 'removeBook', key }, words),
    textBox(`${id}-name`, filled(words.bookName, file), name, { kind: 'bookName', key }),
    make('p', {}, facts),
    ...(fault === '' ? [] : [make('p', { class: 'fault' }, fault)]),
    ...(notes.length === 0 ? [] : [make('h4', {}, words.notUnderstood), ...sentences(notes, 'note')]),
    ...(columns.length === 0 ? [] : [make('h4', {}, words.columns), ...sentences(columns, 'plain')]),
    unfolding(
      `${id}-tree`,
      words.tree,
      make(
        'ul',
        { class: 'tree' },
        ...tree.map(({ depth, name: code }) => make('li', { class: `depth-${Math.min(depth, 8)}` }, code)),
      ),
    ),
  );
}

function privacy({ words, history, ai, warnings }: NewStudyModel): readonly Child[] {
  return [
    make('p', { class: 'hint' }, words.privacyHint),
    make(
      'div',
      { class: 'field' },
      tickBox('history', words.history, history, { kind: 'history' }, words.historyHint),
      tickBox('ai', words.ai, ai, { kind: 'ai' }, words.aiHint),
    ),
    make('h3', {}, words.warnings),
    ...(warnings.length === 0 ? [make('p', {}, words.noWarnings)] : sentences(warnings, 'note')),
  ];
}

function create({ words, summary, missing, progress }: NewStudyModel): readonly Child[] {
  const faults = missing.map(({ step, said }) => {
    const go = make(
      'button',
      { type: 'button', class: 'link', 'data-ask': JSON.stringify({ kind: 'go', step }) },
      said,
    );
    return make('li', {}, go);
  });
  return [
    make('p', { class: 'hint' }, words.createHint),
    ...sentences(summary, 'plain'),
    ...(faults.length === 0 ? [] : [make('h3', {}, words.missing), make('ul', { class: 'note' }, ...faults)]),
    ...(progress === null
      ? [make('p', { class: 'field' }, asks(words.createStudy, { kind: 'create' }, { primary: true }))]
      : [
          make('progress', {
            'aria-label': words.createStudy,
            max: String(Math.max(1, progress.all)),
            value: String(progress.done),
          }),
          make('p', { class: 'hint' }, progress.said),
          asks(words.cancel, { kind: 'cancel' }),
        ]),
  ];
}
