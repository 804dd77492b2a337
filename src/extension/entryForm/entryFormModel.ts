import * as vscode from 'vscode';
import { baseName, studyPath } from '../../core/base/studyPath';
import { changedFields } from '../../core/base/fieldwise';
import type { Cases } from '../../core/cases/cases';
import {
  caseField,
  entryFieldRules,
  labelIn,
  nameField,
  said,
  speakerField,
  valueOfText,
  variableField,
  variableIn,
  type EntryFields,
  type Misfit,
} from '../../core/cases/entryFields';
import { standardVariables, type Variable } from '../../core/cases/variable';
import {
  idField,
  type EntryChoice,
  type EntryField,
  type EntryFormModel,
  type EntryGroup,
  type EntryTarget,
} from '../../protocol/entryForm';
import type { Draft, FieldFault } from '../../protocol/form';
import { formWordsNow } from '../panels/formWords';
import type { OpenStudy } from '../study/openStudy';
import type { SpeakerLabel } from './speakerLabels';

/** What the form shows of an entry, besides what was typed. */
export interface FoundEntry {
  readonly open: OpenStudy;
  /** What the file says of it. */
  readonly fields: EntryFields;
  /** The labels in a transcript; none for anything else. */
  readonly labels: readonly SpeakerLabel[];
}

/** What the form shows. `found` is undefined where it is not in the study any more: what was typed can still be copied. */
export function entryFormModel(
  target: EntryTarget,
  found: FoundEntry | undefined,
  draft: Draft<EntryFields> | null,
): EntryFormModel<EntryTarget> {
  const { t } = vscode.l10n;
  const cases = found?.open.study.cases;
  const fields = found?.fields ?? draft?.base ?? {};
  const shown = { ...fields, ...draft?.fields };
  const newer = t(
    'The cases were written by a newer Verbatim, so they are shown but not changed. Update Verbatim to edit them.',
  );
  return {
    kind: 'model',
    target,
    heading: entryName(target, cases),
    path: target.id === '' ? '' : entryPath(target),
    words: formWordsNow(),
    fields,
    groups: found ? groupsOf(target, found.open.study.cases, shown, found.labels) : bareGroups(shown),
    draft,
    readOnly: !found
      ? t('This is not in the study any more, so nothing can be saved. What you typed is still here.')
      : found.open.study.project.readOnly || found.open.study.cases.readOnly
        ? newer
        : null,
  };
}

/** What an entry is called. */
export function entryName({ level, id }: EntryTarget, cases: Cases | undefined): string {
  const { t } = vscode.l10n;
  switch (level) {
    case 'case':
      return id === '' ? t('New Case') : (cases?.cases.get(id)?.name ?? id);
    case 'participant':
      return id === '' ? t('New Participant') : (cases?.participants.get(id)?.name ?? id);
    case 'transcript':
      return baseName(id);
  }
}

function entryPath({ level, id }: EntryTarget): string {
  const { t } = vscode.l10n;
  switch (level) {
    case 'case':
      return t('Case {0}', id);
    case 'participant':
      return t('Participant {0}', id);
    case 'transcript':
      return id;
  }
}

/** What is wrong with what was typed, field by field; what was left alone is as the file has it. */
export function entryFaults(
  { level, id }: EntryTarget,
  cases: Cases,
  wanted: EntryFields,
  base: EntryFields,
): readonly FieldFault[] {
  const faults: FieldFault[] = [];
  if (id === '') {
    const wrong = idFault(level, said(wanted, idField), cases);
    if (wrong !== null) faults.push({ field: idField, message: wrong });
  }
  for (const field of changedFields(entryFieldRules, base, wanted)) {
    const name = variableIn(field);
    const variable = cases.variables.find((one) => one.of === level && one.name === name);
    const text = said(wanted, field);
    if (!variable || text === '') continue;
    const value = valueOfText(variable, text);
    if (!value.ok) faults.push({ field, message: misfitMessage(value.error) });
  }
  return faults;
}

