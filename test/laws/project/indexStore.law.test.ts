import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Digest } from '../../../src/core/base/digest';
import type { StudyPath } from '../../../src/core/base/studyPath';
import {
  indexCachePath,
  isPossible,
  readIndexCache,
  writeIndexCache,
  type KeptIndex,
} from '../../../src/core/project/indexCache';
import { Study } from '../../../src/core/project/study';
import { memoryHost, type MemoryFiles } from '../../support/memoryFiles';
import { runs } from '../../support/runs';
import { codebookText, smallStudyFiles } from '../../support/smallStudy';

const seed = 20261122;
const transcripts = ['transcripts/a.txt', 'transcripts/b.txt'];
const coders = ['ada', 'ben'];
const codes = ['bond', 'talking', 'change', 'nowhere'];
const texts = [
  'I: One two three.\n\nR: Four five.\n',
  '\ufeffI: One two three.\r\n\r\nR: Four five.\r\n',
  'R: Other words.\n',
  '',
];

/** Segments over any text: those that fall outside it, or whose quote stands elsewhere, are found again or lost. */
const rows = fc.array(fc.tuple(fc.nat(30), fc.integer({ min: 1, max: 8 }), fc.constantFrom(...codes)), {
  maxLength: 4,
});

/** One thing that a person, another program or a colleague does between two sessions. */
const step = fc.oneof(
  fc.record({
    kind: fc.constant('text' as const),
    path: fc.constantFrom(...transcripts),
    text: fc.constantFrom(...texts),
  }),
  fc.record({ kind: fc.constant('gone' as const), path: fc.constantFrom(...transcripts) }),
  fc.record({
    kind: fc.constant('segments' as const),
    path: fc.constantFrom(...transcripts),
    coder: fc.constantFrom(...coders),
    another: fc.oneof({ weight: 5, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: fc.constantFrom(...texts) }),
    rows,
  }),
  fc.record({
    kind: fc.constant('unsegmented' as const),
    path: fc.constantFrom(...transcripts),
    coder: fc.constantFrom(...coders),
  }),
  fc.record({ kind: fc.constant('codebook' as const), whole: fc.boolean() }),
  fc.record({ kind: fc.constant('cache' as const), at: fc.nat(4000), byte: fc.nat(255) }),
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

const lf = (text: string): string => text.replace('\ufeff', '').replaceAll('\r\n', '\n');

async function digestOf(text: string): Promise<Digest> {
  return memoryHost(smallStudyFiles()).digest(new TextEncoder().encode(lf(text)));
}

async function doStep(files: MemoryFiles, one: Step): Promise<void> {
  switch (one.kind) {
    case 'text':
      files.set(one.path, one.text);
      return;
    case 'gone':
      files.contents.delete(one.path);
      return;
    case 'segments': {
      const now = files.contents.has(one.path)
        ? new TextDecoder('utf-8', { ignoreBOM: true }).decode(files.contents.get(one.path))
        : '';
      const of = one.another ?? now;
      const text = lf(of);
      const header = {
        verbatim: 'segments',
        version: 1,
        transcript: one.path,
        text: await digestOf(of),
        coder: one.coder,
      };
      const lines = one.rows.map(([start, length, code], i) => {
        const end = Math.min(start + length, text.length);
        return { id: `s${i}`, start: Math.min(start, end), end, quote: text.slice(start, end), codings: [{ code }] };
      });
      const content = [header, ...lines].map((line) => `${JSON.stringify(line)}\n`).join('');
      files.set(`coding/${one.coder}/segments/${one.path}.jsonl`, content);
      return;
    }
    case 'unsegmented':
      files.contents.delete(`coding/${one.coder}/segments/${one.path}.jsonl`);
      return;
    case 'codebook':
      files.set('codebooks/small.yaml', one.whole ? codebookText : codebookText.replace('id: talking', 'id: silence'));
      return;
    case 'cache': {
      const bytes = files.contents.get(indexCachePath)?.slice();
      if (bytes === undefined || bytes.length === 0) return;
      bytes[one.at % bytes.length] = one.byte;
      files.set(indexCachePath, bytes);
    }
  }
}

async function session(files: MemoryFiles, keepsIndex: boolean): Promise<unknown> {
  const { study } = await Study.open({ ...memoryHost(files), keepsIndex: () => keepsIndex });
  assert.ok(study);
  await study.fill();
  const paths = study.transcripts.map(({ path }) => path);
  const { index } = study;
  return {
    used: [...index.usedCodes()].sort(),
    size: index.size,
    problems: study.problems,
    transcripts: paths.map((path) => ({
      path,
      length: study.lengthOf(path),
      segments: index.segmentCount(path),
      covered: index.coveredLength(path),
      orphans: index.orphanCount(path),
      waiting: index.waitingCount(path),
      codings: codes.map((code) => [index.countIn(code, path), index.codingsOf(code, [path])]),
    })),
    counts: codes.map((code) => index.count(code)),
    inMemory: paths.filter((path) => study.storedOf(path).size > 0),
  };
}

describe('law: the index of an earlier session', () => {
  it('says what reading the study afresh says, whatever became of the files in between', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(step, { maxLength: 3 }), { minLength: 2, maxLength: 5 }), async (sessions) => {
        const files = smallStudyFiles({
          'coding/ben/coder.yaml': 'verbatim-coder: 1\nname: Ben\n',
          ...Object.fromEntries(transcripts.map((path, i) => [path, texts[i] ?? ''])),
        });
        for (const steps of sessions) {
          // Damage to the cache is left out here: with it, one byte of a count may change unnoticed.
          for (const one of steps) if (one.kind !== 'cache') await doStep(files, one);
          assert.deepEqual(await session(files, true), await session(files, false));
        }
      }),
      { seed, numRuns: runs(60) },
    );
  });

  it('does no harm where it is damaged', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 12 }), async (steps) => {
        const files = smallStudyFiles();
        for (const one of steps) {
          await doStep(files, one);
          await session(files, true);
        }
      }),
      { seed, numRuns: runs(25) },
    );
  });

  it('is mended where a number in it cannot be, and left alone where nothing is wrong with it', async () => {
    const files = smallStudyFiles();
    const text = lf(files.text('transcripts/INT1.txt'));
    await doStep(files, {
      kind: 'segments',
      path: 'transcripts/INT1.txt',
      coder: 'ada',
      another: text,
      rows: [[0, 3, 'talking']],
    });
    const fresh = await session(files, true);
    const whole = files.contents.get(indexCachePath)!;
    assert.deepEqual(await session(files, true), { ...(fresh as object), inMemory: [] });
    assert.equal(files.contents.get(indexCachePath), whole);
    // A transcript that an editor shows is read all the same.
    const { study } = await Study.open({ ...memoryHost(files), keepsIndex: () => true });
    const filled = study!.fill();
    assert.ok(await study!.keep('transcripts/INT1.txt' as StudyPath));
    await filled;
    assert.equal(files.contents.get(indexCachePath), whole);
    const damaged = whole.slice();
    damaged.fill(0xff, damaged.length - 4);
    files.set(indexCachePath, damaged);
    assert.deepEqual(await session(files, true), fresh);
    assert.deepEqual(files.contents.get(indexCachePath), whole);
  });

  it('is read back as it was written, and anything else is refused', () => {
    const digest = fc.constant(`sha256:${'0'.repeat(64)}` as Digest);
    const stamp = fc.record({ path: fc.string().map((text) => text as StudyPath), digest }, { noNullPrototype: true });
    const kept = fc
      .record({
        codes: fc.array(fc.string(), { minLength: 1, maxLength: 3 }),
        coders: fc.array(fc.string(), { minLength: 1, maxLength: 3 }),
        lists: fc.array(
          fc.record(
            {
              transcript: stamp,
              text: digest,
              length: fc.integer({ min: 100, max: 1000 }),
              segments: fc.array(stamp, { maxLength: 3 }),
              starts: fc.array(fc.nat(50), { minLength: 1, maxLength: 5 }),
            },
            { noNullPrototype: true },
          ),
          { maxLength: 4 },
        ),
      })
      .map(({ codes: codeNames, coders: coderNames, lists }): KeptIndex => ({
        codes: codeNames,
        coders: coderNames,
        transcripts: lists.map(({ starts, ...rest }) => ({
          ...rest,
          columns: {
            starts: Int32Array.from(starts),
            ends: Int32Array.from(starts, (start) => start + 7),
            coders: Int32Array.from(starts, (start) => start % coderNames.length),
            rows: Int32Array.from(starts.keys()),
            codingSegments: Int32Array.from(starts.keys()),
            codingCodes: Int32Array.from(starts, (start) => start % codeNames.length),
            covered: 7,
            orphans: 0,
            waiting: 1,
          },
        })),
      }));
    fc.assert(
      fc.property(kept, fc.nat(), fc.uint8Array({ maxLength: 40 }), (index, cut, noise) => {
        const bytes = writeIndexCache(index);
        assert.deepEqual(readIndexCache(bytes), index);
        for (const one of index.transcripts) {
          assert.ok(isPossible(one, index));
          const { starts, coders: numbers, rows: places, codingSegments, codingCodes } = one.columns!;
          for (const column of [starts, numbers, places, codingSegments, codingCodes]) {
            for (const wrong of [-1, 1_000_000]) {
              const right = column[cut % column.length]!;
              column[cut % column.length] = wrong;
              assert.equal(isPossible(one, index), false);
              column[cut % column.length] = right;
            }
          }
        }
        assert.equal(readIndexCache(bytes.subarray(0, cut % bytes.length)), null);
        assert.equal(readIndexCache(noise), null);
      }),
      { seed, numRuns: runs(60) },
    );
  });

  it('is read from a piece of a larger buffer, as Node hands out what is small', () => {
    const index: KeptIndex = { codes: ['a'], coders: ['ada'], transcripts: [] };
    const bytes = writeIndexCache(index);
    const pooled = Buffer.from(new ArrayBuffer(bytes.length + 20), 8, bytes.length);
    pooled.set(bytes);
    assert.deepEqual(readIndexCache(pooled), index);
  });

  it('is refused where an earlier version kept it, which looked for less that may be wrong', () => {
    const bytes = writeIndexCache({ codes: [], coders: [], transcripts: [] });
    const at = new TextDecoder('latin1').decode(bytes).search(/(?<=verbatim-index-)\d/);
    bytes[at] = '1'.charCodeAt(0);
    assert.equal(readIndexCache(bytes), null);
  });
});
