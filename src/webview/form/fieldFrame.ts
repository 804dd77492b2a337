import type { CodeField, CodeFields } from '../../core/codebook/codeFields';
import type { CodeFormWords } from '../../protocol/codeForm';
import { button, filled, make } from '../frame/dom';

/** What a field of the form can do, whatever it edits. */
export interface FieldView<Value> {
  readonly element: HTMLElement;
  /** Shows a value; leaves alone what shows it already, so that the cursor stays. */
  show(value: Value): void;
  focus(): void;
}

/** What stands around a field: its name, what it is for, what is wrong with it, and what the file says of it meanwhile. */
export class FieldFrame {
  readonly element: HTMLElement;
  private readonly hint: HTMLElement;
  private readonly wrong: HTMLElement;
  private readonly meanwhile = make('div', { class: 'meanwhile' });

  /** `named` is the label or legend. Several controls make a group; one is marked itself where it is wrong. */
  constructor(
    readonly field: CodeField,
    private readonly words: CodeFormWords,
    named: HTMLElement,
    hint: string,
    private readonly content: HTMLElement,
  ) {
    this.hint = make('p', { id: `${field}-hint`, class: 'hint' }, hint);
    this.wrong = make('p', { id: `${field}-fault`, class: 'fault' });
    const group = named.localName === 'legend';
    this.element = make(group ? 'fieldset' : 'div', { class: 'field', 'data-field': field });
    this.element.append(named, this.hint, content, this.wrong, this.meanwhile);
    (group ? this.element : content).setAttribute('aria-describedby', `${this.hint.id} ${this.wrong.id}`);
  }

  /** Says what is wrong; null where nothing is. */
  fault(message: string | null): void {
    this.wrong.textContent = message ?? '';
    if (this.element.localName === 'div') this.content.setAttribute('aria-invalid', String(message !== null));
  }

  /** Says what the file says meanwhile, and offers it; null where there is nothing to say. */
  theirs(value: string | null, take: () => void): void {
    this.meanwhile.replaceChildren();
    if (value === null) return;
    const { meanwhile, nothingThere, takeTheirs } = this.words;
    this.meanwhile.append(
      make('p', {}, filled(meanwhile, value === '' ? nothingThere : value)),
      button(takeTheirs, take, { said: `${takeTheirs}: ${this.words[this.field]}` }),
    );
  }
}

/** A value as a person reads it. */
export function readable(value: CodeFields[CodeField], nameOf: (item: string) => string = (item) => item): string {
  return typeof value === 'string' ? nameOf(value) : value.map(nameOf).join(' · ');
}
