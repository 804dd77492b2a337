import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import * as z from 'zod';
import { checkShape, type ShapeIssue } from '../../../src/core/base/shape';
import type { StudyPath } from '../../../src/core/base/studyPath';
import { readCases } from '../../../src/core/cases/readCases';
import { fileKinds, type FileKind } from '../../../src/core/exchange/fileKinds';
import { keyDescriptions } from '../../../src/core/exchange/keyDescriptions';
import { pathPattern } from '../../../src/core/project/pathPattern';
import { readYaml } from '../../../src/core/yaml/yamlFile';
import { jsonSchemaOf, keysOf, schemaFiles, schemaPath, type JsonSchema } from '../../support/jsonSchemas';

type Group = Record<string, unknown>;

/** What an example holds of a kind: the whole file, its front matter, its first line, or its further lines. */
function examplesOf({ example, part, syntax }: FileKind): unknown[] {
  const text = readFileSync(example, 'utf8');
  if (syntax === 'json') return [JSON.parse(text)];
  if (syntax === 'jsonl') {
    const lines = text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as unknown);
    return part === 'first line' ? lines.slice(0, 1) : lines.slice(1);
  }
  const yaml = readYaml(syntax === 'markdown' ? (text.split('---\n')[1] ?? '') : text, example);
  assert.deepEqual(yaml.problems, []);
  return [yaml.value];
}

function kindOf(name: string): FileKind {
  const found = fileKinds.find(({ kind }) => kind === name);
  assert.ok(found, name);
  return found;
}

function faultsOf(kind: FileKind, value: unknown): readonly ShapeIssue[] {
  const shape = checkShape(kind.schema, value);
  return shape.ok ? [] : shape.error;
}

/** Readers of the JSON Schemas, made once for each kind. */
const readers = new Map<FileKind, z.ZodType>();

/** Defaults are for completion alone: a reader of JSON Schema does not fill them in, as zod would. */
function readerOf(kind: FileKind): z.ZodType {
  const schema = jsonSchemaOf(kind);
  for (const [, key] of keysOf(schema)) delete key.default;
  return z.fromJSONSchema(schema as Parameters<typeof z.fromJSONSchema>[0]);
}

function passesJsonSchema(kind: FileKind, value: unknown): boolean {
  const reader = readers.get(kind) ?? readerOf(kind);
  readers.set(kind, reader);
  return reader.safeParse(value).success;
}

/** A copy in which the value at `path` is another; undefined takes the key away. */
function changed(value: unknown, path: readonly (string | number)[], to: unknown): unknown {
  const copy: unknown = structuredClone(value);
  let parent = copy as Group;
  for (const part of path.slice(0, -1)) parent = parent[part] as Group;
  const last = path.at(-1) ?? '';
  assert.ok(Object.hasOwn(parent, last), `the example has ${path.join('.')}`);
  if (to === undefined) Reflect.deleteProperty(parent, last);
  else parent[last] = to;
  return copy;
}

/** Every place of a value, as keyDescriptions writes places. */
function placesOf(value: unknown, path = ''): string[] {
  if (Array.isArray(value)) return value.flatMap((item) => placesOf(item, `${path}[]`));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, child]) => {
    // Paths are keys as well, and a dot in them leads no deeper.
    const own = key.replaceAll('.', '·');
    const place = path === '' ? own : `${path}.${own}`;
    return [place, ...placesOf(child, place)];
  });
}

