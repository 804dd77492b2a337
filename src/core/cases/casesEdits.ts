import { say } from '../base/say';
import { changedFields } from '../base/fieldwise';
import { err, ok, type Result } from '../base/result';
import { checkShape, type ShapePath } from '../base/shape';
import { studyPath, type StudyPath } from '../base/studyPath';
import { isPlainMap, type PlainMap } from '../yaml/sameValue';
import { deleteAt, insertItem, setValue, type EditedText } from '../yaml/yamlEdit';
import { readYaml } from '../yaml/yamlFile';
import { caseEntry, casesVersion, participantEntry, transcriptEntry } from './casesFile';
import {
  caseField,
  cleanField,
  entryFieldRules,
  labelIn,
  nameField,
  said,
  speakerField,
  valueOfText,
  variableField,
  variableIn,
  type EntryFields,
  type EntryName,
  type Misfit,
} from './entryFields';
import { readCases } from './readCases';
import type { Variable, VariableLevel } from './variable';

/** Where entries of a level stand in the file, the key that names one, the key of its case, and their shape. */
const kinds = {
  case: { list: 'cases', key: 'id', caseKey: null, shape: caseEntry },
  participant: { list: 'participants', key: 'id', caseKey: 'memberOf', shape: participantEntry },
  transcript: { list: 'transcripts', key: 'path', caseKey: 'case', shape: transcriptEntry },
} as const satisfies Record<VariableLevel, object>;

/** The text of a file of cases in which nothing is said yet. */
export const emptyCasesText = `# Who and what is studied: cases, participants, and who speaks in each transcript.
verbatim-cases: ${casesVersion}
`;

/** What a form shows of an entry, as this text has it; nothing where it has no such entry. */
export function entryFieldsIn(text: string, name: EntryName): Result<EntryFields, string> {
  const file = editable(text);
  return file.ok ? ok(fieldsOf(file.value, name)) : file;
}

/**
 * Writes what a form says of an entry; makes the entry where there is none and something is said. A field that says what the file says
 * already is left as it is written there, and what a form does not show is left alone; an empty field takes its key away. Refused where
 * a value does not fit its variable, or the entry would not be read any more.
 */
export function setEntryFields(text: string, name: EntryName, fields: EntryFields): EditedText {
  const file = editable(text);
  if (!file.ok) return file;
  const wanted = entryFieldRules.clean(fields);
  const changed = changedFields(entryFieldRules, fieldsOf(file.value, name), wanted);
  if (changed.length === 0) return ok(text);
  if (placeOf(file.value.root, name) === undefined) return added(text, file.value, name, wanted);
  let edited: EditedText = ok(text);
  for (const field of changed) {
    if (!edited.ok) return edited;
    edited = withField(edited.value, file.value, name, field, said(wanted, field));
  }
  return soundIn(edited, name);
}

/** Adds an entry. Refused where there is one of this name already, or the name cannot be one. */
export function addEntry(text: string, name: EntryName, fields: EntryFields): EditedText {
  const file = editable(text);
  if (!file.ok) return file;
  if (cleanField(name.id) !== name.id || name.id === '')
    return err(say('An entry needs an id, without spaces around it.'));
  if (name.level === 'participant' && name.id === 'interviewer') {
    return err(say('“interviewer” stands for whoever asks the questions. Choose another id.'));
  }
  if (placeOf(file.value.root, name)) return err(say('“{0}” is there already. Choose another id.', name.id));
  return added(text, file.value, name, entryFieldRules.clean(fields));
}

interface CasesText {
  readonly root: PlainMap;
  readonly variables: readonly Variable[];
}

function editable(text: string): Result<CasesText, string> {
  const { value: root, problems } = readYaml(text, '');
  const mistake = problems.find(({ severity }) => severity === 'error');
  if (mistake) {
    return err(
      say('The file of cases has a mistake in line {0}: {1} {2}', mistake.line ?? 1, mistake.message, mistake.remedy),
    );
  }
  const version = isPlainMap(root) ? root['verbatim-cases'] : undefined;
  if (!isPlainMap(root) || typeof version !== 'number') {
    return err(say('The file is none of cases. Begin it with “verbatim-cases: 1”.'));
  }
  if (version > casesVersion)
    return err(say('The cases were written by a newer Verbatim. Update Verbatim to edit them.'));
  const { cases } = readCases('cases.yaml' as StudyPath, text);
  return ok({ root, variables: cases.variables });
}

function fieldsOf({ root, variables }: CasesText, name: EntryName): EntryFields {
  const entry = entryOf(root, name);
  const { caseKey } = kinds[name.level];
  const fields: [string, string][] = [];
  const add = (field: string, raw: unknown): void => {
    const isPlain = typeof raw === 'string' || typeof raw === 'number' || typeof raw === 'boolean';
    if (isPlain && cleanField(String(raw)) !== '') fields.push([field, cleanField(String(raw))]);
  };
  if (name.level !== 'transcript') add(nameField, entry['name']);
  if (caseKey !== null) add(caseField, entry[caseKey]);
  for (const variable of variables) {
    if (variable.of !== name.level) continue;
    add(variableField(variable.name), entry[keyIn(entry, variable.name)]);
  }
  const speakers = speakersIn(entry, name);
  for (const [label, raw] of Object.entries(speakers)) add(speakerField(label), raw);
  return Object.fromEntries(fields);
}

function speakersIn(entry: PlainMap, { level }: EntryName): PlainMap {
  const speakers = level === 'transcript' ? entry['speakers'] : undefined;
  return isPlainMap(speakers) ? speakers : {};
}