function idFault(level: EntryTarget['level'], id: string, cases: Cases): string | null {
  const { t } = vscode.l10n;
  if (id === '') return t('It needs an id.');
  if (id.length > 200 || id.includes('\n')) return t('An id is one line of at most 200 signs.');
  if (level === 'participant' && id === 'interviewer')
    return t('“interviewer” stands for whoever asks the questions. Choose another id.');
  const taken = level === 'case' ? cases.cases.has(id) : cases.participants.has(id);
  return taken ? t('“{0}” is there already. Choose another id.', id) : null;
}

function misfitMessage(misfit: Misfit): string {
  const { t } = vscode.l10n;
  switch (misfit) {
    case 'number':
      return t('Write a number, such as 3 or 2.5.');
    case 'date':
      return t('Write it as year-month-day, such as 2013-05-01; 2013-05 and 2013 will do as well.');
    case 'boolean':
      return t('Choose yes or no.');
    case 'choice':
      return t('Choose one of the values on the list.');
  }
}

function groupsOf(
  target: EntryTarget,
  cases: Cases,
  shown: EntryFields,
  labels: readonly SpeakerLabel[],
): readonly EntryGroup[] {
  const { t } = vscode.l10n;
  const { level } = target;
  const fields: EntryField[] = [];
  if (target.id === '') fields.push(line(idField, t('Id'), idHint(level, cases)));
  if (level !== 'transcript') {
    const hint = t('As you speak of it; without one, it goes by its id. It may stand in exports, so no real names.');
    fields.push(line(nameField, t('Name'), hint));
  }
  if (level !== 'case') fields.push(caseChoice(target, cases, shown));
  for (const variable of cases.variables)
    if (variable.of === level) fields.push(variableInput(target, variable, cases, shown));
  const main: EntryGroup = { heading: '', hint: '', fields };
  if (level !== 'transcript') return [main];
  const inText = new Set(labels.map(({ label }) => label));
  const more = Object.keys(shown).flatMap((field) => labelIn(field) ?? []);
  const speakers = [
    ...labels.map((label) => speakerChoice(target, label, cases)),
    ...[...new Set(more)]
      .filter((label) => !inText.has(label))
      .map((label) => speakerChoice(target, { label, turns: 0, firstWords: '' }, cases)),
  ];
  const hint =
    speakers.length > 0
      ? t('Who speaks under each label that stands in the text.')
      : t('No labels of speakers were found in the text.');
  return [main, { heading: t('Who speaks'), hint, fields: speakers }];
}

/** What was typed, where nothing else is known any more. */
function bareGroups(shown: EntryFields): readonly EntryGroup[] {
  const fields = Object.keys(shown).map((field) => line(field, variableIn(field) ?? labelIn(field) ?? field, ''));
  return [{ heading: '', hint: '', fields }];
}

function line(field: string, label: string, hint: string, kind: 'line' | 'lines' = 'line'): EntryField {
  return { field, label, hint, kind, choices: [] };
}

function choice(field: string, label: string, hint: string, choices: readonly EntryChoice[]): EntryField {
  return { field, label, hint, kind: 'choice', choices };
}

/** The choice of saying nothing; `counts` is what counts then, where that is known. */
function nothingSaid(counts = ''): EntryChoice {
  const { t } = vscode.l10n;
  return { value: '', label: counts === '' ? t('(nothing said)') : t('(nothing said; {0} counts)', counts) };
}

function idHint(level: EntryTarget['level'], cases: Cases): string {
  const { t } = vscode.l10n;
  const [example] = level === 'case' ? cases.cases.keys() : cases.participants.keys();
  return example === undefined
    ? t('Short and without a name in it, for files and figures. It never changes.')
    : t('Short and without a name in it, for files and figures, such as {0}. It never changes.', example);
}

