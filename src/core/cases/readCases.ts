import { say } from '../base/say';
import { meantKey } from '../base/nearest';
import type { Problem, Severity } from '../base/problem';
import type { Result } from '../base/result';
import { checkShape, misspelt, type ShapeIssue, type ShapePath } from '../base/shape';
import { studyPath, type StudyPath } from '../base/studyPath';
import { misspeltProblems, misspeltRemedy, readYaml, shapeProblems, type YamlFile } from '../yaml/yamlFile';
import {
  casesByPattern,
  casesFrom,
  type Case,
  type Cases,
  type Link,
  type Participant,
  type Speaker,
  type TranscriptRecord,
} from './cases';
import {
  caseEntry,
  casesFile,
  casesVersion,
  interviewer,
  linkEntry,
  participantEntry,
  transcriptEntry,
  variableEntry,
  type ParticipantEntry,
} from './casesFile';
import { noParticipantPattern, type ParticipantPattern } from './participantPattern';
import {
  readValue,
  standardVariables,
  structuralKeys,
  variableOf,
  type Variable,
  type VariableLevel,
  type VariableValue,
} from './variable';

export { emptyCases, type Cases } from './cases';

/** What the rest of the study knows that bears on cases.yaml. */
export interface CasesContext {
  /** The project's pattern of participant ids; ids and file names are held against it. */
  readonly pattern?: ParticipantPattern;
  /** True for the path of a transcript of the study; where it is given, entries of other paths are reported. */
  readonly isTranscript?: (path: StudyPath) => boolean;
}

/** After this many problems of one file the rest is left out: the first ones have to be mended anyway. */
const maxProblems = 200;

/** What a speaker who asks the questions is written as. */

/**
 * Reads cases.yaml. An entry that is not sound is left out and reported, and the others count; of two with the same id the first
 * counts. A file that cannot be read at all gives the cases that names alone tell. Problems are in file order. A newer version is
 * read as far as it goes and is read-only.
 */
export function readCases(
  file: StudyPath,
  text: string,
  context: CasesContext = {},
): { readonly cases: Cases; readonly problems: readonly Problem[] } {
  return new CasesReading(readYaml(text, file), context).read();
}

type Entry<T> = readonly [entry: T, path: ShapePath];

class CasesReading {
  private readonly problems: Problem[];
  private readonly pattern: ParticipantPattern;
  private readonly values: Record<VariableLevel, Map<string, ReadonlyMap<string, VariableValue>>> = {
    case: new Map(),
    participant: new Map(),
    transcript: new Map(),
  };
  /** By level and name; the rank is the place in the file's order. */
  private readonly variables = new Map<string, { readonly rank: number; readonly variable: Variable }>();
  /** Keys that no variable declares, by level and name: each is reported once. */
  private readonly undeclared = new Set<string>();

  constructor(
    private readonly yaml: YamlFile,
    private readonly context: CasesContext,
  ) {
    this.problems = [...yaml.problems];
    this.pattern = context.pattern ?? noParticipantPattern;
  }

  read(): { readonly cases: Cases; readonly problems: readonly Problem[] } {
    const root = this.yaml.value;
    const shape = checkShape(casesFile, root);
    if (root !== undefined && !shape.ok) this.problems.push(...shapeProblems(shape.error, this.yaml));
    if (!isGroup(root) || typeof root['verbatim-cases'] !== 'number') {
      return { cases: casesByPattern(this.pattern), problems: this.sorted() };
    }
    const readOnly = this.isNewer(root['verbatim-cases']);
    // What stands in the entries of these lists may be a variable, so it is looked at with the variables at hand.
    const withoutVariables = { ...root, cases: [], participants: [], transcripts: [] };
    if (!readOnly) this.problems.push(...misspeltProblems(casesFile, withoutVariables, this.yaml));
    this.readVariables(root['variables']);
    const cases = this.readCaseEntries(root['cases']);
    const participants = this.readParticipants(root['participants'], cases);
    const links = this.readLinks(root['links'], participants);
    const transcriptsByPath = this.readTranscripts(root['transcripts'], cases, participants);
    const variables = [...this.variables.values()].map(({ variable }) => variable);
    const parts = { cases, participants, links, variables, transcriptsByPath, values: this.values, readOnly };
    return { cases: casesFrom(parts, this.pattern), problems: this.sorted() };
  }

