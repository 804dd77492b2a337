import * as vscode from 'vscode';
import { logLabel } from '../../core/base/logLabel';
import type { Result } from '../../core/base/result';
import { codeFieldRules, type CodeField, type CodeFields } from '../../core/codebook/codeFields';
import type { Done } from '../../core/project/done';
import {
  isCodeDraft,
  isCodeFormRequest,
  isCodeFormState,
  type CodeFormModel,
  type CodeFormNews,
  type CodeFormRequest,
  type CodeTarget,
} from '../../protocol/codeForm';
import type { Draft, FieldFault, FormRequest } from '../../protocol/form';
import { keyOf } from '../codebook/codeNode';
import { changeCodebook, studyOf } from '../codebook/editCodebook';
import { openInYaml } from '../codebook/openCodeInYaml';
import type { Deps } from '../deps';
import { panels } from '../ids';
import { Drafts } from '../panels/drafts';
import { FormPanel, type MergeWith } from '../panels/formPanel';
import { Forms, type DraftPlace } from '../panels/forms';
import { chooseCodes } from './chooseCodes';
import { codeFaults, codeFormModel, type FoundCode } from './codeFormModel';

/** The forms of codes. */
export function codeForms(deps: Deps): Forms<CodeTarget, CodeFields> {
  return new Forms({
    create: () => vscode.window.createWebviewPanel(panels.codeForm, '', vscode.ViewColumn.Active),
    drafts: new Drafts(deps.context.workspaceState, 'verbatim.codeDrafts', isCodeDraft),
    keyOf: (target) => keyOf({ ...target, kind: 'code' }),
    isKept: isCodeFormState,
    fill: (panel, target, draft) => new CodeForm(deps, panel, target, draft),
  });
}

type MoreRequest = Exclude<CodeFormRequest, FormRequest<CodeFields>>;

class CodeForm extends FormPanel<CodeTarget, CodeFields, CodeField, MoreRequest> {
  constructor(deps: Deps, panel: vscode.WebviewPanel, target: CodeTarget, draft: DraftPlace<CodeFields>) {
    super(deps, panel, target, {
      script: 'codeForm',
      title: vscode.l10n.t('Edit Code'),
      takes: isCodeFormRequest,
      rules: codeFieldRules,
      draft,
    });
    this.entitle();
  }

  protected name(): string {
    return this.found()?.code.name ?? this.target.code;
  }

  protected model(draft: Draft<CodeFields> | null, fields?: CodeFields): Promise<CodeFormModel> {
    return Promise.resolve(codeFormModel(this.target, this.found(), draft, fields));
  }

  protected faults(wanted: CodeFields): readonly FieldFault<CodeField>[] | null {
    const found = this.found();
    return found ? codeFaults(wanted, found) : null;
  }

  protected async change(wanted: CodeFields, merge: MergeWith<CodeFields>): Promise<Result<Done, string> | undefined> {
    const found = this.found();
    if (!found) return undefined;
    const { open, codebook, code } = found;
    const label = logLabel('Edited the code “{0}”', wanted.name);
    return changeCodebook(open, codebook, label, (yaml, edits) => {
      const now = edits.codeFieldsIn(yaml, code.id);
      if (!now.ok) return now;
      const merged = merge(now.value);
      return merged.ok ? edits.setCodeFields(yaml, code.id, merged.value) : merged;
    });
  }

  protected async openFile(): Promise<void> {
    const found = this.found();
    if (found) await openInYaml(found.open, found.codebook.id, found.code.id);
  }

  protected async hearMore({ chosen }: MoreRequest): Promise<void> {
    const found = this.found();
    const codes = found && (await chooseCodes(found.open.study, [...chosen, found.code.id]));
    if (!this.page.isOpen) return;
    this.panel.reveal();
    const picked: CodeFormNews = { kind: 'picked', codes: codes ?? [] };
    this.page.tell(picked);
  }

  private found(): FoundCode | undefined {
    const open = studyOf(this.deps, this.target);
    const codebook = open?.study.codebooks.find(({ id }) => id === this.target.codebook);
    const code = codebook?.codes.find(({ id }) => id === this.target.code);
    return open && codebook && code && { open, codebook, code };
  }
}
