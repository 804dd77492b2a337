// `npm start`: installs what is missing, builds, and opens a copy of the sample study in a real VS Code. Options: see start.mjs.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { ensureInstalled, root } from './install.mjs';

ensureInstalled();
console.log('Building …');
const { buildAll } = await import('./build.mjs');
await buildAll();
const child = spawn(process.execPath, [join(root, 'test/support/start.mjs'), ...process.argv.slice(2)], {
  stdio: 'inherit',
});
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
child.on('exit', (code) => {
  process.exitCode = code ?? 1;
});
