import { say } from './say';
import * as z from 'zod/mini';
import { meantKey } from './nearest';
import { err, ok, type Result } from './result';

/** Where in a value something is wrong: keys and indices from the root. */
export type ShapePath = readonly (string | number)[];

/** One way in which a value is not of the shape it should have, in plain words. */
export interface ShapeIssue {
  readonly path: ShapePath;
  /** What is wrong, without the place: “`name` is missing.” */
  readonly message: string;
  /** True where it is that something is missing. */
  readonly isMissing?: boolean;
}

/**
 * Holds a value that came from a file against the schema of its kind. Unknown keys pass and survive. Nothing is compiled at run
 * time (zod's `jitless`), so it works under a strict content security policy.
 */
export function checkShape<S extends z.core.$ZodType>(
  schema: S,
  value: unknown,
): Result<z.output<S>, readonly ShapeIssue[]> {
  const outcome = z.safeParse(schema, value, { jitless: true, reportInput: true });
  if (outcome.success) return ok(outcome.data);
  return err(
    outcome.error.issues.map((issue) => ({
      path: issue.path.map(asKey),
      message: inWords(issue),
      isMissing: isMissing(issue),
    })),
  );
}

/**
 * Keys that the schema does not know and that look like a slip for one that it does, which is missing there; in the value's order.
 * `path` leads to the key. Other unknown keys are a person's own and pass. O(size of the value); a value of another shape gives none.
 */
export function misspeltKeys(schema: z.core.$ZodType, value: unknown, at: ShapePath = []): ShapeIssue[] {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  switch (def.type) {
    case 'optional':
    case 'nullable':
      return misspeltKeys(def.innerType, value, at);
    case 'array':
      return Array.isArray(value)
        ? value.flatMap((item: unknown, i) => misspeltKeys(def.element, item, [...at, i]))
        : [];
    case 'record':
      return fieldsOf(value).flatMap(([key, field]) => misspeltKeys(def.valueType, field, [...at, key]));
    case 'object': {
      const fields = fieldsOf(value);
      const missing = Object.keys(def.shape).filter((key) => !fields.some(([own]) => own === key));
      return fields.flatMap(([key, field]) => {
        const known = Object.hasOwn(def.shape, key) ? def.shape[key] : undefined;
        if (known !== undefined) return misspeltKeys(known, field, [...at, key]);
        const meant = meantKey(key, missing);
        return meant === undefined ? [] : [{ path: [...at, key], message: misspelt(key, meant) }];
      });
    }
    default:
      return [];
  }
}

/** What is said of a key that is most likely a slip. */
export function misspelt(key: string, meant: string): string {
  return say('Unknown key “{0}”: did you mean “{1}”?', key, meant);
}

function fieldsOf(value: unknown): [string, unknown][] {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.entries(value) : [];
}

function asKey(part: PropertyKey): string | number {
  return typeof part === 'symbol' ? part.toString() : part;
}

function isMissing(issue: z.core.$ZodIssue): boolean {
  return issue.code === 'invalid_type' && issue.input === undefined && typeof issue.path.at(-1) === 'string';
}

function inWords(issue: z.core.$ZodIssue): string {
  const last = issue.path.at(-1);
  const subject =
    typeof last === 'string'
      ? say('“{0}”', last)
      : typeof last === 'number'
        ? say('Item {0}', last + 1)
        : say('The file');
  switch (issue.code) {
    case 'invalid_type':
      return isMissing(issue)
        ? say('{0} is missing; it has to be {1}.', subject, article(issue.expected))
        : say('{0} has to be {1}.', subject, article(issue.expected));
    case 'invalid_value':
      return issue.values.length === 1
        ? say('{0} has to be {1}.', subject, String(issue.values[0]))
        : say('{0} has to be one of {1}.', subject, issue.values.map(String).join(', '));
    case 'too_small':
      return issue.origin === 'string'
        ? say('{0} may not be empty.', subject)
        : say('{0} has to be at least {1}.', subject, String(issue.minimum));
    case 'too_big':
      return say('{0} is too long or too large (at most {1}).', subject, String(issue.maximum));
    case 'invalid_format':
      return say('{0} is not of the form it has to have.', subject);
    case 'invalid_union':
      return say('{0} has a value that it may not have.', subject);
    default:
      return `${subject}: ${issue.message}`;
  }
}

function article(expected: string): string {
  const names: Record<string, string> = {
    string: say('text'),
    array: say('a list'),
    object: say('a group of “key: value” lines'),
    record: say('a group of “key: value” lines'),
    boolean: say('true or false'),
    number: say('a number'),
    int: say('a whole number'),
  };
  return names[expected] ?? expected;
}
