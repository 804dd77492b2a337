import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { colorPrefix, commands, contextKeys, settings, transcriptLanguage, views } from '../../src/extension/ids';
import { palette } from '../../src/core/codebook/palette';

interface Manifest {
  activationEvents: string[];
  contributes: {
    views: { verbatim: { id: string }[] };
    viewsWelcome: { view: string; when: string; contents: string }[];
    commands: { command: string; title: string; category: string; enablement?: string }[];
    menus: Record<string, { command?: string; submenu?: string; when?: string }[]>;
    keybindings: { key: string; command: string; when: string }[];
    languages: { id: string }[];
    grammars: { path: string; language: string }[];
    colors: { id: string; description: string; defaults: Record<string, string> }[];
    configuration: {
      properties: Record<string, { default: unknown; description?: string; markdownDescription?: string }>;
    };
    jsonValidation: { fileMatch: string | string[]; url: string }[];
  };
}

const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as Manifest;
const { contributes } = manifest;
const sorted = (names: Iterable<string>): string[] => [...names].sort();

describe('package.json and the table of ids', () => {
  it('name the same commands', () => {
    assert.deepEqual(
      sorted(contributes.commands.map(({ command }) => command)),
      sorted(Object.values(commands).map(({ id }) => id)),
    );
    for (const { title, category } of contributes.commands) {
      assert.equal(category, 'Verbatim');
      assert.match(title, /^[A-Z]/);
    }
  });

  it('hide the same commands from the palette', () => {
    const hidden = (contributes.menus['commandPalette'] ?? []).filter(({ when }) => when === 'false');
    assert.deepEqual(
      sorted(hidden.map(({ command }) => command ?? '')),
      sorted(Object.values(commands).flatMap(({ id, palette: shown }) => (shown ? [] : [id]))),
    );
  });

  it('name the same views, settings with their defaults, and language', () => {
    assert.deepEqual(sorted(contributes.views.verbatim.map(({ id }) => id)), sorted(Object.values(views)));
    assert.deepEqual(
      Object.fromEntries(Object.entries(contributes.configuration.properties).map(([key, one]) => [key, one.default])),
      Object.fromEntries(Object.values(settings).map(({ key, default: value }) => [key, value])),
    );
    assert.deepEqual(
      contributes.languages.map(({ id }) => id),
      [transcriptLanguage],
    );
  });

  it('contribute the palette as theme colours with its values', () => {
    const expected = Object.entries(palette).flatMap(([name, { light, dark, contrast, contrastLight }]) => [
      [`${colorPrefix}${name}`, { light, dark, highContrast: contrast, highContrastLight: contrastLight }],
      [
        `${colorPrefix}${name}Wash`,
        {
          light: `${light}26`,
          dark: `${dark}33`,
          highContrast: `${contrast}00`,
          highContrastLight: `${contrastLight}00`,
        },
      ],
    ]);
    assert.deepEqual(
      Object.fromEntries(contributes.colors.map(({ id, defaults }) => [id, defaults])),
      Object.fromEntries(expected),
    );
  });

  it('refer only to commands, views and context keys that exist', () => {
    const known = new Set<string>([
      ...Object.values(commands).map(({ id }) => id),
      ...Object.values(contextKeys),
      ...Object.values(views),
      'verbatim.editor',
    ]);
    const text = JSON.stringify({ ...contributes, colors: [], configuration: [] });
    const named = [...text.matchAll(/verbatim\.[A-Za-z]+/g)].map(([name]) => name);
    const files = new Set(['verbatim.yaml', 'verbatim.svg', 'verbatim.schema']);
    assert.deepEqual(sorted(new Set(named.filter((name) => !known.has(name) && !files.has(name)))), []);
  });

  it('point to files that exist', () => {
    for (const { path } of contributes.grammars) assert.ok(existsSync(path), path);
    for (const { url } of contributes.jsonValidation) assert.ok(existsSync(url), url);
  });

  it('offer what codes in a menu, too, and what is done to a code in the menu of its row', () => {
    const inMenu = (menu: string): string[] => (contributes.menus[menu] ?? []).map(({ command }) => command ?? '');
    const { applyCode, applyLastCode, codeInVivo, annotate, removeCoding, changeCode, resizeSegment } = commands;
    const { editMemo, toggleExemplar, nextSegment, previousSegment, undoCoding, redoCoding } = commands;
    const coding = [applyCode, applyLastCode, codeInVivo, annotate, removeCoding, changeCode, resizeSegment];
    assert.deepEqual(
      sorted(inMenu('verbatim.editor')),
      sorted(
        [...coding, editMemo, toggleExemplar, nextSegment, previousSegment, undoCoding, redoCoding].map(({ id }) => id),
      ),
    );
    const { newCodeUnder, newCategoryUnder, renameCode, recolourCode, retireCode, openCodeInYaml } = commands;
    for (const { id } of [newCodeUnder, newCategoryUnder, renameCode, recolourCode, retireCode, openCodeInYaml])
      assert.ok(inMenu('view/item/context').includes(id), id);
  });

  it('leave no key that types without an answer while coding, and let the keys that code come first', () => {
    const letters = [...'abcdefghijklmnopqrstuvwxyz'];
    const marks = ['Minus', 'Equal', 'BracketLeft', 'BracketRight', 'Backslash', 'Semicolon', 'Quote', 'Backquote'];
    const others = ['Comma', 'Period', 'Slash', 'IntlBackslash'];
    const typing = [
      ...letters,
      ...letters.map((letter) => `shift+${letter}`),
      ...'0123456789',
      ...[...marks, ...others].map((name) => `[${name}]`),
      ...['space', 'enter', 'backspace', 'delete'],
    ];
    const bound = new Set(contributes.keybindings.map(({ key }) => key));
    assert.deepEqual(
      typing.filter((key) => !bound.has(key)),
      [],
    );
    // Where two rules fit, VS Code takes the later one: “[” is a key of its own on some keyboards.
    const order = contributes.keybindings.map(({ command }) => command === commands.tellKeys.id);
    assert.ok(order.lastIndexOf(true) < order.indexOf(false));
    const codes = contributes.keybindings.filter(({ command }) => command !== commands.tellKeys.id);
    assert.equal(new Set(codes.map(({ key }) => key)).size, codes.length);
  });

  it('bind plain keys only where a transcript is open for coding', () => {
    for (const { key, command, when } of contributes.keybindings) {
      const plain = !/ctrl|cmd|alt|^f\d/.test(key);
      if (plain) assert.match(when, /verbatim\.codingMode/, `${key} → ${command}`);
    }
  });
});
