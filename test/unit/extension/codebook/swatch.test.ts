import assert from 'node:assert/strict';
import { palette, paletteNames } from '../../../../src/core/codebook/palette';
import { swatch } from '../../../../src/extension/codebook/swatch';

const start = 'data:image/svg+xml;base64,';

function svg(uri: string): string {
  assert.ok(uri.startsWith(start));
  return Buffer.from(uri.slice(start.length), 'base64').toString('utf8');
}

const shape = (uri: string): string => /<path d="([^"]+)"/.exec(svg(uri))?.[1] ?? '';

describe('swatch', () => {
  it('takes each theme’s value of a palette colour', () => {
    for (const name of paletteNames) {
      const { light, dark } = swatch(name);
      assert.match(svg(light), new RegExp(`fill="${palette[name].light}"`));
      assert.match(svg(dark), new RegExp(`fill="${palette[name].dark}"`));
    }
  });

  it('gives every palette colour a shape of its own, the same in both themes', () => {
    const shapes = paletteNames.map((name) => shape(swatch(name).light));
    assert.equal(new Set(shapes).size, paletteNames.length);
    for (const name of paletteNames) assert.equal(shape(swatch(name).light), shape(swatch(name).dark));
  });

  it('draws a retired code as an outline', () => {
    const { light } = swatch('blue', { hollow: true });
    assert.match(svg(light), /fill="none" stroke="#0072b2"/);
  });

  it('draws a custom colour as it is, with a border that stands out from either background', () => {
    const { light, dark } = swatch('#FFFFFF');
    assert.match(svg(light), /fill="#FFFFFF" stroke="#6b6b6b"/);
    assert.match(svg(dark), /fill="#FFFFFF" stroke="#9a9a9a"/);
    assert.match(svg(swatch('#112233', { hollow: true }).light), /fill="none" stroke="#112233"/);
  });

  it('lets nothing of a hostile value into the image', () => {
    for (const color of ['"/><script>', 'url(https://example.org)', '#12345', '#GGGGGG', '__proto__', 'constructor']) {
      const { light, dark } = swatch(color);
      assert.deepEqual([light, dark], [swatch(null).light, swatch(null).dark]);
    }
  });

  it('draws grey where there is no colour', () => {
    assert.match(svg(swatch(null).light), /fill="#6b6b6b"/);
  });
});
