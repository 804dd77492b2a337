import { codeFieldNames, type CodeField, type CodeFields } from '../../core/codebook/codeFields';
import {
  isCodeFormNews,
  isCodeFormState,
  type CodeFormModel,
  type CodeFormNews,
  type CodeFormRequest,
  type CodeFormState,
  type FieldFault,
} from '../../protocol/codeForm';
import { button, LiveRegion, make, page } from '../frame/dom';
import { Host } from '../frame/host';
import { ColorField } from './colorField';
import { FieldFrame, readable, type FieldView } from './fieldFrame';
import { begun, isChanged, rebased, saved, withTheirs, type FormState } from './formState';
import { ListField } from './listField';
import { TextField } from './textField';

/** “Edit Code…”: what the codebook says of a code. */
class CodeForm {
  private readonly live = new LiveRegion();
  private readonly alert = make('p', { role: 'alert', class: 'fault' });
  private readonly heading = make('h1');
  private readonly path = make('p', { class: 'path' });
  private readonly dirty = make('span', { class: 'unsaved' });
  private readonly names = new Map<string, string>();
  private readonly frames = new Map<CodeField, FieldFrame>();
  private readonly views = new Map<CodeField, FieldView<CodeFields[CodeField]>>();
  private state: FormState;

  constructor(
    private readonly host: Host<CodeFormRequest, CodeFormNews, CodeFormState>,
    private model: CodeFormModel,
  ) {
    const draft = host.kept?.draft ?? model.draft;
    this.state = begun(model.fields);
    if (draft) this.state = rebased({ base: draft.base, fields: draft.fields, meanwhile: [] }, model.fields);
    this.build();
    this.take(model);
  }

  hear(news: CodeFormNews): void {
    switch (news.kind) {
      case 'model':
        this.state = rebased(this.state, news.fields);
        this.take(news);
        return;
      case 'saved':
        this.state = saved(this.state, news.sent, news.fields);
        this.faults([]);
        this.alert.textContent = '';
        this.show();
        this.keep();
        this.live.say(news.said);
        return;
      case 'refused':
        this.alert.textContent = news.reason;
        this.faults(news.faults);
        return;
      case 'picked':
        this.name(news.codes);
        this.edit('confusable', [...this.state.fields.confusable, ...news.codes.map(({ id }) => id)]);
        this.show();
        this.views.get('confusable')?.focus();
    }
  }

  private build(): void {
    const { words, colors } = this.model;
    const edit = (field: CodeField) => (value: CodeFields[CodeField]) => {
      this.edit(field, value);
    };
    const text = (field: 'name' | 'definition', lines: 'one' | 'several'): void => {
      const view = new TextField(field, lines, edit(field));
      this.add(field, make('label', { for: field }, words[field]), view);
    };
    const list = (field: 'include' | 'exclude' | 'examples' | 'confusable'): void => {
      const options = {
        words,
        label: words[field],
        changed: edit(field),
        say: (said: string) => {
          this.live.say(said);
        },
      };
      const choose = (): void => {
        this.host.ask({ kind: 'pickCodes', chosen: this.state.fields.confusable });
      };
      const nameOf = (id: string): string => this.names.get(id) ?? id;
      const view = new ListField(options, field === 'confusable' ? { choose, nameOf } : undefined);
      this.add(field, make('legend', {}, words[field]), view);
    };
    const form = make('form', { novalidate: '' });
    text('name', 'one');
    text('definition', 'several');
    list('include');
    list('exclude');
    list('examples');
    list('confusable');
    this.add('color', make('legend', {}, words.color), new ColorField(colors, words, edit('color')));
    form.append(...[...this.frames.values()].map(({ element }) => element));
    form.addEventListener('submit', (event) => {
      event.preventDefault();
    });
    const actions = make('div', { class: 'actions' });
    actions.append(
      button(
        words.save,
        () => {
          this.save();
        },
        { secondary: false },
      ),
      button(words.reset, () => {
        this.reset();
      }),
      button(words.openFile, () => {
        this.host.ask({ kind: 'openFile' });
      }),
      this.dirty,
    );
    page().replaceChildren(
      ...[
        this.heading,
        this.path,
        this.alert,
        form,
        actions,
        make('p', { class: 'hint' }, words.saveKeys),
        this.live.element,
      ],
    );
    window.addEventListener('keydown', (event) => {
      const save = event.key === 'Enter' || event.key.toLowerCase() === 's';
      if (!save || !(event.ctrlKey || event.metaKey) || event.altKey) return;
      event.preventDefault();
      this.save();
    });
  }

