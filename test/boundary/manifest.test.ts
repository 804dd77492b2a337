import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { helpPages, isHelpTarget } from '../../src/extension/help/helpPages';
import {
  colorPrefix,
  commentController,
  commands,
  contextKeys,
  panels,
  settings,
  transcriptLanguage,
  views,
  walkthrough,
} from '../../src/extension/ids';
import { palette } from '../../src/core/codebook/palette';
import { readManifest } from '../support/manifestTexts';

interface Walkthrough {
  id: string;
  title: string;
  description: string;
  icon: string;
  steps: {
    id: string;
    title: string;
    description: string;
    media: { svg: string; altText: string };
    completionEvents: string[];
  }[];
}

interface Manifest {
  icon: string;
  keywords: string[];
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
    walkthroughs: Walkthrough[];
  };
}

const manifest = readManifest() as Manifest;
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

  it('have VS Code open panels again after a reload', () => {
    for (const id of Object.values(panels)) assert.ok(manifest.activationEvents.includes(`onWebviewPanel:${id}`), id);
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
      walkthrough,
      commentController,
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
    for (const { icon } of [manifest, ...contributes.walkthroughs]) assert.ok(existsSync(icon), icon);
    for (const page of helpPages) assert.ok(existsSync(`media/docs/${page}.md`), page);
  });

  it('link only to commands with arguments that they take', () => {
    const texts = [
      ...contributes.viewsWelcome.map(({ contents }) => contents),
      ...contributes.walkthroughs.flatMap(({ steps }) => steps.map(({ description }) => description)),
    ];
    const links = texts.flatMap((text) => [...text.matchAll(/\(command:([^)?]+)(?:\?([^)]*))?\)/g)]);
    const ours = new Set<string>([
      ...Object.values(commands).map(({ id }) => id),
      ...Object.values(views).map((id) => `${id}.focus`),
      'vscode.openFolder',
    ]);
    assert.ok(links.length > 10);
    for (const [link, command = '', argument] of links) {
      assert.ok(ours.has(command), link);
      if (argument === undefined) continue;
      assert.equal(command, commands.openHelp.id, link);
      const [named, ...others] = JSON.parse(decodeURIComponent(argument)) as unknown[];
      assert.deepEqual([isHelpTarget(named), others], [true, []], link);
    }
  });

  it('offer what codes in a menu, too, and what is done to a code in the menu of its row', () => {
    const inMenu = (menu: string): string[] => (contributes.menus[menu] ?? []).map(({ command }) => command ?? '');
    const { applyCode, applyLastCode, codeInVivo, annotate, removeCoding, changeCode, resizeSegment } = commands;
    const { editMemo, commentOnSegment, toggleExemplar, setAttributes, cycleCertainty } = commands;
    const { nextSegment, previousSegment, undoCoding, redoCoding } = commands;
    const coding = [applyCode, applyLastCode, codeInVivo, annotate, removeCoding, changeCode, resizeSegment];
    assert.deepEqual(
      sorted(inMenu('verbatim.editor')),
      sorted(
        [
          ...[...coding, editMemo, commentOnSegment, toggleExemplar, setAttributes, cycleCertainty],
          ...[nextSegment, previousSegment, undoCoding, redoCoding],
        ].map(({ id }) => id),
      ),
    );
    const { newCodeUnder, newCategoryUnder, editCode, renameCode, recolourCode, retireCode, openCodeInYaml } = commands;
    const ofCodes = [newCodeUnder, newCategoryUnder, editCode, renameCode, recolourCode, retireCode, openCodeInYaml];
    for (const { id } of ofCodes) assert.ok(inMenu('view/item/context').includes(id), id);
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
    // One key may do the same in two places, by two rules.
    const meanings = new Set(codes.map(({ key, command }) => `${key} ${command}`));
    assert.equal(new Set(codes.map(({ key }) => key)).size, meanings.size);
  });

  it('offer every command without a mouse: in the palette, by a key, in a menu, or by Enter on a row', () => {
    const inMenus = Object.entries(contributes.menus).flatMap(([menu, items]) =>
      menu === 'commandPalette' ? [] : items.map(({ command }) => command),
    );
    const reached = new Set([...contributes.keybindings.map(({ command }) => command), ...inMenus]);
    // What a row does when it is chosen; VS Code runs it on Enter, as on a click.
    const onRows = [commands.showSegmentsOfCode, commands.openSegment, commands.openHistoryEvent, commands.openThread];
    const ids = Object.values(commands).flatMap(({ id, palette: shown }) => (shown || reached.has(id) ? [] : [id]));
    assert.deepEqual(
      ids.filter((id) => !onRows.some((one) => one.id === id)),
      [],
    );
  });

  it('bind plain keys only where a transcript is open for coding', () => {
    for (const { key, command, when } of contributes.keybindings) {
      const plain = !/ctrl|cmd|alt|^f\d/.test(key);
      if (plain) assert.match(when, /verbatim\.codingMode/, `${key} → ${command}`);
    }
  });
});

describe('the walkthrough', () => {
  const { walkthroughs } = contributes;
  const steps = walkthroughs.flatMap((one) => one.steps);

  it('is the one that is opened by its id, of at most six steps', () => {
    assert.deepEqual(
      walkthroughs.map(({ id }) => id),
      [walkthrough],
    );
    assert.ok(steps.length > 0 && steps.length <= 6);
    assert.equal(new Set(steps.map(({ id }) => id)).size, steps.length);
  });

  it('has in each step something to press, and counts it as done by what was done', () => {
    const ids = new Set<string>(Object.values(commands).map(({ id }) => id));
    for (const { title, description, completionEvents } of steps) {
      assert.match(description, /^\[[^\]]+\]\(command:[^)]+\)$/m, `${title}: a link on a line of its own is a button`);
      assert.ok(completionEvents.length > 0, title);
      for (const event of completionEvents) {
        const [, kind, id = ''] = /^(onCommand|onView):(.+)$/.exec(event) ?? [];
        const known = kind === 'onView' ? Object.values<string>(views).includes(id) : ids.has(id);
        assert.ok(kind !== undefined && known, `${title}: ${event}`);
      }
    }
  });

  it('has pictures in the colours of the theme, each with words in its place', () => {
    const themed = new Set(contributes.colors.map(({ id }) => `--vscode-${id.replaceAll('.', '-')}`));
    for (const { media } of steps) {
      assert.match(media.altText, /^[A-Z].{20,}\.$/);
      const picture = readFileSync(media.svg, 'utf8');
      assert.doesNotMatch(picture, /#[0-9a-f]{3,8}\b|<script|<style|\bhref=|\bon[a-z]+=/i, media.svg);
      for (const [, value = ''] of picture.matchAll(/\b(?:fill|stroke)="([^"]*)"/g)) {
        assert.match(value, /^(none|var\(--vscode-.+\))$/, media.svg);
      }
      for (const [name] of picture.matchAll(/--vscode-verbatim-[A-Za-z]+/g)) assert.ok(themed.has(name), name);
    }
  });
});

describe('what the Marketplace asks of an extension', () => {
  it('has an icon of 256 by 256 pixels', () => {
    const icon = readFileSync(manifest.icon);
    assert.equal(icon.toString('latin1', 1, 4), 'PNG');
    assert.deepEqual([icon.readUInt32BE(16), icon.readUInt32BE(20)], [256, 256]);
  });

  it('has fewer than 30 tags, with those that packing adds: languages, their names, and kinds of contributions', () => {
    assert.equal(new Set(manifest.keywords).size, manifest.keywords.length);
    assert.ok(manifest.keywords.length < 25, String(manifest.keywords.length));
  });
});