  private isNewer(version: number): boolean {
    if (version <= casesVersion) return false;
    this.add(
      'warning',
      'newer-version',
      ['verbatim-cases'],
      say('The file was written by a newer Verbatim (version {0}); it is shown but not changed.', version),
      say('Update Verbatim to change it.'),
    );
    return true;
  }

  private readVariables(section: unknown): void {
    for (const [name, raw] of isGroup(section) ? Object.entries(section) : []) {
      const shape = checkShape(variableEntry, raw);
      if (!shape.ok) continue;
      const path = ['variables', name];
      const variable = variableOf(name.normalize('NFC'), shape.value);
      if (structuralKeys[variable.of].has(variable.name)) {
        this.add(
          'error',
          'reserved-variable',
          path,
          reservedSaid(name, variable.of),
          say('Give the variable another name.'),
        );
        continue;
      }
      if (variable.type === 'choice' && variable.values.length === 0) {
        this.add(
          'information',
          'choice-without-values',
          path,
          say('“{0}” is a choice without a list of values, so that slips in writing it go unnoticed.', name),
          say('Add “values: […]”, or make its type “text”.'),
        );
      }
      this.declare(variable);
    }
    for (const variable of standardVariables) {
      if (!this.variables.has(keyOf(variable.of, variable.name))) this.declare(variable);
    }
  }

  private declare(variable: Variable): void {
    this.variables.set(keyOf(variable.of, variable.name), { rank: this.variables.size, variable });
  }

  private readCaseEntries(section: unknown): Map<string, Case> {
    const cases = new Map<string, Case>();
    for (const [entry, path] of entriesOf(section, 'cases', (raw) => checkShape(caseEntry, raw))) {
      const id = entry.id.normalize('NFC');
      if (this.isTaken(cases.get(id), id, path, 'id')) continue;
      cases.set(id, { id, name: entry.name ?? id, line: this.lineOf(path) });
      this.readValues('case', id, entry, path);
    }
    return cases;
  }

  private readParticipants(section: unknown, cases: ReadonlyMap<string, Case>): Map<string, Participant> {
    const participants = new Map<string, Participant>();
    for (const [entry, path] of entriesOf(section, 'participants', (raw) => checkShape(participantEntry, raw))) {
      const id = entry.id.normalize('NFC');
      if (this.isTaken(participants.get(id), id, path, 'id')) continue;
      if (id === interviewer) {
        this.add(
          'error',
          'reserved-id',
          [...path, 'id'],
          say('“interviewer” stands for whoever asks the questions and cannot be a participant.'),
          say('Give the participant another id.'),
        );
        continue;
      }
      const name = this.pattern.nameOf(id);
      if (this.context.pattern !== undefined && name === null) this.warnOfId(id, path);
      this.warnOfContradiction(entry, name, path);
      const memberOf = entry.memberOf?.normalize('NFC') ?? null;
      if (memberOf !== null) this.holdCase(memberOf, cases, [...path, 'memberOf']);
      const role = entry.role?.normalize('NFC') ?? name?.role ?? null;
      participants.set(id, {
        id,
        name: entry.name ?? id,
        case: memberOf ?? name?.case ?? null,
        role,
        line: this.lineOf(path),
      });
      this.readValues('participant', id, role === null ? entry : { ...entry, role }, path);
    }
    return participants;
  }

  private readLinks(section: unknown, participants: ReadonlyMap<string, Participant>): Link[] {
    const links: Link[] = [];
    for (const [entry, path] of entriesOf(section, 'links', (raw) => checkShape(linkEntry, raw))) {
      const members = new Set<string>();
      entry.members.forEach((raw, index) => {
        const member = raw.normalize('NFC');
        if (this.holdParticipant(member, participants, [...path, 'members', index])) members.add(member);
      });
      if (members.size >= 2) links.push({ kind: entry.kind, members: [...members] });
      else {
        this.add(
          'warning',
          'short-link',
          path,
          say('This link (“{0}”) joins fewer than two participants, so it is left out.', entry.kind),
          say('Name at least two participants under “members”, or remove the link.'),
        );
      }
    }
    return links;
  }

