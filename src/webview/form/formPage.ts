import type { Fieldwise } from '../../core/base/fieldwise';
import type { FieldFault, FormModel, FormOutcome, FormRequest, KeptForm } from '../../protocol/form';
import { button, LiveRegion, make, page } from '../frame/dom';
import { FieldFrame, type FieldNaming, type FieldView } from './fieldFrame';
import { FormStates, type FormState } from './formState';

/** What a form needs of the extension behind it. */
export interface FormHost<Target, Fields> {
  ask(request: FormRequest<Fields>): void;
  keep(state: KeptForm<Target, Fields>): void;
  readonly kept: KeptForm<Target, Fields> | null;
}

/** A field on the page. */
interface Placed<Fields> {
  readonly frame: FieldFrame;
  readonly show: (fields: Fields) => void;
  readonly focus: () => void;
  /** What these fields say of it, as a person reads it. */
  readonly readable: (fields: Fields) => string;
}

/** The page of a form: its fields, what is wrong with them, what the file says meanwhile, and what can be done. Fields are added to it. */
export class FormPage<Target, Fields, Field extends string, Model extends FormModel<Target, Fields>> {
  /** Where fields go. */
  readonly form = make('form', { novalidate: '' });
  private readonly live = new LiveRegion();
  private readonly alert = make('p', { role: 'alert', class: 'fault' });
  private readonly heading = make('h1');
  private readonly path = make('p', { class: 'path' });
  private readonly dirty = make('span', { class: 'unsaved' });
  private readonly placed = new Map<Field, Placed<Fields>>();
  private readonly states: FormStates<Fields, Field>;
  private state: FormState<Fields, Field>;
  /** Why nothing was saved the last time; '' where it was, or the person tries again. */
  private refused = '';
  private saving: 'not' | 'once' | 'and again' = 'not';

  constructor(
    private readonly host: FormHost<Target, Fields>,
    private model: Model,
    rules: Fieldwise<Fields, Field>,
  ) {
    this.states = new FormStates(rules);
    const draft = host.kept?.draft ?? model.draft;
    this.state = draft ? this.states.resumed(draft, model.fields) : this.states.begun(model.fields);
    this.build();
  }

  /** What stands in the form now. */
  get fields(): Fields {
    return this.state.fields;
  }

  /** Puts a field into `place`. `read` gives its value, `readable` how a person reads it. */
  add<Value>(
    field: Field,
    naming: FieldNaming,
    view: FieldView<Value>,
    read: (fields: Fields) => Value,
    readable: (value: Value) => string,
    place: HTMLElement = this.form,
  ): void {
    const frame = new FieldFrame(field, naming, this.model.words, view.element);
    place.append(frame.element);
    this.placed.set(field, {
      frame,
      show: (fields) => {
        view.show(read(fields));
      },
      focus: () => {
        view.focus();
      },
      readable: (fields) => readable(read(fields)),
    });
  }

  /** Takes all fields out, for others to be added. */
  clear(): void {
    this.placed.clear();
    this.form.replaceChildren();
  }

  /** Notes what was typed in a field. */
  edit(field: Field, fields: Fields): void {
    this.state = { ...this.state, fields };
    this.placed.get(field)?.frame.fault(null);
    this.tell();
    this.keep();
  }

  focus(field: Field): void {
    this.placed.get(field)?.focus();
  }

  say(text: string): void {
    this.live.say(text);
  }

  /** Shows what became of saving. */
  hear(outcome: FormOutcome<Fields, Field>): void {
    const again = this.saving === 'and again';
    this.saving = 'not';
    if (outcome.kind === 'refused') {
      this.refuse(outcome.reason);
      this.faults(outcome.faults);
      return;
    }
    this.state = this.states.saved(this.state, outcome.sent, outcome.fields);
    this.faults([]);
    this.refuse('');
    this.show();
    this.keep();
    this.live.say(outcome.said);
    if (again && this.states.isChanged(this.state)) this.save();
  }

  /** Shows what the file says now; fields in which something was typed keep it. */
  follow(model: Model): void {
    this.state = this.states.rebased(this.state, model.fields);
    this.take(model);
  }

  /** Shows what is new in the model; what was typed is in the state already. */
  take(model: Model): void {
    this.model = model;
    this.heading.textContent = model.heading;
    this.path.textContent = model.path;
    this.refuse(this.refused);
    this.show();
    this.keep();
  }

  show(): void {
    for (const [field, one] of this.placed) {
      one.show(this.state.fields);
      const theirs = this.state.meanwhile.includes(field) ? one.readable(this.state.base) : null;
      one.frame.theirs(theirs, () => {
        this.state = this.states.withTheirs(this.state, field);
        this.show();
        this.keep();
        one.focus();
      });
    }
    this.tell();
  }

  private build(): void {
    const { words } = this.model;
    this.form.addEventListener('submit', (event) => {
      event.preventDefault();
    });
    const save = (): void => {
      this.save();
    };
    const actions = make('div', { class: 'actions' });
    actions.append(
      button(words.save, save, { secondary: false }),
      button(words.reset, () => {
        this.reset();
      }),
      button(words.openFile, () => {
        this.host.ask({ kind: 'openFile' });
      }),
      this.dirty,
    );
    const keys = make('p', { class: 'hint' }, words.saveKeys);
    page().replaceChildren(this.heading, this.path, this.alert, this.form, actions, keys, this.live.element);
    window.addEventListener('keydown', (event) => {
      const isSave = event.key === 'Enter' || event.key.toLowerCase() === 's';
      if (!isSave || !(event.ctrlKey || event.metaKey) || event.altKey) return;
      event.preventDefault();
      save();
    });
  }

  private reset(): void {
    this.state = this.states.begun(this.state.base);
    this.faults([]);
    this.refuse('');
    this.show();
    this.keep();
  }

  private save(): void {
    // One after the other: a second request would begin from what the first one is just writing over.
    if (this.saving !== 'not') {
      this.saving = 'and again';
      return;
    }
    this.saving = 'once';
    this.refuse('');
    this.live.say('');
    this.host.ask({ kind: 'save', draft: this.state });
  }

  /** Says why nothing was saved; before that, why nothing can be, for as long as it cannot. */
  private refuse(reason: string): void {
    this.refused = reason;
    const said = this.model.readOnly ?? reason;
    // What is set anew is read out anew.
    if (this.alert.textContent !== said) this.alert.textContent = said;
  }

  /** Keeps what was typed here, for this page, and with the extension, for the next one. */
  private keep(): void {
    const draft = this.states.draft(this.state);
    this.host.keep({ target: this.model.target, draft });
    this.host.ask({ kind: 'draft', draft });
  }

  private tell(): void {
    this.dirty.textContent = this.states.isChanged(this.state) ? this.model.words.unsaved : '';
  }

  private faults(faults: readonly FieldFault<Field>[]): void {
    for (const [field, { frame }] of this.placed)
      frame.fault(faults.find((fault) => fault.field === field)?.message ?? null);
    const [first] = faults;
    if (first) this.focus(first.field);
  }
}
