/** A sheet with lines, as a `data:` URI: a memo, in the gutter. It is told from other marks by its shape. */
export function memoIcon(theme: 'light' | 'dark'): string {
  const color = theme === 'light' ? '#424242' : '#c5c5c5';
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="16" height="16" viewBox="0 0 16 16"><path d="M3.5 2.5h9v7l-3 4h-6zM9.5 13.5v-4h3M5.5 5.5h5M5.5 8h3" fill="none" stroke="${color}" stroke-width="1.2" stroke-linejoin="round"/></svg>`;
  return `data:image/svg+xml;base64,${btoa(svg)}`;
}
