import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { NodeFilePort } from '../../../../src/extension/platform/node/nodeFilePort';
import { filePortContract } from '../../../support/filePortContract';
import { MemoryFiles } from '../../../support/memoryFiles';
import { runs } from '../../../support/runs';

// The third port, VS Code's file system, is held to the same contract by the tests in the extension hosts.

filePortContract(
  'in memory, as other tests use it',
  () => {
    const files = new MemoryFiles();
    return Promise.resolve({
      files,
      put: (path, text) => {
        files.set(path, text);
        return Promise.resolve();
      },
      names: () => Promise.resolve([]),
      remove: () => Promise.resolve(),
    });
  },
  { disk: false, runs: runs(50) },
);

filePortContract(
  'on a disk',
  () => {
    const root = mkdtempSync(join(tmpdir(), 'verbatim-port-'));
    return Promise.resolve({
      files: new NodeFilePort(root),
      put: (path, text) => {
        mkdirSync(dirname(join(root, path)), { recursive: true });
        writeFileSync(join(root, path), text);
        return Promise.resolve();
      },
      // Locks are no part of the study.
      names: (folder) =>
        Promise.resolve(
          readdirSync(join(root, folder))
            .filter((name) => name !== '.verbatim')
            .sort(),
        ),
      remove: () => {
        rmSync(root, { recursive: true, force: true });
        return Promise.resolve();
      },
    });
  },
  { disk: true, runs: runs(10) },
);
