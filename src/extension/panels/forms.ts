import type * as vscode from 'vscode';
import type { Disposable } from '../../core/base/disposable';
import type { Check } from '../../protocol/check';
import type { Draft, KeptForm } from '../../protocol/form';
import type { Drafts } from './drafts';

/** Where what was typed is kept while it is not saved. */
export interface DraftPlace<Fields> {
  get(): Draft<Fields> | null;
  set(draft: Draft<Fields> | null): void;
}

/** What a form stands in. */
export type Panel = Pick<vscode.WebviewPanel, 'reveal' | 'dispose' | 'onDidDispose'>;

/** What forms of one kind are. */
export interface FormKind<Target, Fields, P extends Panel> {
  readonly create: () => P;
  readonly drafts: Drafts<Fields>;
  /** A text that is different for every target. */
  readonly keyOf: (target: Target) => string;
  readonly isKept: Check<KeptForm<Target, Fields>>;
  /** Fills a panel. `become` says that the form is about something else from now on: what it was to make is made. */
  readonly fill: (panel: P, target: Target, draft: DraftPlace<Fields>, become: (target: Target) => void) => Disposable;
}

/** The forms of one kind that are open, one a target. */
export class Forms<Target, Fields, P extends Panel = vscode.WebviewPanel> implements Disposable {
  private readonly open = new Map<string, { readonly panel: P; readonly form: Disposable }>();

  constructor(private readonly kind: FormKind<Target, Fields, P>) {}

  /** Opens the form of a target, or shows it where it is open. */
  show(target: Target): void {
    const there = this.open.get(this.kind.keyOf(target));
    if (there) there.panel.reveal();
    else this.fill(this.kind.create(), target);
  }

  /**
   * Fills a panel that VS Code opened again after it was loaded anew. VS Code does so when the person first looks at it: where they opened
   * the form anew before, that one is shown in its place.
   */
  restore(panel: P, state: unknown): void {
    const target = this.kind.isKept(state) ? state.target : undefined;
    const there = target === undefined ? undefined : this.open.get(this.kind.keyOf(target));
    if (target !== undefined && !there) {
      this.fill(panel, target);
      return;
    }
    panel.dispose();
    there?.panel.reveal();
  }

  dispose(): void {
    for (const { form } of this.open.values()) form.dispose();
  }

  private fill(panel: P, target: Target): void {
    const { drafts } = this.kind;
    let key = this.kind.keyOf(target);
    const isOpen = (): boolean => this.open.get(key)?.panel === panel;
    const draft: DraftPlace<Fields> = {
      get: () => drafts.get(key),
      set: (typed) => {
        drafts.set(key, typed);
      },
    };
    const form = this.kind.fill(panel, target, draft, (made) => {
      drafts.set(key, null);
      // It may have been closed while it was saved.
      const wasOpen = isOpen();
      if (wasOpen) this.open.delete(key);
      key = this.kind.keyOf(made);
      if (wasOpen) this.open.set(key, { panel, form });
    });
    this.open.set(key, { panel, form });
    panel.onDidDispose(() => {
      if (isOpen()) this.open.delete(key);
      form.dispose();
    });
  }
}
