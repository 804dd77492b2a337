import { entryFieldRules, said, type EntryFields } from '../../core/cases/entryFields';
import {
  isEntryFormNews,
  isNamedFormState,
  type EntryField,
  type EntryFormModel,
  type EntryFormNews,
  type EntryFormRequest,
  type FormTarget,
} from '../../protocol/entryForm';
import type { KeptForm } from '../../protocol/form';
import { ChoiceField } from '../form/choiceField';
import { FormPage } from '../form/formPage';
import { TextField } from '../form/textField';
import { make } from '../frame/dom';
import { Host } from '../frame/host';

type EntryFormHost = Host<EntryFormRequest, EntryFormNews, KeptForm<FormTarget, EntryFields>>;

/** The form of a case, a participant or a transcript: what the cases file says of it. And that of a theme. */
class EntryForm {
  private readonly page: FormPage<FormTarget, EntryFields, string, EntryFormModel>;
  private groups = '';

  constructor(host: EntryFormHost, model: EntryFormModel) {
    this.page = new FormPage(host, model, entryFieldRules);
    this.lay(model);
    this.page.take(model);
  }

  hear(news: EntryFormNews): void {
    if (news.kind !== 'model') {
      this.page.hear(news);
      return;
    }
    this.lay(news);
    this.page.follow(news);
  }

  /** Makes the fields anew where there are others: a variable was declared meanwhile, or somebody else speaks. */
  private lay({ groups }: EntryFormModel): void {
    const made = JSON.stringify(groups);
    if (made === this.groups) return;
    this.groups = made;
    this.page.clear();
    let count = 0;
    for (const { heading, hint, fields } of groups) {
      const place = heading === '' ? this.page.form : make('section', { 'aria-label': heading });
      if (place !== this.page.form) {
        place.append(make('h2', {}, heading), make('p', { class: 'hint' }, hint));
        this.page.form.append(place);
      }
      // Names of variables and labels are anything at all, so ids are numbers.
      for (const field of fields) this.add(field, `field-${String(++count)}`, place);
    }
  }

  private add({ field, label, hint, kind, choices }: EntryField, id: string, place: HTMLElement): void {
    const changed = (value: string): void => {
      this.page.edit(field, { ...this.page.fields, [field]: value });
    };
    const view =
      kind === 'choice'
        ? new ChoiceField(id, choices, changed)
        : new TextField(id, kind === 'line' ? 'one' : 'several', changed);
    const readable = (value: string): string => choices.find((choice) => choice.value === value)?.label ?? value;
    this.page.add(field, { id, label, hint, isGroup: false }, view, (fields) => said(fields, field), readable, place);
  }
}

const host: EntryFormHost = new Host(isEntryFormNews, isNamedFormState);
let form: EntryForm | undefined;
host.listen((news) => {
  if (form) form.hear(news);
  else if (news.kind === 'model') form = new EntryForm(host, news);
});
host.ask({ kind: 'ready' });
