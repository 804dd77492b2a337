import { placeKey, type DetailsSegment, type DetailsWords, type TypedMemo } from '../../protocol/details';
import { filled, make } from '../frame/dom';

/** What a memo box needs of the page around it. */
export interface MemoKeeper {
  /** What was typed over a segment's memo and not saved yet. */
  unsaved(key: string): TypedMemo | undefined;
  keep(key: string, typed: TypedMemo | null): void;
  save(typed: TypedMemo): void;
}

/** The memo of a segment, written in place: saved when the box is left or at Ctrl+Enter. */
export class MemoBox {
  readonly element = make('div', { class: 'field memo' });
  private readonly text = make('textarea', { rows: '2' });
  private readonly label = make('label');
  private readonly state = make('span', { class: 'unsaved' });
  /** The memo that the person began from. */
  private asked: string;
  /** What is being written now. */
  private sent: TypedMemo | null = null;

  constructor(
    private segment: DetailsSegment,
    private readonly words: DetailsWords,
    private readonly keeper: MemoKeeper,
    id: string,
  ) {
    const typed = keeper.unsaved(this.key);
    this.asked = typed?.asked ?? segment.memo;
    this.text.value = typed?.memo ?? segment.memo;
    this.text.id = `memo-${id}`;
    this.label.htmlFor = this.text.id;
    this.label.append(words.memo);
    const hint = make('p', { id: `hint-${id}`, class: 'hint' }, words.memoHint);
    this.text.setAttribute('aria-describedby', hint.id);
    this.element.append(this.label, this.text, hint, this.state);
    this.text.addEventListener('input', () => {
      this.keep();
    });
    this.text.addEventListener('blur', () => {
      this.save();
    });
    this.text.addEventListener('keydown', (event) => {
      if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      this.save();
    });
    this.update(segment);
  }

  get key(): string {
    return placeKey(this.segment.place);
  }

  /** Follows the file, unless something was typed over what it had. */
  update(segment: DetailsSegment): void {
    this.segment = segment;
    this.text.setAttribute('aria-label', filled(this.words.memoOf, segment.quote.slice(0, 80)));
    if (!this.isChanged && this.sent === null) {
      this.asked = segment.memo;
      if (this.text.value !== segment.memo) this.text.value = segment.memo;
    }
    this.keep();
  }

  /** Saves what was typed, where that is not what was there; one after the other. */
  save(): void {
    if (!this.isChanged || this.sent !== null) return;
    this.sent = this.typed;
    this.keeper.save(this.sent);
  }

  /** What became of a memo that was sent. */
  written(typed: TypedMemo, saved: boolean): void {
    if (this.sent?.memo !== typed.memo) return;
    this.sent = null;
    if (saved) this.asked = typed.memo;
    this.keep();
    // What was typed meanwhile and left is written as well.
    if (saved && document.activeElement !== this.text) this.save();
  }

  private get isChanged(): boolean {
    return this.text.value.trim() !== this.asked.trim();
  }

  private get typed(): TypedMemo {
    return { place: this.segment.place, asked: this.asked, memo: this.text.value };
  }

  private keep(): void {
    this.state.textContent = this.isChanged ? this.words.unsaved : '';
    this.keeper.keep(this.key, this.isChanged ? this.typed : null);
  }
}
