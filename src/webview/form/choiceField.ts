import { make } from '../frame/dom';
import type { FieldView } from './fieldFrame';

/** A value to choose, and what it is called. */
export interface Choice {
  readonly value: string;
  readonly label: string;
}

/** One value of a few. A value that is not among them is shown as it is, so that nothing is changed by being looked at. */
export class ChoiceField implements FieldView<string> {
  readonly element: HTMLSelectElement;

  constructor(id: string, choices: readonly Choice[], changed: (value: string) => void) {
    this.element = make('select', { id });
    for (const { value, label } of choices) this.add(value, label);
    this.element.addEventListener('change', () => {
      changed(this.element.value);
    });
  }

  show(value: string): void {
    if (![...this.element.options].some((option) => option.value === value)) this.add(value, value);
    this.element.value = value;
  }

  focus(): void {
    this.element.focus();
  }

  private add(value: string, label: string): void {
    this.element.append(make('option', { value }, label));
  }
}
