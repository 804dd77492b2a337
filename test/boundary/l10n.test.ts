import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { commands } from '../../src/extension/ids';
import { keyOf, manifestTexts, readTexts, textsFile } from '../support/manifestTexts';
import { bareWords, bundleFile, readBundle, rowsUnsaid, sentences } from '../support/shownSentences';

/** Languages that the extension speaks, beside English. */
const languages = ['de'];

/** Files that make markup and styles, in which words are names of theirs. */
const markup = new Set(
  ['codebook/swatch', 'editor/highlightStyle', 'editor/legend', 'panels/webviewHtml'].map(
    (name) => `src/extension/${name}.ts`,
  ),
);

/** What looks like words and is none: names of keys, encodings and programs, and of parts of the extension for who reports a fault. */
const names: readonly RegExp[] = [
  /^(?:Verbatim|Enter|Backspace|Unicode|ArrowUp|ArrowDown|FileNotFound)$/,
  /^field memo$/,
  /^(?:Expanded|Collapsed)$/,
  // Names of products, steps of saving, classes and styles of elements.
  /^(?:Dropbox|iCloud Drive|Google Drive|Box|Nextcloud|Syncthing)$/,
  /^(?:and again|fault field|none; position: absolute;)$/,
  /^<svg xmlns=/,
];

/** Features are named in English where one cannot be started, as in the log, for who reports it. */
const isFeature = ({ text, where }: { text: string; where: string }): boolean =>
  where.startsWith('src/extension/activate.ts:') && /^[a-z ]+$/.test(text);

/** Of core: places and texts that the extension shows nobody in words of its own. */
const notShown: readonly RegExp[] = [
  // Descriptions in schemas, and the import of codings, which the command line does.
  /^src\/core\/exchange\/(?:keyDescriptions|fileKinds|codings\/|csv\/|jsonl\/)/,
  // A document that is written to a file, in the same words whoever writes it.
  /^src\/core\/exchange\/document\//,
  // Names that are not in the study can be typed in a terminal alone.
  /^The study has no \0|^Name one of these: |^Use the id that the codebook gives it\.$|^Did you mean “\0”\? /,
  // Tables of signs and of words that transcripts hold.
  /^src\/core\/(?:text\/encodings|transcript\/(?:breakLines|speakerLabel))\.ts/,
  // Names that columns and labels of speakers have in files, parted by strokes.
  /^\S[^.!?“”|]*\|(?:[^!?“”|]{1,24}\|){2,}[^!?“”|]{0,24}$/,
  // What is written into files.
  /^# |^\n\n—— |^“\0”\0$/,
];

const places = (text: string): string[] => [...text.matchAll(/\{\d+\}/g)].map(([place]) => place).sort();
/** What has to be the same in every language: links, icons, keys of Markdown. */
const fixed = (text: string): string[] =>
  [...text.matchAll(/\]\([^)]*\)|\$\([a-z-]+\)|`[^`]*`|#RRGGBB|\.(?:txt|md|vtt|srt|yaml)\b/g)]
    .map(([part]) => part)
    .sort();

describe('sentences of the code', () => {
  const asked = sentences('src');
  const english = readBundle();

  it('stand in the bundle, and nothing else does (npm run l10n)', () => {
    assert.ok(asked.length > 500);
    const texts = [...new Set(asked.map(({ text }) => text))].sort();
    assert.deepEqual(english, Object.fromEntries(texts.map((text) => [text, text])));
  });

  for (const language of languages) {
    it(`are all said in ${language}, with the same places, links and icons`, () => {
      const said = readBundle(language);
      assert.deepEqual(Object.keys(said), Object.keys(english));
      for (const [text, words] of Object.entries(said)) {
        assert.deepEqual([places(words), fixed(words)], [places(text), fixed(text)], text);
        assert.notEqual(words.trim(), '', text);
      }
    });
  }

  it('are whole in the code: no words that a person sees are left bare', () => {
    const left = [...bareWords('src/extension'), ...bareWords('src/webview')].filter(
      (one) =>
        !isFeature(one) && !markup.has(one.where.replace(/:\d+$/, '')) && !names.some((name) => name.test(one.text)),
    );
    assert.deepEqual(left, []);
  });

  it('are whole in core, too, but for what goes into files, into schemas, and what only the command line says', () => {
    const left = bareWords('src/core').filter(
      ({ text, where }) => english[text] === undefined && !notShown.some((one) => one.test(where) || one.test(text)),
    );
    assert.deepEqual(left, []);
  });
});

describe('texts of package.json', () => {
  const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as Record<string, unknown>;
  const english = readTexts();

  it('are asked for by key, each key where it is defined and nowhere else (npm run l10n)', () => {
    const bare = manifestTexts(manifest).filter(({ holder, property }) => keyOf(String(holder[property])) === null);
    assert.deepEqual(
      bare.map(({ holder, property }) => holder[property]),
      [],
    );
    const keys = [...JSON.stringify(manifest).matchAll(/"%([^"%]+)%"/g)].map(([, key]) => key);
    assert.deepEqual([...new Set(keys)].sort(), Object.keys(english).sort());
  });

  for (const language of languages) {
    it(`are all said in ${language}, with the same links`, () => {
      const said = readTexts(language);
      assert.deepEqual(Object.keys(said), Object.keys(english));
      for (const [key, words] of Object.entries(said)) {
        assert.deepEqual(fixed(words), fixed(english[key] ?? ''), key);
        assert.notEqual(words.trim(), '', key);
      }
    });
  }

  it('name commands differently, so that each can be found', () => {
    for (const language of [undefined, ...languages]) {
      const texts = readTexts(language);
      const titles = Object.values(commands).flatMap(({ id, palette }) =>
        palette ? [texts[`command.${id.slice('verbatim.'.length)}`]] : [],
      );
      assert.equal(new Set(titles).size, titles.length, textsFile(language));
    }
  });
});

describe('rows of trees', () => {
  it('say each what a screen reader reads of it', () => {
    assert.deepEqual(rowsUnsaid('src/extension'), []);
  });
});

describe('languages', () => {
  it('are those that have files, both for package.json and for the code', () => {
    const found = (folder: string, pattern: RegExp): string[] =>
      readdirSync(folder).flatMap((name) => pattern.exec(name)?.[1] ?? []);
    assert.deepEqual(found('.', /^package\.nls\.(.+)\.json$/), languages);
    assert.deepEqual(found('media/l10n', /^bundle\.l10n\.(.+)\.json$/), languages);
    assert.equal(manifestFolder(), 'media/l10n');
    for (const language of languages) assert.ok(existsSync(bundleFile(language)));
  });

  it('quote in German as German does, and speak to people formally', () => {
    const texts = [readBundle('de'), readTexts('de')].flatMap((said) => Object.entries(said));
    assert.deepEqual(
      texts.filter(
        ([text, words]) =>
          /”|(?:^|[\s(])“/.test(words) ||
          /\b(?:du|dein\w*|dich|dir)\b/i.test(words) ||
          (words.includes('"') && !text.includes('"')),
      ),
      [],
    );
  });
});

function manifestFolder(): string {
  const { l10n } = JSON.parse(readFileSync('package.json', 'utf8')) as { l10n: string };
  return l10n.replace(/^\.\//, '');
}
