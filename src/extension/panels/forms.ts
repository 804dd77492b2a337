import * as vscode from 'vscode';
import type { Disposable } from '../../core/base/disposable';
import type { Check } from '../../protocol/check';
import type { Draft, KeptForm } from '../../protocol/form';

/** Where what was typed is kept while it is not saved. */
export interface DraftPlace<Fields> {
  get(): Draft<Fields> | null;
  set(draft: Draft<Fields> | null): void;
}

/** What forms of one kind are. */
export interface FormKind<Target, Fields> {
  readonly viewType: string;
  /** A text that is different for every target. */
  readonly keyOf: (target: Target) => string;
  readonly isKept: Check<KeptForm<Target, Fields>>;
  /** Fills a panel. `become` says that the form is about something else from now on: what it was to make is made. */
  readonly fill: (
    panel: vscode.WebviewPanel,
    target: Target,
    draft: DraftPlace<Fields>,
    become: (target: Target) => void,
  ) => Disposable;
}

/** The forms of one kind that are open, one a target, and what was typed in forms that were closed without saving. */
export class Forms<Target, Fields> implements Disposable {
  private readonly open = new Map<string, { readonly panel: vscode.WebviewPanel; readonly form: Disposable }>();
  private readonly drafts = new Map<string, Draft<Fields>>();

  constructor(private readonly kind: FormKind<Target, Fields>) {}

  /** Opens the form of a target, or shows it where it is open. */
  show(target: Target): void {
    const there = this.open.get(this.kind.keyOf(target));
    if (there) there.panel.reveal();
    else this.fill(vscode.window.createWebviewPanel(this.kind.viewType, '', vscode.ViewColumn.Active), target);
  }

  /** Fills a panel that VS Code opened again after it was loaded anew. */
  restore(panel: vscode.WebviewPanel, state: unknown): void {
    if (this.kind.isKept(state)) this.fill(panel, state.target);
    else panel.dispose();
  }

  dispose(): void {
    for (const { form } of this.open.values()) form.dispose();
  }

  private fill(panel: vscode.WebviewPanel, target: Target): void {
    let key = this.kind.keyOf(target);
    const draft: DraftPlace<Fields> = {
      get: () => this.drafts.get(key) ?? null,
      set: (typed) => {
        if (typed) this.drafts.set(key, typed);
        else this.drafts.delete(key);
      },
    };
    const form = this.kind.fill(panel, target, draft, (made) => {
      this.drafts.delete(key);
      this.open.delete(key);
      key = this.kind.keyOf(made);
      this.open.set(key, { panel, form });
    });
    this.open.set(key, { panel, form });
    panel.onDidDispose(() => {
      if (this.open.get(key)?.panel === panel) this.open.delete(key);
      form.dispose();
    });
  }
}
