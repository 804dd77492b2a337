import assert from 'node:assert/strict';
import { contrast, paletteNames } from '../../../../src/core/codebook/palette';
import { annotationColor, moreColor } from '../../../../src/extension/editor/highlightPlan';
import { highlightStyle, readableOn } from '../../../../src/extension/editor/highlightStyle';

describe('highlightStyle', () => {
  it('draws a palette colour by the theme’s variables, so that themes and high contrast can set it', () => {
    const { border, ruler } = highlightStyle({ color: 'blue', level: 0 }, 'light');
    assert.match(border, /^none; background: linear-gradient\(var\(--vscode-verbatim-blue\), /);
    assert.equal(ruler, 'verbatim.blue');
    assert.equal(highlightStyle({ color: 'blue', level: 0 }, 'dark').border, border);
  });

  it('draws a wash without a mark in the ruler', () => {
    const { border, ruler } = highlightStyle({ color: 'blue', level: 'wash' }, 'light');
    assert.match(border, /var\(--vscode-verbatim-blueWash\)/);
    assert.equal(ruler, null);
  });

  it('gives each level a place of its own', () => {
    const places = [0, 1, 2, 3].map(
      (level) => / 1px ([^/]+) \/ calc/.exec(highlightStyle({ color: 'blue', level }, 'light').border)?.[1],
    );
    assert.equal(new Set(places).size, 4);
    assert.ok(places.every((place) => place !== undefined));
  });

  it('varies the shape of the line from one palette colour to the next', () => {
    const gradient = (color: string): string =>
      highlightStyle({ color, level: 0 }, 'light')
        .border.replaceAll(color, '')
        .replace(/ 1px 100%.*/, '');
    paletteNames.forEach((name, i) => {
      const next = paletteNames[(i + 1) % paletteNames.length] ?? name;
      assert.notEqual(gradient(name), gradient(next), `${name} and ${next}`);
    });
  });

  it('draws annotations and the line for the rest in the neutral colour, dotted', () => {
    for (const look of [
      { color: annotationColor, level: 1 },
      { color: moreColor, level: 4 },
    ]) {
      const { border, ruler } = highlightStyle(look, 'dark');
      assert.match(border, /repeating-linear-gradient\(90deg, var\(--vscode-verbatim-grey\) 0 3px/);
      assert.equal(ruler, 'verbatim.grey');
    }
  });

  it('makes a custom colour readable on light and on dark themes', () => {
    const light = highlightStyle({ color: '#ffee99', level: 0 }, 'light');
    const dark = highlightStyle({ color: '#ffee99', level: 0 }, 'dark');
    assert.notEqual(light.ruler, '#ffee99');
    assert.equal(dark.ruler, '#ffee99');
    assert.ok(light.border.includes(light.ruler ?? '?'));
    assert.match(
      highlightStyle({ color: '#ffee99', level: 'wash' }, 'dark').border,
      /rgb\(from var\(--vscode-verbatim-greyWash\) 255 238 153 \/ alpha\)/,
    );
  });

  it('lets no text of a file into the style sheet', () => {
    for (const color of [
      '#fff',
      'red; } body { display: none',
      'url(https://example.org)',
      '#12345g',
      '#123456;}',
      '',
      'constructor',
      '__proto__',
    ]) {
      for (const level of [0, 'wash'] as const) {
        const { border, ruler } = highlightStyle({ color, level }, 'light');
        const neutral = highlightStyle({ color: 'grey', level }, 'light');
        // The shape may differ from grey's; nothing else may.
        assert.ok(!/[{}]|url|display|example/.test(border), border);
        assert.equal(ruler, neutral.ruler);
        if (level === 'wash') assert.equal(border, neutral.border);
      }
    }
  });
});

describe('readableOn', () => {
  it('leaves a colour that has enough contrast as it is', () => {
    assert.equal(readableOn('#005fb8', 'light'), '#005fb8');
    assert.equal(readableOn('#5fb8ff', 'dark'), '#5fb8ff');
  });

  it('reaches 3:1 on the theme’s background from any colour', () => {
    for (const hex of ['#000000', '#ffffff', '#ffff00', '#1f1f1f', '#808080', '#0000ff', '#7f7f00']) {
      assert.ok(contrast(readableOn(hex, 'light'), '#ffffff') >= 3, hex);
      assert.ok(contrast(readableOn(hex, 'dark'), '#1f1f1f') >= 3, hex);
    }
  });
});