/** The key as the file spells it: it may be in another Unicode form. */
function keyIn(map: PlainMap, name: string): string {
  return Object.keys(map).find((key) => key.normalize('NFC') === name) ?? name;
}

function placeOf(root: PlainMap, { level, id }: EntryName): ShapePath | undefined {
  const { list, key } = kinds[level];
  const entries = root[list];
  if (!Array.isArray(entries)) return undefined;
  const index = entries.findIndex((entry: unknown) => {
    const own = isPlainMap(entry) ? entry[key] : undefined;
    if (typeof own !== 'string') return false;
    if (level !== 'transcript') return own.normalize('NFC') === id;
    const path = studyPath(own);
    return path.ok && path.value === id;
  });
  return index < 0 ? undefined : [list, index];
}

function entryOf(root: PlainMap, name: EntryName): PlainMap {
  const [list, index] = placeOf(root, name) ?? [];
  const entries = list === undefined ? undefined : root[list];
  const entry: unknown = Array.isArray(entries) && typeof index === 'number' ? entries[index] : undefined;
  return isPlainMap(entry) ? entry : {};
}

function added(text: string, { root, variables }: CasesText, name: EntryName, wanted: EntryFields): EditedText {
  const { list, key, caseKey } = kinds[name.level];
  const speakers: Record<string, string> = {};
  const own = new Map<string, unknown>([[key, name.id]]);
  if (said(wanted, nameField) !== '') own.set('name', said(wanted, nameField));
  if (caseKey !== null && said(wanted, caseField) !== '') own.set(caseKey, said(wanted, caseField));
  for (const [field, value] of Object.entries(wanted)) {
    if (value === '' || field === nameField || field === caseField) continue;
    const label = labelIn(field);
    if (label !== undefined) {
      if (label === '__proto__') return err(cannotBeKey());
      speakers[label] = value;
      continue;
    }
    const typed = typedValue(variables, name, field, value);
    if (!typed.ok) return typed;
    own.set(variableIn(field) ?? field, typed.value);
  }
  if (Object.keys(speakers).length > 0) own.set('speakers', speakers);
  const entries = root[list];
  const length = Array.isArray(entries) ? entries.length : 0;
  return soundIn(insertItem(text, [list], length, Object.fromEntries(own)), name);
}

const cannotBeKey = (): string =>
  say('“__proto__” cannot be written into a file of YAML. Write another label into the transcript.');

function withField(text: string, file: CasesText, name: EntryName, field: string, value: string): EditedText {
  const { value: root } = readYaml(text, '');
  if (!isPlainMap(root)) return err(say('The file of cases could not be read again.'));
  const entry = entryOf(root, name);
  const place = placeOf(root, name) ?? [];
  const { key, caseKey } = kinds[name.level];
  const set = (own: string, now: unknown, after?: string): EditedText =>
    now === undefined && !Object.hasOwn(entry, own) ? ok(text) : setValue(text, [...place, own], now, after);
  if (field === nameField) return set('name', value === '' ? undefined : value, key);
  if (field === caseField && caseKey !== null) {
    return set(caseKey, value === '' ? undefined : value, Object.hasOwn(entry, 'name') ? 'name' : key);
  }
  const label = labelIn(field);
  if (label !== undefined) {
    if (label === '__proto__') return err(cannotBeKey());
    const speakers = speakersIn(entry, name);
    const own = keyIn(speakers, label);
    if (value !== '') return setValue(text, [...place, 'speakers', own], value);
    const isLast = Object.keys(speakers).every((one) => one === own);
    return deleteAt(text, [...place, 'speakers', ...(isLast ? [] : [own])]);
  }
  const typed = value === '' ? ok(undefined) : typedValue(file.variables, name, field, value);
  if (!typed.ok) return typed;
  const keys = Object.keys(entry);
  // Who speaks is the longest part of an entry, and stands last.
  return set(keyIn(entry, variableIn(field) ?? field), typed.value, keys[keys.indexOf('speakers') - 1]);
}

function typedValue(
  variables: readonly Variable[],
  { level }: EntryName,
  field: string,
  text: string,
): Result<string | number | boolean, string> {
  const name = variableIn(field);
  const variable = variables.find((one) => one.of === level && one.name === name);
  if (!variable) return err(say('“{0}” is no variable of this entry any more. Look at the form again.', name ?? field));
  const value = valueOfText(variable, text);
  return value.ok ? value : err(misfitSaid(value.error, text, variable.name));
}

function misfitSaid(misfit: Misfit, text: string, variable: string): string {
  switch (misfit) {
    case 'choice':
      return say('“{0}” is not among the values of “{1}”.', text, variable);
    case 'number':
      return say('“{0}” is no number, but “{1}” is to be one.', text, variable);
    case 'date':
      return say('“{0}” is no date, but “{1}” is to be one.', text, variable);
    case 'boolean':
      return say('“{0}” is neither true nor false, but “{1}” is to be one of them.', text, variable);
  }
}

/** An edit whose entry is read as one afterwards: else it would be left out with all that it says. */
function soundIn(edited: EditedText, name: EntryName): EditedText {
  if (!edited.ok) return edited;
  const { value } = readYaml(edited.value, '');
  const shape = checkShape(kinds[name.level].shape, isPlainMap(value) ? entryOf(value, name) : undefined);
  if (shape.ok) return edited;
  const [issue] = shape.error;
  return err(
    say('The entry of “{0}” would not be read: {1} Correct it in the file itself.', name.id, issue?.message ?? ''),
  );
}
