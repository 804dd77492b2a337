import * as vscode from 'vscode';
import { shownLabel } from '../../core/base/logLabel';
import { DisposableStore, type Disposable } from '../../core/base/disposable';
import { changedFields, mergeFields, type Fieldwise } from '../../core/base/fieldwise';
import { err, type Result } from '../../core/base/result';
import type { Done } from '../../core/project/done';
import type { Check } from '../../protocol/check';
import type { Draft, FieldFault, FormModel, FormOutcome, FormRequest } from '../../protocol/form';
import type { Deps } from '../deps';
import type { DraftPlace } from './forms';
import { draftAfterSaving } from './drafts';
import { OpenPage } from './openPage';
import { linkWebview, type LinkedPage } from './webviewLink';

/** What a form is made of. */
export interface FormParts<Fields, Field extends string, Request> {
  readonly script: LinkedPage<Request>['script'];
  /** The title of its page. */
  readonly title: string;
  readonly takes: Check<Request>;
  readonly rules: Fieldwise<Fields, Field>;
  readonly draft: DraftPlace<Fields>;
}

/** A change of the file: gets what the file says now, and gives what it shall say, or why it is not changed. */
export type MergeWith<Fields> = (now: Fields) => Result<Fields, string>;

/** A form in a panel: tells its page what the file says, keeps what was typed, and saves it by comparing three versions. */
export abstract class FormPanel<
  Target extends { readonly root: string },
  Fields,
  Field extends string,
  Request extends { readonly kind: string },
> implements Disposable {
  protected readonly held = new DisposableStore();
  protected readonly page: OpenPage<unknown>;
  /** How often the page was told what the file says: what takes longer to find out is not to overtake what is newer. */
  private turn = 0;

  constructor(
    protected readonly deps: Deps,
    protected readonly panel: vscode.WebviewPanel,
    protected target: Target,
    private readonly parts: FormParts<Fields, Field, Request | FormRequest<Fields>>,
  ) {
    const { studies } = deps;
    const { script, title, takes } = parts;
    this.page = new OpenPage(panel);
    this.held.add(
      linkWebview<Request | FormRequest<Fields>>(deps, panel.webview, {
        script,
        title,
        takes,
        hear: (request) => this.hear(request),
      }),
    );
    const follow = (): void => {
      this.show();
    };
    this.held.add(studies.onDidChangeList(follow));
    this.held.add(
      studies.onDidChangeStudy(({ open, change }) => {
        if (change.kind === 'frame' && open.root.toString() === this.target.root) follow();
      }),
    );
  }

  dispose(): void {
    this.held.dispose();
  }

  /** What it is called now. */
  protected abstract name(): string;
  /** What the page shows; `fields` where the file says something else than the study in memory. */
  protected abstract model(draft: Draft<Fields> | null, fields?: Fields): Promise<FormModel<Target, Fields>>;
  /** What is wrong with what was typed, field by field; null where what it is about is not there any more. */
  protected abstract faults(wanted: Fields, base: Fields): readonly FieldFault<Field>[] | null;
  /** Changes the file; undefined where the person was told why nothing was tried, or declined. */
  protected abstract change(wanted: Fields, merge: MergeWith<Fields>): Promise<Result<Done, string> | undefined>;
  protected abstract openFile(): Promise<void>;
  /** Does what only this kind of form is asked. */
  protected abstract hearMore(request: Request): Promise<void>;

  /** Tells the page what the file says now; a page that is hidden asks for it when it is shown. */
  protected show(fields?: Fields): void {
    this.entitle();
    const turn = ++this.turn;
    this.model(this.parts.draft.get(), fields).then(
      (model) => {
        // A newer one is on its way.
        if (turn === this.turn) this.tell(model);
      },
      (error: unknown) => {
        this.deps.log.error('A form could not be shown.', error);
      },
    );
  }

  protected entitle(): void {
    if (!this.page.isOpen) return;
    this.panel.title = this.parts.draft.get() ? `● ${this.name()}` : this.name();
  }

  private tell(news: FormModel<Target, Fields> | FormOutcome<Fields, Field>): void {
    this.page.tell(news);
  }

  private async hear(request: Request | FormRequest<Fields>): Promise<void> {
    if (isOfEveryForm<Fields>(request)) await this.hearUsual(request);
    else await this.hearMore(request);
  }

  private async hearUsual(request: FormRequest<Fields>): Promise<void> {
    switch (request.kind) {
      case 'ready':
        // A form that VS Code opened again may be there before the study is.
        await this.deps.studies.ready;
        this.show();
        return;
      case 'draft':
        this.parts.draft.set(request.draft);
        this.entitle();
        return;
      case 'save':
        try {
          await this.save(request.draft);
        } catch (error) {
          // The page waits for an answer before it saves again.
          this.refuse(vscode.l10n.t('Nothing was saved yet. What you typed is kept.'));
          throw error;
        }
        return;
      case 'openFile':
        await this.openFile();
    }
  }

  private async save({ base, fields }: Draft<Fields>): Promise<void> {
    const { t } = vscode.l10n;
    const { rules } = this.parts;
    const wanted = rules.clean(fields);
    const faults = this.faults(wanted, base);
    if (faults === null) {
      // What is shown says why.
      this.show();
      this.refuse('');
      return;
    }
    if (faults.length > 0) {
      this.refuse(t('Nothing was saved. Please look at what is marked.'), faults);
      return;
    }
    let theirs: Fields | undefined;
    let written: Fields | undefined;
    const outcome = await this.change(wanted, (now) => {
      const merged = mergeFields(rules, base, wanted, now);
      if (merged.conflicts.length > 0) {
        theirs = now;
        return err(
          t(
            'Nothing was saved: what you changed was changed in the file meanwhile. Look at what is marked, and save again to have your words stand.',
          ),
        );
      }
      written = merged.fields;
      return { ok: true, value: merged.fields };
    });
    if (theirs) this.show(theirs);
    if (outcome?.ok) {
      const said = [shownLabel(outcome.value.label), ...outcome.value.notes].join(' ');
      this.done(fields, written ?? wanted, said);
      this.saved();
    } else if (written && changedFields(rules, base, wanted).length === 0) {
      this.done(fields, written, t('There was nothing to save.'));
    } else {
      this.refuse(outcome?.error ?? t('Nothing was saved yet. What you typed is kept.'));
    }
  }

  private refuse(reason: string, faults: readonly FieldFault<Field>[] = []): void {
    this.tell({ kind: 'refused', reason, faults });
  }

  /** Notes and tells that `sent` is saved. The draft goes here, not at the page's word: the page may be closed by now. */
  private done(sent: Fields, written: Fields, said: string): void {
    const { draft, rules } = this.parts;
    draft.set(draftAfterSaving(rules, draft.get(), sent, written));
    this.entitle();
    this.tell({ kind: 'saved', sent, fields: written, said });
  }

  /** Follows once something was saved. */
  protected saved(): void {
    // Nothing for most.
  }
}

const usual = ['ready', 'draft', 'save', 'openFile'];

function isOfEveryForm<Fields>(request: { readonly kind: string }): request is FormRequest<Fields> {
  return usual.includes(request.kind);
}