function caseChoice({ level, id }: EntryTarget, cases: Cases, shown: EntryFields): EntryField {
  const { t } = vscode.l10n;
  const choices = [...cases.cases.values()].map((one) => ({ value: one.id, label: withId(one.name, one.id) }));
  const hint =
    level === 'participant'
      ? t('The service, site or group of this person. Where nothing is said, what the id itself says counts.')
      : t('Where nothing is said, the cases of those who speak in it count.');
  const path = studyPath(id);
  const own = level === 'participant' ? [cases.caseOf(id)] : path.ok ? cases.casesOf(path.value) : [];
  const names = own.flatMap((one) => (one === null ? [] : [cases.cases.get(one)?.name ?? one]));
  // Where something is said, that is what counts, and nobody knows what would without.
  const counts = said(shown, caseField) === '' ? names.join(', ') : '';
  return choice(caseField, t('Case'), hint, [nothingSaid(counts), ...choices]);
}

function variableInput({ level, id }: EntryTarget, variable: Variable, cases: Cases, shown: EntryFields): EntryField {
  const { t } = vscode.l10n;
  const field = variableField(variable.name);
  const label = labelOf(variable);
  // What an id says of the role by itself.
  const role =
    level === 'participant' && variable.name === 'role' ? cases.variableValues(level, id).get('role') : undefined;
  const counts = said(shown, field) === '' && role !== undefined ? String(role) : '';
  const hint = counts === '' ? '' : t('Where nothing is said, {0} counts.', counts);
  switch (variable.type) {
    case 'choice': {
      if (variable.values.length === 0) return line(field, label, hint);
      const values = variable.values.map((value) => ({
        value: String(value).normalize('NFC').trim(),
        label: String(value),
      }));
      return choice(field, label, '', [nothingSaid(counts), ...values.filter(({ value }) => value !== '')]);
    }
    case 'boolean':
      return choice(field, label, '', [
        nothingSaid(counts),
        { value: 'true', label: t('Yes') },
        { value: 'false', label: t('No') },
      ]);
    case 'number':
      return line(field, label, t('A number, such as 3 or 2.5.'));
    case 'date':
      return line(field, label, t('As year-month-day, such as 2013-05-01; 2013-05 and 2013 will do as well.'));
    case 'text':
      return line(field, label, hint, 'lines');
  }
}

/** What a variable is called: as the file says, else in the person's language where every study has it. */
function labelOf({ name, of, label }: Variable): string {
  const { t } = vscode.l10n;
  const isStandard = standardVariables.some((one) => one.name === name && one.of === of);
  if (!isStandard || label !== name) return label;
  switch (name) {
    case 'role':
      return t('Role');
    case 'kind':
      return t('Kind');
    case 'date':
      return t('Date');
    case 'wave':
      return t('Wave');
    default:
      return t('Language');
  }
}

function speakerChoice({ id }: EntryTarget, { label, turns, firstWords }: SpeakerLabel, cases: Cases): EntryField {
  const { t } = vscode.l10n;
  const hint =
    turns === 0
      ? t('Does not stand in the text.')
      : turns === 1
        ? t('1 turn: “{0}”', firstWords)
        : t('{0} turns, the first: “{1}”', turns, firstWords);
  const people = [...cases.participants.values()].map((one) => ({
    value: one.id,
    label: [withId(one.name, one.id), ...(one.role === null ? [] : [one.role])].join(' · '),
  }));
  const own = cases.participants.has(label) ? label : null;
  return choice(speakerField(label), label, hint, [
    { value: '', label: own === null ? t('Somebody else, or not known') : t('As the label says: {0}', own) },
    { value: 'interviewer', label: t('The interviewer') },
    ...nearestFirst(people, baseName(id)),
  ]);
}

/** Those whom the file's name names come first. */
function nearestFirst(people: readonly EntryChoice[], name: string): readonly EntryChoice[] {
  const isNamed = ({ value }: EntryChoice): boolean => name.includes(value);
  return [...people.filter(isNamed), ...people.filter((one) => !isNamed(one))];
}

function withId(name: string, id: string): string {
  return name === id ? id : `${name} (${id})`;
}
