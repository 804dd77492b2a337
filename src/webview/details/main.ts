import {
  isDetailsNews,
  isDetailsState,
  placeKey,
  type DetailsCode,
  type DetailsModel,
  type DetailsNews,
  type DetailsRequest,
  type DetailsSegment,
  type DetailsState,
  type DetailsWords,
  type SegmentLink,
  type SegmentPlace,
  type TypedMemo,
} from '../../protocol/details';
import { button, filled, LiveRegion, make, page, swatch } from '../frame/dom';
import { Host } from '../frame/host';
import { MemoBox, type MemoKeeper } from './memoBox';
import { answeredMemo, isMemoChanged, sentMemo } from './memoState';
import { WaitingMemos } from './waitingMemos';

/** A segment on the page: its memo box stays while the rest is drawn anew, so that who is writing can go on. */
interface Shown {
  readonly element: HTMLElement;
  readonly about: HTMLElement;
  readonly memo: MemoBox | null;
}

/** The Details view: what is coded at the cursor, what it means, and the memo. */
class Details implements MemoKeeper {
  private readonly live = new LiveRegion();
  private readonly heading = make('h1');
  private readonly said = make('p', { class: 'hint' });
  private readonly segments = make('div');
  private readonly around = make('nav', { class: 'neighbours' });
  private readonly waiting = new WaitingMemos({
    go: ({ place }) => {
      this.host.ask({ kind: 'go', place });
    },
    save: (typed) => {
      // The same reason once more is an answer only where the first one is gone.
      this.live.say('');
      this.save(typed);
    },
    copy: ({ memo }) => {
      this.host.ask({ kind: 'copy', memo });
    },
    discard: ({ place }) => {
      this.keep(placeKey(place), null);
      this.showWaiting();
      this.live.say(this.words?.discarded ?? '');
    },
  });
  private readonly unsavedMemos: Map<string, TypedMemo>;
  /** Memos that are being written, by segment; true where the person did not ask for it just now. */
  private readonly writing = new Map<string, boolean>();
  private words: DetailsWords | undefined;
  private shown = new Map<string, Shown>();
  private count = 0;

  constructor(private readonly host: Host<DetailsRequest, DetailsNews, DetailsState>) {
    this.unsavedMemos = new Map(host.kept?.unsaved.map((typed) => [placeKey(typed.place), typed]));
    // Of those that were sent, the answer got lost with the page before.
    this.tryAgain(({ asked }) => asked.length > 1);
    page().classList.add('details');
    page().replaceChildren(
      this.heading,
      this.said,
      this.segments,
      this.around,
      this.waiting.element,
      this.live.element,
    );
  }

  hear(news: DetailsNews): void {
    if (news.kind === 'model') {
      this.show(news);
      return;
    }
    if (news.kind === 'tryAgain') {
      this.tryAgain(({ place }) => place.uri === news.uri);
      return;
    }
    const { sent, saved, said } = news;
    const key = placeKey(sent.place);
    const unasked = this.writing.get(key) === true;
    this.writing.delete(key);
    const box = this.shown.get(key)?.memo;
    const kept = this.unsavedMemos.get(key);
    if (box) box.written(sent, saved);
    else if (kept) {
      const known = answeredMemo({ ...kept, sent: null }, sent.memo, saved);
      this.keep(key, isMemoChanged(known) ? { ...kept, asked: known.asked } : null);
    }
    this.showWaiting();
    if (saved || !unasked) this.live.say(said);
  }

  unsaved(key: string): TypedMemo | undefined {
    return this.unsavedMemos.get(key);
  }

  keep(key: string, typed: TypedMemo | null): void {
    const before = this.unsavedMemos.get(key);
    if (typed === null && before === undefined) return;
    if (typed) this.unsavedMemos.set(key, typed);
    else this.unsavedMemos.delete(key);
    this.host.keep({ unsaved: [...this.unsavedMemos.values()] });
  }

  save(typed: TypedMemo, unasked = false): void {
    const key = placeKey(typed.place);
    this.writing.set(key, unasked);
    const { asked, memo } = sentMemo({ ...typed, sent: null });
    this.keep(key, { ...typed, asked, memo });
    this.host.ask({ kind: 'memo', typed });
  }

  /** Has memos written that wait, where no box at their segment does so. */
  private tryAgain(isMeant: (typed: TypedMemo) => boolean): void {
    for (const [key, typed] of this.unsavedMemos)
      if (isMeant(typed) && !this.shown.has(key) && !this.writing.has(key)) this.save(typed, true);
  }

  private showWaiting(): void {
    if (!this.words) return;
    const waits = [...this.unsavedMemos].filter(([key]) => !this.shown.has(key) && !this.writing.has(key));
    this.waiting.show(
      waits.map(([, typed]) => typed),
      this.words,
    );
  }

  private show(model: DetailsModel): void {
    const { words } = model;
    this.words = words;
    this.heading.textContent = model.heading;
    this.said.textContent = model.said;
    this.showSegments(model);
    this.around.setAttribute('aria-label', words.neighbours);
    this.around.replaceChildren(
      ...(model.previous ? [this.link(words.previous, model.previous, words)] : []),
      ...(model.next ? [this.link(words.next, model.next, words)] : []),
    );
    this.around.hidden = model.previous === null && model.next === null;
    this.showWaiting();
  }

