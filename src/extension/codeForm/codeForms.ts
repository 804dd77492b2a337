import * as vscode from 'vscode';
import { logLabel, shownLabel } from '../../core/base/logLabel';
import { DisposableStore, type Disposable } from '../../core/base/disposable';
import { err } from '../../core/base/result';
import { changedCodeFields, cleanCodeFields, mergeCodeFields, type CodeFields } from '../../core/codebook/codeFields';
import {
  isCodeFormRequest,
  isCodeFormState,
  type CodeDraft,
  type CodeFormNews,
  type CodeFormRequest,
  type CodeTarget,
} from '../../protocol/codeForm';
import { keyOf } from '../codebook/codeNode';
import { changeCodebook, studyOf } from '../codebook/editCodebook';
import { openInYaml } from '../codebook/openCodeInYaml';
import type { Deps } from '../deps';
import { panels } from '../ids';
import { linkWebview } from '../panels/webviewLink';
import { chooseCodes } from './chooseCodes';
import { codeFaults, codeFormModel, type FoundCode } from './codeFormModel';

/** The forms that are open, one a code, and what was typed in forms that were closed without saving. */
export class CodeForms implements Disposable {
  private readonly forms = new Map<string, CodeForm>();
  private readonly drafts = new Map<string, CodeDraft>();

  constructor(private readonly deps: Deps) {}

  /** Opens the form of a code, or shows it where it is open. */
  open(target: CodeTarget): void {
    const there = this.forms.get(keyIn(target));
    if (there) {
      there.panel.reveal();
      return;
    }
    const panel = vscode.window.createWebviewPanel(panels.codeForm, '', vscode.ViewColumn.Active);
    this.fill(panel, target);
  }

  /** Fills a panel that VS Code opened again after it was loaded anew. */
  restore(panel: vscode.WebviewPanel, state: unknown): void {
    if (isCodeFormState(state)) this.fill(panel, state.target);
    else panel.dispose();
  }

  dispose(): void {
    for (const form of this.forms.values()) form.dispose();
  }

  private fill(panel: vscode.WebviewPanel, target: CodeTarget): void {
    const key = keyIn(target);
    const form = new CodeForm(this.deps, panel, target, {
      get: () => this.drafts.get(key) ?? null,
      set: (draft) => {
        if (draft) this.drafts.set(key, draft);
        else this.drafts.delete(key);
      },
    });
    this.forms.set(key, form);
    panel.onDidDispose(() => {
      this.forms.delete(key);
      form.dispose();
    });
  }
}

function keyIn(target: CodeTarget): string {
  return keyOf({ ...target, kind: 'code' });
}

/** Where what was typed is kept while it is not saved. */
interface DraftPlace {
  get(): CodeDraft | null;
  set(draft: CodeDraft | null): void;
}

class CodeForm implements Disposable {
  private readonly held = new DisposableStore();

  constructor(
    private readonly deps: Deps,
    readonly panel: vscode.WebviewPanel,
    private readonly target: CodeTarget,
    private readonly draft: DraftPlace,
  ) {
    const { studies } = deps;
    this.entitle();
    this.held.add(
      linkWebview<CodeFormRequest>(deps, panel.webview, {
        script: 'codeForm',
        title: vscode.l10n.t('Edit Code'),
        takes: isCodeFormRequest,
        hear: (request) => this.hear(request),
      }),
    );
    const follow = (): void => {
      this.show();
    };
    this.held.add(studies.onDidChangeList(follow));
    this.held.add(
      studies.onDidChangeStudy(({ open, change }) => {
        if (change.kind === 'frame' && open.root.toString() === target.root) follow();
      }),
    );
  }

  dispose(): void {
    this.held.dispose();
  }

  private async hear(request: CodeFormRequest): Promise<void> {
    switch (request.kind) {
      case 'ready':
        // A form that VS Code opened again may be there before the study is.
        await this.deps.studies.ready;
        this.show();
        return;
      case 'draft':
        this.draft.set(request.draft);
        this.entitle();
        return;
      case 'save':
        await this.save(request.draft);
        return;
      case 'pickCodes': {
        const found = this.found();
        const codes = found && (await chooseCodes(found.open.study, [...request.chosen, found.code.id]));
        this.panel.reveal();
        this.tell({ kind: 'picked', codes: codes ?? [] });
        return;
      }
      case 'openFile': {
        const found = this.found();
        if (found) await openInYaml(found.open, found.codebook.id, found.code.id);
      }
    }
  }

  private found(): FoundCode | undefined {
    const open = studyOf(this.deps, this.target);
    const codebook = open?.study.codebooks.find(({ id }) => id === this.target.codebook);
    const code = codebook?.codes.find(({ id }) => id === this.target.code);
    return open && codebook && code && { open, codebook, code };
  }

  /** Tells the page what the codebook says now; a page that is hidden asks for it when it is shown. */
  private show(fields?: CodeFields): void {
    this.entitle();
    this.tell(codeFormModel(this.target, this.found(), this.draft.get(), fields));
  }

  private entitle(): void {
    const name = this.found()?.code.name ?? this.target.code;
    this.panel.title = this.draft.get() ? `● ${name}` : name;
  }

  private tell(news: CodeFormNews): void {
    void this.panel.webview.postMessage(news);
  }

  private async save({ base, fields }: CodeDraft): Promise<void> {
    const { t } = vscode.l10n;
    const found = this.found();
    if (!found) {
      this.show();
      return;
    }
    const wanted = cleanCodeFields(fields);
    const faults = codeFaults(wanted, found);
    if (faults.length > 0) {
      this.tell({ kind: 'refused', reason: t('Nothing was saved. Please look at what is marked.'), faults });
      return;
    }
    const { open, codebook, code } = found;
    let theirs: CodeFields | undefined;
    let written: CodeFields | undefined;
    const outcome = await changeCodebook(
      open,
      codebook,
      logLabel('Edited the code “{0}”', wanted.name),
      (yaml, edits) => {
        const now = edits.codeFieldsIn(yaml, code.id);
        if (!now.ok) return now;
        const merged = mergeCodeFields(base, wanted, now.value);
        if (merged.conflicts.length > 0) {
          theirs = now.value;
          return err(
            t(
              'Nothing was saved: what you changed was changed in the file meanwhile. Look at what is marked, and save again to have your words stand.',
            ),
          );
        }
        written = merged.fields;
        return edits.setCodeFields(yaml, code.id, merged.fields);
      },
    );
    if (theirs) this.show(theirs);
    if (outcome?.ok) {
      const said = [shownLabel(outcome.value.label), ...outcome.value.notes].join(' ');
      this.tell({ kind: 'saved', sent: fields, fields: written ?? wanted, said });
    } else if (written && changedCodeFields(base, wanted).length === 0) {
      this.tell({ kind: 'saved', sent: fields, fields: written, said: t('There was nothing to save.') });
    } else {
      const reason = outcome?.error ?? t('Nothing was saved yet. What you typed is kept.');
      this.tell({ kind: 'refused', reason, faults: [] });
    }
  }
}
