import assert from 'node:assert/strict';
import { formatProblem, type Problem } from '../../../src/core/base/problem';
import type { StudyPath } from '../../../src/core/base/studyPath';
import { compileParticipantPattern } from '../../../src/core/cases/compileParticipantPattern';
import type { ParticipantPattern } from '../../../src/core/cases/participantPattern';
import { emptyCases, readCases, type Cases, type CasesContext } from '../../../src/core/cases/readCases';

const file = 'cases.yaml' as StudyPath;
const study = `
verbatim-cases: 1
variables:
  setting: {of: case, type: choice, values: [ward, community]}
  age: {of: participant, type: choice, values: [18-25, 26-64]}
  date: {of: transcript, type: date}
cases: [{id: PAR1, name: Parkside, setting: ward}, {id: VOL2}]
participants:
  - {id: PAR1PW01, memberOf: PAR1, role: PW, age: 26-64}
  - {id: PAR1SU01, name: Client, memberOf: PAR1, role: SU}
  - {id: VOL2MA01, memberOf: VOL2}
links: [{kind: pair, members: [PAR1PW01, PAR1SU01]}]
transcripts:
  - {path: transcripts/PAR1PW01.txt, kind: interview, date: 2013-05-01, wave: 1, language: en, speakers: {I: interviewer, R: PAR1PW01}}
  - {path: transcripts/group.txt, speakers: {A: PAR1SU01, B: VOL2MA01, C: PAR1SU01}}
  - {path: transcripts/field.txt, case: VOL2, speakers: {R: PAR1PW01}}
  - {path: transcripts/VOL2MA01.txt, speakers: {I: interviewer}}
`;

const usual = patternOf('(?<case>[A-Z]{3}\\d)(?<role>PW|SU|ST|MA)\\d\\d');

function patternOf(source: string): ParticipantPattern {
  const pattern = compileParticipantPattern(source);
  assert.ok(pattern.ok);
  return pattern.value;
}

function path(text: string): StudyPath {
  return text as StudyPath;
}

function sound(text: string, context: CasesContext = {}): Cases {
  const { cases, problems } = readCases(file, text, context);
  assert.deepEqual(problems.map(formatProblem), []);
  return cases;
}

/** Reads a file that begins with the version and goes on with `body`. */
function read(
  body: string,
  context: CasesContext = {},
): { cases: Cases; problems: readonly Problem[]; rules: string[] } {
  const { cases, problems } = readCases(file, `verbatim-cases: 1\n${body}`, context);
  for (const { message, remedy, file: named } of problems) {
    assert.match(message, /[.?]$/);
    assert.match(remedy, /\.$/);
    assert.equal(named, file);
  }
  return { cases, problems, rules: problems.map(({ rule, line }) => `${line} ${rule}`) };
}

