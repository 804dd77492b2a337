// A person's clicks in a real browser: test/ui. What they load is built before.
//   node test/support/clicks.mjs [path part …]     only files whose path holds one of the parts
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { root } from './install.mjs';
import { runInPool } from './mochaPool.mjs';

/** VS Code passes over a menu's click in the instant in which it redraws the tree; a test of clicks may try again. */
const retries = 2;

/**
 * Runs the files one after the other, in a process of their own: a VS Code and its browser keep two cores busy.
 * @param {object} how
 * @param {(line: string) => void} how.print
 * @param {readonly string[]} [how.parts] of paths, all files unless said
 */
export async function runClicks({ print, parts = [] }) {
  const files = readdirSync(join(root, 'test/ui'))
    .filter((name) => name.endsWith('.test.mjs') && (parts.length === 0 || parts.some((part) => name.includes(part))))
    .sort()
    .map((name) => join(root, 'test/ui', name));
  return runInPool({
    files,
    workers: [undefined],
    timeout: 120_000,
    retries,
    print,
    heard: (told) => {
      if ('passed' in told) print(`  ✓ ${told.passed} (${Math.round(told.ms)} ms)`);
      if ('retried' in told) print(`  ↻ ${told.retried.title}: ${told.retried.error.split('\n', 1)[0]}`);
      if ('failed' in told) print(`  ✗ ${told.failed.title}`);
    },
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const parts = process.argv.slice(2).map((part) => part.replace(/^.*\//, ''));
  const { passed, failures } = await runClicks({ print: console.log, parts });
  console.log(`\n${passed} passed, ${failures.length} failed`);
  process.exitCode = passed > 0 && failures.length === 0 ? 0 : 1;
}
