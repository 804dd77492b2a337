import type { CodeFormWords } from '../../protocol/codeForm';
import { button, filled, make } from '../frame/dom';
import type { FieldView } from '../form/fieldFrame';

/** How a list is named and told of. */
export interface ListOptions {
  readonly words: CodeFormWords;
  readonly label: string;
  readonly changed: (items: readonly string[]) => void;
  readonly say: (text: string) => void;
}

/**
 * A list whose items are added, moved and removed by keys or buttons. Items are texts to type in, or, with `choose`, things that are
 * chosen elsewhere and shown by name.
 */
export class ListField implements FieldView<readonly string[]> {
  readonly element = make('div', { class: 'list' });
  private readonly rows = make('ul');
  private readonly addition: HTMLElement;
  private items: readonly string[] = [];
  /** What is drawn: items, and the names under which they are. */
  private drawn = '';

  constructor(
    private readonly options: ListOptions,
    private readonly chosen?: { readonly choose: () => void; readonly nameOf: (item: string) => string },
  ) {
    const { words, label } = options;
    this.addition = chosen
      ? button(words.choose, chosen.choose, { said: filled(words.chooseFor, label) })
      : button(
          words.add,
          () => {
            this.insert(this.items.length);
          },
          { said: filled(words.addTo, label) },
        );
    this.element.append(this.rows, this.addition);
    this.draw();
  }

  show(items: readonly string[]): void {
    this.items = items;
    if (this.drawn !== this.toDraw()) this.draw();
  }

  focus(): void {
    this.focusRow(0);
  }

  private toDraw(): string {
    return JSON.stringify(this.items.map((item) => [item, this.chosen?.nameOf(item)]));
  }

  /** Draws the list anew; who was at a row of it is there again, or at the one that took its place. */
  private draw(): void {
    const { activeElement: before } = document;
    const at = document.hasFocus() ? [...this.rows.children].findIndex((row) => row.contains(before)) : -1;
    const said = before?.getAttribute('aria-label');
    this.drawRows();
    if (at < 0) return;
    const buttons = [...this.rows.querySelectorAll<HTMLElement>('vscode-button')];
    const same = buttons.find((one) => one.getAttribute('aria-label') === said);
    if (same) same.focus();
    else this.focusRow(Math.min(at, this.items.length - 1));
    const { activeElement: now } = document;
    if (before instanceof HTMLTextAreaElement && now instanceof HTMLTextAreaElement && now.value === before.value)
      now.setSelectionRange(before.selectionStart, before.selectionEnd);
  }

  private drawRows(): void {
    const { words, label } = this.options;
    this.drawn = this.toDraw();
    const rows = this.items.map((item, i) => {
      const place = filled(words.item, label, i + 1, this.items.length);
      const content = this.chosen ? make('span', {}, this.chosen.nameOf(item)) : this.text(item, i, place);
      const named = this.chosen ? this.chosen.nameOf(item) : String(i + 1);
      const row = make('li', {}, content);
      if (i > 0)
        row.append(
          button(
            words.up,
            () => {
              this.move(i, -1);
            },
            { said: filled(words.upItem, named) },
          ),
        );
      if (i < this.items.length - 1)
        row.append(
          button(
            words.down,
            () => {
              this.move(i, 1);
            },
            { said: filled(words.downItem, named) },
          ),
        );
      row.append(
        button(
          words.remove,
          () => {
            this.take(i);
          },
          { said: filled(words.removeItem, named) },
        ),
      );
      row.addEventListener('keydown', (event) => {
        this.key(event, i);
      });
      return row;
    });
    this.rows.replaceChildren(...rows);
    // An empty list is nothing that a screen reader should stop at.
    this.rows.hidden = rows.length === 0;
  }

  private text(item: string, at: number, label: string): HTMLTextAreaElement {
    const text = make('textarea', { rows: '1', 'aria-label': label });
    text.value = item;
    text.addEventListener('input', () => {
      this.change(this.items.map((one, i) => (i === at ? text.value : one)));
      this.drawn = this.toDraw();
    });
    return text;
  }

  private key(event: KeyboardEvent, at: number): void {
    const { key, altKey, shiftKey, ctrlKey, metaKey, isComposing, target } = event;
    if (altKey && (key === 'ArrowUp' || key === 'ArrowDown')) {
      event.preventDefault();
      this.move(at, key === 'ArrowUp' ? -1 : 1);
    } else if (target instanceof HTMLTextAreaElement && !ctrlKey && !metaKey && !isComposing) {
      if (key === 'Enter' && !shiftKey) {
        event.preventDefault();
        this.insert(at + 1);
      } else if (key === 'Backspace' && target.value === '') {
        event.preventDefault();
        this.take(at);
      }
    }
  }

  private insert(at: number): void {
    this.change([...this.items.slice(0, at), '', ...this.items.slice(at)]);
    this.draw();
    this.focusRow(at);
  }

  private move(at: number, by: 1 | -1): void {
    const [one, other] = [this.items[at], this.items[at + by]];
    if (one === undefined || other === undefined) return;
    this.change(this.items.map((item, i) => (i === at ? other : i === at + by ? one : item)));
    this.draw();
    this.focusRow(at + by);
    this.options.say(filled(this.options.words.moved, at + by + 1, this.items.length));
  }

  private take(at: number): void {
    this.change(this.items.filter((_, i) => i !== at));
    this.draw();
    this.focusRow(Math.max(0, at - 1));
    this.options.say(this.options.words.removed);
  }

  private change(items: readonly string[]): void {
    this.items = items;
    this.options.changed(items);
  }

  private focusRow(at: number): void {
    const row = this.rows.children[at];
    const target = row?.querySelector<HTMLElement>('textarea') ?? row?.querySelector<HTMLElement>('vscode-button');
    (target ?? this.addition).focus();
  }
}