describe('readCases', () => {
  const cases = sound(study);

  it('reads cases and participants with their names and places', () => {
    assert.deepEqual(
      [...cases.cases.values()],
      [
        { id: 'PAR1', name: 'Parkside', line: 7 },
        { id: 'VOL2', name: 'VOL2', line: 7 },
      ],
    );
    assert.deepEqual(
      [...cases.participants.values()],
      [
        { id: 'PAR1PW01', name: 'PAR1PW01', case: 'PAR1', role: 'PW', line: 9 },
        { id: 'PAR1SU01', name: 'Client', case: 'PAR1', role: 'SU', line: 10 },
        { id: 'VOL2MA01', name: 'VOL2MA01', case: 'VOL2', role: null, line: 11 },
      ],
    );
    assert.deepEqual(cases.links, [{ kind: 'pair', members: ['PAR1PW01', 'PAR1SU01'] }]);
    assert.equal(cases.readOnly, false);
  });

  it('reads what each transcript is', () => {
    assert.deepEqual(cases.transcriptsByPath.get(path('transcripts/PAR1PW01.txt')), {
      path: 'transcripts/PAR1PW01.txt',
      kind: 'interview',
      case: null,
      speakers: new Map<string, unknown>([
        ['I', { kind: 'interviewer' }],
        ['R', { kind: 'participant', id: 'PAR1PW01' }],
      ]),
      line: 14,
    });
    assert.equal(cases.transcriptsByPath.get(path('transcripts/field.txt'))?.case, 'VOL2');
  });

  it('says who speaks under a label, and nothing of others', () => {
    const speaker = (name: string, label: string): unknown => cases.speakerOf(path(`transcripts/${name}`), label);
    assert.deepEqual(speaker('PAR1PW01.txt', 'I'), { kind: 'interviewer' });
    assert.deepEqual(speaker('PAR1PW01.txt', 'R'), { kind: 'participant', id: 'PAR1PW01' });
    assert.equal(speaker('PAR1PW01.txt', 'X'), null);
    assert.equal(speaker('unknown.txt', 'I'), null);
    assert.deepEqual(speaker('unknown.txt', 'VOL2MA01'), { kind: 'participant', id: 'VOL2MA01' }, 'the label is an id');
    assert.equal(speaker('PAR1PW01.txt', 'toString'), null);
  });

  it('gives the participants of a transcript, each once', () => {
    assert.deepEqual(cases.participantsOf(path('transcripts/group.txt')), ['PAR1SU01', 'VOL2MA01']);
    assert.deepEqual(
      cases.participantsOf(path('transcripts/VOL2MA01.txt')),
      ['VOL2MA01'],
      'by its name, since nobody is said to speak',
    );
    assert.deepEqual(cases.participantsOf(path('transcripts/other.txt')), []);
  });

  it('gives the cases of a transcript: its own before those of its participants', () => {
    assert.deepEqual(cases.casesOf(path('transcripts/PAR1PW01.txt')), ['PAR1']);
    assert.deepEqual(cases.casesOf(path('transcripts/group.txt')), ['PAR1', 'VOL2']);
    assert.deepEqual(cases.casesOf(path('transcripts/field.txt')), ['VOL2']);
    assert.deepEqual(cases.casesOf(path('transcripts/other.txt')), []);
    assert.equal(cases.caseOf('nobody'), null);
  });

  it('lists declared variables first, then the standard ones', () => {
    assert.deepEqual(
      cases.variables.map(({ of, name, type }) => `${of}.${name}: ${type}`),
      [
        'case.setting: choice',
        'participant.age: choice',
        'transcript.date: date',
        'participant.role: text',
        'transcript.kind: text',
        'transcript.wave: number',
        'transcript.language: text',
      ],
    );
  });

  it('gives values in the order of the variables, and no missing ones', () => {
    const values = (level: 'case' | 'participant' | 'transcript', id: string): unknown => [
      ...cases.variableValues(level, id),
    ];
    assert.deepEqual(values('case', 'PAR1'), [['setting', 'ward']]);
    assert.deepEqual(values('case', 'VOL2'), []);
    assert.deepEqual(values('participant', 'PAR1PW01'), [
      ['age', '26-64'],
      ['role', 'PW'],
    ]);
    assert.deepEqual(values('transcript', 'transcripts/PAR1PW01.txt'), [
      ['date', '2013-05-01'],
      ['kind', 'interview'],
      ['wave', 1],
      ['language', 'en'],
    ]);
    assert.deepEqual(values('participant', 'nobody'), []);
    assert.deepEqual(values('case', 'PAR1PW01'), [], 'a participant is no case');
  });

  it('reads sections that are empty or absent', () => {
    for (const body of ['', 'cases:\nparticipants:\nlinks:\ntranscripts:\nvariables:\n']) {
      const { cases: none, rules } = read(body);
      assert.deepEqual(rules, []);
      assert.equal(none.cases.size + none.participants.size + none.transcriptsByPath.size + none.links.length, 0);
    }
  });

  it('compares ids and paths in NFC', () => {
    const decomposed = 'Zoe\u0308';
    const { cases: found, rules } = read(
      `participants: [{id: Zoë}]\ntranscripts: [{path: ${decomposed}.txt, speakers: {${decomposed}: ${decomposed}}}]`,
    );
    assert.deepEqual(rules, []);
    assert.deepEqual(found.participantsOf(path('Zoë.txt')), ['Zoë']);
    assert.deepEqual(found.speakerOf(path('Zoë.txt'), decomposed), { kind: 'participant', id: 'Zoë' });
  });
});

