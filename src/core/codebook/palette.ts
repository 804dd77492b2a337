/** One hue in the four kinds of theme: as a line or mark on that theme's background. */
export interface PaletteColor {
  readonly light: string;
  readonly dark: string;
  /** High contrast on black, and on white. */
  readonly contrast: string;
  readonly contrastLight: string;
}

/**
 * The twelve palette colours. Hues begin with the colour-blind-safe qualitative sets of Okabe & Ito (2008) and Paul Tol (2021), and
 * are darkened or lightened until each mark has at least 3:1 against its theme's background (WCAG 2.2, 1.4.11), 4.5:1 in high
 * contrast. Twelve hues cannot all be told apart by everybody, so marks vary in shape as well (`shapeOf`).
 */
export const palette = {
  blue: { light: '#0072b2', dark: '#56b4e9', contrast: '#6cc4ff', contrastLight: '#005a8f' },
  orange: { light: '#b8620a', dark: '#e69f00', contrast: '#ffb52e', contrastLight: '#8a4500' },
  green: { light: '#00805c', dark: '#2fbf93', contrast: '#4be3b4', contrastLight: '#00613f' },
  purple: { light: '#8a3fa8', dark: '#c58be0', contrast: '#dba8f5', contrastLight: '#6a2387' },
  red: { light: '#c0392b', dark: '#f07a6a', contrast: '#ff9384', contrastLight: '#9b1c10' },
  teal: { light: '#007f8c', dark: '#3cc4d0', contrast: '#5fe3ee', contrastLight: '#005f69' },
  pink: { light: '#b8427f', dark: '#f08abf', contrast: '#ffa6d2', contrastLight: '#8f1d5a' },
  brown: { light: '#85582b', dark: '#c99a68', contrast: '#e2b585', contrastLight: '#62390f' },
  yellow: { light: '#8a7500', dark: '#f0e442', contrast: '#f7ee6b', contrastLight: '#655500' },
  grey: { light: '#666666', dark: '#a6a6a6', contrast: '#cccccc', contrastLight: '#4a4a4a' },
  indigo: { light: '#4a4fc4', dark: '#9a9ff2', contrast: '#b6baff', contrastLight: '#2e329c' },
  olive: { light: '#667a14', dark: '#aebf4b', contrast: '#c8da68', contrastLight: '#495a00' },
} as const satisfies Record<string, PaletteColor>;

/** A name of the palette. */
export type PaletteName = keyof typeof palette;

/** The names in the order in which categories without a colour get theirs: neighbours differ most. */
export const paletteNames = Object.keys(palette) as readonly PaletteName[];

/** True where the text names a palette colour. */
export function isPaletteName(text: string): text is PaletteName {
  return Object.hasOwn(palette, text);
}

/** True where the text is a colour as #RRGGBB. */
export function isHexColor(text: string): boolean {
  return /^#[0-9a-fA-F]{6}$/.test(text);
}

/** True where the text is a colour that a codebook may name: of the palette, or #RRGGBB. */
export function isColor(text: string): boolean {
  return isPaletteName(text) || isHexColor(text);
}

/** How a mark is drawn beside its hue, so that colour never tells alone. */
export type MarkShape = 'solid' | 'dashed' | 'dotted';

const shapes: readonly MarkShape[] = ['solid', 'dashed', 'dotted'];

/** The shape that goes with a colour: neighbours in the palette differ; a custom colour is solid. */
export function shapeOf(color: string): MarkShape {
  return isPaletteName(color) ? (shapes[paletteNames.indexOf(color) % shapes.length] ?? 'solid') : 'solid';
}

/** The colour to draw a code in: what its YAML says where that is a colour, else one by the position of its top category. */
export function colorOf(color: string | null, topIndex: number): string {
  if (color !== null && isColor(color)) return color;
  return paletteNames[topIndex % paletteNames.length] ?? 'blue';
}

/** Relative luminance (0 black to 1 white) of #RRGGBB: WCAG 2.2, definition of relative luminance. */
export function luminance(hex: string): number {
  const channel = (at: number): number => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5);
}

/** Contrast ratio (1 to 21) of two colours as #RRGGBB: WCAG 2.2, definition of contrast ratio. */
export function contrast(a: string, b: string): number {
  const [high, low] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return ((high ?? 0) + 0.05) / ((low ?? 0) + 0.05);
}
