import {
  isNewStudyNews,
  newStudySteps,
  type DroppedFile,
  type NewStudyModel,
  type NewStudyNews,
  type NewStudyRequest,
  type NewStudyStep,
} from '../../protocol/newStudy';
import type { Check } from '../../protocol/check';
import { filled, LiveRegion, make, page } from '../frame/dom';
import { Host } from '../frame/host';
import { morph } from '../frame/morph';
import { asks } from './controls';
import { stepContents } from './steps';

/** The extension keeps all that was said; the page keeps nothing. */
type Nothing = Record<string, never>;
const isNothing: Check<Nothing> = (value): value is Nothing => value === null;

/** The largest file that is taken from a drop. */
const mostBytes = 50 * 1024 * 1024;

/** “New Study”: one step at a time, all that is asked goes to the extension, which tells what to show. */
class NewStudy {
  private readonly live = new LiveRegion();
  private readonly alert = make('p', { role: 'alert', class: 'fault' });
  private readonly content = make('div');
  private readonly buttons = make('div', { class: 'row' });
  private step: NewStudyStep | null = null;

  constructor(private readonly host: Host<NewStudyRequest, NewStudyNews, Nothing>) {
    const main = page();
    main.classList.add('wizard');
    // What is said stays in sight below a long list.
    main.append(this.content, make('div', { class: 'actions' }, this.buttons, this.alert, this.live.element));
    for (const kind of ['click', 'input', 'change'] as const) {
      main.addEventListener(kind, (event) => {
        this.asked(event);
      });
    }
    document.addEventListener('dragover', (event) => {
      event.preventDefault();
      if (event.dataTransfer) event.dataTransfer.dropEffect = 'copy';
    });
    document.addEventListener('drop', (event) => {
      event.preventDefault();
      if (event.dataTransfer) void this.dropped(event.dataTransfer);
    });
  }

  hear(news: NewStudyNews): void {
    if (news.kind === 'said') {
      // A fault that is over is none any more.
      this.alert.textContent = news.isFault ? news.said : '';
      if (!news.isFault) this.live.say(news.said);
      return;
    }
    const moved = this.step !== null && this.step !== news.step;
    morph(this.content, make('div', {}, ...drawn(news)));
    morph(this.buttons, make('div', { class: 'row' }, ...buttonsOf(news)));
    this.step = news.step;
    if (!moved) return;
    this.alert.textContent = '';
    this.live.say('');
    document.getElementById('step')?.focus();
    window.scrollTo(0, 0);
  }

  /** A control that asks for something was used. */
  private asked({ type, target }: Event): void {
    const control = target instanceof Element ? target.closest<HTMLElement>('[data-ask]') : null;
    const text = control?.getAttribute('data-ask');
    if (!control || text == null) return;
    const request = JSON.parse(text) as Record<string, unknown>;
    if (control instanceof HTMLInputElement && control.type === 'checkbox') {
      if (type === 'change') this.host.ask({ ...request, on: control.checked } as NewStudyRequest);
    } else if (control instanceof HTMLInputElement) {
      if (type === 'input') this.host.ask({ ...request, text: control.value } as NewStudyRequest);
    } else if (control instanceof HTMLSelectElement) {
      if (type === 'change') this.host.ask({ ...request, text: control.value } as NewStudyRequest);
    } else if (type === 'click') {
      this.alert.textContent = '';
      this.host.ask(request as NewStudyRequest);
    }
  }

  /** Files come with their bytes from other programs, as addresses from VS Code itself. */
  private async dropped(data: DataTransfer): Promise<void> {
    const listed = ['application/vnd.code.uri-list', 'text/uri-list'].map((type) => data.getData(type));
    const uris = (listed.find((text) => text !== '') ?? '')
      .split(/\r?\n/)
      .filter((line) => line !== '' && !line.startsWith('#'));
    const files: DroppedFile[] = [];
    const refused: string[] = [];
    for (const file of [...data.files]) {
      // A folder is among the files of a drop as well, and cannot be read.
      const buffer = file.size <= mostBytes ? await file.arrayBuffer().catch(() => undefined) : undefined;
      if (buffer === undefined) refused.push(file.name);
      else files.push({ name: file.name, bytes: new Uint8Array(buffer) });
    }
    // Other programs give addresses beside the files.
    const isOutside = files.length + refused.length > 0;
    if (isOutside || uris.length > 0) this.host.ask({ kind: 'drop', files, uris: isOutside ? [] : uris, refused });
  }
}

function drawn(model: NewStudyModel): readonly Node[] {
  const { words, step } = model;
  const at = newStudySteps.indexOf(step);
  const faulty = new Set(model.missing.map((one) => one.step));
  const names = newStudySteps.map((one, i) => {
    const go = make(
      'button',
      { type: 'button', 'data-ask': JSON.stringify({ kind: 'go', step: one }) },
      `${i + 1} ${words[one]}`,
    );
    if (one === step) go.setAttribute('aria-current', 'step');
    // What is missing is told of once the person was there.
    if (faulty.has(one) && i < at) go.append(' ⚠');
    return make('li', {}, go);
  });
  return [
    make('h1', {}, words.heading),
    make('nav', { 'aria-label': words.steps }, make('ol', { class: 'steps' }, ...names)),
    make(
      'section',
      { id: `step-${step}`, 'aria-labelledby': 'step' },
      make('h2', { id: 'step', tabindex: '-1' }, words[step]),
      make('p', { class: 'hint' }, filled(words.stepOf, at + 1, newStudySteps.length)),
      ...stepContents[step](model),
    ),
  ];
}

/** Back and on; not while the study is being written. */
function buttonsOf({ words, step, progress }: NewStudyModel): readonly Node[] {
  if (progress !== null) return [];
  const at = newStudySteps.indexOf(step);
  const before = newStudySteps[at - 1];
  const behind = newStudySteps[at + 1];
  return [
    ...(before === undefined ? [] : [asks(words.back, { kind: 'go', step: before })]),
    ...(behind === undefined ? [] : [asks(words.next, { kind: 'go', step: behind }, { primary: true })]),
  ];
}

const host = new Host<NewStudyRequest, NewStudyNews, Nothing>(isNewStudyNews, isNothing);
const wizard = new NewStudy(host);
host.listen((news) => {
  wizard.hear(news);
});
host.ask({ kind: 'ready' });