describe('readCases with a pattern of ids', () => {
  it('reads participant, case and role from names where the file says nothing', () => {
    const { cases } = read('', { pattern: usual });
    assert.deepEqual(cases.participantsOf(path('transcripts/PAR1PW01.txt')), ['PAR1PW01']);
    assert.deepEqual(cases.casesOf(path('transcripts/PAR1PW01.txt')), ['PAR1']);
    assert.deepEqual([...cases.variableValues('participant', 'PAR1PW01')], [['role', 'PW']]);
    assert.deepEqual([...cases.variableValues('participant', 'somebody')], []);
    assert.deepEqual(cases.speakerOf(path('any.txt'), 'PAR1SU02 (client)'), { kind: 'participant', id: 'PAR1SU02' });
    assert.equal(cases.participants.size, 0, 'nobody is made up');
  });

  it('fills in case and role of participants by their ids', () => {
    const { cases, rules } = read('cases: [{id: PAR1}]\nparticipants: [{id: PAR1PW01}]', { pattern: usual });
    assert.deepEqual(rules, []);
    assert.deepEqual(cases.participants.get('PAR1PW01'), {
      id: 'PAR1PW01',
      name: 'PAR1PW01',
      case: 'PAR1',
      role: 'PW',
      line: 3,
    });
    assert.deepEqual([...cases.variableValues('participant', 'PAR1PW01')], [['role', 'PW']]);
  });

  it('reports ids that do not match, and keeps them', () => {
    const { cases, problems } = read('participants: [{id: P1}]', { pattern: usual });
    assert.deepEqual(problems, [
      {
        severity: 'warning',
        rule: 'participant-id-mismatch',
        message: '“P1” does not match the pattern of participant ids of this study.',
        remedy: 'Correct the id, or change “participantId” in verbatim.yaml.',
        file,
        line: 2,
        column: 17,
      },
    ]);
    assert.ok(cases.participants.has('P1'));
  });

  it('reports an entry that contradicts its own id; the entry counts', () => {
    const { cases, problems, rules } = read(
      'cases: [{id: PAR1}, {id: VOL2}]\nparticipants:\n  - {id: PAR1PW01, memberOf: VOL2,\n     role: SU}',
      { pattern: usual },
    );
    assert.deepEqual(rules, ['4 participant-id-mismatch', '5 participant-id-mismatch']);
    assert.equal(
      problems[0]?.message,
      'The id “PAR1PW01” says the case “PAR1”, but “memberOf” says “VOL2”, which counts.',
    );
    assert.equal(cases.participants.get('PAR1PW01')?.case, 'VOL2');
    assert.equal(cases.participants.get('PAR1PW01')?.role, 'SU');
  });

  it('still tells what names say where the file cannot be read', () => {
    const { cases, problems } = readCases(file, 'verbatim-cases: [', { pattern: usual });
    assert.ok(problems.some(({ severity }) => severity === 'error'));
    assert.deepEqual(cases.casesOf(path('VOL2SU02.txt')), ['VOL2']);
  });
});

