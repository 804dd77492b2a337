/**
 * Starts a program and ends it, with all its children, as soon as this one's standard input closes: which happens however the process at
 * its other end went, killed included. The arguments are the program and its own.
 */
import { spawn } from 'node:child_process';

const [program = '', ...args] = process.argv.slice(2);
const child = spawn(program, args, { stdio: ['ignore', 'inherit', 'inherit'], windowsHide: true });
child.on('exit', (code) => process.exit(code ?? 1));
child.on('error', (error) => {
  console.error(error.message);
  process.exit(1);
});
process.stdin.resume();
process.stdin.on('close', () => {
  if (process.platform === 'win32') {
    child.kill();
  } else {
    process.kill(-process.pid, 'SIGKILL'); // this one leads their group
  }
});
