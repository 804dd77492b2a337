/**
 * `npm start` in its server form: whoever ends it, however, no server is left running.
 */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import path from 'node:path';
import { after, before, describe, it } from 'mocha';
import { poll } from '../support/ui/poll.mjs';
import { repository, sampleStudy } from '../support/ui/study.mjs';

/** Building, and starting VS Code. */
const START_MS = 90_000;

const script = [process.execPath, path.join(repository, 'test/support/startSample.mjs')];
/** @type {{ who: string, command: string[], signal: NodeJS.Signals }[]} */
const endings = [
  { who: 'the script that npm runs is killed', command: script, signal: 'SIGKILL' },
  // Windows knows no signals, only killing.
  ...(process.platform === 'win32'
    ? []
    : /** @type {{ who: string, command: string[], signal: NodeJS.Signals }[]} */ ([
        { who: 'npm is told to end', command: ['npm', 'start', '--'], signal: 'SIGTERM' },
        { who: 'npm is killed', command: ['npm', 'start', '--'], signal: 'SIGKILL' },
        { who: 'the script that npm runs is told to end', command: script, signal: 'SIGTERM' },
      ])),
];

describe('The server of npm start', () => {
  /** @type {import('../support/ui/study.mjs').TestFolder} */
  let study;
  before(async () => {
    study = await sampleStudy();
  });
  after(() => study.remove());

  for (const { who, command, signal } of endings) {
    it(`ends where ${who}`, async () => {
      const [program = '', ...args] = command;
      const child = spawn(program, [...args, study.root, '--server', '--no-open'], {
        cwd: repository,
        stdio: ['ignore', 'pipe', 'pipe'],
        // a group of its own, so that a test that fails leaves nothing behind either
        detached: process.platform !== 'win32',
      });
      let output = '';
      const ended = new Promise((resolve) => child.on('close', resolve));
      for (const stream of [child.stdout, child.stderr]) stream.on('data', (part) => (output += part));
      try {
        const address = await poll(
          `the address in\n${output}`,
          () => /http:\/\/127\.0\.0\.1:\d+\/\S+/.exec(output)?.[0],
          START_MS,
        );
        const answers = () =>
          fetch(address).then(
            () => true,
            () => false,
          );
        assert.equal(await answers(), true);
        child.kill(signal);
        await poll('no answer at the address', async () => !(await answers()));
        // its output is closed once all that were started have ended
        await ended;
      } finally {
        endGroup(child.pid ?? 0);
      }
    });
  }
});

/** @param {number} pid */
function endGroup(pid) {
  try {
    process.kill(process.platform === 'win32' ? pid : -pid, 'SIGKILL');
  } catch {
    // all of it had ended
  }
}
