import '@vscode-elements/elements/dist/vscode-button/index.js';

/** Makes an element. Texts become text, whatever is in them; nothing is ever read as HTML. */
export function make<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Readonly<Record<string, string>> = {},
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

/** A button. `said` is what a screen reader says in place of a label that is clear only beside what it stands at. */
export function button(
  label: string,
  press: () => void,
  { secondary = true, said }: { readonly secondary?: boolean; readonly said?: string } = {},
): HTMLElement {
  const made = document.createElement('vscode-button');
  if (secondary) made.setAttribute('secondary', '');
  if (said !== undefined) made.setAttribute('aria-label', said);
  made.append(label);
  made.addEventListener('click', press);
  return made;
}

/** A sentence with what belongs into it: `{0}`, `{1}`. */
export function filled(sentence: string, ...values: readonly (string | number)[]): string {
  return sentence.replace(/\{(\d)\}/g, (place, digit: string) => String(values[Number(digit)] ?? place));
}

/** A place that a screen reader reads out, politely, whenever it says something else. */
export class LiveRegion {
  readonly element = make('p', { role: 'status', 'aria-live': 'polite', class: 'status' });

  say(text: string): void {
    // The same words again would not be read out.
    this.element.textContent = this.element.textContent === text && text !== '' ? `${text}\u00a0` : text;
  }
}

/** The page's place for content. */
export function page(): HTMLElement {
  const found = document.getElementById('page');
  if (!found) throw new Error('The page has no main part.');
  return found;
}

/** A small picture of how a colour is highlighted: a wash over a line of its shape, in the theme's own colour. */
export function swatch(drawn: string, shape: string): HTMLElement {
  const made = make('span', { class: `swatch ${shape}`, 'aria-hidden': 'true' });
  const color = /^#[0-9a-fA-F]{6}$/.test(drawn) ? drawn : `var(--vscode-verbatim-${drawn.replace(/[^a-z]/g, '')})`;
  made.style.setProperty('--color', color);
  return made;
}
