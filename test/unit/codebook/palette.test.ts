import assert from 'node:assert/strict';
import {
  colorOf,
  contrast,
  isColor,
  isHexColor,
  isPaletteName,
  luminance,
  palette,
  paletteNames,
  shapeOf,
} from '../../../src/core/codebook/palette';

describe('palette', () => {
  it('has twelve colours that stand out from the background of each kind of theme', () => {
    assert.equal(paletteNames.length, 12);
    for (const [name, color] of Object.entries(palette)) {
      assert.ok(contrast(color.light, '#ffffff') >= 3, `${name} light`);
      assert.ok(contrast(color.dark, '#1e1e1e') >= 3, `${name} dark`);
      assert.ok(contrast(color.contrast, '#000000') >= 4.5, `${name} high contrast`);
      assert.ok(contrast(color.contrastLight, '#ffffff') >= 4.5, `${name} high contrast light`);
    }
  });

  it('stands out from the side bar, too, where codes have their swatches', () => {
    for (const [name, color] of Object.entries(palette)) {
      for (const back of ['#f8f8f8', '#fafafd']) assert.ok(contrast(color.light, back) >= 3, `${name} on ${back}`);
      for (const back of ['#181818', '#191a1b']) assert.ok(contrast(color.dark, back) >= 3, `${name} on ${back}`);
    }
  });

  it('leaves words on a wash as legible as text has to be; in high contrast there is none', () => {
    for (const [name, color] of Object.entries(palette)) {
      const light = blended(color.light, 0x26 / 0xff, '#ffffff');
      const dark = blended(color.dark, 0x33 / 0xff, '#1f1f1f');
      assert.ok(contrast('#3b3b3b', light) >= 4.5, `${name} light`);
      assert.ok(contrast('#cccccc', dark) >= 4.5, `${name} dark`);
    }
  });

  it('computes contrast as WCAG defines it', () => {
    assert.equal(contrast('#000000', '#ffffff'), 21);
    assert.equal(Math.round(contrast('#777777', '#ffffff') * 100) / 100, 4.48);
  });

  it('gives neighbours different shapes and every code a colour', () => {
    for (let i = 1; i < paletteNames.length; i++) {
      assert.notEqual(shapeOf(paletteNames[i]!), shapeOf(paletteNames[i - 1]!));
    }
    assert.equal(colorOf('red', 0), 'red');
    assert.equal(colorOf('#12ab9F', 0), '#12ab9F');
    assert.equal(colorOf('javascript:alert(1)', 1), 'orange');
    assert.equal(colorOf(null, 12), 'blue');
    assert.equal(shapeOf('#123456'), 'solid');
    assert.equal(isHexColor('#12345'), false);
  });

  it('knows its own names, and colours as #RRGGBB; nothing that every object has', () => {
    for (const name of paletteNames) assert.ok(isPaletteName(name) && isColor(name));
    assert.ok(isColor('#aBcDeF'));
    for (const wrong of ['', 'mauve', 'Red', 'constructor', 'toString', '#abc', '#abcdefg', 'abcdef', '#gggggg']) {
      assert.equal(isColor(wrong), false, wrong);
    }
  });

  it('has the luminance of WCAG: black none, white all, green the most of the three', () => {
    assert.deepEqual([luminance('#000000'), luminance('#ffffff')], [0, 1]);
    assert.ok(luminance('#00ff00') > luminance('#ff0000') && luminance('#ff0000') > luminance('#0000ff'));
    // The nearly black values lie on the straight part of the curve.
    assert.ok(Math.abs(luminance('#0a0a0a') - 10 / 255 / 12.92) < 1e-12);
    assert.equal(contrast('#123456', '#fedcba'), contrast('#fedcba', '#123456'));
  });
});

/** A translucent colour as it looks on another. */
function blended(color: string, share: number, back: string): string {
  const channels = (hex: string): number[] => [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));
  const [over, under] = [channels(color), channels(back)];
  const mixed = over.map((value, i) => Math.round(value * share + (under[i] ?? 0) * (1 - share)));
  return `#${mixed.map((value) => value.toString(16).padStart(2, '0')).join('')}`;
}
