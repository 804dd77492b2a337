import { placeKey, type DetailsWords, type TypedMemo } from '../../protocol/details';
import { button, filled, make } from '../frame/dom';

/** What can be done with a memo that waits. */
export interface WaitingActions {
  go(typed: TypedMemo): void;
  save(typed: TypedMemo): void;
  copy(typed: TypedMemo): void;
  discard(typed: TypedMemo): void;
}

/** Memos that could not be saved and whose passage is not at the cursor, or not there any more: without this list nobody could reach them. */
export class WaitingMemos {
  readonly element = make('section', { class: 'waiting', 'aria-labelledby': 'waiting' });
  private drawn = '';

  constructor(private readonly actions: WaitingActions) {
    this.element.hidden = true;
  }

  show(memos: readonly TypedMemo[], words: DetailsWords): void {
    // Drawing anew what has not changed would take the focus from a button in it.
    const drawn = JSON.stringify(memos);
    if (drawn === this.drawn) return;
    this.drawn = drawn;
    this.element.hidden = memos.length === 0;
    this.element.replaceChildren();
    if (memos.length === 0) return;
    const list = make('ul', {}, ...memos.map((typed) => this.item(typed, words)));
    this.element.append(make('h2', { id: 'waiting' }, words.waiting), list);
  }

  private item(typed: TypedMemo, words: DetailsWords): HTMLElement {
    const { actions } = this;
    const about = filled(words.memoOf, typed.quote);
    const go = make('button', { type: 'button', class: 'link' }, about);
    go.addEventListener('click', () => {
      actions.go(typed);
    });
    const act = (label: string, press: (typed: TypedMemo) => void): HTMLElement =>
      button(
        label,
        () => {
          press(typed);
        },
        { said: `${label}: ${about}` },
      );
    return make(
      'li',
      { 'data-memo': placeKey(typed.place) },
      go,
      make('p', { class: 'text' }, typed.memo),
      make(
        'div',
        { class: 'actions' },
        act(words.saveMemo, (one) => {
          actions.save(one);
        }),
        act(words.copyMemo, (one) => {
          actions.copy(one);
        }),
        act(words.discardMemo, (one) => {
          actions.discard(one);
        }),
      ),
    );
  }
}
