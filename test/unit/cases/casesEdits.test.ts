import assert from 'node:assert/strict';
import { addEntry, entryFieldsIn, emptyCasesText, setEntryFields } from '../../../src/core/cases/casesEdits';
import {
  caseField,
  nameField,
  speakerField,
  variableField,
  type EntryFields,
  type EntryName,
} from '../../../src/core/cases/entryFields';
import type { Result } from '../../../src/core/base/result';

const cases = `verbatim-cases: 1
variables:
  setting: {of: case, type: choice, values: [ward, community]}
  beds: {of: case, type: number}
  open: {of: case, type: boolean}
  begun: {of: case, type: date}
  role: {of: participant, type: text}
cases:
  - {id: A, name: "Ward A", beds: 12}
participants:
  - {id: P1, memberOf: A, role: PW}
transcripts:
  - path: transcripts/1.txt
    speakers: {I: interviewer, R: P1}
  - path: transcripts/2.txt
`;

const caseA: EntryName = { level: 'case', id: 'A' };
const p1: EntryName = { level: 'participant', id: 'P1' };
const first: EntryName = { level: 'transcript', id: 'transcripts/1.txt' };
const second: EntryName = { level: 'transcript', id: 'transcripts/2.txt' };

function fieldsIn(text: string, name: EntryName): EntryFields {
  const read = entryFieldsIn(text, name);
  assert.ok(read.ok, String(!read.ok && read.error));
  return read.value;
}

function edited(name: EntryName, change: EntryFields, text = cases): Result<string, string> {
  return setEntryFields(text, name, { ...fieldsIn(text, name), ...change });
}

const done = (result: Result<string, string>): string => {
  assert.ok(result.ok, String(!result.ok && result.error));
  return result.value;
};

const refusal = (result: Result<unknown, string>): string => {
  assert.ok(!result.ok, 'this was to be refused');
  return result.error;
};

