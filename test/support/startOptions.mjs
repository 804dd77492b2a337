// What `npm start` was asked for. Uses nothing but Node: it is read before anything is installed.
import { statSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';

const usage = `Usage: npm start -- [FOLDER] [options]

Builds Verbatim and opens it in VS Code: with FOLDER, else with a copy of the
sample study.

  --server    show it in a browser, from a server build of VS Code
  --no-open   with --server: print the address alone, open no browser
  --port=N    with --server: use this port (default: a free one)
  -h, --help  say this`;

/** A call that cannot be followed: its message says why and what to do, and needs no stack trace. */
export class StartError extends Error {}

/**
 * @typedef {object} StartOptions
 * @property {string | null} folder the folder to open, absolute; null for the sample
 * @property {boolean} server
 * @property {boolean} open whether a browser is opened
 * @property {number} port 0 for a free one
 * @property {boolean} smoke without a screen: waits for the extension's icon and for `command`, then ends
 * @property {string | undefined} command
 * @property {string | undefined} extension folder of another build
 * @property {string | undefined} sample folder of another sample
 */

/**
 * Reads the arguments. Prints how it is used, and gives null, where that was asked.
 * @param {readonly string[]} args
 * @returns {StartOptions | null}
 * @throws {StartError}
 */
export function readStartOptions(args) {
  const { values, positionals } = parsed(args);
  if (values.help) {
    console.log(usage);
    return null;
  }
  const [named, second] = positionals;
  if (second !== undefined) throw wrongCall(`Only one folder can be opened; “${second}” is a second one.`);
  const port = Number(values.port);
  if (!/^\d+$/.test(values.port) || port > 65_535) throw wrongCall(`“${values.port}” is no port.`);
  return {
    folder: named === undefined ? null : existingFolder(named),
    server: values.server,
    open: !values['no-open'],
    port,
    smoke: values.smoke,
    command: values.command,
    extension: values.extension,
    sample: values.sample,
  };
}

/** @param {readonly string[]} args */
function parsed(args) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        help: { type: 'boolean', short: 'h', default: false },
        server: { type: 'boolean', default: false },
        'no-open': { type: 'boolean', default: false },
        port: { type: 'string', default: '0' },
        smoke: { type: 'boolean', default: false },
        command: { type: 'string' },
        extension: { type: 'string' },
        sample: { type: 'string' },
      },
    });
  } catch (error) {
    throw wrongCall(error instanceof Error ? (error.message.split('. ')[0] ?? '') + '.' : String(error));
  }
}

/**
 * Paths count from where npm was called: npm itself goes to the folder of package.json.
 * @param {string} named
 */
function existingFolder(named) {
  const folder = path.resolve(process.env.INIT_CWD ?? '.', named);
  let there;
  try {
    there = statSync(folder);
  } catch {
    throw new StartError(
      `There is no folder “${folder}”.\nTo make a study, make the folder, open it and choose “New Study…” (or run “node dist/cli.js init ${quoted(folder)}”). “npm start” alone opens a sample.`,
    );
  }
  if (!there.isDirectory()) throw new StartError(`“${folder}” is a file.\nName the folder that holds it.`);
  return folder;
}

/** @param {string} folder */
function quoted(folder) {
  return /\s/.test(folder) ? `"${folder}"` : folder;
}

/** @param {string} message */
function wrongCall(message) {
  return new StartError(`${message}\n“npm start -- --help” says how it is used.`);
}
