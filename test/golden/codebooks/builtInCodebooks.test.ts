import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { checkShape } from '../../../src/core/base/shape';
import { studyPath, type StudyPath } from '../../../src/core/base/studyPath';
import { readCases } from '../../../src/core/cases/readCases';
import {
  codebookFile,
  codebookVersion,
  type CodebookFile,
  type CodeEntry,
  type RelationEntry,
} from '../../../src/core/codebook/codebookFile';
import { projectFile } from '../../../src/core/project/projectFile';
import { readYaml } from '../../../src/core/yaml/yamlFile';

type Row = Readonly<Record<string, string>>;

function table(name: string): Row[] {
  const [head = '', ...lines] = readFileSync(`test/golden/codebooks/${name}.tsv`, 'utf8')
    .replace(/\n$/, '')
    .split('\n');
  const columns = head.split('\t');
  return lines.map((line) => {
    const cells = line.split('\t');
    assert.equal(cells.length, columns.length, line);
    return Object.fromEntries(columns.map((column, n) => [column, cells[n] ?? '']));
  });
}

function codebook(path: string): CodebookFile {
  const yaml = readYaml(readFileSync(path, 'utf8'), path);
  assert.deepEqual(yaml.problems, []);
  const shape = checkShape(codebookFile, yaml.value);
  assert.ok(shape.ok, shape.ok ? '' : JSON.stringify(shape.error));
  return shape.value;
}

/** Built-in codebooks that were read already. */
const read = new Map<string, CodebookFile>();

function builtIn(id: string): CodebookFile {
  const book = read.get(id) ?? codebook(`media/codebooks/${id}.yaml`);
  read.set(id, book);
  return book;
}

/** The codes right under a codebook or a code. */
function under(parent: object): CodeEntry[] {
  return (new Map(Object.entries(parent)).get('codes') ?? []) as CodeEntry[];
}

/** Every code under a codebook or a code, parents before those under them. */
function allUnder(parent: object): CodeEntry[] {
  return under(parent).flatMap((code) => [code, ...allUnder(code)]);
}

const ids = readdirSync('media/codebooks').map((name) => name.replace(/\.yaml$/, ''));

