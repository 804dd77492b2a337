/**
 * The settings that tests start VS Code with.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';

/**
 * What keeps the picture quiet and the runs alike: no welcome page, no chat panel, no look-ups, and the desktop's defaults where a
 * window in a browser has others.
 * @type {Readonly<Record<string, unknown>>}
 */
export const quietSettings = Object.freeze({
  'chat.disableAIFeatures': true,
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  'files.autoSave': 'off',
  'git.enabled': false,
  'security.workspace.trust.enabled': true,
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'window.autoDetectColorScheme': false,
  'workbench.enableExperiments': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  // Headings that stay would lie over rows that are to be clicked.
  'workbench.tree.enableStickyScroll': false,
});

/**
 * Writes a user's settings.json. In place: a running VS Code no longer sees a file that another took the place of.
 * @param {string} userFolder the folder named `User` of VS Code's data
 * @param {Record<string, unknown>} settings
 */
export async function writeSettings(userFolder, settings) {
  await mkdir(userFolder, { recursive: true });
  await writeFile(path.join(userFolder, 'settings.json'), `${JSON.stringify(settings, null, '\t')}\n`);
}

/**
 * @param {string} userFolder
 * @returns {Promise<Record<string, unknown>>} empty where there are none
 */
export async function readSettings(userFolder) {
  const text = await readFile(path.join(userFolder, 'settings.json'), 'utf8').catch(() => '{}');
  return JSON.parse(text);
}
