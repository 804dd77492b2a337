/**
 * Running another program to its end.
 */
import { spawn } from 'node:child_process';

const KEPT_OUTPUT = 4000;

/**
 * Runs a program and gives what it printed.
 * @param {string} program found on PATH when it has no folder
 * @param {string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, timeoutMs?: number, errorsToo?: boolean }} [options]
 * @returns {Promise<string>} its standard output, with what it printed as errors behind it where `errorsToo` is set
 * @throws {Error} with the end of its output, when it cannot start, fails, or outlives `timeoutMs` (5 minutes)
 */
export function run(program, args, { cwd, env, timeoutMs = 5 * 60_000, errorsToo = false } = {}) {
  return new Promise((resolve, reject) => {
    // npm, npx and code are .cmd files on Windows, which only a shell starts; no argument of ours holds a space or a quote there
    const child = spawn(program, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: process.platform === 'win32',
      windowsHide: true,
    });
    let output = '';
    let errors = '';
    const timer = setTimeout(() => {
      child.kill('SIGKILL');
      errors += `\n(ended after ${timeoutMs / 1000} s)`;
    }, timeoutMs);
    child.stdout.on('data', (part) => (output += part));
    child.stderr.on('data', (part) => (errors += part));
    child.on('error', (error) => {
      clearTimeout(timer);
      reject(new Error(`${program} could not be started: ${error.message}`));
    });
    child.on('close', (code) => {
      clearTimeout(timer);
      if (code === 0) {
        resolve(errorsToo ? output + errors : output);
      } else {
        reject(new Error(`${program} ${args.join(' ')} failed (${code}):\n${(output + errors).slice(-KEPT_OUTPUT)}`));
      }
    });
  });
}

/**
 * Says in one line what is being done, and how long it took once done.
 * @template T
 * @param {string} what
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function timed(what, work) {
  console.log(`${what} …`);
  const start = Date.now();
  const result = await work();
  console.log(`${what}: done in ${((Date.now() - start) / 1000).toFixed(1)} s`);
  return result;
}
