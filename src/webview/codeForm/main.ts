import { codeFieldRules, type CodeField, type CodeFields } from '../../core/codebook/codeFields';
import {
  isCodeFormNews,
  isCodeFormState,
  type CodeFormModel,
  type CodeFormNews,
  type CodeFormRequest,
  type CodeTarget,
} from '../../protocol/codeForm';
import type { KeptForm } from '../../protocol/form';
import { FormPage } from '../form/formPage';
import { TextField } from '../form/textField';
import { Host } from '../frame/host';
import { ColorField } from './colorField';
import { ListField } from './listField';

type CodeFormHost = Host<CodeFormRequest, CodeFormNews, KeptForm<CodeTarget, CodeFields>>;

/** “Edit Code…”: what the codebook says of a code. */
class CodeForm {
  private readonly names = new Map<string, string>();
  private readonly page: FormPage<CodeTarget, CodeFields, CodeField, CodeFormModel>;

  constructor(
    private readonly host: CodeFormHost,
    model: CodeFormModel,
  ) {
    this.page = new FormPage(host, model, codeFieldRules);
    this.text(model, 'name', 'one');
    this.text(model, 'definition', 'several');
    this.list(model, 'include');
    this.list(model, 'exclude');
    this.list(model, 'examples');
    this.list(model, 'confusable');
    this.color(model);
    this.name(model.names);
    this.page.take(model);
  }

  hear(news: CodeFormNews): void {
    switch (news.kind) {
      case 'model':
        this.name(news.names);
        this.page.follow(news);
        return;
      case 'picked':
        this.name(news.codes);
        this.edit('confusable', [...this.page.fields.confusable, ...news.codes.map(({ id }) => id)]);
        this.page.show();
        this.page.focus('confusable');
        return;
      default:
        this.page.hear(news);
    }
  }

  private text(model: CodeFormModel, field: 'name' | 'definition', lines: 'one' | 'several'): void {
    const view = new TextField(field, lines, (value) => {
      this.edit(field, value);
    });
    this.page.add(field, naming(model, field, false), view, (fields) => fields[field], asItIs);
  }

  private list({ words }: CodeFormModel, field: 'include' | 'exclude' | 'examples' | 'confusable'): void {
    const options = {
      words,
      label: words[field],
      changed: (items: readonly string[]) => {
        this.edit(field, items);
      },
      say: (said: string) => {
        this.page.say(said);
      },
    };
    const choose = (): void => {
      this.host.ask({ kind: 'pickCodes', chosen: this.page.fields.confusable });
    };
    const nameOf = (id: string): string => this.names.get(id) ?? id;
    const view = new ListField(options, field === 'confusable' ? { choose, nameOf } : undefined);
    const readable = (items: readonly string[]): string =>
      items.map(field === 'confusable' ? nameOf : asItIs).join(' · ');
    this.page.add(field, naming({ words }, field, true), view, (fields) => fields[field], readable);
  }

  private color(model: CodeFormModel): void {
    const view = new ColorField(model.colors, model.words, (value) => {
      this.edit('color', value);
    });
    const readable = (color: string): string => model.colors.find(({ value }) => value === color)?.label ?? color;
    this.page.add('color', naming(model, 'color', true), view, ({ color }) => color, readable);
  }

  private name(codes: CodeFormModel['names']): void {
    for (const { id, name } of codes) this.names.set(id, name);
  }

  private edit(field: CodeField, value: CodeFields[CodeField]): void {
    this.page.edit(field, { ...this.page.fields, [field]: value });
  }
}

function naming({ words }: Pick<CodeFormModel, 'words'>, field: CodeField, isGroup: boolean) {
  return { id: field, label: words[field], hint: words[`${field}Hint`], isGroup };
}

function asItIs(text: string): string {
  return text;
}

const host: CodeFormHost = new Host(isCodeFormNews, isCodeFormState);
let form: CodeForm | undefined;
host.listen((news) => {
  if (form) form.hear(news);
  else if (news.kind === 'model') form = new CodeForm(host, news);
});
host.ask({ kind: 'ready' });