describe('every built-in codebook', () => {
  it('is one of the five', () => {
    assert.deepEqual(ids.sort(), [
      'bcttv1',
      'bcttv1-relational',
      'peer-worker-change-model',
      'peer-worker-conditions',
      'peer-worker-role-adoption',
    ]);
  });

  for (const id of ids) {
    describe(id, () => {
      const book = builtIn(id);
      const codes = allUnder(book);
      const codeIds = new Set(codes.map((code) => code.id));

      it('goes by the name of its file, in the version that is written now, with its source', () => {
        assert.equal(book.id, id);
        assert.equal(book['verbatim-codebook'], codebookVersion);
        assert.equal(book.wording, 'paraphrase');
        assert.equal(book.language, 'en');
        assert.match(book.citation ?? '', /\b(19|20)\d\d\b.*\b10\.\d{4,}\//, 'year and DOI');
      });

      it('has an id for every code, once', () => {
        assert.equal(codeIds.size, codes.length);
        assert.equal(new Set(codes.map(({ name }) => name)).size, codes.length, 'names differ as well');
      });

      it('says of every code that can be given when to use it, when not, and gives an example', () => {
        for (const code of codes) {
          assert.ok((code.definition ?? '').length > 20, code.id);
          if (under(code).length > 0 && code.include === undefined) continue;
          for (const list of [code.include, code.exclude, code.examples]) {
            assert.ok(list !== undefined && list.length > 0 && list.every((line) => line.trim() !== ''), code.id);
          }
        }
      });

      it('refers to codes that are there, and to none itself', () => {
        // The five relational techniques are told apart from the taxonomy's.
        const known =
          id === 'bcttv1-relational'
            ? new Set([...codeIds, ...allUnder(builtIn('bcttv1')).map((code) => code.id)])
            : codeIds;
        for (const code of codes) {
          for (const other of code.confusable ?? [])
            assert.ok(known.has(other) && other !== code.id, `${code.id}: ${other}`);
        }
        const relations = new Set((book.relations ?? []).map((relation) => relation.id));
        assert.equal(relations.size, (book.relations ?? []).length);
        for (const { id: relation, from, to } of book.relations ?? []) {
          assert.ok(codeIds.has(from), `${relation}: ${from}`);
          assert.ok(codeIds.has(to) || relations.has(to), `${relation}: ${to}`);
          assert.notEqual(to, relation);
        }
      });
    });
  }

  it('can be used with all others: no code id is used twice', () => {
    const all = ids.flatMap((id) => allUnder(builtIn(id)).map((code) => code.id));
    assert.equal(new Set(all).size, all.length);
  });
});

describe('the taxonomy of behaviour change techniques (Michie et al. 2013)', () => {
  const book = builtIn('bcttv1');
  const groups = under(book);
  const techniques = groups.flatMap(under);
  const rows = table('bcttv1');

  it('has 93 techniques in 16 groups, and nothing else', () => {
    assert.equal(rows.length, 93);
    assert.equal(groups.length, 16);
    assert.equal(allUnder(book).length, 93 + 16);
    const published = new Map(rows.map((row) => [row['group_number'], row['group_label']]));
    assert.deepEqual(
      groups.map(({ number, name }) => [number, name]),
      [...published],
    );
  });

  it('has the labels as published, in order and under their numbers', () => {
    assert.deepEqual(
      techniques.map(({ number, name }) => [number, name]),
      rows.map((row) => [row['number'], row['label']]),
    );
    for (const group of groups) {
      for (const { number } of under(group)) assert.equal(number?.split('.')[0], group.number);
    }
  });

  it('has the British spelling beside the label exactly where it differs', () => {
    for (const [n, row] of rows.entries()) {
      const { label, label_uk: british } = row;
      const aka = techniques[n]?.aka ?? [];
      if (british === label) assert.ok(!aka.some((other) => other.toLowerCase() === label?.toLowerCase()), label);
      else assert.ok(aka.includes(british ?? ''), label);
      assert.ok(!aka.some((other) => /behavior/.test(other)), label);
    }
    const differing = rows.filter((row) => row['label'] !== row['label_uk']).length;
    assert.equal(
      techniques.filter(({ aka }) => aka?.some((other) => /ehaviour|isation/.test(other))).length,
      differing,
    );
  });

  it('has the ids of the ontology as references', () => {
    assert.deepEqual(
      techniques.map(({ number, refs }) => [number, refs ?? []]),
      rows.map((row) => [row['number'], (row['bcto_ids'] ?? '').split(' ').filter((one) => one !== '')]),
    );
  });

  it('has definition, include, exclude and example for every technique', () => {
    for (const { id, definition, include, exclude, examples, origin } of techniques) {
      assert.ok(definition && include?.length && exclude?.length && examples?.length, id);
      assert.equal(origin, 'aPriori', id);
    }
  });

  it('names techniques in its rules by number and label as published', () => {
    const added = table('relational2022').map((row) => [row['number'], row['name'] ?? ''] as const);
    const labels = new Map([...rows.map((row) => [row['number'], row['label'] ?? ''] as const), ...added]);
    const rules = techniques.flatMap(({ include, exclude }) => [...(include ?? []), ...(exclude ?? [])]);
    const named = rules.flatMap((rule) => [...rule.matchAll(/\b(\d{1,2}\.\d{1,2}) ([A-Z][^:;.]*)/g)]);
    assert.ok(named.length > 150);
    for (const [, number = '', words = ''] of named) {
      assert.ok(words.startsWith(labels.get(number) ?? '?'), `${number} ${words}`);
    }
  });
});

describe('the five relational techniques (Marks et al. 2022)', () => {
  it('are a group 17 with their labels, and the abstract’s wording as other names', () => {
    const [group, ...others] = under(builtIn('bcttv1-relational'));
    assert.ok(group);
    assert.deepEqual(others, []);
    assert.deepEqual([group.number, group.name], ['17', 'Relational aspects of behavioural change']);
    const rows = table('relational2022');
    assert.equal(rows.length, 5);
    assert.deepEqual(
      under(group).map(({ number, name }) => [number, name]),
      rows.map((row) => [row['number'], row['name']]),
    );
    for (const [n, row] of rows.entries()) {
      const code: CodeEntry | undefined = under(group)[n];
      if (row['abstract_wording'] !== '') assert.ok(code?.aka?.includes(row['abstract_wording'] ?? ''), row['name']);
      assert.equal(code?.origin, 'inductive');
      assert.equal(code.refs, undefined, 'the ontology has no ids for them');
    }
  });
});

describe('the change model (Gillard et al. 2015)', () => {
  const book = builtIn('peer-worker-change-model');
  const codes = allUnder(book);
  const relations = book.relations ?? [];
  const nameOf = new Map(codes.map(({ id, name, number }) => [id, number ?? name]));

  /** A relation as links.tsv writes it. */
  const endOf = (id: string): string => {
    const relation: RelationEntry | undefined = relations.find((one) => one.id === id);
    return relation === undefined ? (nameOf.get(id) ?? id) : `${endOf(relation.from)} > ${endOf(relation.to)}`;
  };

  it('has three mechanisms and eleven sub-mechanisms, with numbers and names', () => {
    const mechanisms = codes.filter(({ number }) => number?.startsWith('M'));
    const rows = table('mechanisms');
    assert.deepEqual(
      mechanisms.map(({ number, name }) => [number, name]),
      rows.map((row) => [row['number'], row['name']]),
    );
    const top = under(book).filter(({ number }) => number !== undefined);
    assert.deepEqual(
      top.map((code) => [code.number, under(code).length]),
      [
        ['M1', 3],
        ['M2', 4],
        ['M3', 4],
      ],
    );
  });

  it('has every outcome that the text names, and says what each rests on', () => {
    const given = under(book)
      .filter(({ name }) => name.endsWith('outcomes'))
      .flatMap((part) => allUnder(part).map(({ name, basis }) => `${part.name}: ${name} (${basis ?? 'none'})`));
    assert.deepEqual(
      given.sort(),
      table('outcomes')
        .map((row) => `${row['part'] ?? ''}: ${row['name'] ?? ''} (${row['basis'] ?? ''})`)
        .sort(),
    );
  });

  it('has every link that the text states, with its ends, kind, sign and basis, and no other', () => {
    const given = relations.map(({ from, to, kind, sign, basis }) =>
      [endOf(from), endOf(to), kind, sign, basis].join(' | '),
    );
    const stated = table('links').map((row) =>
      [row['from'], row['to'], row['kind'], row['sign'], row['basis']].join(' | '),
    );
    assert.equal(stated.length, 60);
    assert.deepEqual(given.sort(), stated.sort());
  });

  it('cites for every link the paper and the studies that it leans on', () => {
    const cited = new Map(relations.map(({ from, to, citation }) => [`${endOf(from)} | ${endOf(to)}`, citation]));
    for (const row of table('links')) {
      const expected = ['Gillard et al. 2015', ...(row['cites'] === '' ? [] : [row['cites']])].join('; ');
      assert.equal(cited.get(`${row['from'] ?? ''} | ${row['to'] ?? ''}`), expected);
    }
  });

  it('gives the publication of every theory', () => {
    const theories = under(book).find(({ id }) => id === 'theories');
    const named = allUnder(theories ?? {});
    assert.equal(named.length, 8);
    for (const { id, refs } of named)
      assert.ok(
        refs?.every((ref) => /\(\d{4}\)/.test(ref)),
        id,
      );
  });
});

describe('the other two', () => {
  it('the role adoption codebook has the five themes in order', () => {
    assert.deepEqual(
      under(builtIn('peer-worker-role-adoption')).map((code) => [code.number, code.name, under(code).length]),
      table('themes2013').map((row) => [row['number'], row['name'], 0]),
    );
  });

  it('the conditions codebook has the four domains, and the benefits by whom they reach', () => {
    const book = builtIn('peer-worker-conditions');
    assert.deepEqual(
      under(book).map(({ name }) => name),
      ['Organisational conditions', 'Benefits'],
    );
    const placed = allUnder(book).flatMap((above) => under(above).map((code) => ({ above: above.name, code })));
    assert.deepEqual(
      placed.filter(({ code }) => under(code).length === 0).map(({ above, code }) => [above, code.name]),
      table('conditions2014').map((row) => [row['under'], row['name']]),
    );
  });
});

describe('the sample study', () => {
  const folder = 'media/sample';

  it('has a sound verbatim.yaml whose files are there', () => {
    const yaml = readYaml(readFileSync(`${folder}/verbatim.yaml`, 'utf8'), 'verbatim.yaml');
    assert.deepEqual(yaml.problems, []);
    const shape = checkShape(projectFile, yaml.value);
    assert.ok(shape.ok);
    for (const path of shape.value.codebooks ?? [])
      assert.ok(studyPath(path).ok && codebook(`${folder}/${path}`).id !== '');
    assert.equal(shape.value.cases, 'cases.yaml');
  });

  it('has a cases.yaml without a problem, and every transcript in it is there', () => {
    const transcripts = readdirSync(`${folder}/transcripts`).map((name) => `transcripts/${name}`);
    const { cases, problems } = readCases('cases.yaml' as StudyPath, readFileSync(`${folder}/cases.yaml`, 'utf8'), {
      isTranscript: (path) => transcripts.includes(path),
    });
    assert.deepEqual(problems, []);
    assert.deepEqual([...cases.transcriptsByPath.keys()].sort(), transcripts.sort());
    for (const path of transcripts as StudyPath[]) assert.equal(cases.casesOf(path).length, 1, path);
  });

  it('uses the built-in change model as it is', () => {
    const own = readFileSync(`${folder}/codebooks/peer-worker-change-model.yaml`, 'utf8');
    assert.equal(own, readFileSync('media/codebooks/peer-worker-change-model.yaml', 'utf8'));
  });
});
