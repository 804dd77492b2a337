import type { ColorChoice, CodeFormWords } from '../../protocol/codeForm';
import { make, swatch } from '../frame/dom';
import type { FieldView } from '../form/fieldFrame';

/** The value of the choice that has a colour of one's own. */
const own = 'own';

/** The palette as radio buttons, each with its name and shape, and a colour of one's own as #RRGGBB. */
export class ColorField implements FieldView<string> {
  readonly element = make('div', { class: 'colors' });
  private readonly radios = new Map<string, HTMLInputElement>();
  private readonly custom = make('input', { type: 'text', autocomplete: 'off', maxlength: '7', class: 'custom' });

  constructor(
    private readonly choices: readonly ColorChoice[],
    words: CodeFormWords,
    private readonly changed: (color: string) => void,
  ) {
    for (const { value, label, shape, drawn } of choices) this.add(value, label, swatch(drawn, shape));
    this.custom.setAttribute('aria-label', words.customColor);
    this.add(own, words.customColor).append(this.custom);
    this.custom.addEventListener('input', () => {
      this.check(own);
      changed(this.custom.value);
    });
  }

  show(color: string): void {
    const listed = this.choices.some(({ value }) => value === color);
    if (listed) this.check(color);
    else {
      this.check(own);
      if (this.custom.value !== color) this.custom.value = color;
    }
  }

  focus(): void {
    const checked = [...this.radios.values()].find((radio) => radio.checked);
    (checked === this.radios.get(own) ? this.custom : checked)?.focus();
  }

  private add(value: string, label: string, ...before: readonly HTMLElement[]): HTMLElement {
    const radio = make('input', { type: 'radio', name: 'color', value, id: `color-${value}` });
    radio.addEventListener('change', () => {
      this.changed(value === own ? this.custom.value : value);
    });
    this.radios.set(value, radio);
    const row = make('div', { class: 'color' }, radio, make('label', { for: radio.id }, ...before, label));
    this.element.append(row);
    return row;
  }

  private check(value: string): void {
    const radio = this.radios.get(value);
    if (radio) radio.checked = true;
  }
}
