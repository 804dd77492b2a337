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
  return err(outcome.error.issues.map((issue) => ({ path: issue.path.map(asKey), message: inWords(issue) })));
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
  return `Unknown key “${key}”: did you mean “${meant}”?`;
}

function fieldsOf(value: unknown): [string, unknown][] {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.entries(value) : [];
}

function asKey(part: PropertyKey): string | number {
  return typeof part === 'symbol' ? part.toString() : part;
}

function inWords(issue: z.core.$ZodIssue): string {
  const last = issue.path.at(-1);
  const subject = typeof last === 'string' ? `“${last}”` : typeof last === 'number' ? `Item ${last + 1}` : 'The file';
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined && typeof last === 'string'
        ? `${subject} is missing; it has to be ${article(issue.expected)}.`
        : `${subject} has to be ${article(issue.expected)}.`;
    case 'invalid_value':
      return `${subject} has to be ${issue.values.length === 1 ? '' : 'one of '}${issue.values.map(String).join(', ')}.`;
    case 'too_small':
      return issue.origin === 'string'
        ? `${subject} may not be empty.`
        : `${subject} has to be at least ${String(issue.minimum)}.`;
    case 'too_big':
      return `${subject} is too long or too large (at most ${String(issue.maximum)}).`;
    case 'invalid_format':
      return `${subject} is not of the form it has to have.`;
    case 'invalid_union':
      return `${subject} has a value that it may not have.`;
    default:
      return `${subject}: ${issue.message}`;
  }
}

function article(expected: string): string {
  const names: Record<string, string> = {
    string: 'text',
    array: 'a list',
    object: 'a group of “key: value” lines',
    record: 'a group of “key: value” lines',
    boolean: 'true or false',
    number: 'a number',
    int: 'a whole number',
  };
  return names[expected] ?? expected;
}
