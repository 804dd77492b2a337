// Gathers the texts that a person sees, so that each language can have its own: run it after adding or changing one (npm run l10n).
//   package.json → package.nls.json: texts are put in the place of which their keys stand
//   t('…') in src → media/l10n/bundle.l10n.json
// Texts of other languages (package.nls.de.json, media/l10n/bundle.l10n.de.json) keep what is still asked for; what they lack is listed.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve, dirname } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');

/** @param {string} name of a module of test/support @returns {Promise<any>} */
async function load(name) {
  const outfile = join(root, `dist/test/${name}.mjs`);
  await build({
    absWorkingDir: root,
    entryPoints: [`test/support/${name}.ts`],
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'node',
    packages: 'external',
    logLevel: 'warning',
  });
  return import(pathToFileURL(outfile).href);
}

/** @param {string} path @returns {Record<string, string>} */
const read = (path) => JSON.parse(readFileSync(join(root, path), 'utf8'));
/** @param {string} path @param {unknown} value */
const write = (path, value) => writeFileSync(join(root, path), `${JSON.stringify(value, null, 2)}\n`);

/** @param {RegExp} pattern @param {string} folder @returns {string[]} languages that have a file of this name */
const languages = (pattern, folder) => readdirSync(join(root, folder)).flatMap((name) => pattern.exec(name)?.[1] ?? []);

/**
 * What a language says of the texts that are asked for; says what is missing.
 * @param {string} path
 * @param {Iterable<string>} keys
 */
function keep(path, keys) {
  const known = read(path);
  /** @type {Record<string, string>} */
  const kept = {};
  const missing = [];
  for (const key of keys) {
    const text = known[key];
    if (text === undefined) missing.push(key);
    else kept[key] = text;
  }
  write(path, kept);
  for (const key of missing) console.log(`${path} lacks ${JSON.stringify(key)}`);
}

process.chdir(root);
const { keyOf, manifestTexts, textsFile } = await load('manifestTexts');
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const before = read(textsFile());
/** @type {Record<string, string>} */
const texts = {};
for (const { holder, property, key } of manifestTexts(manifest)) {
  const written = holder[property];
  const known = keyOf(written);
  const text = known === null ? written : before[known];
  if (text === undefined) throw new Error(`package.json asks for ${written}, which ${textsFile()} does not have.`);
  texts[known ?? key] = text;
  holder[property] = `%${known ?? key}%`;
}
write('package.json', manifest);
write(textsFile(), texts);
for (const language of languages(/^package\.nls\.(.+)\.json$/, '.')) keep(textsFile(language), Object.keys(texts));

const { bundleFile, sentences } = await load('shownSentences');
const asked = [...new Set(sentences('src').map((/** @type {{ text: string }} */ { text }) => text))].sort();
write(bundleFile(), Object.fromEntries(asked.map((text) => [text, text])));
for (const language of languages(/^bundle\.l10n\.(.+)\.json$/, 'media/l10n')) keep(bundleFile(language), asked);
console.log(`${Object.keys(texts).length} texts of package.json, ${asked.length} sentences of the code`);
