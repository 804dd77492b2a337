import { palette, isPaletteName, shapeOf, type PaletteColor } from '../../core/codebook/palette';
import { annotationColor } from './highlightPlan';
import { readableOn } from './highlightStyle';

/** The four kinds of theme. */
export type ThemeKind = keyof PaletteColor;

const width = 28;
const height = 12;
const dashes = { solid: '', dashed: ' stroke-dasharray="10 4"', dotted: ' stroke-dasharray="3 2"' } as const;

/** A small picture of how a colour is highlighted, as a `data:` URI: a wash over a line of the colour's shape. Nothing of a file gets into it. */
export function legend(color: string, theme: ThemeKind): string {
  const line = lineColor(color, theme);
  const shape = color === annotationColor ? 'dotted' : shapeOf(color);
  const wash =
    color === annotationColor
      ? ''
      : `<rect width="${width}" height="${height}" rx="2" fill="${line}" fill-opacity="0.2"/>`;
  const stroke = `<path d="M0 ${height - 1.5}h${width}" stroke="${line}" stroke-width="3"${dashes[shape]}/>`;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${wash}${stroke}</svg>`;
  return `data:image/svg+xml;base64,${btoa(svg)}`;
}

function lineColor(color: string, theme: ThemeKind): string {
  if (isPaletteName(color)) return palette[color][theme];
  const dark = theme === 'dark' || theme === 'contrast';
  return /^#[0-9a-fA-F]{6}$/.test(color) ? readableOn(color, dark ? 'dark' : 'light') : palette.grey[theme];
}
