/**
 * Has a server build show itself in a language. Language packs come from the Marketplace, which tests do without: VS Code is told of one
 * that has no words, so that it speaks English itself and asks extensions for that language.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** The language in which every letter of a text has an accent: what is seen without was never asked for. */
export const pseudoLanguage = 'qps-ploc';

/**
 * @param {string} language
 * @param {string} dataFolder of a server that has not started yet
 */
export async function writeEmptyLanguagePack(language, dataFolder) {
  const folder = path.join(dataFolder, 'data');
  await mkdir(folder, { recursive: true });
  const translations = path.join(folder, `no-words.${language}.json`);
  await writeFile(translations, JSON.stringify({ version: '1.0.0', contents: {} }));
  const pack = {
    hash: `no-words-${language}`,
    label: language,
    extensions: [{ extensionIdentifier: { id: 'verbatim-qda.no-words' }, version: '1.0.0' }],
    translations: { vscode: translations },
  };
  await writeFile(path.join(folder, 'languagepacks.json'), JSON.stringify({ [language]: pack }));
}

const accents = new Map(
  [...'aáeéiíoóuúcçnñyýAÁEÉIÍOÓUÚCÇNÑYÝ'].flatMap((letter, i, all) => (i % 2 ? [[all[i - 1] ?? '', letter]] : [])),
);

/**
 * A text with an accent on each letter that can have one, and on every word: places, links, icons and keys of Markdown stay.
 * @param {string} text
 */
export function pseudo(text) {
  return text
    .split(/(\{\d+\}|\]\([^)]*\)|\$\([a-z-]+\)|`[^`]*`)/)
    .map((part, i) => (i % 2 ? part : part.replace(/\p{L}+/gu, accented)))
    .join('');
}

/** @param {string} word */
function accented(word) {
  const said = [...word].map((letter) => accents.get(letter) ?? letter).join('');
  return said === word ? `${word}\u0301` : said;
}

/**
 * Gives an unpacked extension the texts of the pseudo language.
 * @param {string} extension its folder
 */
export async function writePseudoTexts(extension) {
  const manifest = JSON.parse(await readFile(path.join(extension, 'package.json'), 'utf8'));
  const bundles = path.join(extension, manifest.l10n);
  const files = [
    [path.join(extension, 'package.nls.json'), path.join(extension, `package.nls.${pseudoLanguage}.json`)],
    // The English bundle is for translators and not packed; a translation has the same keys.
    [path.join(bundles, 'bundle.l10n.de.json'), path.join(bundles, `bundle.l10n.${pseudoLanguage}.json`)],
  ];
  for (const [from = '', to = ''] of files) {
    const texts = Object.entries(JSON.parse(await readFile(from, 'utf8')));
    const isBundle = from.includes('bundle');
    await writeFile(
      to,
      JSON.stringify(Object.fromEntries(texts.map(([key, text]) => [key, pseudo(isBundle ? key : text)]))),
    );
  }
}
