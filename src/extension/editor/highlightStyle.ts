import { contrast, isPaletteName, shapeOf, type MarkShape } from '../../core/codebook/palette';
import { colorPrefix } from '../ids';
import { annotationColor, moreColor, type Look } from './highlightPlan';

/** Height of a line in CSS pixels. */
const thickness = 2;

/**
 * Where the line of each level stands in the box of a text line, from below: three fit under the letters, the fourth goes above them,
 * since a line through the letters would strike them out.
 */
const places = ['100%', 'calc(100% - 3px)', 'calc(100% - 6px)', '3px'] as const;

/** The palette colour of what is no code: annotations, and the line for codes that have no room. */
const neutral = 'grey';

/** Backgrounds that custom colours are made readable on: those of VS Code's own light and dark themes. */
const backgrounds = { light: '#ffffff', dark: '#1f1f1f' } as const;

/** WCAG 2.2, 1.4.11: a mark that carries meaning. */
const leastContrast = 3;

/** What a look needs from VS Code's decoration type: the value of its `border`, and a colour for the ruler at the right. */
export interface HighlightStyle {
  readonly border: string;
  /** The id of a contributed colour, or #RRGGBB; null where the ruler shows nothing. */
  readonly ruler: string | null;
}

/**
 * How a look is drawn on light or dark themes; high contrast follows by the theme colours. VS Code writes the value of `border` as it
 * stands into the rule of the box behind the words, so declarations after a semicolon reach the box too: it has no option for a line
 * at a height of its own. A colour that is neither of the palette nor #RRGGBB is drawn as neutral, so no text of a file gets here.
 */
export function highlightStyle({ color, level }: Look, theme: 'light' | 'dark'): HighlightStyle {
  const paint = paintOf(color, theme);
  if (level === 'wash') return { border: `none; background: ${between(paint.wash)};`, ruler: null };
  const line = color === moreColor ? topLine(paint.line) : underline(paint.line, level, lineShape(color));
  return { border: `none; background: ${line};`, ruler: paint.ruler };
}

/** How many stripes stand side by side in the margin; what has no room shares one more, in a neutral colour. */
export const mostStripes = 4;

/** Width of a stripe, and from one to the next, in CSS pixels. VS Code’s scroll bar takes the margin’s last 14. */
const stripe = { width: 3, step: 5, margin: 15 } as const;

/** A stripe in a lane (0 is the outermost) at the right end of whole lines, as the value of a `border`; see `highlightStyle`. */
export function stripeStyle(color: string, lane: number, theme: 'light' | 'dark'): string {
  const { line } = paintOf(color, theme);
  const right = stripe.margin + Math.min(lane, mostStripes) * stripe.step;
  const strokes = lane < mostStripes ? strokesOf(line, lineShape(color), 180) : strokesOf(line, 'dotted', 180);
  return `none; background: ${strokes} calc(100% - ${right}px) 0 / ${stripe.width}px 100% no-repeat;`;
}

/** A custom colour, mixed with black or white until it has enough contrast (3:1) on the theme's background. */
export function readableOn(hex: string, theme: 'light' | 'dark'): string {
  const target = theme === 'light' ? 0 : 255;
  for (let part = 0; part < 1; part += 0.05) {
    const mixed = channels(hex).map((value) => Math.round(value + (target - value) * part));
    const text = `#${mixed.map((value) => value.toString(16).padStart(2, '0')).join('')}`;
    if (contrast(text, backgrounds[theme]) >= leastContrast) return text;
  }
  return theme === 'light' ? '#000000' : '#ffffff';
}

interface Paint {
  readonly line: string;
  readonly wash: string;
  readonly ruler: string;
}

function paintOf(color: string, theme: 'light' | 'dark'): Paint {
  if (!/^#[0-9a-fA-F]{6}$/.test(color)) {
    const name = isPaletteName(color) ? color : neutral;
    return { line: themeColor(name), wash: themeColor(`${name}Wash`), ruler: `${colorPrefix}${name}` };
  }
  const readable = readableOn(color, theme);
  // As translucent as the theme's own washes, which high contrast turns off.
  const wash = `rgb(from ${themeColor(`${neutral}Wash`)} ${channels(readable).join(' ')} / alpha)`;
  return { line: readable, wash, ruler: readable };
}

function channels(hex: string): number[] {
  return [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));
}

function themeColor(name: string): string {
  return `var(--vscode-${colorPrefix.replace('.', '-')}${name})`;
}

function lineShape(color: string): MarkShape {
  return color === annotationColor ? 'dotted' : shapeOf(color);
}

/** A pixel is left free at both ends, so that two segments side by side are seen to be two. */
function between(wash: string): string {
  return `linear-gradient(${wash}, ${wash}) 1px 0 / calc(100% - 2px) 100% no-repeat`;
}

function underline(color: string, level: number, shape: MarkShape): string {
  return `${strokesOf(color, shape, 90)} 1px ${places[level] ?? places[0]} / calc(100% - 2px) ${thickness}px no-repeat`;
}

function topLine(color: string): string {
  return `${strokesOf(color, 'dotted', 90)} 1px 0 / calc(100% - 2px) 1px no-repeat`;
}

/** `angle` is the direction in which dashes follow one another, in degrees: 90 to the right, 180 down. */
function strokesOf(color: string, shape: MarkShape, angle: 90 | 180): string {
  const repeat = (drawn: number, free: number): string =>
    `repeating-linear-gradient(${angle}deg, ${color} 0 ${drawn}px, transparent ${drawn}px ${drawn + free}px)`;
  switch (shape) {
    case 'solid':
      return `linear-gradient(${color}, ${color})`;
    case 'dashed':
      return repeat(10, 4);
    case 'dotted':
      return repeat(3, 2);
  }
}
