import type { FormWords } from '../../protocol/form';
import { button, filled, make } from '../frame/dom';

/** What a field of a form can do, whatever it edits. */
export interface FieldView<Value> {
  readonly element: HTMLElement;
  /** Shows a value; leaves alone what shows it already, so that the cursor stays. */
  show(value: Value): void;
  focus(): void;
}

/** How a field is named: by a legend where several controls make a group, else by a label. */
export interface FieldNaming {
  /** Its id, and those of its hint and its fault begin so. */
  readonly id: string;
  readonly label: string;
  readonly hint: string;
  readonly isGroup: boolean;
}

/** What stands around a field: its name, what it is for, what is wrong with it, and what the file says of it meanwhile. */
export class FieldFrame {
  readonly element: HTMLElement;
  private readonly hint: HTMLElement;
  private readonly wrong: HTMLElement;
  private readonly meanwhile = make('div', { class: 'meanwhile' });

  /** A single control is marked itself where it is wrong. */
  constructor(
    field: string,
    private readonly naming: FieldNaming,
    private readonly words: FormWords,
    private readonly content: HTMLElement,
  ) {
    const { id, label, hint, isGroup } = naming;
    this.hint = make('p', { id: `${id}-hint`, class: 'hint' }, hint);
    this.wrong = make('p', { id: `${id}-fault`, class: 'fault' });
    this.element = make(isGroup ? 'fieldset' : 'div', { class: 'field', 'data-field': field });
    const named = isGroup ? make('legend', {}, label) : make('label', { for: id }, label);
    this.element.append(named, this.hint, content, this.wrong, this.meanwhile);
    (isGroup ? this.element : content).setAttribute('aria-describedby', `${this.hint.id} ${this.wrong.id}`);
  }

  /** Says what is wrong; null where nothing is. */
  fault(message: string | null): void {
    this.wrong.textContent = message ?? '';
    if (!this.naming.isGroup) this.content.setAttribute('aria-invalid', String(message !== null));
  }

  /** Says what the file says meanwhile, and offers it; null where there is nothing to say. */
  theirs(value: string | null, take: () => void): void {
    this.meanwhile.replaceChildren();
    if (value === null) return;
    const { meanwhile, nothingThere, takeTheirs } = this.words;
    this.meanwhile.append(
      make('p', {}, filled(meanwhile, value === '' ? nothingThere : value)),
      button(takeTheirs, take, { said: `${takeTheirs}: ${this.naming.label}` }),
    );
  }
}
