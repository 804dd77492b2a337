/** How a scalar is written: `block` may use plain text freely, `flow` stands within brackets, `key` before a colon. */
export type ScalarPlace = 'block' | 'flow' | 'key';

/** Words that YAML 1.2, or the YAML 1.1 of Python, R and Ruby, reads as something else than text. */
const notText = new Set(['', '~', 'null', 'true', 'false', 'yes', 'no', 'on', 'off', 'y', 'n', '<<', '=']);
const special = /^[-+]?\.(?:inf|nan)$/i;
const numberLike = /^[-+]?\.?[0-9][0-9_]*(?:[.:][0-9_]*)*(?:[eE][-+]?[0-9]+)?$/;
const radix = /^[-+]?0[xob][0-9a-f_]*$/i;

/** True where the text, written without quotes, is read as just this text by YAML 1.2 and by the older YAML 1.1. Linear time. */
export function isSafePlain(text: string, place: ScalarPlace): boolean {
  if (text.length > 10_000 || notText.has(text.toLowerCase())) return false;
  if (text.length < 100 && (special.test(text) || numberLike.test(text) || radix.test(text))) return false;
  if ('-?:,[]{}#&*!|>\'"%@`.= \t'.includes(text.charAt(0)) || text.endsWith(' ') || text.endsWith(':')) return false;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (!isPrintable(unit)) return false;
    const sign = text.charAt(i);
    if (sign === ':' && (text.charAt(i + 1) === ' ' || place !== 'block')) return false;
    if (sign === '#' && text.charAt(i - 1) === ' ') return false;
    if (place !== 'block' && ',[]{}'.includes(sign)) return false;
  }
  return true;
}

/** A scalar on one line: plain where that is safe, else in double quotes. `quoted` keeps the quotes that were there. */
export function scalarText(
  value: string | number | boolean | null,
  place: ScalarPlace,
  quoted: '"' | "'" | '' = '',
): string {
  if (value === null) return 'null';
  if (typeof value === 'number') return numberText(value);
  if (typeof value === 'boolean') return String(value);
  if (quoted === "'" && canBeSingleQuoted(value)) return `'${value.replaceAll("'", "''")}'`;
  if (quoted === '' && isSafePlain(value, place)) return value;
  return doubleQuoted(value);
}

/**
 * The lines of a block literal (`|`) for a text of several lines: the header, and each line without indentation. Undefined where the
 * text cannot be written so without loss or doubt: one line only, a first line that begins with a space, signs that do not print.
 */
export function literalLines(text: string): { readonly header: string; readonly lines: readonly string[] } | undefined {
  const body = text.replace(/\n+$/, '');
  if (!body.includes('\n') || body.startsWith(' ') || body.startsWith('\n')) return undefined;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit !== 10 && unit !== 9 && !isPrintable(unit)) return undefined;
  }
  const end = text.length - body.length;
  const lines = body.split('\n');
  if (lines.some((line) => line !== '' && line.trim() === '')) return undefined;
  if (end > 1) return undefined;
  return { header: end === 1 ? '|' : '|-', lines };
}

function numberText(value: number): string {
  if (Number.isNaN(value)) return '.nan';
  if (!Number.isFinite(value)) return value < 0 ? '-.inf' : '.inf';
  return Object.is(value, -0) ? '-0' : String(value);
}

function canBeSingleQuoted(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    if (!isPrintable(text.charCodeAt(i))) return false;
  }
  return true;
}

function doubleQuoted(text: string): string {
  const json = JSON.stringify(text);
  let out = '';
  for (let i = 0; i < json.length; i++) {
    const unit = json.charCodeAt(i);
    // What JSON leaves as it is but YAML readers may take for a line break or refuse.
    out += isPrintable(unit) ? json.charAt(i) : `\\u${unit.toString(16).padStart(4, '0')}`;
  }
  return out;
}

function isPrintable(unit: number): boolean {
  if (unit < 0x20 || (unit > 0x7e && unit < 0xa0)) return false;
  return unit !== 0x2028 && unit !== 0x2029 && unit !== 0xfeff && unit !== 0xfffe && unit !== 0xffff;
}
