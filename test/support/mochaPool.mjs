// Test files in several processes, each of which takes the next file once it is done with one: they share out any files evenly, and
// each starts only once what several files want.
import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { root } from './install.mjs';
import { onEnding } from './vscode/ending.mjs';

const worker = fileURLToPath(new URL('mochaWorker.mjs', import.meta.url));

/**
 * @typedef {object} Wrong
 * @property {string} title
 * @property {string} error
 */

/** @typedef {{ passed: string, ms: number } | { retried: Wrong } | { failed: Wrong } | { done: true }} Told what a worker says */

/**
 * @typedef {object} Outcome
 * @property {number} passed
 * @property {Wrong[]} failures
 * @property {Wrong[]} retried tests that passed at a later try, and tries of those that failed
 */

/**
 * @typedef {object} Pool
 * @property {readonly string[]} files in the order in which they begin, so the long ones first
 * @property {readonly (Promise<unknown> | undefined)[]} workers one for each process: what it waits for before it begins
 * @property {number} timeout of a test, in milliseconds
 * @property {number} [retries] none unless said
 * @property {{ of: string, until: number, write: (worker: number) => string, written: () => void }} [coverage] counts what the first
 *   `until` files run of scripts whose address holds `of`; each process writes its counts to a file of its own
 * @property {(line: string) => void} print gets what the files print, a line at a time
 * @property {(told: Told) => void} heard
 */

/**
 * Runs all files. A process that ends before it is told to is a failing test more, and the others go on.
 * @param {Pool} pool
 * @returns {Promise<Outcome>}
 */
export async function runInPool({ files, workers, timeout, retries = 0, coverage, print, heard }) {
  /** @type {Outcome} */
  const outcome = { passed: 0, failures: [], retried: [] };
  let next = 0;
  let counting = coverage ? workers.length : 0;
  const stoppedCounting = () => {
    if (--counting === 0) coverage?.written();
  };

  /** @param {number} number */
  const work = (number) =>
    new Promise((/** @type {(value?: undefined) => void} */ ended) => {
      const child = fork(worker, [JSON.stringify({ timeout, retries, coverage: coverage?.of })], {
        cwd: root,
        stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      });
      const forget = onEnding(() => child.kill());
      for (const stream of [child.stdout, child.stderr]) if (stream) eachLine(stream, print);
      let counts = coverage !== undefined;
      /** @type {string | undefined} */
      let at;
      let told = false;
      const give = () => {
        if (counts && (next >= (coverage?.until ?? 0) || next >= files.length)) {
          if (at !== 'its counts') {
            at = 'its counts';
            child.send({ writeCoverage: coverage?.write(number) });
            return;
          }
          counts = false;
          stoppedCounting();
        }
        at = files[next++];
        told = at === undefined;
        child.send(told ? { end: true } : { file: at });
      };
      child.on('message', (/** @type {Told} */ message) => {
        if ('done' in message) {
          give();
          return;
        }
        if ('passed' in message) outcome.passed++;
        if ('retried' in message) outcome.retried.push(message.retried);
        if ('failed' in message) outcome.failures.push(message.failed);
        heard(message);
      });
      child.on('error', (error) => print(String(error)));
      child.on('close', (code, signal) => {
        forget();
        if (counts) stoppedCounting();
        if (!told || code !== 0) {
          const wrong = {
            title: at ?? 'the tests',
            error: `Their process ended too early (${signal ?? `exit code ${code}`}).`,
          };
          outcome.failures.push(wrong);
          print(`${wrong.title}: ${wrong.error}`);
        }
        ended();
      });
    });

  await Promise.all(
    workers.map(async (start, number) => {
      await start;
      if (next < files.length) await work(number);
      else if (coverage) stoppedCounting();
    }),
  );
  for (const file of files.slice(next)) outcome.failures.push({ title: file, error: 'No process was left to run it.' });
  return outcome;
}

/**
 * @param {import('node:stream').Readable} stream
 * @param {(line: string) => void} print
 */
export function eachLine(stream, print) {
  let rest = '';
  stream.setEncoding('utf8');
  stream.on('data', (part) => {
    const lines = (rest + part).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) print(line);
  });
  stream.on('end', () => {
    if (rest !== '') print(rest);
  });
}
