// `npm run soak`: the laws over twenty times as many cases, every fault and a thousand kills; some twenty minutes on two cores. Says of
// each law when it is done.
//   node test/support/soak.mjs [path part …]     only files whose path holds one of the parts
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { root } from './install.mjs';

const parts = process.argv.slice(2);
const { status } = spawnSync(
  process.execPath,
  [join(root, 'test/support/nodeTests.mjs'), ...(parts.length > 0 ? parts : ['test/laws', 'test/golden'])],
  { cwd: root, stdio: 'inherit', env: { ...process.env, SOAK: '1' } },
);
process.exitCode = status ?? 1;
