import assert from 'node:assert/strict';
import { colorOf, contrast, isHexColor, palette, paletteNames, shapeOf } from '../../../src/core/codebook/palette';

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
});
