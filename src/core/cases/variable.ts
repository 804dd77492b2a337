import { say } from '../base/say';
import { err, ok, type Result } from '../base/result';
import type { VariableEntry } from './casesFile';

/** What a variable is of. Never take one for the other: a case has members, a participant is a person, a transcript is a text. */
export type VariableLevel = VariableEntry['of'];

/** A value as files and exports write it. A date is text: `2013`, `2013-05` or `2013-05-01`. */
export type VariableValue = string | number | boolean;

/** A variable of cases, participants or transcripts. */
export interface Variable {
  /** The key under which entries give its value. */
  readonly name: string;
  readonly of: VariableLevel;
  readonly type: VariableEntry['type'];
  readonly label: string;
  /** The values of a choice, in the file's order; empty where any value will do. */
  readonly values: readonly VariableValue[];
}

/** What is wrong with a value; `kept` is the value that counts until it is mended, or null where there is none. */
export interface ValueFault {
  readonly message: string;
  readonly remedy: string;
  readonly kept: VariableValue | null;
}

/** Variables that every study has without declaring them. A declaration of the same name and level takes their place. */
export const standardVariables: readonly Variable[] = [
  { name: 'role', of: 'participant', type: 'text', label: 'role', values: [] },
  { name: 'kind', of: 'transcript', type: 'text', label: 'kind', values: [] },
  { name: 'date', of: 'transcript', type: 'date', label: 'date', values: [] },
  { name: 'wave', of: 'transcript', type: 'number', label: 'wave', values: [] },
  { name: 'language', of: 'transcript', type: 'text', label: 'language', values: [] },
];

/** Keys of an entry that say what it is, and so can be no variable. */
export const structuralKeys: Readonly<Record<VariableLevel, ReadonlySet<string>>> = {
  case: new Set(['id', 'name']),
  participant: new Set(['id', 'name', 'memberOf']),
  transcript: new Set(['path', 'case', 'speakers']),
};

/** A variable as its entry in cases.yaml declares it. */
export function variableOf(name: string, entry: VariableEntry): Variable {
  return { name, of: entry.of, type: entry.type, label: entry.label ?? name, values: entry.values ?? [] };
}

/**
 * Reads a value of a variable. An empty one (null, or nothing but spaces) is missing: null, and no fault. A choice that is not on
 * the list is a fault, but it counts as it stands, since leaving it out would change the figures without a trace; a value of
 * another type counts as missing.
 */
export function readValue(variable: Variable, raw: unknown): Result<VariableValue | null, ValueFault> {
  if (raw === null || raw === undefined || (typeof raw === 'string' && raw.trim() === '')) return ok(null);
  if (typeof raw !== 'string' && typeof raw !== 'number' && typeof raw !== 'boolean') {
    return fault(variable, say('is a list or a group of lines'), say('Write a single value.'));
  }
  switch (variable.type) {
    case 'choice':
      return readChoice(variable, raw);
    case 'text':
      return ok(String(raw).normalize('NFC'));
    case 'number':
      return typeof raw === 'number' && Number.isFinite(raw)
        ? ok(raw)
        : fault(
            variable,
            say('is “{0}”, which is no number', shown(raw)),
            say('Write a number without quotes, such as 3 or 2.5.'),
          );
    case 'boolean':
      return typeof raw === 'boolean'
        ? ok(raw)
        : fault(
            variable,
            say('is “{0}”, which is neither true nor false', shown(raw)),
            say('Write true or false, without quotes.'),
          );
    case 'date': {
      const date = String(raw);
      return isDate(date)
        ? ok(date)
        : fault(
            variable,
            say('is “{0}”, which is no date', shown(raw)),
            say('Write it as year-month-day, such as 2013-05-01; 2013-05 and 2013 will do as well.'),
          );
    }
  }
}

function readChoice(variable: Variable, raw: VariableValue): Result<VariableValue, ValueFault> {
  const text = String(raw).normalize('NFC');
  if (variable.values.length === 0) return ok(typeof raw === 'string' ? text : raw);
  const listed = variable.values.find((value) => String(value).normalize('NFC') === text);
  if (listed !== undefined) return ok(typeof listed === 'string' ? text : listed);
  return err({
    message: say('“{0}” is “{1}”, which is not among its values.', variable.name, shown(raw)),
    remedy: say(
      'Write one of {0}, or add the value to “{1}” under “variables”.',
      listOf(variable.values),
      variable.name,
    ),
    kept: typeof raw === 'string' ? text : raw,
  });
}

function fault(variable: Variable, what: string, remedy: string): Result<never, ValueFault> {
  return err({ message: say('“{0}” {1}; it counts as missing.', variable.name, what), remedy, kept: null });
}

function shown(raw: VariableValue): string {
  const text = String(raw);
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}

function listOf(values: readonly VariableValue[]): string {
  const some = values.slice(0, 12).map(shown).join(', ');
  return values.length > 12 ? `${some} …` : some;
}

/** A year, a month or a day of the Gregorian calendar, as ISO 8601 writes it. */
function isDate(text: string): boolean {
  const parts = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/.exec(text);
  if (parts === null) return false;
  const [year, month, day] = [Number(parts[1]), Number(parts[2] ?? '01'), Number(parts[3] ?? '01')];
  return month >= 1 && month <= 12 && day >= 1 && day <= daysOf(year, month);
}

function daysOf(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}
