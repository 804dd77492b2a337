import { make } from '../frame/dom';
import type { FieldView } from './fieldFrame';

/** A text of one line, or of several that grows with what is in it. */
export class TextField implements FieldView<string> {
  readonly element: HTMLInputElement | HTMLTextAreaElement;

  constructor(id: string, lines: 'one' | 'several', changed: (value: string) => void) {
    this.element =
      lines === 'one' ? make('input', { id, type: 'text', autocomplete: 'off' }) : make('textarea', { id, rows: '3' });
    this.element.addEventListener('input', () => {
      changed(this.element.value);
    });
  }

  show(value: string): void {
    if (this.element.value !== value) this.element.value = value;
  }

  focus(): void {
    this.element.focus();
  }
}