  private add<F extends CodeField>(field: F, named: HTMLElement, view: FieldView<CodeFields[F]>): void {
    const { words } = this.model;
    this.frames.set(field, new FieldFrame(field, words, named, words[`${field}Hint`], view.element));
    this.views.set(field, view);
  }

  /** Shows what is new in the model; what was typed is in the state already. */
  private take(model: CodeFormModel): void {
    this.model = model;
    this.heading.textContent = model.heading;
    this.path.textContent = model.path;
    this.name(model.names);
    if (model.readOnly !== null) this.alert.textContent = model.readOnly;
    this.show();
    this.keep();
  }

  private name(codes: CodeFormModel['names']): void {
    for (const { id, name } of codes) this.names.set(id, name);
  }

  private edit(field: CodeField, value: CodeFields[CodeField]): void {
    this.state = { ...this.state, fields: { ...this.state.fields, [field]: value } };
    this.frames.get(field)?.fault(null);
    this.tell();
    this.keep();
  }

  private reset(): void {
    this.state = begun(this.state.base);
    this.faults([]);
    this.alert.textContent = this.model.readOnly ?? '';
    this.show();
    this.keep();
  }

  private save(): void {
    this.alert.textContent = '';
    this.live.say('');
    this.host.ask({ kind: 'save', draft: this.draft });
  }

  private get draft(): { readonly base: CodeFields; readonly fields: CodeFields } {
    return { base: this.state.base, fields: this.state.fields };
  }

  /** Keeps what was typed here, for this page, and with the extension, for the next one. */
  private keep(): void {
    const draft = isChanged(this.state) ? this.draft : null;
    this.host.keep({ target: this.model.target, draft });
    this.host.ask({ kind: 'draft', draft });
  }

  private show(): void {
    for (const field of codeFieldNames) {
      this.views.get(field)?.show(this.state.fields[field]);
      const theirs = this.state.meanwhile.includes(field) ? readable(this.state.base[field], this.nameIn(field)) : null;
      this.frames.get(field)?.theirs(theirs, () => {
        this.state = withTheirs(this.state, field);
        this.show();
        this.keep();
        this.views.get(field)?.focus();
      });
    }
    this.tell();
  }

  private nameIn(field: CodeField): (item: string) => string {
    if (field === 'confusable') return (id) => this.names.get(id) ?? id;
    if (field === 'color') return (color) => this.model.colors.find(({ value }) => value === color)?.label ?? color;
    return (item) => item;
  }

  private tell(): void {
    this.dirty.textContent = isChanged(this.state) ? this.model.words.unsaved : '';
  }

  private faults(faults: readonly FieldFault[]): void {
    for (const [field, frame] of this.frames)
      frame.fault(faults.find((fault) => fault.field === field)?.message ?? null);
    const [first] = faults;
    if (first) this.views.get(first.field)?.focus();
  }
}

const host = new Host<CodeFormRequest, CodeFormNews, CodeFormState>(isCodeFormNews, isCodeFormState);
let form: CodeForm | undefined;
host.listen((news) => {
  if (form) form.hear(news);
  else if (news.kind === 'model') form = new CodeForm(host, news);
});
host.ask({ kind: 'ready' });
