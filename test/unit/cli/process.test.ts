import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { removeFolder, temporaryFolder } from '../../support/cliRun';
import { interviewText } from '../../support/smallStudy';

describe('dist/cli.js as a process', function () {
  this.timeout(240_000);
  let folder = '';
  let script = '';

  before(async () => {
    folder = temporaryFolder();
    script = join(folder, 'product', 'dist', 'cli.js');
    mkdirSync(join(folder, 'product', 'dist'), { recursive: true });
    cpSync('media/codebooks', join(folder, 'product', 'media', 'codebooks'), { recursive: true });
    cpSync('package.json', join(folder, 'product', 'package.json'));
    await build({
      entryPoints: ['src/cli/main.ts'],
      outfile: script,
      bundle: true,
      minify: true,
      platform: 'node',
      format: 'cjs',
      target: 'es2022',
      banner: { js: '#!/usr/bin/env node' },
      logLevel: 'warning',
    });
  });

  after(() => {
    removeFolder(folder);
  });

  function go(args: readonly string[], cwd = folder, path = script): { code: number | null; out: string; err: string } {
    // A bundle says nothing about the coverage of sources.
    const env = { ...process.env, NODE_V8_COVERAGE: '' };
    const { status, stdout, stderr } = spawnSync(process.execPath, [path, ...args], { cwd, env, encoding: 'utf8' });
    return { code: status, out: stdout, err: stderr };
  }

  it('makes a study, imports, checks and exports, with its codebooks found beside it', () => {
    const study = join(folder, 'study');
    assert.equal(go(['init', 'study', '--codebook', 'peer-worker-conditions']).code, 0);
    writeFileSync(join(folder, 'INT1.txt'), interviewText);
    writeFileSync(join(folder, 'c.csv'), 'transcript,turn,code,coder\nINT1,2,role-distinctiveness,ada\n');
    assert.equal(go(['import', '../INT1.txt', '../c.csv'], study).code, 0);
    assert.deepEqual(go(['check'], study), {
      code: 0,
      out: '1 transcript, 1 segment, 19 codes: no problems.\n',
      err: '',
    });
    const exported = go(['export', '--format', 'json'], study);
    assert.deepEqual([exported.code, exported.err], [0, '']);
    assert.equal((JSON.parse(exported.out) as { segments: unknown[] }).segments.length, 1);
  });

  it('tells the version of the package that it is part of', () => {
    const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
    assert.deepEqual(go(['--version']), { code: 0, out: `${version}\n`, err: '' });
  });

  it('refuses with one line and exit code 2', () => {
    const { code, out, err } = go(['export', '--format', 'json']);
    assert.deepEqual([code, out], [2, '']);
    assert.match(err, /^verbatim: [^\n]+\n$/);
  });

  it('works through a link, as a package manager installs it', function () {
    const link = join(folder, 'verbatim');
    try {
      symlinkSync(script, link);
    } catch {
      // Windows without developer mode makes no links; the rest of the tests runs there.
      return;
    }
    assert.equal(go(['init', 'linked', '--codebook', 'peer-worker-conditions'], folder, link).code, 0);
  });

  it('ends quietly where its reader goes away', () => {
    const study = join(folder, 'long');
    go(['init', 'long', '--codebook', 'peer-worker-conditions']);
    const text = Array.from({ length: 1000 }, (_, i) => `I: Question ${i}?\n\nR: Answer ${i}.\n`).join('\n');
    const rows = Array.from({ length: 1000 }, (_, i) => `long.txt,${i + 1},role-distinctiveness,ada\n`).join('');
    writeFileSync(join(folder, 'long.txt'), text);
    writeFileSync(join(folder, 'long.csv'), `transcript,turn,code,coder\n${rows}`);
    const imported = go(['import', '../long.txt', '../long.csv', '--json'], study);
    assert.equal(imported.code, 0, imported.err);
    const shell = `"${process.execPath}" "${script}" export --format csv --project "${study}" | head -n 1; echo "\${PIPESTATUS[0]}"`;
    const { stdout, stderr } = spawnSync('bash', ['-c', shell], { encoding: 'utf8' });
    assert.match(stdout, /^transcript,start.*\r\n0\n$/);
    assert.equal(stderr, '');
  });
});
