import {
  isThemePageNews,
  isThemePageState,
  themeSides,
  type ThemePageModel,
  type ThemePageRequest,
  type ThemePageSegment,
  type ThemePageState,
  type ThemeSide,
} from '../../protocol/themePage';
import { make, page } from '../frame/dom';
import { Host } from '../frame/host';
import { morph } from '../frame/morph';
import '@vscode-elements/elements/dist/vscode-button/index.js';

/** A theme seen from all sides. It is drawn anew from each message; controls carry what they ask for as data. */
class ThemePage {
  private side: ThemeSide;
  private model: ThemePageModel | undefined;

  constructor(private readonly host: Host<ThemePageRequest, ThemePageModel, ThemePageState>) {
    this.side = host.kept?.side ?? 'category';
    page().classList.add('theme');
    page().addEventListener('click', ({ target }) => {
      const asked = target instanceof Element ? target.closest<HTMLElement>('[data-ask]')?.dataset['ask'] : undefined;
      if (asked !== undefined) this.ask(asked);
    });
    page().addEventListener('change', ({ target }) => {
      if (!(target instanceof HTMLInputElement)) return;
      this.side = themeSides.find((side) => side === target.value) ?? 'category';
      this.draw();
    });
  }

  show(model: ThemePageModel): void {
    this.model = model;
    this.draw();
  }

  private ask(asked: string): void {
    if (asked === 'edit' || asked === 'openFile') {
      this.host.ask({ kind: asked });
      return;
    }
    const [list, position] = asked.split(':');
    const segment = (list === 'against' ? this.model?.against : this.model?.segments)?.[Number(position)];
    if (segment) this.host.ask({ kind: 'go', place: segment.place });
  }

  private draw(): void {
    const { model } = this;
    if (!model) return;
    this.host.keep({ target: model.target, side: this.side });
    const wanted = make('main', { id: 'page', class: 'theme' });
    const { words } = model;
    wanted.append(make('h1', {}, model.heading), make('p', { class: 'path' }, model.path));
    if (model.definition !== '') wanted.append(make('p', { class: 'text' }, model.definition));
    if (model.note !== '') wanted.append(make('h3', {}, words.note), make('p', { class: 'text' }, model.note));
    const actions = make('p', { class: 'row' }, action(words.openFile, 'openFile'));
    if (model.isWritable) actions.prepend(action(words.edit, 'edit'));
    wanted.append(actions, this.segments(model), contradicting(model), silent(model));
    morph(page(), wanted);
  }

  private segments(model: ThemePageModel): HTMLElement {
    const { words } = model;
    const section = make('section', { 'aria-label': words.segments });
    section.append(make('h2', {}, words.segments), make('p', { class: 'hint' }, model.counted));
    if (model.segments.length === 0) return section;
    const labels = { category: words.byCategory, role: words.byRole, site: words.bySite };
    const choice = make('div', { class: 'row', role: 'radiogroup', 'aria-label': words.by });
    for (const side of themeSides) {
      const input = make('input', { type: 'radio', name: 'side', value: side, id: `side-${side}` });
      input.checked = side === this.side;
      choice.append(make('span', {}, input, make('label', { for: `side-${side}`, class: 'inline' }, labels[side])));
    }
    section.append(choice);
    for (const { name, segments } of model.groups[this.side]) {
      const list = make('ul', { class: 'plain' });
      for (const position of segments) {
        const one = model.segments[position];
        if (one) list.append(link(one, `segments:${String(position)}`));
      }
      section.append(make('h3', {}, `${name} · ${String(segments.length)}`), list);
    }
    return section;
  }
}

function contradicting({ words, against, againstSaid }: ThemePageModel): HTMLElement {
  const section = make('section', { 'aria-label': words.against });
  section.append(make('h2', {}, words.against), make('p', { class: 'hint' }, againstSaid));
  if (against.length > 0)
    section.append(make('ul', { class: 'plain' }, ...against.map((one, i) => link(one, `against:${String(i)}`))));
  return section;
}

function silent({ words, silent: people, silentSaid }: ThemePageModel): HTMLElement {
  const section = make('section', { 'aria-label': words.silent });
  section.append(make('h2', {}, words.silent), make('p', { class: 'hint' }, silentSaid));
  if (people.length > 0) section.append(make('ul', { class: 'plain' }, ...people.map((one) => make('li', {}, one))));
  return section;
}

function link({ quote, said }: ThemePageSegment, asks: string): HTMLElement {
  return make(
    'li',
    {},
    make('button', { class: 'link', type: 'button', 'data-ask': asks }, quote),
    make('span', { class: 'path' }, said),
  );
}

function action(label: string, asks: string): HTMLElement {
  const made = document.createElement('vscode-button');
  made.setAttribute('secondary', '');
  made.dataset['ask'] = asks;
  made.append(label);
  return made;
}

const host: Host<ThemePageRequest, ThemePageModel, ThemePageState> = new Host(isThemePageNews, isThemePageState);
const shown = new ThemePage(host);
host.listen((news) => {
  shown.show(news);
});
host.ask({ kind: 'ready' });
