// Runs the test files that its parent (mochaPool.mjs) sends, one after the other, and tells it of each test. What files start and share,
// such as a server, is ended after the last.
import { writeFileSync } from 'node:fs';
import { Session } from 'node:inspector/promises';
import Mocha from 'mocha';
import { keepUntilTold } from './atEnd.mjs';

/** @typedef {import('./mochaPool.mjs').Told} Told */
/** @typedef {{ file: string } | { writeCoverage: string } | { end: true }} Order */

const options = JSON.parse(process.argv[2] ?? '{}');
const end = keepUntilTold();

/** @param {Told} told */
const tell = (told) => process.send?.(told);

/** @type {Session | undefined} */
let counting;
if (options.coverage) {
  counting = new Session();
  counting.connect();
  await counting.post('Profiler.enable');
  await counting.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });
}

/**
 * Writes what was run so far in the form of NODE_V8_COVERAGE, and counts no further.
 * @param {string} file
 */
async function writeCoverage(file) {
  if (!counting) return;
  const { result } = await counting.post('Profiler.takePreciseCoverage');
  await counting.post('Profiler.stopPreciseCoverage');
  counting.disconnect();
  counting = undefined;
  writeFileSync(file, JSON.stringify({ result: result.filter(({ url }) => url.includes(options.coverage)) }));
}

/** @param {Mocha.Runnable} test @param {unknown} error */
function wrongOf(test, error) {
  const told = error instanceof Error ? (error.stack ?? String(error)) : String(error);
  return { title: test.fullTitle(), error: told };
}

/** Tells the parent of each test; what failed is also said as mocha says it, with what was expected beside what was found. */
class Reporter extends Mocha.reporters.Base {
  /** @param {Mocha.Runner} runner @param {Mocha.MochaOptions} given */
  constructor(runner, given) {
    super(runner, given);
    runner.on('pass', (test) => tell({ passed: test.fullTitle(), ms: test.duration ?? 0 }));
    runner.on('retry', (test, error) => tell({ retried: wrongOf(test, error) }));
    runner.on('fail', (test, error) => tell({ failed: wrongOf(test, error) }));
    runner.on('end', () => {
      if (this.failures.length > 0) Mocha.reporters.Base.list(this.failures);
    });
  }
}

/** @param {string} file */
async function run(file) {
  const { timeout, retries } = options;
  const mocha = new Mocha({ timeout, retries, forbidOnly: true, forbidPending: true, reporter: Reporter });
  mocha.addFile(file);
  try {
    await mocha.loadFilesAsync();
    await new Promise((done) => mocha.run(done));
  } catch (error) {
    console.error(error);
    tell({ failed: { title: file, error: error instanceof Error ? (error.stack ?? error.message) : String(error) } });
  } finally {
    // Its listeners would take the errors that the next file has to hear of.
    mocha.dispose();
  }
}

process.on('message', async (/** @type {Order} */ order) => {
  if ('end' in order) {
    await end().catch((error) => tell({ failed: { title: 'the end of the tests', error: String(error) } }));
    process.disconnect();
    return;
  }
  if ('file' in order) await run(order.file);
  else await writeCoverage(order.writeCoverage);
  tell({ done: true });
});
// Nobody waits for what comes after the parent's end.
process.on('disconnect', () => process.exit());
tell({ done: true });
