import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { silentLogger } from '../../../src/core/base/logger';
import type { ExportOptions } from '../../../src/core/exchange/exportPlan';
import { Study } from '../../../src/core/project/study';
import { nodeDigest, NodeFilePort } from '../../../src/extension/platform/node/nodeFilePort';
import { writeCodebookHtml } from '../../../src/core/exchange/document/writeCodebookHtml';
import { writeCodebookMarkdown } from '../../../src/core/exchange/document/writeCodebookMarkdown';
import { csvOf, joined, jsonlOf, jsonOf, planned } from '../../support/exchangeStudy';

const folder = 'test/golden/export';

async function openGolden(): Promise<Study> {
  const host = {
    files: new NodeFilePort(join(folder, 'study')),
    digest: nodeDigest,
    machine: 'this-machine',
    now: () => '2026-01-01T00:00:00.000Z',
    newId: () => 'unused',
    log: silentLogger,
  };
  const { study } = await Study.open(host);
  if (study === null) throw new Error('The golden study is unsound.');
  return study;
}

interface Exported {
  readonly offsetUnit: string;
  readonly transcripts: readonly { readonly path: string; readonly length: number }[];
  readonly segments: readonly {
    readonly transcript: string;
    readonly start: number | null;
    readonly end: number | null;
    readonly text: string;
  }[];
}

/** The text as another program reads it: without the byte order mark, line ends LF. */
function lfText(path: string): string {
  return readFileSync(join(folder, 'study', path), 'utf8').replace(/^\ufeff/, '').replace(/\r\n/g, '\n');
}

const inUnits: Readonly<Record<ExportOptions['offsetUnit'], (text: string, start?: number, end?: number) => [number, string]>> = {
  utf16: (text, start, end) => [text.length, text.slice(start, end)],
  codePoint: (text, start, end) => {
    const points = Array.from(text);
    return [points.length, points.slice(start, end).join('')];
  },
  byte: (text, start, end) => {
    const bytes = Buffer.from(text);
    return [bytes.length, bytes.subarray(start, end).toString()];
  },
};

describe('golden export', () => {
  const expected: Readonly<Record<string, (study: Study) => Promise<string>>> = {
    'expected.json': (study) => jsonOf(study),
    'expected.utf16.json': (study) => jsonOf(study, { offsetUnit: 'utf16' }),
    'expected.byte.jsonl': (study) => jsonlOf(study, { offsetUnit: 'byte' }),
    'expected.jsonl': (study) => jsonlOf(study),
    'expected.csv': (study) => csvOf(study),
    'expected.spreadsheet.csv': (study) => csvOf(study, {}, true),
    'expected.codebook.md': async (study) => joined(writeCodebookMarkdown(await planned(study))),
    'expected.codebook.html': async (study) => joined(writeCodebookHtml(await planned(study))),
    'expected.masked.csv': (study) => csvOf(study, { maskCoders: true, codes: ['trusting-relationships'] }),
  };

  for (const [name, make] of Object.entries(expected)) {
    it(`gives the bytes of ${name}`, async () => {
      assert.equal(await make(await openGolden()), readFileSync(join(folder, name), 'utf8'));
    });
  }

  it('has the words at its offsets, as a reader that counts by other means sees them', async () => {
    for (const offsetUnit of ['utf16', 'codePoint', 'byte'] as const) {
      const document = JSON.parse(await jsonOf(await openGolden(), { offsetUnit })) as Exported;
      assert.equal(document.offsetUnit, offsetUnit);
      for (const { path, length } of document.transcripts) assert.equal(inUnits[offsetUnit](lfText(path))[0], length);
      const placed = document.segments.filter(({ start }) => start !== null);
      assert.equal(placed.length, 5);
      for (const { transcript, start, end, text } of placed) {
        assert.equal(inUnits[offsetUnit](lfText(transcript), start ?? 0, end ?? 0)[1], text);
      }
    }
  });

  it('has the keys of the contract in their order', async () => {
    const document = JSON.parse(await jsonOf(await openGolden())) as Record<string, Record<string, unknown>[]>;
    assert.deepEqual(Object.keys(document), ['format', 'version', 'offsetUnit', 'project', 'coders', 'codebooks', 'cases', 'participants', 'transcripts', 'segments']);
    const keysOf = (list: string): string[] => Object.keys(document[list]?.[0] ?? {});
    assert.deepEqual(keysOf('coders'), ['id', 'name']);
    assert.deepEqual(keysOf('codebooks'), ['id', 'name', 'codes', 'themes', 'relations']);
    assert.deepEqual(keysOf('cases'), ['id', 'variables']);
    assert.deepEqual(keysOf('participants'), ['id', 'case', 'variables']);
    assert.deepEqual(keysOf('transcripts'), ['path', 'digest', 'length', 'participants', 'cases', 'variables']);
    assert.deepEqual(keysOf('segments'), ['id', 'transcript', 'coder', 'start', 'end', 'line', 'text', 'speakers', 'participants', 'cases', 'codes', 'codings', 'memo', 'exemplar', 'status']);
    const [codebook] = document['codebooks'] as { codes: object[] }[];
    assert.deepEqual(Object.keys(codebook?.codes[0] ?? {}), ['id', 'name', 'path', 'parent', 'codable', 'definition']);
  });

  it('names no folder of this machine', async () => {
    assert.equal((await jsonOf(await openGolden())).includes(process.cwd()), false);
  });
});