describe('the form of a case, a participant or a transcript', () => {
  it('changes the line of what was changed, and no other', () => {
    const after = done(edited(caseA, { [nameField]: 'Ward A (old)' }));
    assert.equal(after, cases.replace('"Ward A"', '"Ward A (old)"'));
    assert.equal(done(edited(caseA, {})), cases);
  });

  it('takes the key of an emptied field away, and the group of speakers with the last of them', () => {
    assert.match(done(edited(caseA, { [nameField]: '' })), /- \{id: A, beds: 12\}/);
    assert.match(done(edited(p1, { [caseField]: '' })), /- \{id: P1, role: PW\}/);
    const one = done(edited(first, { [speakerField('R')]: '' }));
    assert.match(one, /speakers: \{I: interviewer\}/);
    const none = done(edited(first, { [speakerField('I')]: '' }, one));
    assert.doesNotMatch(none, /speakers/);
    assert.deepEqual(fieldsIn(none, first), {});
  });

  it('puts what is new where a reader looks for it: name and case first, speakers last', () => {
    assert.match(done(edited(p1, { [nameField]: 'Kim' })), /- \{id: P1, name: Kim, memberOf: A, role: PW\}/);
    const without = cases.replace('id: P1, memberOf: A,', 'id: P1,');
    assert.match(done(edited(p1, { [caseField]: 'A' }, without)), /- \{id: P1, memberOf: A, role: PW\}/);
    const named = without.replace('id: P1,', 'id: P1, name: Kim,');
    assert.match(done(edited(p1, { [caseField]: 'A' }, named)), /- \{id: P1, name: Kim, memberOf: A, role: PW\}/);
    assert.match(done(edited(second, { [speakerField('R')]: 'P1' })), /2\.txt\n {4}speakers:\n {6}R: P1\n/);
    assert.match(done(edited(first, { [caseField]: 'A' })), /1\.txt\n {4}case: A\n {4}speakers/);
  });

  it('writes values as their variables have them, and says which do not fit', () => {
    const after = done(edited(caseA, { [variableField('open')]: 'true', [variableField('setting')]: 'ward' }));
    assert.match(after, /open: true/);
    assert.match(after, /setting: ward/);
    const wrong = { beds: 'many', open: 'perhaps', setting: 'prison', begun: 'yesterday' };
    for (const [variable, value] of Object.entries(wrong)) {
      const said = refusal(edited(caseA, { [variableField(variable)]: value }));
      assert.ok(said.includes(`“${value}”`) && said.includes(`“${variable}”`), said);
    }
    assert.match(refusal(edited(caseA, { [variableField('gone')]: 'x' })), /“gone” is no variable of this entry/);
    assert.match(refusal(edited(caseA, { 'something else': 'x' })), /“something else” is no variable/);
    const two = { [variableField('beds')]: 'many', [variableField('open')]: 'true' };
    assert.match(refusal(edited(caseA, two)), /“many”/, 'the first that does not fit is told of');
  });

  it('refuses a label that YAML could not hold', () => {
    assert.match(refusal(edited(first, { [speakerField('__proto__')]: 'P1' })), /__proto__/);
    const fresh: EntryName = { level: 'transcript', id: 'transcripts/3.txt' };
    assert.match(refusal(addEntry(cases, fresh, { [speakerField('__proto__')]: 'P1' })), /__proto__/);
  });

  it('makes an entry where something is said of what has none, and none where nothing is', () => {
    const third: EntryName = { level: 'transcript', id: 'transcripts/3.txt' };
    assert.deepEqual(fieldsIn(cases, third), {});
    assert.equal(done(edited(third, {})), cases);
    const after = done(edited(third, { [caseField]: 'A', [speakerField('R')]: 'P1' }));
    assert.deepEqual(fieldsIn(after, third), { [caseField]: 'A', [speakerField('R')]: 'P1' });
  });

  it('adds a participant with all that is said of it, also to a file without any', () => {
    const kim: EntryName = { level: 'participant', id: 'P2' };
    const said = { [nameField]: 'Kim', [caseField]: 'A', [variableField('role')]: 'SU' };
    assert.deepEqual(fieldsIn(done(addEntry(cases, kim, said)), kim), said);
    assert.match(
      done(addEntry(emptyCasesText, kim, { [nameField]: 'Kim' })),
      /participants:\n {2}- id: P2\n {4}name: Kim\n/,
    );
    assert.match(refusal(addEntry(cases, kim, { [variableField('age')]: '30' })), /“age” is no variable/);
  });

  it('refuses an id that is none, is taken, or means the interviewer', () => {
    assert.match(refusal(addEntry(cases, p1, {})), /“P1” is there already/);
    assert.match(refusal(addEntry(cases, { level: 'participant', id: ' ' }, {})), /without spaces/);
    assert.match(refusal(addEntry(cases, { level: 'case', id: 'B ' }, {})), /without spaces/);
    assert.match(refusal(addEntry(cases, { level: 'case', id: '' }, {})), /needs an id/);
    assert.match(refusal(addEntry(cases, { level: 'participant', id: 'interviewer' }, {})), /asks the questions/);
    assert.ok(addEntry(cases, { level: 'case', id: 'interviewer' }, {}).ok, 'a case may be called so');
  });

  it('shows nothing of values that are lists or groups, and leaves them alone', () => {
    const odd = cases.replace('{id: A, name: "Ward A", beds: 12}', '{id: A, name: [x], beds: {y: 1}}');
    assert.deepEqual(fieldsIn(odd, caseA), {});
    assert.deepEqual(fieldsIn('verbatim-cases: 1\ncases: none\n', caseA), {});
    assert.deepEqual(fieldsIn('verbatim-cases: 1\ntranscripts: [{path: 7}, x, {path: ../up.txt}]\n', first), {});
    const flat = cases.replace('speakers: {I: interviewer, R: P1}', 'speakers: nobody');
    assert.deepEqual(fieldsIn(flat, first), {});
  });

  it('refuses an edit after which the entry would not be read, and files that are none of cases', () => {
    const odd = cases.replace('{id: A, name: "Ward A", beds: 12}', '{id: A, name: [x], beds: 12}');
    assert.match(refusal(edited(caseA, { [variableField('beds')]: '13' }, odd)), /“A” would not be read/);
    assert.match(refusal(entryFieldsIn('a: [', caseA)), /mistake in line \d/);
    assert.match(refusal(setEntryFields('- a\n', caseA, {})), /none of cases/);
    assert.match(refusal(addEntry('x: 1\n', caseA, {})), /none of cases/);
    assert.match(refusal(setEntryFields('verbatim-cases: 99\n', caseA, {})), /newer Verbatim/);
  });
});