describe('readCases reports', () => {
  it('a newer version, and reads it as far as it goes', () => {
    const { cases, problems } = readCases(file, 'verbatim-cases: 2\ncases: [{id: A, later: 1}]');
    assert.deepEqual(
      problems.map(({ severity, rule, line }) => [severity, rule, line]),
      [
        ['warning', 'newer-version', 1],
        ['information', 'undeclared-variable', 2],
      ],
    );
    assert.equal(cases.readOnly, true);
    assert.ok(cases.cases.has('A'));
  });

  it('a key that looks like a slip, but no declared variable and no key of a person’s own', () => {
    const { problems, rules } = read(
      [
        'variables: {setting: {of: case, lable: Setting, type: text}, roll: {of: participant, type: text}}',
        'partcipants: []',
        'cases: [{id: A, seting: ward, x-seting: ward}, {id: B, seting: ward}]',
        'participants: [{id: P, memberof: A, roll: PW}]',
        'links: [{kind: pair, members: [], membres: [P]}]',
      ].join('\n'),
    );
    assert.deepEqual(
      rules.filter((rule) => rule.endsWith('misspelt-key')),
      ['2 misspelt-key', '4 misspelt-key', '5 misspelt-key'],
    );
    assert.ok(problems.some(({ message }) => message === 'Unknown key “seting”: did you mean “setting”?'));
    assert.ok(problems.some(({ message, column }) => message.includes('“memberof”') && column === 24));
    assert.ok(problems.every(({ message }) => !message.includes('x-seting') && !message.includes('roll')));
  });

  it('a file that is of another kind, and reads nothing of it', () => {
    for (const text of ['', 'just text', '- a', 'verbatim-codebook: 1', 'verbatim-cases: one\ncases: [{id: A}]']) {
      const { cases, problems } = readCases(file, text);
      assert.ok(problems.length > 0 && problems.every(({ severity }) => severity === 'error'), text);
      assert.equal(cases.cases.size, 0);
      assert.equal(cases.variables.length, emptyCases.variables.length);
    }
  });

  it('an entry of a wrong shape, and reads the others', () => {
    const { cases, problems, rules } = read(
      'cases:\n  - {name: no id}\n  - {id: A}\n  - 7\nparticipants: {id: P}\nvariables: {x: {of: nobody, type: text}, y: {of: case, type: text}}',
    );
    assert.deepEqual(rules, ['3 wrong-shape', '5 wrong-shape', '6 wrong-shape', '7 wrong-shape']);
    assert.equal(problems[0]?.message, '“id” is missing; it has to be text.');
    assert.deepEqual([...cases.cases.keys()], ['A']);
    assert.ok(cases.variables.some(({ name }) => name === 'y'));
  });

  it('the same id twice; the first counts', () => {
    const { cases, problems, rules } = read(
      'cases:\n  - {id: A, name: first}\n  - {id: A, name: second}\nparticipants:\n  - {id: P}\n  - {id: P}\ntranscripts:\n  - {path: a.txt, wave: 1}\n  - {path: a.txt, wave: 2}',
    );
    assert.deepEqual(rules, ['4 duplicate-id', '7 duplicate-id', '10 duplicate-id']);
    assert.equal(problems[0]?.message, '“A” is there already, in line 3; this entry is left out.');
    assert.equal(cases.cases.get('A')?.name, 'first');
    assert.equal(cases.variableValues('transcript', 'a.txt').get('wave'), 1);
  });

  it('members, speakers and cases that nobody declared', () => {
    const { cases, rules } = read(
      [
        'participants:',
        '  - {id: P, memberOf: Nowhere}',
        '  - {id: Q}',
        'links:',
        '  - {kind: pair, members: [P, R]}',
        '  - {kind: trio, members: [P, Q, S]}',
        'transcripts:',
        '  - path: a.txt',
        '    case: Neverwhere',
        '    speakers: {X: T, Y: interviewer}',
      ].join('\n'),
    );
    assert.deepEqual(rules, [
      '3 unknown-case',
      '6 short-link',
      '6 unknown-participant',
      '7 unknown-participant',
      '10 unknown-case',
      '11 unknown-participant',
    ]);
    assert.deepEqual(cases.links, [{ kind: 'trio', members: ['P', 'Q'] }]);
    assert.deepEqual(cases.participantsOf(path('a.txt')), ['T'], 'what is written counts');
    assert.deepEqual(cases.casesOf(path('a.txt')), ['Neverwhere']);
    assert.equal(cases.caseOf('P'), 'Nowhere');
  });

  it('a participant called interviewer', () => {
    const { cases, rules } = read('participants: [{id: interviewer}]');
    assert.deepEqual(rules, ['2 reserved-id']);
    assert.equal(cases.participants.size, 0);
  });

  it('paths that lead out of the study or are no paths', () => {
    const { cases, rules } = read(
      'transcripts:\n  - {path: ../a.txt}\n  - {path: /etc/passwd}\n  - {path: "C:\\\\a.txt"}\n  - {path: b.txt}',
    );
    assert.deepEqual(rules, ['3 bad-path', '4 bad-path', '5 bad-path']);
    assert.deepEqual([...cases.transcriptsByPath.keys()], ['b.txt']);
  });

  it('transcripts that are not there, where it can know', () => {
    const body = 'transcripts: [{path: a.txt}, {path: b.txt}]';
    const { cases, problems } = read(body, { isTranscript: (one) => one === 'a.txt' });
    assert.deepEqual(
      problems.map(({ rule, message }) => [rule, message]),
      [['missing-transcript', 'There is no transcript “b.txt” in this study.']],
    );
    assert.equal(cases.transcriptsByPath.size, 2);
    assert.deepEqual(read(body).rules, []);
  });

  it('values that are not among the choices or of another type', () => {
    const { cases, problems } = read(
      'variables:\n  setting: {of: case, type: choice, values: [ward]}\n  beds: {of: case, type: number}\ncases:\n  - {id: A, setting: wrad, beds: many}',
    );
    assert.deepEqual(
      problems.map(({ severity, rule, line, column }) => [severity, rule, line, column]),
      [
        ['warning', 'wrong-value', 6, 13],
        ['warning', 'wrong-value', 6, 28],
      ],
    );
    assert.deepEqual([...cases.variableValues('case', 'A')], [['setting', 'wrad']]);
  });

  it('values under names that no variable has, each name once', () => {
    const { cases, problems } = read(
      'variables: {setting: {of: case, type: text}}\nparticipants: [{id: P, gender: F, setting: x}, {id: Q, gender: M}]',
    );
    assert.deepEqual(
      problems.map(({ severity, message }) => [severity, message]),
      [
        ['information', '“gender” is not declared under “variables”, so figures and filters leave it out.'],
        ['information', '“setting” is a variable of a case, so it is left out here.'],
      ],
    );
    assert.equal(
      problems[0]?.remedy,
      'Add a line “gender: {of: participant, type: text}” under “variables”, with the type that fits, or remove it here.',
    );
    assert.equal(cases.variableValues('participant', 'P').size, 0);
  });

  it('variables that would be taken for what an entry is, and choices without values', () => {
    const { cases, rules } = read(
      'variables:\n  memberOf: {of: participant, type: text}\n  ward: {of: case, type: choice}\nparticipants: [{id: P}]',
    );
    assert.deepEqual(rules, ['3 reserved-variable', '4 choice-without-values']);
    assert.ok(!cases.variables.some(({ name }) => name === 'memberOf'));
  });

  it('no more than can be read', () => {
    const many = Array.from({ length: 8_000 }, (_, n) => `k${n}: 1`).join(', ');
    const { problems } = read(`cases:\n  - {id: A, ${many}}`);
    assert.equal(problems.length, 200);
  });

  it('nothing of keys that objects are born with', () => {
    const { cases, rules } = read(
      'participants: [{id: constructor}]\ntranscripts: [{path: a.txt, speakers: {toString: constructor}}]',
    );
    assert.deepEqual(rules, []);
    assert.deepEqual(cases.speakerOf(path('a.txt'), 'toString'), { kind: 'participant', id: 'constructor' });
    assert.equal(cases.speakerOf(path('a.txt'), 'valueOf'), null);
    assert.equal(cases.variableValues('case', 'constructor').size, 0);
  });
});

describe('emptyCases', () => {
  it('knows nobody', () => {
    assert.deepEqual(emptyCases.participantsOf(path('PAR1PW01.txt')), []);
    assert.deepEqual(emptyCases.casesOf(path('PAR1PW01.txt')), []);
    assert.equal(emptyCases.speakerOf(path('a.txt'), 'I'), null);
    assert.equal(emptyCases.variableValues('case', 'A').size, 0);
    assert.equal(emptyCases.readOnly, false);
  });
});
