import * as z from 'zod/mini';
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
