import assert from 'node:assert/strict';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { readLog } from '../../../src/core/history/readLog';
import { FileAccessError } from '../../../src/core/project/host';
import { CodingSession } from '../../../src/core/project/codingSession';
import { Study } from '../../../src/core/project/study';
import { codingRun, doCodingRun, type PlainFiles, type RunReport } from '../../support/codingRun';
import { leftovers, openOnDisk } from '../../support/diskStudy';
import { FaultyPort, type Fault } from '../../support/faultyPort';
import { memoryHost, type MemoryFiles } from '../../support/memoryFiles';
import { runs, soak } from '../../support/runs';
import { interview, openStudy, smallStudyFiles } from '../../support/smallStudy';
import { kindOfStep, watchDisk } from '../../support/watchedDisk';

const log = 'coding/ada/log/test.jsonl';
const seed = 20261122;

/** The log tells of each step once, in their order, without a gap. What a torn write left in it is of no harm. */
function assertLogged(files: PlainFiles): void {
  const { entries, problems } = readLog(log, files.text(log) ?? '');
  assert.deepEqual(
    entries.map(({ seq }) => seq),
    codingRun.map((_, i) => i + 1),
  );
  for (const { rule } of problems) assert.ok(['not-json', 'missing-header'].includes(rule), rule);
}

/** What a run told of: a fault that nothing was told of must have harmed nothing. */
function assertTold({ refused, notes }: RunReport): void {
  assert.ok(refused <= 1);
  for (const note of notes) assert.match(note, /“[^”]+” cannot be used: [^;]+; .*try again\./);
}

describe('law: a coding run in which the disk fails at one call', () => {
  let template = '';

  before(() => {
    template = mkdtempSync(join(tmpdir(), 'verbatim-faults-'));
    const files = smallStudyFiles();
    for (const path of files.contents.keys()) {
      mkdirSync(join(template, dirname(path)), { recursive: true });
      writeFileSync(join(template, path), files.text(path));
    }
  });

  after(() => {
    rmSync(template, { recursive: true });
  });

  const errors = ['ENOSPC', 'EIO', 'EACCES', 'EROFS'];

  /** One run whose call `k` fails, if there is one; gives the kinds of its calls, in order. */
  async function runFailingAt(k: number, code: string): Promise<readonly string[]> {
    const root = mkdtempSync(join(tmpdir(), 'verbatim-fault-'));
    cpSync(template, root, { recursive: true });
    const files: PlainFiles = {
      text: (path) => (existsSync(join(root, path)) ? readFileSync(join(root, path), 'utf8') : null),
    };
    const { study, session } = await openOnDisk(root, 'test');
    await study.keep(interview);
    const calls: string[] = [];
    let failed = '';
    let looking = false;
    const stop = watchDisk(root, (step) => {
      if (looking || calls.push(kindOfStep(root, step)) !== k) return;
      failed = `${step.call} ${step.path}`;
      step.half();
      throw Object.assign(new Error(code), { code });
    });
    const unwatched: PlainFiles = {
      text: (path) => {
        looking = true;
        const found = files.text(path);
        looking = false;
        return found;
      },
    };
    try {
      assertTold(await doCodingRun(study, session, unwatched, stop));
    } catch (error) {
      throw new Error(`${code} at call ${k} (${failed}): ${String(error)}`, { cause: error });
    } finally {
      stop();
    }
    assertLogged(files);
    assert.deepEqual(leftovers(root), failed.startsWith('unlinkSync') ? leftovers(root) : [], failed);
    const again = await openOnDisk(root, 'again');
    assert.deepEqual(again.study.problems, [], failed);
    const shown = (one: Study): unknown =>
      one
        .keptCoding(interview)
        ?.byCoder.get('ada')
        ?.list.map(({ row }) => row);
    await again.study.keep(interview);
    assert.deepEqual(shown(again.study), shown(study));
    // Whatever the fault left, the run goes on, and so can another.
    assert.ok((await again.session.undo()).ok, failed);
    assert.equal(failed !== '', k <= calls.length);
    rmSync(root, { recursive: true });
    return calls;
  }

  it('tells of it, leaves every file whole, and does it when tried again', async function () {
    this.timeout(runs(240_000));
    const all = await runFailingAt(Infinity, 'EIO');
    assert.ok(all.length > 15 * codingRun.length, `only ${all.length} calls`);
    const ofKind = new Map<string, number[]>();
    all.forEach((kind, i) => ofKind.set(kind, [...(ofKind.get(kind) ?? []), i + 1]));
    assert.ok(ofKind.size > 30, `only ${ofKind.size} kinds of calls`);
    // In the long run every call fails in every way; in a short one a call of each kind, now in the first step and now in a later one.
    if (soak) for (const k of all.keys()) for (const code of errors) await runFailingAt(k + 1, code);
    else {
      let n = 0;
      for (const places of ofKind.values()) {
        await runFailingAt(places[n % places.length]!, errors[n % errors.length]!);
        n++;
      }
    }
  });
});

