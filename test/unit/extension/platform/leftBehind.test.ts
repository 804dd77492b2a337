import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LeftBehind, thisProcess } from '../../../../src/extension/platform/node/leftBehind';

describe('LeftBehind', () => {
  let folder: string;
  let path: string;
  const [here = ''] = thisProcess.split(' ');
  const elsewhere = `${'0'.repeat(24)} ${process.pid} token\n`;

  const renew = (seconds: number): void => {
    utimesSync(path, seconds, seconds);
  };

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'verbatim-left-'));
    path = join(folder, 'lock');
    writeFileSync(path, elsewhere);
  });

  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  it('knows at once of a process that ended here, and of none that ran elsewhere', () => {
    const { pid } = spawnSync(process.execPath, ['-e', '']);
    const judge = new LeftBehind(1000);
    assert.equal(judge.isLeftBehind(path, `${here} ${pid} token\n`), true);
    assert.equal(judge.isLeftBehind(path, `${here} ${process.pid} token\n`), false);
    assert.equal(judge.isLeftBehind(path, `${'0'.repeat(24)} ${pid} token\n`), false);
    assert.equal(judge.isLeftBehind(path, ''), false);
  });

  it('goes by what it has waited since it saw a change, not by what the times say', () => {
    const judge = new LeftBehind(1000);
    const looks = (text = elsewhere): boolean => judge.isLeftBehind(path, text);
    renew(1);
    judge.hasWaited(5000);
    assert.equal(looks(), false, 'seen for the first time');
    judge.hasWaited(999);
    assert.equal(looks(), false);
    // A sign of life, from a clock that goes backwards.
    renew(0.5);
    judge.hasWaited(1);
    assert.equal(looks(), false);
    judge.hasWaited(999);
    assert.equal(looks('another lock\n'), false);
    judge.hasWaited(999);
    assert.equal(looks('another lock\n'), false);
    judge.hasWaited(1);
    assert.equal(looks('another lock\n'), true);
  });

  it('judges each lock by itself, also one that is gone', () => {
    const judge = new LeftBehind(1000);
    assert.equal(judge.isLeftBehind(path, elsewhere), false);
    judge.hasWaited(1000);
    assert.equal(judge.isLeftBehind(join(folder, 'none'), elsewhere), false);
    assert.equal(judge.isLeftBehind(path, elsewhere), true);
  });
});
