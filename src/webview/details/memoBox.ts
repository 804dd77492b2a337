import { firstWords } from '../../core/text/shortened';
import { placeKey, type DetailsSegment, type DetailsWords, type TypedMemo } from '../../protocol/details';
import { filled, make } from '../frame/dom';
import { answeredMemo, begunMemo, followedMemo, isMemoChanged, sentMemo, type MemoState } from './memoState';

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
  private readonly mark = make('span', { class: 'unsaved' });
  private state: MemoState;

  constructor(
    private segment: DetailsSegment,
    private readonly words: DetailsWords,
    private readonly keeper: MemoKeeper,
    id: string,
  ) {
    this.state = begunMemo(segment.memo, keeper.unsaved(this.key));
    this.text.id = `memo-${id}`;
    this.label.htmlFor = this.text.id;
    this.label.append(words.memo);
    const hint = make('p', { id: `hint-${id}`, class: 'hint' }, words.memoHint);
    this.text.setAttribute('aria-describedby', hint.id);
    this.element.append(this.label, this.text, hint, this.mark);
    this.text.addEventListener('input', () => {
      this.become({ ...this.state, memo: this.text.value });
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
    this.become(followedMemo(this.state, segment.memo));
  }

  /** Saves what was typed, where that is not what was there; one after the other. */
  save(): void {
    if (!isMemoChanged(this.state) || this.state.sent !== null) return;
    const typed = this.typed;
    this.become(sentMemo(this.state));
    this.keeper.save(typed);
  }

  /** What became of a memo that was sent. */
  written({ memo }: TypedMemo, saved: boolean): void {
    const before = this.state;
    this.become(answeredMemo(before, memo, saved));
    // What was typed meanwhile and left is written as well.
    if (saved && this.state !== before && document.activeElement !== this.text) this.save();
  }

  private get typed(): TypedMemo {
    const { asked, memo } = this.state;
    const { place, quote } = this.segment;
    return { place, quote: firstWords(quote), asked, memo };
  }

  private become(state: MemoState): void {
    this.state = state;
    if (this.text.value !== state.memo) this.text.value = state.memo;
    const changed = isMemoChanged(state);
    this.mark.textContent = changed ? this.words.unsaved : '';
    this.keeper.keep(this.key, changed ? this.typed : null);
  }
}
