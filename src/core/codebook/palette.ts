import type { Code } from './codebook';

/** The background that a colour has to stand out from. `highContrast` is the black one; on white, `light` serves. */
export type PaletteTheme = 'light' | 'dark' | 'highContrast';

/** A colour that a codebook names; it looks right in every theme. */
export interface PaletteColor {
  readonly name: string;
  /** #RRGGBB for each theme: at least 3:1 against #ffffff, #1e1e1e and #000000 (WCAG 2.2, 1.4.11). */
  readonly hex: Readonly<Record<PaletteTheme, string>>;
}

/**
 * The palette, in the order in which codes without a colour get theirs. Hues start from Okabe & Ito (2008, “Color Universal Design”)
 * and Tol (2021, “Colour schemes”, SRON/EPS/TN/09-002), shifted in lightness until each has its contrast and no two fall together for
 * people with protanopia or deuteranopia as simulated after Machado, Oliveira & Fernandes (2009).
 */
export const palette: readonly PaletteColor[] = [
  color('blue', '#0072b2', '#56b4ea', '#58b3e4'),
  color('orange', '#d05a00', '#e69f02', '#feaa2a'),
  color('green', '#0e9e6f', '#2bcd8d', '#27d79b'),
  color('purple', '#8a3ffc', '#b388ff', '#c4a0ff'),
  color('red', '#b11438', '#fe585e', '#ff7375'),
  color('teal', '#005f6b', '#0fa3a3', '#19b5b3'),
  color('pink', '#d34794', '#ffa0cd', '#ffb3e0'),
  color('brown', '#693a18', '#b28660', '#c68b56'),
  color('yellow', '#8b7e36', '#f0e442', '#fef04a'),
  color('grey', '#767676', '#a9a9a9', '#c1c1c1'),
  color('indigo', '#332288', '#6f7dff', '#8490ff'),
  color('olive', '#4f5b00', '#8f992a', '#a7a929'),
];

const byName = new Map(palette.map((entry) => [entry.name, entry]));
const grey = color('grey', '#767676', '#a9a9a9', '#c1c1c1');
const rgb = /^#[0-9a-fA-F]{6}$/;

/** True for a palette name or #RRGGBB. */
export function isColor(text: string): boolean {
  return byName.has(text) || rgb.test(text);
}

/** #RRGGBB of a colour in a theme: a palette name is looked up, #RRGGBB passes through; anything else is grey. */
export function hexOf(name: string, theme: PaletteTheme): string {
  if (rgb.test(name)) return name.toLowerCase();
  return (byName.get(name) ?? grey).hex[theme];
}

/**
 * The colour of a code, as a palette name or #RRGGBB: its own or inherited one, else one that follows from the position (from 0) of
 * its top category in the codebook, so that it stays as long as that order does.
 */
export function colorOf(code: Pick<Code, 'color'>, topIndex: number): string {
  return code.color ?? palette[Math.max(0, topIndex) % palette.length]?.name ?? 'grey';
}

function color(name: string, light: string, dark: string, highContrast: string): PaletteColor {
  return { name, hex: { light, dark, highContrast } };
}
