import assert from 'node:assert/strict';
import {
  readValue,
  standardVariables,
  structuralKeys,
  variableOf,
  type Variable,
  type VariableValue,
} from '../../../src/core/cases/variable';

function variable(type: Variable['type'], values: readonly VariableValue[] = []): Variable {
  return { name: 'age', of: 'participant', type, label: 'age', values };
}

function valueOf(type: Variable['type'], raw: unknown, values: readonly VariableValue[] = []): VariableValue | null {
  const read = readValue(variable(type, values), raw);
  assert.ok(read.ok, read.ok ? '' : read.error.message);
  return read.value;
}

function faultOf(
  type: Variable['type'],
  raw: unknown,
  values: readonly VariableValue[] = [],
): { message: string; kept: unknown } {
  const read = readValue(variable(type, values), raw);
  assert.ok(!read.ok, `${String(raw)} was taken`);
  assert.match(read.error.remedy, /^Write .*\.$/);
  return { message: read.error.message, kept: read.error.kept };
}

const types: readonly Variable['type'][] = ['choice', 'text', 'number', 'date', 'boolean'];

describe('variableOf', () => {
  it('takes the name for the label and no values where none are given', () => {
    assert.deepEqual(variableOf('age', { of: 'participant', type: 'choice' }), variable('choice'));
    assert.deepEqual(variableOf('age', { of: 'case', type: 'choice', label: 'Age (years)', values: ['a', 1] }), {
      name: 'age',
      of: 'case',
      type: 'choice',
      label: 'Age (years)',
      values: ['a', 1],
    });
  });
});

describe('readValue', () => {
  it('takes nothing, and nothing but spaces, as missing in every type', () => {
    for (const type of types) {
      for (const raw of [null, undefined, '', '  ']) assert.equal(valueOf(type, raw, ['a']), null, type);
    }
  });

  it('refuses lists and groups in every type', () => {
    for (const type of types) {
      for (const raw of [[1], { a: 1 }]) {
        assert.deepEqual(faultOf(type, raw), {
          message: '“age” is a list or a group of lines; it counts as missing.',
          kept: null,
        });
      }
    }
  });

  it('takes a listed choice in the form in which the list writes it', () => {
    assert.equal(valueOf('choice', '1', [1, 2]), 1);
    assert.equal(valueOf('choice', 1, ['1', '2']), '1');
    assert.equal(valueOf('choice', 'cafe\u0301', ['café']), 'café');
    assert.equal(valueOf('choice', true, ['true']), 'true');
  });

  it('takes any single value where a choice lists none', () => {
    assert.equal(valueOf('choice', 'x'), 'x');
    assert.equal(valueOf('choice', 7), 7);
  });

  it('keeps a choice that is not listed, and says so', () => {
    assert.deepEqual(faultOf('choice', 'wrad', ['ward', 'community']), {
      message: '“age” is “wrad”, which is not among its values.',
      kept: 'wrad',
    });
    assert.equal(faultOf('choice', 3, [1, 2]).kept, 3);
    const read = readValue(variable('choice', ['ward', 'community']), 'wrad');
    assert.equal(
      read.ok ? '' : read.error.remedy,
      'Write one of ward, community, or add the value to “age” under “variables”.',
    );
  });

  it('shortens long lists and long values in what it says', () => {
    const read = readValue(
      variable(
        'choice',
        Array.from({ length: 30 }, (_, n) => `v${n}`),
      ),
      'x'.repeat(500),
    );
    assert.ok(!read.ok);
    assert.ok(read.error.message.length < 140);
    assert.match(read.error.remedy, /v11 …/);
    assert.doesNotMatch(read.error.remedy, /v12/);
  });

  it('takes any single value as text', () => {
    assert.equal(valueOf('text', 'cafe\u0301'), 'café');
    assert.equal(valueOf('text', 12), '12');
    assert.equal(valueOf('text', false), 'false');
  });

  it('takes finite numbers alone as numbers', () => {
    assert.equal(valueOf('number', 2.5), 2.5);
    assert.equal(valueOf('number', 0), 0);
    for (const raw of ['3', true, Number.POSITIVE_INFINITY, Number.NaN])
      assert.equal(faultOf('number', raw).kept, null);
  });

  it('takes true and false alone as such', () => {
    assert.equal(valueOf('boolean', false), false);
    for (const raw of ['yes', 'true', 1]) assert.equal(faultOf('boolean', raw).kept, null);
  });

  it('takes days, months and years of the calendar as dates', () => {
    for (const raw of ['2013', '2013-05', '2013-05-01', '2012-02-29', '2000-02-29', '2013-12-31', '2013-11-30']) {
      assert.equal(valueOf('date', raw), raw);
    }
    assert.equal(valueOf('date', 2013), '2013');
  });

  it('refuses what is no date', () => {
    for (const raw of [
      '1.5.2013',
      '2013-5-1',
      '2013-13',
      '2013-00',
      '2013-02-29',
      '1900-02-29',
      '2013-04-31',
      '2013-01-00',
      '2013-01-32',
      '2013-05-01T10:00',
      true,
      13,
    ]) {
      const { message, kept } = faultOf('date', raw);
      assert.equal(kept, null);
      assert.match(message, /which is no date; it counts as missing\.$/);
    }
  });
});

describe('standardVariables', () => {
  it('are no structural keys, and are named once a level', () => {
    for (const { name, of } of standardVariables) assert.ok(!structuralKeys[of].has(name), name);
    assert.equal(new Set(standardVariables.map(({ name, of }) => `${of} ${name}`)).size, standardVariables.length);
  });
});
