/**
 * The desktop build of VS Code, downloaded from its own update service where that is reachable.
 */
import { readdir } from 'node:fs/promises';
import { get } from 'node:https';
import path from 'node:path';
import { downloadAndUnzipVSCode } from '@vscode/test-electron';
import { cacheFolder, exists } from './cache.mjs';

const UPDATE_SERVICE = 'https://update.code.visualstudio.com/api/releases/stable';
const REACH_LIMIT_MS = 6_000;

/** @type {Promise<boolean> | undefined} */
let reached;

/**
 * The desktop program of a version, downloaded on first use.
 * @param {string} version such as `1.100.3` or `stable`
 * @returns {Promise<string | undefined>} undefined where it cannot be downloaded; known within seconds
 */
export async function desktopProgram(version) {
  reached ??= isReachable();
  if (!(await reached) && !(await isDownloaded(version))) {
    return undefined;
  }
  try {
    return await downloadAndUnzipVSCode({ version, cachePath: cacheFolder });
  } catch (error) {
    console.log(`VS Code ${version} could not be downloaded: ${error instanceof Error ? error.message : error}`);
    return undefined;
  }
}

/** @returns {Promise<boolean>} */
function isReachable() {
  return new Promise((resolve) => {
    const request = get(
      UPDATE_SERVICE,
      { timeout: REACH_LIMIT_MS, signal: AbortSignal.timeout(REACH_LIMIT_MS) },
      (response) => {
        response.destroy();
        resolve(response.statusCode === 200);
      },
    );
    request.on('timeout', () => request.destroy());
    request.on('error', () => resolve(false));
  });
}

/** @param {string} version */
async function isDownloaded(version) {
  const folders = await readdir(cacheFolder).catch(() => /** @type {string[]} */ ([]));
  const wanted = folders.filter(
    (name) => /^vscode-[a-z0-9-]+-[0-9.]+$/.test(name) && (version === 'stable' || name.endsWith(`-${version}`)),
  );
  const complete = await Promise.all(wanted.map((name) => exists(path.join(cacheFolder, name, 'is-complete'))));
  return complete.includes(true);
}
