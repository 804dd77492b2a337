import type { Fieldwise } from '../base/fieldwise';
import { err, ok, type Result } from '../base/result';
import { withLfBreaks } from '../text/lfText';
import { readValue, type Variable, type VariableLevel, type VariableValue } from './variable';

/** Names an entry of the cases: a case or a participant by id, a transcript by path. */
export interface EntryName {
  readonly level: VariableLevel;
  readonly id: string;
}

/**
 * What a person edits of an entry, as a form shows it: a text by field, without white space around it, in NFC. A field that is not
 * there says nothing, as one with '' does. The fields are `name`, `case`, and those that `variableField` and `speakerField` name.
 */
export type EntryFields = Readonly<Record<string, string>>;

/** The field of what a case or a participant is called. */
export const nameField = 'name';

/** The field of the case that a participant is a member of, or a transcript belongs to. */
export const caseField = 'case';

const variablePrefix = 'variable:';
const speakerPrefix = 'speaker:';

/** The field of a variable. */
export function variableField(name: string): string {
  return variablePrefix + name;
}

/** The field of who speaks under a label. */
export function speakerField(label: string): string {
  return speakerPrefix + label.normalize('NFC');
}

/** The variable that a field is of; undefined where it is none's. */
export function variableIn(field: string): string | undefined {
  return field.startsWith(variablePrefix) ? field.slice(variablePrefix.length) : undefined;
}

/** The label that a field is of; undefined where it is none's. */
export function labelIn(field: string): string | undefined {
  return field.startsWith(speakerPrefix) ? field.slice(speakerPrefix.length) : undefined;
}

/** A text as fields hold it. */
export function cleanField(text: string): string {
  return withLfBreaks(text).trim().normalize('NFC');
}

/** How these fields are compared and joined. */
export const entryFieldRules: Fieldwise<EntryFields> = {
  namesIn: (a, b) => [...new Set([...Object.keys(a), ...Object.keys(b)])],
  isSame: (a, b, field) => said(a, field) === said(b, field),
  withField: (into, field, from) => ({ ...into, [field]: said(from, field) }),
  clean: (fields) => Object.fromEntries(Object.entries(fields).map(([field, text]) => [field, cleanField(text)])),
};

/** What a field says; '' where it says nothing. */
export function said(fields: EntryFields, field: string): string {
  return (Object.hasOwn(fields, field) ? fields[field] : undefined) ?? '';
}

/** Why a text is no value of a variable: it is not of the variable's type, or not on the list of a choice. */
export type Misfit = 'choice' | 'number' | 'date' | 'boolean';

const numberText = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;

/** The value that a text of a form stands for, of the type that the variable has; an error where it does not fit. The text is not ''. */
export function valueOfText(variable: Variable, text: string): Result<VariableValue, Misfit> {
  switch (variable.type) {
    case 'number': {
      const number = Number(text);
      return numberText.test(text) && Number.isFinite(number) ? ok(number) : err('number');
    }
    case 'boolean':
      return text === 'true' || text === 'false' ? ok(text === 'true') : err('boolean');
    case 'choice': {
      if (variable.values.length === 0) return ok(text);
      const listed = variable.values.find((value) => cleanField(String(value)) === text);
      return listed === undefined ? err('choice') : ok(listed);
    }
    case 'date':
      return readValue(variable, text).ok ? ok(text) : err('date');
    case 'text':
      return ok(text);
  }
}