describe('law: a coding run in which the file port fails at one call', () => {
  const reasons = ['no-space', 'unavailable', 'no-permission', 'read-only'] as const;

  async function begin(): Promise<{ files: MemoryFiles; port: FaultyPort; study: Study; session: CodingSession }> {
    const files = smallStudyFiles();
    const port = new FaultyPort(files);
    const { study } = await Study.open(memoryHost(port, 'test'));
    assert.ok(study);
    await study.fill();
    await study.keep(interview);
    return { files, port, study, session: new CodingSession(study, 'test') };
  }

  const plain = (files: MemoryFiles): PlainFiles => ({
    text: (path) => (files.contents.has(path) ? files.text(path) : null),
  });

  async function end(files: MemoryFiles, study: Study, report: RunReport): Promise<void> {
    for (const note of report.notes) assert.match(note, /“[^”]+” cannot be used: [^;]+; .*try again\./);
    assertLogged(plain(files));
    const again = await openStudy(files, 'again');
    assert.deepEqual(again.study.problems, []);
    const coding = await again.study.coding(interview);
    assert.deepEqual(coding?.byCoder.get('ada')?.list, study.keptCoding(interview)?.byCoder.get('ada')?.list);
  }

  it('tells of it, leaves every file whole, and does it when tried again', async () => {
    let k = 1;
    for (let any = true; any; k++) {
      any = false;
      for (const reason of soak ? reasons : [reasons[k % reasons.length]!]) {
        const { files, port, study, session } = await begin();
        const run = (): Promise<RunReport> =>
          doCodingRun(study, session, plain(files), () => {
            port.fault = () => undefined;
          });
        let calls = 0;
        port.fault = ({ path }) => {
          if (++calls !== k) return undefined;
          any = true;
          return { error: new FileAccessError(path, reason, undefined), when: 'before' };
        };
        await end(files, study, await run());
      }
    }
    assert.ok(k > 3 * codingRun.length, `only ${k} calls`);
  });

  it('ends with the log whole where appends fail now and then, torn or told of wrongly', async () => {
    const how = fc.constantFrom('well', 'well', 'before', 'after', 'torn');
    await fc.assert(
      fc.asyncProperty(fc.array(how, { maxLength: codingRun.length - 1 }), async (appends) => {
        const { files, port, study, session } = await begin();
        const error = new FileAccessError(log, 'no-space', undefined);
        let appended = 0;
        port.fault = ({ call }): Fault | undefined => {
          if (call !== 'append') return undefined;
          const next = appends[appended++] ?? 'well';
          files.tearing = () => (next === 'torn' ? error : undefined);
          return next === 'before' || next === 'after' ? { error, when: next } : undefined;
        };
        const report = await doCodingRun(study, session, plain(files), () => {
          files.tearing = () => undefined;
          port.fault = () => undefined;
        });
        await end(files, study, report);
      }),
      { seed, numRuns: runs(60) },
    );
  });
});

describe('law: a coding run in which a file is removed under the program', () => {
  it('writes it again, whole, with the next step, and says so where the past that went with it is asked for', async () => {
    for (const path of ['coding/ada/segments/transcripts/INT1.txt.jsonl', log]) {
      for (let at = 0; at < codingRun.length - 1; at++) {
        const files = smallStudyFiles();
        const { study, session } = await openStudy(files);
        await study.keep(interview);
        let refused = 0;
        for (const [i, step] of codingRun.entries()) {
          const outcome = await step(session);
          if (!outcome.ok) {
            assert.ok(path === log && i > at, outcome.error);
            assert.match(outcome.error, /^There is nothing to (?:undo|redo)\.$/);
            refused++;
          }
          if (i === at) files.contents.delete(path);
        }
        const again = await openStudy(files, 'again');
        assert.deepEqual(again.study.problems, []);
        const coding = await again.study.coding(interview);
        assert.deepEqual(coding?.byCoder.get('ada')?.list, study.keptCoding(interview)?.byCoder.get('ada')?.list);
        const { entries, problems } = readLog(log, files.text(log));
        assert.ok(problems.every(({ rule }) => rule === 'log-gap'));
        assert.equal(entries.at(-1)?.seq, codingRun.length - refused);
      }
    }
  });
});
