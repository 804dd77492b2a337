// The steps of a test run: what each says while others run beside it, and what it found.
import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { constants, setPriority } from 'node:os';
import { root } from './install.mjs';
import { eachLine } from './mochaPool.mjs';
import { onEnding } from './vscode/ending.mjs';

/** Characters that the end of the run tells of a step that failed. */
const tellsOfFailure = 8_000;

/** Begins the line in which a program that is a step says what it found, as JSON. */
export const foundMark = '@@found ';

/**
 * What a step found.
 * @typedef {object} Found
 * @property {number} passed
 * @property {number} failed
 * @property {string} [wrong] what failed and why, for the end of the run
 * @property {string[]} [retried] the tests that needed more than one try, and why the first failed
 */

/** @typedef {(line: string) => void} Print */

/** @type {(Found & { name: string, seconds: number })[]} */
const results = [];

/**
 * Runs a step and keeps its counts. A step that throws counts as one failure.
 * @param {string} name
 * @param {string} tag stands before each line that it prints, since others may print between them; none where it is empty
 * @param {(print: Print) => Promise<Found>} work
 */
export async function step(name, tag, work) {
  const print = (/** @type {string} */ line) => console.log(tag === '' ? line : `${tag} │ ${line}`);
  console.log(`\n▸ ${name} …`);
  const begun = performance.now();
  /** @type {Found} */
  let found;
  try {
    found = await work(print);
  } catch (error) {
    const wrong = error instanceof Error ? (error.stack ?? error.message) : String(error);
    print(wrong);
    found = { passed: 0, failed: 1, wrong };
  }
  const seconds = Math.round((performance.now() - begun) / 1000);
  results.push({ name, ...found, seconds });
  console.log(
    `\n${found.failed === 0 ? '✓' : '✗'} ${name}: ${found.passed} passed, ${found.failed} failed (${seconds} s)`,
  );
}

/**
 * Runs a program of this repository; its output is shown and handed back.
 * @param {readonly string[]} args of node
 * @param {{ print?: Print, last?: boolean }} [how] `print` gets its lines, which else are shown as they come; `last` gives it only the
 *   time of the processor that nobody else wants
 * @returns {Promise<{ code: number, output: string }>}
 */
export function node(args, { print, last = false } = {}) {
  return new Promise((done, failed) => {
    const child = spawn(process.execPath, args, {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: last && process.platform !== 'win32',
    });
    if (last && child.pid !== undefined) waitsForAll(child.pid);
    const forget = onEnding(() => child.kill());
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk) => {
        output += chunk;
        if (!print) process.stdout.write(chunk);
      });
      if (print) eachLine(stream, print);
    }
    child.on('error', failed);
    child.on('close', (code) => {
      forget();
      done({ code: code ?? 1, output });
    });
  });
}

/**
 * Gives a process the lowest priority. Where Linux shares the processor out among sessions, a priority counts within a session alone, and
 * servers and browsers have sessions of their own: there it is the session's that is lowered. @param {number} pid leads its session
 */
function waitsForAll(pid) {
  try {
    setPriority(pid, constants.priority.PRIORITY_LOW);
    if (process.platform === 'linux') writeFileSync(`/proc/${pid}/autogroup`, '19');
  } catch {
    // It has ended already, or this system has no such thing: then it runs beside the others.
  }
}

/** Says what was found in all, what failed and what needed another try once more, where a long run's reader looks first. @returns {boolean} whether all is well */
export function summary() {
  for (const { name, failed, wrong, retried = [] } of results) {
    for (const test of retried) console.log(`\n↻ ${name}: needed another try: ${test.slice(0, tellsOfFailure)}`);
    if (failed > 0) console.log(`\n✗ ${name}\n${(wrong ?? '').trimEnd().slice(-tellsOfFailure)}`);
  }
  console.log('');
  for (const { name, passed, failed, seconds } of results) {
    console.log(`${failed === 0 ? '✓' : '✗'} ${name}: ${passed} passed, ${failed} failed (${seconds} s)`);
  }
  const sum = (/** @type {'passed' | 'failed'} */ key) => results.reduce((total, result) => total + result[key], 0);
  // Where nothing ran, nothing was shown to work.
  const failed = sum('passed') === 0 ? Math.max(1, sum('failed')) : sum('failed');
  console.log(`\n${sum('passed')} passed, ${failed} failed`);
  return failed === 0;
}