describe('the table of file kinds', () => {
  it('names each kind, each schema and each example once', () => {
    assert.equal(new Set(fileKinds.map(({ kind }) => kind)).size, fileKinds.length);
    assert.equal(new Set(fileKinds.map(({ title }) => title)).size, fileKinds.length);
    for (const { kind, title, description } of fileKinds) {
      assert.match(kind, /^[a-z-]+$/);
      assert.ok(!title.endsWith('.'));
      assert.match(description, /\.$/);
    }
  });

  it('says where files are by patterns that find them', () => {
    const paths: Record<string, string> = {
      project: 'verbatim.yaml',
      codebook: 'codebooks/peer-support.yaml',
      cases: 'cases.yaml',
      coder: 'coding/coder1/coder.yaml',
      'segments-header': 'coding/coder1/segments/transcripts/wave 1/A.txt.jsonl',
      segment: 'coding/coder1/segments/transcripts/A.txt.jsonl',
      'notes-header': 'coding/coder1/notes.jsonl',
      note: 'coding/coder1/notes.jsonl',
      'log-header': 'coding/coder1/log/3f2a.jsonl',
      'log-entry': 'coding/coder1/log/3f2a.jsonl',
      memo: 'memos/on trust.md',
      query: 'queries/hope.yaml',
      round: 'rounds/round-1.yaml',
      local: '.verbatim/local.json',
      export: 'study.verbatim-export.json',
    };
    assert.deepEqual(
      Object.keys(paths),
      fileKinds.map(({ kind }) => kind),
    );
    for (const { kind, glob } of fileKinds) {
      assert.ok(pathPattern(glob)(paths[kind] ?? ''), glob);
      assert.ok(!pathPattern(glob)('transcripts/A.txt'));
    }
  });

  it('names the key that carries the version; lines that have none follow a first line that does', () => {
    for (const kind of fileKinds) {
      const { versionKey } = kind;
      if (versionKey === null) {
        assert.ok(
          fileKinds.some((other) => other.glob === kind.glob && other.part === 'first line'),
          kind.kind,
        );
        continue;
      }
      for (const example of examplesOf(kind)) assert.equal((example as Group)[versionKey], kind.version);
      assert.ok(jsonSchemaOf(kind).required?.includes(versionKey), kind.kind);
    }
  });
});

describe('the JSON Schemas', () => {
  it('are what the generator makes of the schemas now (npm run schemas)', () => {
    const files = schemaFiles();
    for (const [path, text] of files) assert.equal(readFileSync(path, 'utf8'), text, path);
    const committed = readdirSync('media/schemas').filter((name) => name.endsWith('.json'));
    assert.deepEqual(committed.sort(), [...files.keys()].map((path) => basename(path)).sort());
  });

  it('describe every key, and no key that is not there', () => {
    for (const kind of fileKinds) {
      const keys = keysOf(jsonSchemaOf(kind));
      assert.deepEqual(
        [...new Set(keys.map(([path]) => path))].sort(),
        Object.keys(keyDescriptions[kind.kind] ?? {}).sort(),
        kind.kind,
      );
      for (const [path, { description }] of keys) assert.match(description ?? '', /^.+\.$/, `${kind.kind}: ${path}`);
    }
    assert.deepEqual(
      Object.keys(keyDescriptions),
      fileKinds.map(({ kind }) => kind),
    );
  });

  it('are draft-07, with title, description and the version to begin with', () => {
    for (const kind of fileKinds) {
      const schema = jsonSchemaOf(kind) as JsonSchema & { $schema: string };
      assert.equal(schema.$schema, 'http://json-schema.org/draft-07/schema#');
      assert.equal(schema.title, kind.title);
      assert.equal(schema.description, kind.description);
      if (kind.versionKey !== null) assert.equal(schema.properties?.[kind.versionKey]?.default, kind.version);
    }
  });

  it('reach codes within codes', () => {
    const codebook = kindOf('codebook');
    const deep = {
      id: 'a',
      name: 'A',
      codes: [{ id: 'b', name: 'B', codes: [{ id: 'c', name: 'C', basis: 'hearsay' }] }],
    };
    const file = { 'verbatim-codebook': 1, id: 'x', name: 'X', codes: [deep] };
    assert.ok(!passesJsonSchema(codebook, file));
    assert.ok(passesJsonSchema(codebook, JSON.parse(JSON.stringify(file).replace('hearsay', 'theory'))));
  });
});

