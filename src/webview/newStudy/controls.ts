import type { NewStudyRequest } from '../../protocol/newStudy';
import { button, make } from '../frame/dom';

type Child = Node | string;

/** A request without what its control says. */
type Part = { readonly kind: NewStudyRequest['kind'] } & Readonly<Record<string, string>>;

/** The request that a control stands for goes with it, so that the page can be drawn anew without its listeners. */
const asking = (request: Part): string => JSON.stringify(request);

/** A button that asks for something. */
export function asks(
  label: string,
  request: Part,
  { said, primary = false }: { said?: string; primary?: boolean } = {},
): HTMLElement {
  const made = button(label, () => undefined, { secondary: !primary, ...(said === undefined ? {} : { said }) });
  made.setAttribute('data-ask', asking(request));
  return made;
}

/** A text box with its label; what is typed is `text` of the request. */
export function textBox(
  id: string,
  label: string,
  value: string,
  request: Part,
  { hint, fault = '', isHidden = false }: { hint?: string; fault?: string; isHidden?: boolean } = {},
): HTMLElement {
  const described = [...(hint === undefined ? [] : [`${id}-hint`]), ...(fault === '' ? [] : [`${id}-fault`])];
  const input = make('input', {
    id,
    type: 'text',
    autocomplete: 'off',
    spellcheck: 'false',
    'data-ask': asking(request),
    ...(isHidden ? { 'aria-label': label } : {}),
    ...(described.length === 0 ? {} : { 'aria-describedby': described.join(' ') }),
    ...(fault === '' ? {} : { 'aria-invalid': 'true' }),
  });
  input.value = value;
  return make(
    'div',
    { class: 'field' },
    ...(isHidden ? [] : [make('label', { for: id }, label)]),
    ...(hint === undefined ? [] : [make('p', { id: `${id}-hint`, class: 'hint' }, hint)]),
    input,
    ...(fault === '' ? [] : [make('p', { id: `${id}-fault`, class: 'fault' }, fault)]),
  );
}

/** A box to tick with what it stands for; whether it is ticked is `on` of the request. */
export function tickBox(id: string, label: string, isOn: boolean, request: Part, hint = ''): HTMLElement {
  const box = make('input', {
    id,
    type: 'checkbox',
    'data-ask': asking(request),
    ...(hint === '' ? {} : { 'aria-describedby': `${id}-hint` }),
  });
  box.checked = isOn;
  return make(
    'div',
    { class: 'tick' },
    box,
    make(
      'div',
      {},
      make('label', { for: id }, label),
      ...(hint === '' ? [] : [make('p', { id: `${id}-hint`, class: 'hint' }, hint)]),
    ),
  );
}

/** A list to choose one from; the value is `text` of the request. */
export function choice(
  id: string,
  label: string,
  value: string,
  options: readonly (readonly [value: string, label: string])[],
  request: Part,
): HTMLSelectElement {
  const select = make(
    'select',
    { id, 'aria-label': label, 'data-ask': asking(request) },
    ...options.map(([one, said]) => make('option', { value: one }, said)),
  );
  select.value = value;
  return select;
}

/** What unfolds below its name. */
export function unfolding(id: string, name: string, ...content: readonly Child[]): HTMLElement {
  return make('details', { id }, make('summary', {}, name), ...content);
}

/** A list of sentences; nothing where there are none. */
export function sentences(items: readonly string[], kind: 'hint' | 'note' | 'plain'): readonly HTMLElement[] {
  return items.length === 0 ? [] : [make('ul', { class: kind }, ...items.map((item) => make('li', {}, item)))];
}

/** Controls under a name. */
export function group(name: string, ...content: readonly Child[]): HTMLElement {
  return make('fieldset', { class: 'field' }, make('legend', {}, name), ...content);
}