  private showSegments({ segments, words }: DetailsModel): void {
    const keys = segments.map(({ place }) => placeKey(place));
    const next = new Map<string, Shown>();
    for (const [i, segment] of segments.entries()) {
      const key = keys[i] ?? '';
      const there = this.shown.get(key);
      const same = there !== undefined && (there.memo !== null) === segment.mine;
      next.set(key, same ? there : this.section(segment, words));
    }
    // Another passage is read from its beginning.
    if (keys[0] !== [...this.shown.keys()][0]) window.scrollTo(0, 0);
    const stays = [...this.shown.keys()].join('\n') === keys.join('\n');
    // What was typed is not left behind with a box that goes; the box hears of it no more, the page does.
    for (const [key, { memo }] of this.shown) if (next.get(key)?.memo !== memo) memo?.save();
    this.shown = next;
    const elements = [...next.values()].map(({ element }) => element);
    if (!stays || elements.some((element) => element.parentElement !== this.segments))
      this.segments.replaceChildren(...elements);
    for (const segment of segments) this.fill(segment, words);
  }

  private section(segment: DetailsSegment, words: DetailsWords): Shown {
    const id = String(this.count++);
    const about = make('div');
    const element = make('section', { 'aria-labelledby': `quote-${id}` }, about);
    about.append(make('h2', { id: `quote-${id}` }));
    const memo = segment.mine ? new MemoBox(segment, words, this, id) : null;
    if (memo) element.append(memo.element);
    return { element, about, memo };
  }

  private fill(segment: DetailsSegment, words: DetailsWords): void {
    const shown = this.shown.get(placeKey(segment.place));
    const quote = shown?.about.querySelector('h2');
    if (!shown || !quote) return;
    shown.memo?.update(segment);
    quote.textContent = filled(words.quoted, segment.quote);
    const parts: Node[] = [quote, make('p', { class: 'hint' }, segment.notes.join(' · '))];
    if (segment.codes.length === 0) parts.push(make('h3', {}, words.annotation));
    for (const code of segment.codes) parts.push(...this.code(code, segment.place, words));
    if (!segment.mine && segment.memo !== '')
      parts.push(make('h3', {}, words.memo), make('p', { class: 'text' }, segment.memo.trim()));
    // Drawing anew what has not changed would take the focus from a button in it.
    const drawn = make('div');
    drawn.append(...parts.slice(1));
    const before = shown.about.querySelector(':scope > div');
    if (before?.isEqualNode(drawn)) return;
    const focused = before?.contains(document.activeElement) === true ? document.activeElement : null;
    const label = focused?.getAttribute('aria-label') ?? focused?.textContent ?? null;
    if (before) before.replaceWith(drawn);
    else shown.about.append(drawn);
    if (label === null) return;
    const again = [...drawn.querySelectorAll<HTMLElement>('vscode-button')].find(
      (one) => (one.getAttribute('aria-label') ?? one.textContent) === label,
    );
    again?.focus();
  }

  private code(code: DetailsCode, place: SegmentPlace, words: DetailsWords): Node[] {
    const above = code.above === '' ? [] : [make('span', { class: 'path' }, `${code.above} › `)];
    const parts: Node[] = [
      make('h3', { class: 'code' }, swatch(code.drawn, code.shape), make('span', {}, ...above, code.name)),
    ];
    if (code.notes.length > 0) parts.push(make('p', { class: 'hint' }, code.notes.join(' · ')));
    for (const { kind, items } of code.blocks) {
      if (kind === 'definition') parts.push(...items.map((item) => make('p', { class: 'text' }, item)));
      else parts.push(make('h4', {}, words[kind]), make('ul', {}, ...items.map((item) => make('li', {}, item))));
    }
    if (!code.known) return parts;
    if (code.exemplars !== null) {
      parts.push(make('h4', {}, words.exemplars));
      parts.push(
        code.exemplars.length === 0
          ? make('p', { class: 'hint' }, words.noExemplars)
          : make('ul', {}, ...code.exemplars.map((one) => make('li', {}, this.link('{0}', one, words)))),
      );
    }
    const edit = (): void => {
      this.host.ask({ kind: 'editCode', place, code: code.code });
    };
    parts.push(make('p', {}, button(words.editCode, edit, { said: filled(words.editCodeOf, code.name) })));
    return parts;
  }

  private link(sentence: string, { place, quote, said }: SegmentLink, words: DetailsWords): HTMLElement {
    const go = make('button', { type: 'button', class: 'link' }, filled(sentence, filled(words.quoted, quote)));
    go.append(' ', make('span', { class: 'hint' }, said));
    go.addEventListener('click', () => {
      this.host.ask({ kind: 'go', place });
    });
    return go;
  }
}

const host = new Host<DetailsRequest, DetailsNews, DetailsState>(isDetailsNews, isDetailsState);
const details = new Details(host);
host.listen((news) => {
  details.hear(news);
});
host.ask({ kind: 'ready' });
