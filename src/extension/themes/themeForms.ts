import * as vscode from 'vscode';
import { logLabel } from '../../core/base/logLabel';
import type { Result } from '../../core/base/result';
import { changedFields } from '../../core/base/fieldwise';
import { entryFieldRules, said, type EntryFields } from '../../core/cases/entryFields';
import type { ThemeEntry } from '../../core/codebook/codebookFile';
import { setThemeText, themeTextsIn, type ThemeText } from '../../core/codebook/themeEdits';
import type { Done } from '../../core/project/done';
import {
  isEntryDraft,
  isEntryFormRequest,
  isThemeFormState,
  type EntryField,
  type EntryFormModel,
  type ThemeTarget,
} from '../../protocol/entryForm';
import type { Draft, FieldFault } from '../../protocol/form';
import { changeCodebook } from '../codebook/editCodebook';
import type { Deps } from '../deps';
import { panels } from '../ids';
import { Drafts } from '../panels/drafts';
import { FormPanel, type MergeWith } from '../panels/formPanel';
import { Forms, type DraftPlace } from '../panels/forms';
import { formWordsNow } from '../panels/formWords';
import { themeFrom, type ChosenTheme } from './editTheme';
import { openThemeInYaml } from './themeCommands';

const texts = ['name', 'definition', 'note'] as const satisfies readonly ThemeText[];

/** The forms of themes: what each is called, what it is about, and what there is to note. */
export function themeForms(deps: Deps): Forms<ThemeTarget, EntryFields> {
  return new Forms({
    create: () => vscode.window.createWebviewPanel(panels.themeForm, '', vscode.ViewColumn.Active),
    drafts: new Drafts(deps.context.workspaceState, 'verbatim.themeDrafts', isEntryDraft),
    // A NUL parts what URIs and ids cannot hold.
    keyOf: ({ root, id }) => [root, id].join('\0'),
    isKept: isThemeFormState,
    fill: (panel, target, draft) => new ThemeForm(deps, panel, target, draft),
  });
}

class ThemeForm extends FormPanel<ThemeTarget, EntryFields, string, never> {
  constructor(deps: Deps, panel: vscode.WebviewPanel, target: ThemeTarget, draft: DraftPlace<EntryFields>) {
    super(deps, panel, target, {
      script: 'entryForm',
      title: vscode.l10n.t('Edit Theme'),
      takes: isEntryFormRequest,
      rules: entryFieldRules,
      draft,
    });
    this.entitle();
  }

  protected name(): string {
    return this.chosen()?.theme.name ?? this.target.id;
  }

  protected model(draft: Draft<EntryFields> | null, fields?: EntryFields): Promise<EntryFormModel<ThemeTarget>> {
    const { t } = vscode.l10n;
    const chosen = this.chosen();
    const isReadOnly = chosen && (chosen.codebook.readOnly || chosen.open.study.project.readOnly);
    return Promise.resolve({
      kind: 'model',
      target: this.target,
      heading: this.name(),
      path: t('Theme of {0}', chosen?.codebook.name ?? this.target.id),
      words: formWordsNow(),
      fields: fields ?? (chosen ? fieldsOf(chosen.theme) : (draft?.base ?? {})),
      groups: [{ heading: '', hint: '', fields: fieldsShown() }],
      draft,
      readOnly: !chosen
        ? t('This theme is not in the codebook any more, so nothing can be saved. What you typed is still here.')
        : isReadOnly
          ? t(
              '“{0}” was written by a newer Verbatim, so it is shown but not changed. Update Verbatim to edit it.',
              chosen.codebook.name,
            )
          : null,
    });
  }

  protected faults(wanted: EntryFields): readonly FieldFault[] | null {
    if (!this.chosen()) return null;
    const name = said(wanted, 'name');
    const { t } = vscode.l10n;
    if (name === '') return [{ field: 'name', message: t('A theme needs a name.') }];
    return name.includes('\n')
      ? [{ field: 'name', message: t('A name has one line. Put the rest into the definition.') }]
      : [];
  }

  protected async change(
    _wanted: EntryFields,
    merge: MergeWith<EntryFields>,
  ): Promise<Result<Done, string> | undefined> {
    const chosen = this.chosen();
    if (!chosen) return undefined;
    const { id, name } = chosen.theme;
    return changeCodebook(chosen.open, chosen.codebook, logLabel('Edited the theme “{0}”', name), (yaml) => {
      const now = themeTextsIn(yaml, id);
      if (!now.ok) return now;
      const merged = merge(now.value);
      if (!merged.ok) return merged;
      const changed = new Set(changedFields(entryFieldRules, now.value, merged.value));
      let edited: Result<string, string> = { ok: true, value: yaml };
      for (const key of texts) {
        if (edited.ok && changed.has(key)) edited = setThemeText(edited.value, id, key, said(merged.value, key));
      }
      return edited;
    });
  }

  protected async openFile(): Promise<void> {
    const chosen = this.chosen();
    if (chosen) {
      const { codebook, theme } = chosen;
      await openThemeInYaml(this.deps, { root: this.target.root, codebook: codebook.id, theme: theme.id });
    }
  }

  protected hearMore(): Promise<void> {
    return Promise.resolve();
  }

  private chosen(): ChosenTheme | undefined {
    return themeFrom(this.deps, { root: this.target.root, codebook: '', theme: this.target.id });
  }
}

function fieldsOf(theme: ThemeEntry): EntryFields {
  return entryFieldRules.clean({ name: theme.name, definition: theme.definition ?? '', note: theme.note ?? '' });
}

function fieldsShown(): readonly EntryField[] {
  const { t } = vscode.l10n;
  const field = (key: ThemeText, label: string, hint: string, kind: 'line' | 'lines'): EntryField => ({
    field: key,
    label,
    hint,
    kind,
    choices: [],
  });
  return [
    field('name', t('Name'), '', 'line'),
    field('definition', t('Definition'), t('What the theme is about, in a sentence or two.'), 'lines'),
    field('note', t('Note'), t('What it claims, what speaks for it and against it, what is still open.'), 'lines'),
  ];
}
