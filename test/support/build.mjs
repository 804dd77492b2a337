// Bundles the extension (desktop and web) and the command line into dist/.
//   node test/support/build.mjs [--dev]      --dev: readable, with source maps
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { basename, dirname, join, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { TextDecoder, TextEncoder } from 'node:util';
import { build } from 'esbuild';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');

/**
 * Turns every dynamic import into a file of its own under dist/formats, loaded when it is first used: activation reads one bundle.
 * @param {Set<string>} found collects the modules to build
 * @param {string} folder where the importing bundle finds them
 * @returns {import('esbuild').Plugin}
 */
const lazyModules = (found, folder) => ({
  name: 'lazy-modules',
  setup({ onResolve }) {
    onResolve({ filter: /^\./ }, ({ kind, path, resolveDir }) => {
      if (kind !== 'dynamic-import') return undefined;
      const file = `${resolve(resolveDir, path)}.ts`;
      // They all come to lie in one folder: the one would be loaded for the other.
      const twin = [...found].find((one) => one !== file && basename(one) === basename(file));
      if (twin !== undefined)
        return { errors: [{ text: `${file} and ${twin} are both loaded later and have one name.` }] };
      found.add(file);
      return { path: `${folder}/${basename(path)}.js`, external: true };
    });
  },
});

/** Lets packages that only define things be left out where nothing uses them; theirs do not say so themselves. */
const pure = {
  name: 'pure-packages',
  setup(/** @type {import('esbuild').PluginBuild} */ { onResolve, resolve: resolvePath }) {
    onResolve({ filter: /^(chardet|yaml)$/ }, async ({ path, kind, resolveDir, pluginData }) => {
      if (pluginData === pure) return undefined;
      // The browser build of yaml is written in modules, so that what is not used can be left out.
      const name = path === 'yaml' ? './node_modules/yaml/browser/index.js' : path;
      const found = await resolvePath(name, {
        kind,
        resolveDir: path === 'yaml' ? root : resolveDir,
        pluginData: pure,
      });
      return { path: found.path, errors: found.errors, sideEffects: false };
    });
  },
};

/**
 * Asks for VS Code's API once a bundle and takes it as it is. esbuild would ask, and copy all its members, for every file that imports
 * it, and activation would wait for that.
 */
const sharedApi = {
  name: 'shared-api',
  setup(/** @type {import('esbuild').PluginBuild} */ { onLoad, onResolve }) {
    onLoad({ filter: /[/\\]src[/\\]extension[/\\].*\.ts$/ }, async ({ path }) => ({
      contents: (await readFile(path, 'utf8')).replace(
        /^import \* as vscode from 'vscode';$/m,
        "const vscode = require('shared-api');",
      ),
      loader: 'ts',
    }));
    onResolve({ filter: /^shared-api$/ }, () => ({ path: 'vscode', namespace: 'shared-api' }));
    onLoad({ filter: /.*/, namespace: 'shared-api' }, () => ({ contents: "module.exports = require('vscode');" }));
  },
};

/**
 * Writes a file where it is not so already, at once: a VS Code that runs from dist/ may load it at this moment.
 * @param {string} path
 * @param {Uint8Array} contents
 */
function write(path, contents) {
  if (existsSync(path) && readFileSync(path).equals(contents)) return;
  mkdirSync(dirname(path), { recursive: true });
  const next = `${path}.${process.pid}.tmp`;
  writeFileSync(next, contents);
  renameSync(next, path);
}

/**
 * The sample study as one file of texts by path, which “Open Sample Study” copies from: a browser can read files of an
 * extension, but not list its folders, and packers leave files out whose names begin with a dot.
 */
async function packedSample() {
  const folder = join(root, 'media/sample');
  const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  /** @type {Record<string, string>} */
  const texts = {};
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
  for (const file of files.sort()) {
    const path = file.slice(folder.length + 1).replaceAll(sep, '/');
    // What a study that was opened here keeps for this machine is no part of it.
    if (!path.startsWith('.verbatim/')) texts[path] = utf8.decode(await readFile(file));
  }
  return new TextEncoder().encode(JSON.stringify(texts));
}

/**
 * What the licences of bundled packages ask to be given on with them.
 * @param {string[]} packages their names
 * @throws {Error} for a package without a text of its licence
 */
async function noticesOf(packages) {
  const parts = packages.map(async (name) => {
    const folder = join(root, 'node_modules', name);
    const { version, license } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
    const file = (await readdir(folder)).find((each) => /^licen[cs]e(\.(md|txt))?$/i.test(each));
    if (!file) throw new Error(`The package ${name} has no text of its licence, which has to go with it.`);
    const text = (await readFile(join(folder, file), 'utf8')).replaceAll('\r\n', '\n').trim();
    return `${name} ${version} (${license})\n\n${text}\n`;
  });
  const head = 'Verbatim contains parts of these packages, under the licences that follow each name.\n';
  return new TextEncoder().encode([head, ...(await Promise.all(parts))].join(`\n${'-'.repeat(80)}\n\n`));
}

/** The pages shown in webviews: a folder of src/webview each. */
const webviews = ['codeForm', 'entryForm', 'details', 'newStudy', 'themePage'];

/** Builds everything; resolves when dist/ is complete. What comes out as it was is left alone. */
export async function buildAll({ dev = false } = {}) {
  const out = join(root, 'dist');
  /** @type {Set<string>} */
  const written = new Set();
  /** Packages of which something is in a bundle. @type {Set<string>} */
  const packages = new Set();
  const bundle = async (/** @type {import('esbuild').BuildOptions} */ options) => {
    const { outputFiles = [], metafile } = await build({ ...options, write: false, metafile: true });
    for (const input of Object.keys(metafile.inputs)) {
      const name = /^node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(input)?.[1];
      if (name !== undefined) packages.add(name);
    }
    for (const { path, contents } of outputFiles) {
      write(path, contents);
      written.add(path);
    }
  };
  const common = {
    absWorkingDir: root,
    bundle: true,
    minify: !dev,
    sourcemap: dev ? /** @type {const} */ ('linked') : /** @type {const} */ (false),
    legalComments: /** @type {const} */ ('none'),
    logLevel: /** @type {const} */ ('warning'),
    target: 'es2022',
  };
  const node = {
    ...common,
    platform: /** @type {const} */ ('node'),
    format: /** @type {const} */ ('cjs'),
    external: ['vscode'],
    // Files that are loaded later are required: Node would look through the whole of what it imports for its exports first.
    supported: { 'dynamic-import': false },
  };
  /** @type {Set<string>} */
  const lazy = new Set();
  await Promise.all([
    bundle({
      ...node,
      entryPoints: ['src/extension/extension.ts'],
      outfile: 'dist/extension.js',
      plugins: [pure, sharedApi, lazyModules(lazy, './formats')],
    }),
    bundle({
      ...node,
      entryPoints: ['src/cli/main.ts'],
      outfile: 'dist/cli.js',
      banner: { js: '#!/usr/bin/env node' },
    }),
    bundle({
      ...common,
      platform: 'browser',
      format: 'cjs',
      external: ['vscode'],
      mainFields: ['browser', 'module', 'main'],
      define: { global: 'globalThis' },
      entryPoints: ['src/extension/extensionWeb.ts'],
      outfile: 'dist/web/extension.js',
      plugins: [sharedApi],
    }),
    bundle({
      ...common,
      platform: 'browser',
      format: 'iife',
      entryPoints: [
        ...webviews.map((name) => ({ in: `src/webview/${name}/main.ts`, out: name })),
        { in: 'src/webview/frame/page.css', out: 'page' },
      ],
      outdir: 'dist/webview',
    }),
  ]);
  chmodSync(join(out, 'cli.js'), 0o755);
  write(join(out, 'sample.json'), await packedSample());
  // A lazy module may have lazy modules itself.
  for (let done = new Set(); done.size < lazy.size;) {
    const entryPoints = [...lazy].filter((file) => !done.has(file));
    done = new Set(lazy);
    await bundle({
      ...node,
      entryPoints,
      outdir: 'dist/formats',
      entryNames: '[name]',
      plugins: [pure, sharedApi, lazyModules(lazy, '.')],
    });
  }
  write(join(out, 'third-party-notices.txt'), await noticesOf([...packages].sort()));
  for (const file of ['extension.js.map', 'cli.js.map', ...['web', 'formats', 'webview'].flatMap(filesOf)]) {
    if (!written.has(join(out, file))) rmSync(join(out, file), { force: true });
  }
}

/** @param {string} folder of dist/ @returns {string[]} paths from dist/ */
function filesOf(folder) {
  const path = join(root, 'dist', folder);
  return existsSync(path) ? readdirSync(path).map((name) => join(folder, name)) : [];
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const dev = process.argv.includes('--dev');
  await buildAll({ dev });
  for (const file of ['extension.js', 'web/extension.js', 'cli.js']) {
    console.log(`dist/${file}  ${Math.round(statSync(join(root, 'dist', file)).size / 1000)} kB`);
  }
}
