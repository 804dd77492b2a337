import assert from 'node:assert/strict';
import fc from 'fast-check';
import { CancelledError, type CancellationToken } from '../../../src/core/base/cancellation';
import type { StudyPath } from '../../../src/core/base/studyPath';
import { createStudy, type NewFile } from '../../../src/core/project/createStudy';
import { FileAccessError } from '../../../src/core/project/host';
import { FaultyPort } from '../../support/faultyPort';
import { MemoryFiles } from '../../support/memoryFiles';
import { runs } from '../../support/runs';

const encoder = new TextEncoder();
const path = fc.constantFrom('a.txt', 'b.txt', 'codebooks/c.yaml', '.gitignore', 'verbatim.yaml');
const content = fc.constantFrom('', 'one', 'two');
const files = fc.dictionary(path, content);
const plans = fc.uniqueArray(fc.record({ path, text: content, changes: fc.boolean() }), {
  selector: (one) => one.path,
  maxLength: 5,
});

const texts = (port: MemoryFiles): Record<string, string> =>
  Object.fromEntries(
    [...port.contents].map(([name, bytes]) => [name, new TextDecoder().decode(bytes)] as const).sort(),
  );

/** Cancels once so many files were written. */
function cancelledAfter(writes: () => number, most: number): CancellationToken {
  return {
    get isCancellationRequested() {
      return writes() >= most;
    },
    onCancellationRequested: () => ({ dispose: () => undefined }),
  };
}

describe('law: a new study', () => {
  it('is written whole or not at all, whatever fails or when it is cancelled, and what was there stays', async () => {
    const seen = { done: 0, refused: 0, failed: 0, cancelled: 0 };
    // One thing at a time: nothing can be put back where that fails as well.
    const stops = fc.oneof(
      fc.record({
        failsAt: fc.nat({ max: 5 }),
        when: fc.constantFrom('before' as const, 'after' as const),
        cancelAt: fc.constant(Number.POSITIVE_INFINITY),
      }),
      fc.record({ failsAt: fc.constant(-1), when: fc.constant('before' as const), cancelAt: fc.nat({ max: 5 }) }),
    );
    await fc.assert(
      fc.asyncProperty(files, plans, stops, async (there, wanted, { failsAt, when, cancelAt }) => {
        const memory = new MemoryFiles(there);
        const port = new FaultyPort(memory);
        let writes = 0;
        let failed = false;
        port.fault = ({ call, path: at }) => {
          if (call !== 'replace' || failed || writes++ !== failsAt) return undefined;
          failed = true;
          return { error: new FileAccessError(at, 'no-space', undefined), when };
        };
        const plan = wanted.map(({ path: at, text, changes }): NewFile => {
          const before = there[at];
          const bytes = encoder.encode(text);
          return changes && before !== undefined
            ? { path: at as StudyPath, bytes, kind: 'changed', before: encoder.encode(before) }
            : { path: at as StudyPath, bytes, kind: 'new' };
        });
        const before = texts(memory);
        const inTheWay = plan.filter(({ path: at, kind, bytes }) => {
          const text = there[at];
          return kind === 'new' && text !== undefined && text !== new TextDecoder().decode(bytes);
        });
        try {
          const outcome = await createStudy(
            port,
            plan,
            () => undefined,
            cancelledAfter(() => writes, cancelAt),
          );
          if (outcome.done) {
            seen.done++;
            const after = Object.fromEntries(wanted.map(({ path: at, text }) => [at, text]));
            assert.deepEqual(texts(memory), Object.fromEntries(Object.entries({ ...before, ...after }).sort()));
          } else {
            seen.refused++;
            assert.deepEqual(texts(memory), before);
            assert.deepEqual(
              outcome.inTheWay,
              inTheWay.map(({ path: at }) => at),
            );
          }
        } catch (error) {
          if (error instanceof CancelledError) seen.cancelled++;
          else if (error instanceof FileAccessError) seen.failed++;
          else throw error;
          assert.deepEqual(texts(memory), before);
        }
      }),
      { seed: 20261130, numRuns: runs(1500) },
    );
    for (const [what, count] of Object.entries(seen)) assert.ok(count > 30, `${what}: ${count}`);
  });

  it('is not written over what somebody puts there meanwhile', async () => {
    const memory = new MemoryFiles();
    const plan = ['a.txt', 'b.txt'].map((name): NewFile => ({
      path: name as StudyPath,
      bytes: encoder.encode('new'),
      kind: 'new',
    }));
    const token = cancelledAfter(() => 0, 1);
    const outcome = await createStudy(
      memory,
      plan,
      () => {
        memory.set('b.txt', 'theirs');
      },
      token,
    );
    assert.deepEqual(outcome, { done: false, inTheWay: ['b.txt'] });
    assert.deepEqual(texts(memory), { 'b.txt': 'theirs' });
  });
});
