// `npm start`: installs what is missing, builds, and opens a copy of the sample study in a real VS Code. Options: see startOptions.mjs.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { ensureInstalled, root } from './install.mjs';
import { whenParentIsGone } from './parentWatch.mjs';
import { readStartOptions, StartError } from './startOptions.mjs';

// A wrong call is told before minutes are spent on installing and building.
if (isWellCalled()) await start();

function isWellCalled() {
  try {
    return readStartOptions(process.argv.slice(2)) !== null;
  } catch (error) {
    if (!(error instanceof StartError)) throw error;
    console.error(error.message);
    process.exitCode = 2;
    return false;
  }
}

async function start() {
  /** @type {import('node:child_process').ChildProcess | undefined} */
  let child;
  // Run by hand, this may outlive the terminal (nohup); run by npm, it ends with npm.
  if (process.env.npm_lifecycle_event !== undefined) {
    whenParentIsGone(() => {
      if (child) child.kill('SIGTERM');
      else process.exit(1);
    });
  }
  ensureInstalled();
  console.log('Building …');
  const { buildAll } = await import('./build.mjs');
  await buildAll();
  // The channel tells the child when this one was killed.
  child = spawn(process.execPath, [join(root, 'test/support/start.mjs'), ...process.argv.slice(2)], {
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child?.kill(signal));
  child.on('exit', (code) => {
    process.exitCode = code ?? 1;
  });
}
