import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { StudyPath } from '../../../src/core/base/studyPath';
import { addEntry, entryFieldsIn, emptyCasesText, setEntryFields } from '../../../src/core/cases/casesEdits';
import {
  entryFieldRules,
  said,
  speakerField,
  variableField,
  type EntryFields,
  type EntryName,
} from '../../../src/core/cases/entryFields';
import { readCases } from '../../../src/core/cases/readCases';
import { readYaml } from '../../../src/core/yaml/yamlFile';
import { runs } from '../../support/runs';

const start = `# notes on top stay
verbatim-cases: 1
variables:
  setting: {of: case, type: choice, values: [ward, community, 3]}   # kinds of service
  beds: {of: case, type: number}
  open: {of: case, type: boolean}
  role: {of: participant, type: choice, values: [PW, SU]}
  age: {of: participant, type: text}
  recorded: {of: transcript, type: date}
cases:
  # lead of A
  - {id: A, name: "Ward A", setting: ward, beds: 12, open: true}   # comment of A
  - id: B   # comment of B
    name: 'House B'
    # lead of setting
    setting: 3
    x-own: [kept, as it is]
participants:
  - {id: P1, memberOf: A, role: PW}
  - id: P2
    memberOf: B
    age: |
      about
      thirty
links:   # who supports whom
  - {kind: pair, members: [P1, P2]}
transcripts:
  - {path: transcripts/1.txt, kind: interview, date: 2026-02-11, wave: 1, speakers: {I: interviewer, R: P1}}
  # lead of 2
  - path: transcripts/2.txt
    case: B
    recorded: "2026"
    speakers:
      I: interviewer   # comment of I
      Ann: P1
      "Béa": P2
# foot
`;
/** A file in which nothing but variables is said. */
const declared = start.slice(0, start.indexOf('\ncases:\n') + 1);
const comments = start.match(/#.*/g) ?? [];

const names: readonly EntryName[] = [
  { level: 'case', id: 'A' },
  { level: 'case', id: 'B' },
  { level: 'participant', id: 'P1' },
  { level: 'participant', id: 'P2' },
  { level: 'transcript', id: 'transcripts/1.txt' },
  { level: 'transcript', id: 'transcripts/2.txt' },
];

const words = fc.oneof(
  fc.constantFrom(
    ': # - "\'',
    '[a, b]',
    'two\nlines',
    ' around ',
    '',
    'null',
    '2013',
    'yes',
    '{{x}}',
    '${x}',
    '<b>',
    '|',
  ),
  fc.string({ unit: 'grapheme', maxLength: 12 }),
);
const ids = fc.constantFrom('', 'A', 'B', 'somewhere: else');
const people = fc.constantFrom('', 'interviewer', 'P1', 'P2', 'nobody # known');
const dates = fc.constantFrom('', '2013', '2013-05', '2013-05-01');
const numbers = fc.oneof(fc.constantFrom('', '0', '-2.5', '1e21', '+7', '.5'), fc.integer().map(String));

const fieldsOf: Readonly<Record<EntryName['level'], fc.Arbitrary<EntryFields>>> = {
  case: fc.record(
    {
      name: words,
      [variableField('setting')]: fc.constantFrom('', 'ward', 'community', '3'),
      [variableField('beds')]: numbers,
      [variableField('open')]: fc.constantFrom('', 'true', 'false'),
    },
    { noNullPrototype: true },
  ),
  participant: fc.record(
    {
      name: words,
      case: ids,
      [variableField('role')]: fc.constantFrom('', 'PW', 'SU'),
      [variableField('age')]: words,
    },
    { noNullPrototype: true },
  ),
  transcript: fc.record(
    {
      case: ids,
      [variableField('kind')]: words,
      [variableField('date')]: dates,
      [variableField('wave')]: numbers,
      [variableField('recorded')]: dates,
      [speakerField('I')]: people,
      [speakerField('Ann')]: people,
      [speakerField('Be\u0301a')]: people,
      [speakerField('R: "one"')]: people,
      [speakerField('1')]: people,
    },
    { noNullPrototype: true },
  ),
};

const nameAndFields = fc
  .constantFrom(...names)
  .chain((name) => fieldsOf[name.level].map((fields) => ({ name, fields })));

function fieldsIn(text: string, name: EntryName): EntryFields {
  const found = entryFieldsIn(text, name);
  if (!found.ok) assert.fail(found.error);
  return found.value;
}

function written(outcome: ReturnType<typeof setEntryFields>): string {
  if (!outcome.ok) assert.fail(outcome.error);
  return outcome.value;
}

/** What the fields say, numbers as numbers: +7 is written as 7. */
function meant(fields: EntryFields): Record<string, string> {
  const clean = entryFieldRules.clean(fields);
  return Object.fromEntries(
    Object.keys(clean).flatMap((field) => {
      const text = said(clean, field);
      const isNumber = field === variableField('beds') || field === variableField('wave');
      return text === '' ? [] : [[field, isNumber ? String(Number(text)) : text]];
    }),
  );
}

describe('law: the forms of cases, participants and transcripts', () => {
  it('write what they say and nothing else: other entries and comments stay', () => {
    fc.assert(
      fc.property(nameAndFields, ({ name, fields }) => {
        const shown = fieldsIn(start, name);
        const wanted = { ...shown, ...fields };
        const after = written(setEntryFields(start, name, wanted));
        assert.deepEqual(fieldsIn(after, name), meant(wanted));
        for (const other of names)
          if (other.id !== name.id) assert.deepEqual(fieldsIn(after, other), fieldsIn(start, other));
        for (const comment of comments) {
          // What is taken away goes with the remark on it.
          const isOf = ['# lead of setting', '# comment of I'].includes(comment);
          if (!isOf) assert.ok(after.includes(comment), `${comment} is lost:\n${after}`);
        }
        assert.ok(after.includes('x-own: [kept, as it is]'));
        assert.ok(after.includes('links:   # who supports whom\n  - {kind: pair, members: [P1, P2]}\n'));
        assert.deepEqual(readYaml(after, '').problems, []);
      }),
      { seed: 20261130, numRuns: runs(80) },
    );
  });

  it('leave every line alone that says what it said, and take a change back by the change back', () => {
    for (const name of names) assert.equal(written(setEntryFields(start, name, fieldsIn(start, name))), start);
    fc.assert(
      fc.property(nameAndFields, ({ name, fields }) => {
        const shown = fieldsIn(start, name);
        for (const field of Object.keys(fields)) {
          const after = written(setEntryFields(start, name, { ...shown, [field]: said(fields, field) }));
          const kept = after.split('\n');
          const lost = start.split('\n').filter((line) => !kept.includes(line));
          const isBlock = field === variableField('age') && name.id === 'P2';
          const isRemark = lost.some((line) => line.includes('# lead of setting'));
          assert.ok(lost.length <= (isBlock ? 3 : isRemark ? 2 : 1), `${field}:\n${lost.join('\n')}`);
        }
        const there = fieldsIn(written(setEntryFields(start, name, { ...shown, ...fields })), name);
        const back = written(setEntryFields(written(setEntryFields(start, name, there)), name, shown));
        assert.deepEqual(fieldsIn(back, name), shown);
      }),
      { seed: 20261130, numRuns: runs(25) },
    );
  });

  it('make entries that are read, also in an empty file, and each id once', () => {
    fc.assert(
      fc.property(nameAndFields, words, fc.constantFrom(start, declared), ({ name, fields }, raw, text) => {
        const id = raw.normalize('NFC').trim() === '' ? 'new' : raw.normalize('NFC').trim().replace(/\n/g, ' ');
        const made = { ...name, id: name.level === 'transcript' ? 'transcripts/new.txt' : id };
        const outcome = addEntry(text, made, fields);
        const taken = fieldsIn(text, made);
        if (Object.keys(taken).length > 0) {
          assert.ok(!outcome.ok);
          return;
        }
        const after = written(outcome);
        assert.deepEqual(fieldsIn(after, made), meant(fields));
        const { cases } = readCases('cases.yaml' as StudyPath, after);
        const there = { case: cases.cases, participant: cases.participants, transcript: cases.transcriptsByPath };
        assert.ok((there[name.level] as ReadonlyMap<string, unknown>).has(made.id), after);
        assert.ok(!addEntry(after, made, {}).ok);
      }),
      { seed: 20261130, numRuns: runs(60) },
    );
  });

  it('refuse values that do not fit, in every other way leaving the text alone', () => {
    const misfits: readonly (readonly [EntryName, string, string])[] = [
      [names[0]!, variableField('setting'), 'prison'],
      [names[0]!, variableField('beds'), '12 or so'],
      [names[0]!, variableField('beds'), '0x10'],
      [names[0]!, variableField('beds'), 'Infinity'],
      [names[0]!, variableField('open'), 'maybe'],
      [names[0]!, variableField('unheard'), 'x'],
      [names[2]!, variableField('role'), 'pw'],
      [names[4]!, variableField('date'), '11.2.2026'],
      [names[4]!, variableField('date'), '2026-02-30'],
      [names[4]!, speakerField('__proto__'), 'P1'],
    ];
    for (const [name, field, text] of misfits) {
      const outcome = setEntryFields(start, name, { ...fieldsIn(start, name), [field]: text });
      assert.ok(!outcome.ok, `${field} = ${text}`);
    }
    for (const id of ['', ' A2', 'P1', 'interviewer', 'x'.repeat(201)])
      assert.ok(!addEntry(start, { level: 'participant', id }, {}).ok, id);
    assert.ok(!setEntryFields('verbatim-cases: 2\n', names[0]!, { name: 'x' }).ok);
    assert.ok(!setEntryFields('cases: [\n', names[0]!, { name: 'x' }).ok);
    assert.ok(!setEntryFields('- a\n', names[0]!, { name: 'x' }).ok);
  });

  it('begin a file that is sound and says nothing', () => {
    const { problems, cases } = readCases('cases.yaml' as StudyPath, emptyCasesText);
    assert.deepEqual([problems, cases.cases.size, cases.participants.size], [[], 0, 0]);
    const after = written(addEntry(emptyCasesText, { level: 'participant', id: 'P1' }, { name: 'Ann' }));
    assert.ok(after.startsWith(emptyCasesText) && after.includes('Ann'), after);
  });

  it('refuse what would have an entry left out of the study', () => {
    const wave = 'verbatim-cases: 1\nvariables:\n  wave: {of: transcript, type: text}\n';
    const outcome = setEntryFields(wave, { level: 'transcript', id: 'a.txt' }, { [variableField('wave')]: 'first' });
    assert.ok(!outcome.ok && outcome.error.includes('would not be read'));
  });
});