describe('the examples', () => {
  it('pass the schema of their kind, in both forms', () => {
    for (const kind of fileKinds) {
      const examples = examplesOf(kind);
      assert.ok(examples.length > 0, kind.kind);
      for (const example of examples) {
        assert.deepEqual(faultsOf(kind, example), [], kind.kind);
        assert.ok(passesJsonSchema(kind, example), kind.kind);
      }
    }
  });

  it('show every key', () => {
    for (const kind of fileKinds) {
      const shown = new Set(examplesOf(kind).flatMap((example) => placesOf(example)));
      const recursive = [...shown].map((place) => place.replaceAll('codes[].codes[]', 'codes[]'));
      const patterns = (place: string): boolean => {
        const parts = place.split('.');
        return [...shown].some(
          (one) =>
            one.split('.').length === parts.length &&
            one.split('.').every((part, n) => parts[n] === '*' || parts[n] === part),
        );
      };
      const missing = Object.keys(keyDescriptions[kind.kind] ?? {}).filter(
        (place) => !shown.has(place) && !recursive.includes(place) && !patterns(place),
      );
      // A theme of an export has these two only where somebody took segments in or left them out.
      const rare = ['codebooks[].themes[].include', 'codebooks[].themes[].exclude', 'codebooks[].codes[].retired'];
      const people = ['segments[].codings[].target', 'segments[].codings[].receivedBy'];
      assert.deepEqual(
        missing.filter((place) => ![...rare, ...people].includes(place)),
        [],
        kind.kind,
      );
    }
  });

  it('pass with keys that nobody knows', () => {
    for (const kind of fileKinds) {
      for (const example of examplesOf(kind)) {
        const more = { ...(example as Group), 'of-my-own': { a: [1] } };
        assert.deepEqual(faultsOf(kind, more), []);
        assert.ok(passesJsonSchema(kind, more));
        const shape = checkShape(kind.schema, more);
        assert.ok(shape.ok && Object.hasOwn(shape.value as Group, 'of-my-own'), `${kind.kind}: it survives`);
      }
    }
  });

  it('are files of the same made-up study, which reads without a problem', () => {
    const { cases, problems } = readCases('cases.yaml' as StudyPath, readFileSync(kindOf('cases').example, 'utf8'));
    assert.deepEqual(problems, []);
    assert.deepEqual(cases.casesOf('transcripts/PAR1PW01.txt' as StudyPath), ['PAR1']);
    const [exported] = examplesOf(kindOf('export')) as [{ segments: Group[]; participants: Group[] }];
    const [segment] = examplesOf(kindOf('segment')) as [Group];
    assert.equal(exported.segments[0]?.['text'], segment['quote']);
    const utf16 = segment['start'] as number;
    assert.equal(exported.segments[0]?.['start'], utf16 - 1, 'the emoji before it is one code point of two units');
    assert.deepEqual(exported.participants[0]?.['variables'], { role: 'PW', age: '26-64' });
  });
});