  private readTranscripts(
    section: unknown,
    cases: ReadonlyMap<string, Case>,
    participants: ReadonlyMap<string, Participant>,
  ): Map<StudyPath, TranscriptRecord> {
    const transcripts = new Map<StudyPath, TranscriptRecord>();
    for (const [entry, path] of entriesOf(section, 'transcripts', (raw) => checkShape(transcriptEntry, raw))) {
      const at = [...path, 'path'];
      const checked = studyPath(entry.path);
      if (!checked.ok) {
        this.add(
          'error',
          'bad-path',
          at,
          checked.error,
          say('Write the path relative to the study, such as “transcripts/A.txt”.'),
        );
        continue;
      }
      const transcript = checked.value;
      if (this.isTaken(transcripts.get(transcript), transcript, path, 'path')) continue;
      if (this.context.isTranscript?.(transcript) === false) {
        this.add(
          'warning',
          'missing-transcript',
          at,
          say('There is no transcript “{0}” in this study.', transcript),
          say('Put the file back, or correct the path; upper and lower case count.'),
        );
      }
      const own = entry.case?.normalize('NFC') ?? null;
      if (own !== null) this.holdCase(own, cases, [...path, 'case']);
      const speakers = new Map<string, Speaker>();
      for (const [label, raw] of Object.entries(entry.speakers ?? {})) {
        const id = raw.normalize('NFC');
        if (id !== interviewer) this.holdParticipant(id, participants, [...path, 'speakers', label]);
        speakers.set(label.normalize('NFC'), id === interviewer ? { kind: interviewer } : { kind: 'participant', id });
      }
      const kind = entry.kind ?? null;
      transcripts.set(transcript, { path: transcript, kind, case: own, speakers, line: this.lineOf(path) });
      this.readValues('transcript', transcript, entry, path);
    }
    return transcripts;
  }

  /** Reads what an entry says under the names of variables, and keeps it under the entry's id. */
  private readValues(
    level: VariableLevel,
    id: string,
    entry: Readonly<Record<string, unknown>>,
    path: ShapePath,
  ): void {
    const found: (readonly [rank: number, name: string, value: VariableValue])[] = [];
    for (const [key, raw] of Object.entries(entry)) {
      const name = key.normalize('NFC');
      const ranked = this.variables.get(keyOf(level, name));
      if (ranked === undefined) {
        if (!structuralKeys[level].has(name)) this.tellUndeclared(level, name, [...path, key], entry);
        continue;
      }
      const read = readValue(ranked.variable, raw);
      const value = read.ok ? read.value : read.error.kept;
      if (value !== null) found.push([ranked.rank, name, value]);
      if (!read.ok) this.add('warning', 'wrong-value', [...path, key], read.error.message, read.error.remedy);
    }
    found.sort((a, b) => a[0] - b[0]);
    this.values[level].set(id, new Map(found.map(([, name, value]) => [name, value])));
  }

  private tellUndeclared(
    level: VariableLevel,
    key: string,
    path: ShapePath,
    entry: Readonly<Record<string, unknown>>,
  ): void {
    if (key.startsWith('x-') || this.undeclared.has(keyOf(level, key))) return;
    this.undeclared.add(keyOf(level, key));
    const declared = [...this.variables.values()].flatMap(({ variable: { of, name } }) => (of === level ? [name] : []));
    const missing = [...structuralKeys[level], ...declared].filter((name) => !Object.hasOwn(entry, name));
    const meant = meantKey(key, missing);
    if (meant !== undefined) {
      this.add('warning', 'misspelt-key', path, misspelt(key, meant), misspeltRemedy());
      return;
    }
    const elsewhere = levels.find((other) => this.variables.has(keyOf(other, key)));
    this.add(
      'information',
      'undeclared-variable',
      path,
      elsewhere === undefined
        ? say('“{0}” is not declared under “variables”, so figures and filters leave it out.', key)
        : elsewhereSaid(key, elsewhere),
      say(
        'Add a line “{0}: {of: {1}, type: text}” under “variables”, with the type that fits, or remove it here.',
        key,
        level,
      ),
    );
  }

  private isTaken(first: { readonly line: number } | undefined, id: string, path: ShapePath, key: string): boolean {
    if (first === undefined) return false;
    this.add(
      'error',
      'duplicate-id',
      [...path, key],
      say('“{0}” is there already, in line {1}; this entry is left out.', id, first.line),
      say('Join the two entries, or change one of them.'),
    );
    return true;
  }

