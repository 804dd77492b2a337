import assert from 'node:assert/strict';
import { colorOf, hexOf, isColor, palette, type PaletteTheme } from '../../../src/core/codebook/palette';

type Rgb = readonly [number, number, number];

function linear(hex: string): Rgb {
  const part = (at: number): number => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return [part(1), part(3), part(5)];
}

/** Contrast ratio of WCAG 2.2. */
function contrast(a: string, b: string): number {
  const luminance = (hex: string): number => {
    const [r, g, bl] = linear(hex);
    return 0.2126 * r + 0.7152 * g + 0.0722 * bl;
  };
  const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y) as [number, number];
  return (high + 0.05) / (low + 0.05);
}

/** Machado, Oliveira & Fernandes 2009, severity 1.0, on linear RGB. */
const sight: Readonly<Record<string, readonly Rgb[]>> = {
  full: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
};

/** Distance in OKLab × 100 (Ottosson 2020) as somebody with this sight sees it. */
function distance(a: string, b: string, matrix: readonly Rgb[]): number {
  const lab = (hex: string): Rgb => {
    const rgb = linear(hex);
    const [r, g, bl] = matrix.map((row) => Math.max(0, row[0] * rgb[0] + row[1] * rgb[1] + row[2] * rgb[2])) as [
      number,
      number,
      number,
    ];
    const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * bl);
    const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * bl);
    const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * bl);
    return [
      0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
      1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
      0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
    ];
  };
  const [x, y] = [lab(a), lab(b)];
  return 100 * Math.hypot(x[0] - y[0], x[1] - y[1], x[2] - y[2]);
}

const backgrounds: Readonly<Record<PaletteTheme, string>> = {
  light: '#ffffff',
  dark: '#1e1e1e',
  highContrast: '#000000',
};

describe('palette', () => {
  it('has the twelve names', () => {
    assert.deepEqual(
      palette.map(({ name }) => name),
      ['blue', 'orange', 'green', 'purple', 'red', 'teal', 'pink', 'brown', 'yellow', 'grey', 'indigo', 'olive'],
    );
  });

  for (const theme of ['light', 'dark', 'highContrast'] as const) {
    it(`stands out from the background: ${theme}`, () => {
      for (const { name, hex } of palette) {
        const ratio = contrast(hex[theme], backgrounds[theme]);
        assert.ok(ratio >= 3, `${name} ${hex[theme]} has ${ratio.toFixed(2)}`);
      }
    });

    for (const [kind, matrix] of Object.entries(sight)) {
      it(`has no two colours that fall together: ${theme}, ${kind} sight`, () => {
        const close: string[] = [];
        for (const [i, a] of palette.entries()) {
          for (const b of palette.slice(i + 1)) {
            const apart = distance(a.hex[theme], b.hex[theme], matrix);
            if (apart < (kind === 'full' ? 8 : 4)) close.push(`${a.name} ${b.name} ${apart.toFixed(1)}`);
          }
        }
        assert.deepEqual(close, []);
      });
    }
  }

  it('looks names up and lets #RRGGBB pass', () => {
    assert.equal(hexOf('blue', 'light'), '#0072b2');
    assert.equal(hexOf('#ABCDEF', 'dark'), '#abcdef');
    assert.equal(hexOf('mauve', 'light'), hexOf('grey', 'light'));
    assert.deepEqual(['blue', '#12aBcd', '#12abc', 'Blue', 'constructor'].map(isColor), [
      true,
      true,
      false,
      false,
      false,
    ]);
  });

  it('gives a code without a colour one by its top category', () => {
    assert.equal(colorOf({ color: 'red' }, 3), 'red');
    assert.equal(colorOf({ color: null }, 1), 'orange');
    assert.equal(colorOf({ color: null }, 13), 'orange');
    assert.equal(colorOf({ color: null }, -1), 'blue');
  });
});