describe('a broken file', () => {
  it('that lacks a key that has to be there is refused with the name of the key', () => {
    for (const kind of fileKinds) {
      const [example] = examplesOf(kind);
      const required = jsonSchemaOf(kind).required ?? [];
      assert.ok(required.length > 0, kind.kind);
      for (const key of required) {
        const broken = changed(example, [key], undefined);
        const faults = faultsOf(kind, broken);
        assert.deepEqual(
          faults.map(({ path }) => path),
          [[key]],
          kind.kind,
        );
        assert.ok(faults[0]?.message.startsWith(`“${key}”`), faults[0]?.message);
        assert.ok(!passesJsonSchema(kind, broken), `${kind.kind} without ${key}`);
      }
    }
  });

  it('in which a key has a value of another type is refused with the name of the key', () => {
    for (const kind of fileKinds) {
      const [example] = examplesOf(kind);
      for (const [key, { type }] of Object.entries(jsonSchemaOf(kind).properties ?? {})) {
        const to = type === 'boolean' ? 'a' : false;
        const broken = { ...(example as Group), [key]: to };
        const fault = faultsOf(kind, broken).find(({ path }) => path[0] === key);
        assert.ok(fault?.message.startsWith(`“${key}”`), `${kind.kind}: ${key}: ${fault?.message ?? 'taken'}`);
        assert.ok(!passesJsonSchema(kind, broken), `${kind.kind}: ${key}`);
      }
    }
  });

  const broken: readonly [kind: string, path: readonly (string | number)[], to: unknown, message: RegExp][] = [
    ['project', ['transcripts', 0], '', /^Item 1 may not be empty/],
    ['project', ['lint', 'uncoded-turn'], 'loud', /^“uncoded-turn” has to be one of off, information, warning, error/],
    ['codebook', ['codes', 0, 'id'], 'two words', /^“id” is not of the form/],
    [
      'codebook',
      ['codes', 0, 'codes', 0, 'basis'],
      'hearsay',
      /^“basis” has to be one of participants, theory, literature, inference/,
    ],
    ['codebook', ['relations', 0, 'kind'], 'causes', /^“kind” has to be one of precedes/],
    ['codebook', ['relations', 0, 'sign'], '++', /^“sign” has to be one of/],
    ['codebook', ['themes', 0, 'name'], undefined, /^“name” is missing/],
    ['cases', ['variables', 'setting', 'of'], 'person', /^“of” has to be one of case, participant, transcript/],
    ['cases', ['cases', 0, 'id'], undefined, /^“id” is missing/],
    ['cases', ['transcripts', 0, 'speakers', 'R'], 7, /^“R” has to be text/],
    ['cases', ['transcripts', 0, 'wave'], 'first', /^“wave” has to be a number/],
    ['coder', ['name'], '', /^“name” may not be empty/],
    ['segments-header', ['text'], 'sha256:12', /^“text” is not of the form/],
    ['segments-header', ['verbatim'], 'segment', /^“verbatim” has to be segments/],
    ['segment', ['start'], -1, /^“start” has to be at least 0/],
    ['segment', ['codings', 0, 'certainty'], '+++', /^“certainty” has to be one of \+, \+\+/],
    ['segment', ['links', 0, 'stance'], 'likes', /^“stance” has to be one of/],
    ['note', ['about', 'id'], undefined, /^“id” is missing/],
    ['note', ['about', 'kind'], 'weather', /^“kind”/],
    ['log-entry', ['seq'], 0, /^“seq” has to be at least 1/],
    ['memo', ['kind'], 'poem', /^“kind” has to be one of analytic/],
    ['query', ['groupBy'], 'weather', /^“groupBy” has to be one of/],
    ['round', ['unit'], 'page', /^“unit” has to be one of/],
    ['export', ['offsetUnit'], 'column', /^“offsetUnit” has to be one of/],
    ['export', ['segments', 0, 'status'], 'lost', /^“status” has to be one of/],
    ['export', ['segments', 0, 'line'], 0, /^“line” has to be at least 1/],
    ['export', ['transcripts', 0, 'digest'], 'md5:1', /^“digest” is not of the form/],
  ];
  for (const [name, path, to, message] of broken) {
    it(`of ${name} with ${to === undefined ? 'no' : 'a wrong'} ${path.join('.')} is refused in words`, () => {
      const kind = kindOf(name);
      const value = changed(examplesOf(kind)[0], path, to);
      const faults = faultsOf(kind, value);
      assert.ok(
        faults.some((fault) => message.test(fault.message)),
        faults.map((fault) => fault.message).join(' | '),
      );
      assert.ok(!passesJsonSchema(kind, value));
    });
  }
});

describe('package.json', () => {
  interface Validation {
    fileMatch: string;
    url: string;
  }
  const { contributes } = JSON.parse(readFileSync('package.json', 'utf8')) as {
    contributes: { jsonValidation: Validation[]; yamlValidation: Validation[] };
  };
  const expected = (syntax: FileKind['syntax']): Record<string, string> =>
    Object.fromEntries(
      fileKinds.filter((kind) => kind.syntax === syntax).map(({ glob, kind }) => [glob, `./${schemaPath(kind)}`]),
    );
  const given = (validations: readonly Validation[]): Record<string, string> =>
    Object.fromEntries(validations.map(({ fileMatch, url }) => [fileMatch, url]));

  it('has VS Code check every kind of JSON file against its schema', () => {
    assert.deepEqual(given(contributes.jsonValidation), expected('json'));
  });

  it('has the YAML extension check every kind of YAML file against its schema', () => {
    assert.deepEqual(given(contributes.yamlValidation), expected('yaml'));
  });
});