  private holdCase(id: string, cases: ReadonlyMap<string, Case>, path: ShapePath): void {
    if (cases.has(id)) return;
    this.add(
      'warning',
      'unknown-case',
      path,
      say('There is no case “{0}” under “cases”.', id),
      say('Correct the id, or add the case.'),
    );
  }

  private holdParticipant(id: string, participants: ReadonlyMap<string, Participant>, path: ShapePath): boolean {
    if (participants.has(id)) return true;
    this.add(
      'warning',
      'unknown-participant',
      path,
      say('There is no participant “{0}” under “participants”.', id),
      say('Correct the id, or add the participant.'),
    );
    return false;
  }

  private warnOfId(id: string, path: ShapePath): void {
    this.add(
      'warning',
      'participant-id-mismatch',
      [...path, 'id'],
      say('“{0}” does not match the pattern of participant ids of this study.', id),
      say('Correct the id, or change “participantId” in verbatim.yaml.'),
    );
  }

  /** An id that says one case or role, beside an entry that says another: one of the two is a slip. */
  private warnOfContradiction(
    entry: ParticipantEntry,
    name: { readonly case: string | null; readonly role: string | null } | null,
    path: ShapePath,
  ): void {
    const pairs = [
      ['memberOf', entry.memberOf?.normalize('NFC'), name?.case, 'case'],
      ['role', entry.role?.normalize('NFC'), name?.role, 'role'],
    ] as const;
    for (const [key, written, inId, what] of pairs) {
      if (written === undefined || inId === undefined || inId === null || written === inId) continue;
      this.add(
        'warning',
        'participant-id-mismatch',
        [...path, key],
        what === 'case'
          ? say('The id “{0}” says the case “{1}”, but “{2}” says “{3}”, which counts.', entry.id, inId, key, written)
          : say('The id “{0}” says the role “{1}”, but “{2}” says “{3}”, which counts.', entry.id, inId, key, written),
        say('Correct “{0}” or the id.', key),
      );
    }
  }

  private add(severity: Severity, rule: string, path: ShapePath, message: string, remedy: string): void {
    if (this.problems.length >= maxProblems) return;
    this.problems.push({ severity, rule, message, remedy, file: this.yaml.file, ...this.yaml.placeOf(path) });
  }

  private lineOf(path: ShapePath): number {
    return this.yaml.placeOf(path).line;
  }

  /** In file order; the most serious first where two concern one place. */
  private sorted(): readonly Problem[] {
    const rank: Record<Severity, number> = { error: 0, warning: 1, information: 2 };
    const placed = (problem: Problem): number => (problem.line ?? 0) * 1e6 + (problem.column ?? 0);
    return this.problems.sort((a, b) => placed(a) - placed(b) || rank[a.severity] - rank[b.severity]);
  }
}

const levels: readonly VariableLevel[] = ['case', 'participant', 'transcript'];

function keyOf(level: VariableLevel, name: string): string {
  return `${level} ${name}`;
}

function isGroup(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The sound entries of a list, each with its place; what is wrong with the others, the whole file's shape has told. */
function* entriesOf<T>(
  section: unknown,
  key: string,
  check: (raw: unknown) => Result<T, readonly ShapeIssue[]>,
): Generator<Entry<T>, void, undefined> {
  for (const [index, raw] of Array.isArray(section) ? section.entries() : []) {
    const shape = check(raw);
    if (shape.ok) yield [shape.value, [key, index]];
  }
}

function reservedSaid(name: string, level: VariableLevel): string {
  switch (level) {
    case 'case':
      return say('“{0}” cannot be a variable of a case, because it says what the case is.', name);
    case 'participant':
      return say('“{0}” cannot be a variable of a participant, because it says what the participant is.', name);
    case 'transcript':
      return say('“{0}” cannot be a variable of a transcript, because it says what the transcript is.', name);
  }
}

function elsewhereSaid(name: string, level: VariableLevel): string {
  switch (level) {
    case 'case':
      return say('“{0}” is a variable of a case, so it is left out here.', name);
    case 'participant':
      return say('“{0}” is a variable of a participant, so it is left out here.', name);
    case 'transcript':
      return say('“{0}” is a variable of a transcript, so it is left out here.', name);
  }
}
