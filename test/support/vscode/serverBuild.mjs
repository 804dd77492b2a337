/**
 * Server builds of VS Code, fetched from the npm registry: what the tests run in where the desktop build cannot be downloaded.
 *
 * The package code-server holds VS Code's whole server build under lib/vscode, with a lock of its own beside it. Only that folder is
 * used: code-server's own program, and so its dependencies and its compiled parts, are not.
 */
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { cached, exists } from './cache.mjs';
import { run, timed } from './command.mjs';

/** @typedef {'newest' | 'oldest'} BuildName `oldest` is the oldest VS Code that package.json's `engines.vscode` admits */
/** @typedef {{ node: string, root: string, serverMain: string, vscodeVersion: string, needsSmokeTestDriver: boolean }} ServerBuild */

/** The Node release that the newest server build asks for; its packages come one for each platform. */
const NODE_FOR_NEWEST = '24.21.0';

/** The search program, which the oldest build would download from elsewhere in an install script. */
const RIPGREP = `@vscode/ripgrep-${process.platform}-${process.arch}@1.18.0`;

/** @type {Record<BuildName, { version: string, vscodeVersion: string, integrity: string, nodeMajor: number, needsSmokeTestDriver: boolean }>} */
const builds = {
  newest: {
    version: '4.139.1',
    vscodeVersion: '1.139.1',
    integrity: 'sha512-fUYvJVdz4ZoVJfakGiGWXFMpF8K1ObsrpGvX17ZxNpKOzdNHs7lANT670JTr4ZhA8DnWqyvvmFG/d3HV9Yy6ew==',
    nodeMajor: 24,
    needsSmokeTestDriver: true,
  },
  oldest: {
    version: '4.100.3',
    vscodeVersion: '1.100.3',
    integrity: 'sha512-q/Fh2DOxCRNhC/WiG/6sAhSKnj7ZACTVBaeeZ+rWjol//0FCbl/qg1ln5ecZ99jYcfqMxZZAyWcN+YBIo0DgpA==',
    nodeMajor: 20,
    needsSmokeTestDriver: false,
  },
};

/**
 * The versions of VS Code that stand behind the names, for the desktop download to ask for the same.
 * @param {BuildName} name
 * @returns {string} such as `1.100.3`
 */
export function vscodeVersion(name) {
  return builds[name].vscodeVersion;
}

/**
 * A server build, installed on first use.
 * @param {BuildName} name
 * @returns {Promise<ServerBuild>}
 * @throws {Error} when the npm registry does not answer, or gives another package than the pinned one
 */
export async function serverBuild(name) {
  const build = builds[name];
  const folder = await cached(`code-server-${build.version}`, (into) =>
    timed(`Installing VS Code ${build.vscodeVersion} (code-server ${build.version}; about 300 to 600 MB)`, async () => {
      await unpack(`code-server@${build.version}`, into, build.integrity);
      const vscode = path.join(into, 'package/lib/vscode');
      // `npm ci` refuses this package's lock; an install reads the same lock. No scripts: nothing is compiled.
      await run('npm', ['install', '--omit=dev', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], {
        cwd: vscode,
      });
      const search = path.join(vscode, 'node_modules/@vscode/ripgrep');
      if (await exists(search)) {
        const fetched = path.join(into, 'ripgrep');
        await mkdir(fetched);
        await unpack(RIPGREP, fetched);
        await rename(path.join(fetched, 'package/bin'), path.join(search, 'bin'));
        await rm(fetched, { recursive: true });
      }
    }),
  );
  const root = path.join(folder, 'package/lib/vscode');
  return {
    node: await nodeOf(build.nodeMajor),
    root,
    serverMain: path.join(root, 'out/server-main.js'),
    vscodeVersion: build.vscodeVersion,
    needsSmokeTestDriver: build.needsSmokeTestDriver,
  };
}

/**
 * A Node program of the major version: the running one where it fits, else one from the registry.
 * VS Code 1.100 was built for Node 20 and runs on 22 and 24 too, as its compiled parts are left out; the newest needs 24.
 * @param {number} major
 * @returns {Promise<string>} the program's path
 */
async function nodeOf(major) {
  const running = Number(process.versions.node.split('.')[0]);
  if (major === 20 ? running >= 20 : running === major) {
    return process.execPath;
  }
  const windows = process.platform === 'win32';
  const system = windows ? 'win' : process.platform;
  const name = `${system === 'darwin' && process.arch === 'arm64' ? 'node-bin' : 'node'}-${system}-${process.arch}`;
  const folder = await cached(`node-${NODE_FOR_NEWEST}`, (into) =>
    timed(`Installing Node ${NODE_FOR_NEWEST} for it (120 MB)`, async () => {
      await unpack(`${name}@${NODE_FOR_NEWEST}`, into);
      await rm(path.join(into, 'package/include'), { recursive: true, force: true });
    }),
  );
  const program = path.join(folder, 'package/bin', windows ? 'node.exe' : 'node');
  if (!(await exists(program))) {
    throw new Error(`No Node ${major} in ${folder}. Run this with Node ${major}, or delete that folder and try again.`);
  }
  return program;
}

/**
 * Fetches a package from the npm registry, checks it, and unpacks it into `into/package`, without its dependencies.
 * @param {string} spec `name@version`
 * @param {string} into
 * @param {string} [integrity] the digest to insist on; npm itself checks the one the registry states
 */
async function unpack(spec, into, integrity) {
  const report = await run('npm', ['pack', spec, '--json', '--loglevel=error'], { cwd: into }).catch((error) => {
    throw new Error(
      `${spec} did not come from the npm registry. Check \`npm ping\`, then try again.\n${error.message}`,
    );
  });
  const [packed] = /** @type {{ filename: string, integrity: string }[]} */ (JSON.parse(report));
  const [archive] = (await readdir(into)).filter((file) => file.endsWith('.tgz'));
  if (!archive || (integrity && packed?.integrity !== integrity)) {
    throw new Error(
      `${spec} is not the package this project pinned (${packed?.integrity ?? 'no digest'}): do not use it.`,
    );
  }
  await run('tar', ['-xzf', archive, '--no-same-owner'], { cwd: into });
  await rm(path.join(into, archive));
}
