import { readFileSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { OutputClosed, type OutputPort } from './io';
import { run } from './run';

function portTo(stream: NodeJS.WriteStream): OutputPort {
  // Without a listener, a closed pipe ends the process with a stack trace; the callback of `write` tells of it as well.
  stream.on('error', () => undefined);
  return {
    isTerminal: stream.isTTY,
    write: (text) =>
      new Promise((resolve, reject) => {
        stream.write(text, (error) => {
          if (!error) resolve();
          else reject('code' in error && error.code === 'EPIPE' ? new OutputClosed() : error);
        });
      }),
  };
}

/** The folder of the package: this script is in its folder dist. */
const home = join(dirname(realpathSync(process.argv[1] ?? '.')), '..');
const { version } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8')) as { readonly version: string };
void run(process.argv.slice(2), {
  cwd: process.cwd(),
  out: portTo(process.stdout),
  err: portTo(process.stderr),
  codebooks: join(home, 'media', 'codebooks'),
  version,
}).then((code) => {
  process.exitCode = code;
});
