import assert from 'node:assert/strict';
import * as z from 'zod/mini';
import { checkShape } from '../../../src/core/base/shape';

function wordsFor(schema: z.core.$ZodType, value: unknown): string[] {
  const shape = checkShape(schema, value);
  return shape.ok ? [] : shape.error.map(({ path, message }) => `${path.join('.')}: ${message}`);
}

describe('checkShape', () => {
  const schema = z.looseObject({
    name: z.string().check(z.minLength(1), z.maxLength(5)),
    wave: z.exactOptional(z.number()),
    values: z.exactOptional(z.array(z.union([z.string(), z.number()]))),
  });

  it('hands a sound value back with the keys that it does not know', () => {
    assert.deepEqual(checkShape(schema, { name: 'a', mine: [1] }), { ok: true, value: { name: 'a', mine: [1] } });
  });

  it('tells a key that is missing from one that has a wrong value', () => {
    assert.deepEqual(wordsFor(schema, {}), ['name: “name” is missing; it has to be text.']);
    assert.deepEqual(wordsFor(schema, { name: 7 }), ['name: “name” has to be text.']);
    assert.deepEqual(wordsFor(schema, { name: 'a', wave: 'first' }), ['wave: “wave” has to be a number.']);
    assert.deepEqual(wordsFor(schema, { name: null }), ['name: “name” has to be text.']);
  });

  it('says what a list, a group or the whole has to be', () => {
    assert.deepEqual(wordsFor(schema, { name: 'a', values: 'x' }), ['values: “values” has to be a list.']);
    assert.deepEqual(wordsFor(schema, { name: 'a', values: ['x', true] }), [
      'values.1: Item 2 has a value that it may not have.',
    ]);
    assert.deepEqual(wordsFor(schema, ['a']), [': The file has to be a group of “key: value” lines.']);
    assert.deepEqual(wordsFor(z.array(z.record(z.string(), z.boolean())), [{ on: 1 }]), [
      '0.on: “on” has to be true or false.',
    ]);
  });

  it('says how long, how large and of what form', () => {
    assert.deepEqual(wordsFor(schema, { name: '' }), ['name: “name” may not be empty.']);
    assert.deepEqual(wordsFor(schema, { name: 'abcdef' }), ['name: “name” is too long or too large (at most 5).']);
    const strict = z.looseObject({ n: z.int().check(z.minimum(1)), id: z.string().check(z.regex(/^[a-z]+$/)) });
    assert.deepEqual(wordsFor(strict, { n: 0, id: 'A' }), [
      'n: “n” has to be at least 1.',
      'id: “id” is not of the form it has to have.',
    ]);
    assert.deepEqual(wordsFor(strict, { n: 1.5, id: 'a' }), ['n: “n” has to be a whole number.']);
  });

  it('lists what a value may be, or the only thing', () => {
    const fixed = z.looseObject({ kind: z.enum(['case', 'person']), is: z.literal('log') });
    assert.deepEqual(wordsFor(fixed, { kind: 'x', is: 'x' }), [
      'kind: “kind” has to be one of case, person.',
      'is: “is” has to be log.',
    ]);
  });

  it('names what it has no words for by the schema’s own', () => {
    assert.match(wordsFor(z.looseObject({ n: z.number().check(z.multipleOf(2)) }), { n: 3 })[0] ?? '', /^n: “n”: ./);
    assert.deepEqual(wordsFor(z.looseObject({ d: z.date() }), { d: 'x' }), ['d: “d” has to be date.']);
  });
});
