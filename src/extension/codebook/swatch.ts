import { isPaletteName, palette } from '../../core/codebook/palette';

/** A swatch for light and for dark themes, each an SVG image as a `data:` URI. */
export interface Swatch {
  readonly light: string;
  readonly dark: string;
}

/** What a swatch shows besides its colour. */
export interface SwatchLook {
  /** Drawn as an outline: the code is retired. */
  readonly hollow?: boolean;
}

/** One shape a palette colour, in the palette's order: colour is never the only thing that tells two codes apart. Paths in a 16 × 16 box. */
const shapes = [
  'M8 2.5a5.5 5.5 0 1 0 0 11a5.5 5.5 0 1 0 0-11z',
  'M3 3h10v10h-10z',
  'M8 2l6 11.5h-12z',
  'M8 1.5l6.5 6.5l-6.5 6.5l-6.5-6.5z',
  'M2 2.5h12l-6 11.5z',
  'M6 2h4v4h4v4h-4v4h-4v-4h-4v-4h4z',
  'M8 1.5l6.2 3.25v6.5l-6.2 3.25l-6.2-3.25v-6.5z',
  'M2 5h12v6h-12z',
  'M8 1.2l2 4.6l4.9.5l-3.7 3.3l1.1 4.9l-4.3-2.6l-4.3 2.6l1.1-4.9l-3.7-3.3l4.9-.5z',
  'M2.5 2.5l11.5 5.5l-11.5 5.5z',
  'M5 2h6v12h-6z',
  'M13.5 2.5l-11.5 5.5l11.5 5.5z',
] as const;

/** The same shapes as characters, for where only text can be shown. */
const glyphs = ['●', '■', '▲', '◆', '▼', '✚', '⬢', '▬', '★', '▶', '▮', '◀'] as const;

/** What a colour that no palette has is drawn as where the file's value is not of the form #RRGGBB. */
const neutral = { light: '#6b6b6b', dark: '#9a9a9a' };

/** The border of palette colours: a focused row of a light theme is dark blue, on which a dark swatch would not be seen. */
const onFocus = { light: '#ffffff', dark: null };

const hexColor = /^#[0-9a-fA-F]{6}$/;

/**
 * The swatch of a colour: a palette name takes the theme's value of it, #RRGGBB itself with a thin neutral border (it may be close to
 * the background of either theme), anything else a neutral grey. Nothing of the given text but a checked hex value reaches the image.
 */
export function swatch(color: string | null, look: SwatchLook = {}): Swatch {
  if (color !== null && isPaletteName(color)) return both(palette[color], shapeOfColor(color), look);
  if (color !== null && hexColor.test(color)) {
    return both({ light: color, dark: color }, shapeOfColor(color), look, neutral);
  }
  return both(neutral, shapes[0], look);
}

/** The shape of a colour’s swatch as a character. */
export function glyphOf(color: string): string {
  return glyphs[shapeIndex(color) % glyphs.length] ?? glyphs[0];
}

function shapeIndex(color: string): number {
  const index = Object.keys(palette).indexOf(color);
  if (index >= 0) return index;
  return hexColor.test(color) ? Number.parseInt(color.slice(1), 16) : 0;
}

function shapeOfColor(color: string): string {
  return shapes[shapeIndex(color) % shapes.length] ?? shapes[0];
}

function both(
  colors: { readonly light: string; readonly dark: string },
  shape: string,
  look: SwatchLook,
  border: { readonly light: string; readonly dark: string | null } = onFocus,
): Swatch {
  return {
    light: image(colors.light, border.light, shape, look),
    dark: image(colors.dark, border.dark, shape, look),
  };
}

function image(color: string, border: string | null, shape: string, { hollow = false }: SwatchLook): string {
  const paint = hollow
    ? `fill="none" stroke="${color}" stroke-width="1.6" stroke-dasharray="2.4 1.4"`
    : `fill="${color}"${border !== null ? ` stroke="${border}" stroke-width="1"` : ''}`;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="16" height="16" viewBox="0 0 16 16"><path d="${shape}" ${paint} stroke-linejoin="round"/></svg>`;
  return `data:image/svg+xml;base64,${btoa(svg)}`;
}
