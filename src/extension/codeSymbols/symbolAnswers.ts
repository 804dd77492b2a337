import type * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../../core/base/disposable';
import { TranscriptLines } from '../../core/project/transcriptLines';
import type { Deps } from '../deps';
import type { OpenStudy } from '../study/openStudy';
import type { CodeSpread } from '../../core/project/codeReferences';
import { codeLenses, UseLens, resolvedLens, spreadsOf } from './codeLenses';
import { completeIds, IdItem, resolvedItem } from './completeIds';
import { findDefinitions, findReferences, type LinesOf } from './findCodes';
import { hoverOfId } from './hoverOfId';
import { prepareRename, provideRename } from './renameSymbol';

/** What VS Code's language features ask about codes. Loaded when the first of them is used in a study. */
export class SymbolAnswers implements Disposable {
  private readonly held = new DisposableStore();
  private readonly lines = new WeakMap<OpenStudy, TranscriptLines>();
  private readonly spreads = new WeakMap<OpenStudy, ReadonlyMap<string, CodeSpread>>();

  constructor(private readonly deps: Deps) {
    this.held.add(
      deps.studies.onDidChangeStudy(({ open, change }) => {
        if (change.kind === 'transcript') this.lines.get(open)?.forget(change.path);
        else if (change.kind === 'frame') this.lines.get(open)?.forget();
        this.spreads.delete(open);
      }),
    );
  }

  definitions(
    document: vscode.TextDocument,
    position: vscode.Position,
    token: vscode.CancellationToken,
  ): Promise<vscode.LocationLink[]> {
    return findDefinitions(this.deps, document, position, token);
  }

  references(
    document: vscode.TextDocument,
    position: vscode.Position,
    { includeDeclaration }: vscode.ReferenceContext,
    token: vscode.CancellationToken,
  ): Promise<vscode.Location[]> {
    return findReferences(this.deps, this.linesOf, document, position, includeDeclaration, token);
  }

  lenses(document: vscode.TextDocument): UseLens[] {
    return codeLenses(this.deps, document);
  }

  resolveLens(lens: vscode.CodeLens): vscode.CodeLens {
    if (!(lens instanceof UseLens)) return lens;
    const { open } = lens.shown;
    const spreads = this.spreads.get(open) ?? spreadsOf(open);
    this.spreads.set(open, spreads);
    return resolvedLens(lens, spreads);
  }

  completions(document: vscode.TextDocument, position: vscode.Position): vscode.CompletionItem[] {
    return completeIds(this.deps, document, position);
  }

  resolveCompletion(item: vscode.CompletionItem): vscode.CompletionItem {
    return item instanceof IdItem ? resolvedItem(item) : item;
  }

  hover(document: vscode.TextDocument, position: vscode.Position): vscode.Hover | undefined {
    return hoverOfId(this.deps, document, position);
  }

  prepareRename(document: vscode.TextDocument, position: vscode.Position): ReturnType<typeof prepareRename> {
    return prepareRename(this.deps, document, position);
  }

  rename(
    document: vscode.TextDocument,
    position: vscode.Position,
    name: string,
  ): Promise<vscode.WorkspaceEdit | undefined> {
    return provideRename(this.deps, document, position, name);
  }

  dispose(): void {
    this.held.dispose();
  }

  private readonly linesOf: LinesOf = (open, paths) => {
    const lines = this.lines.get(open) ?? new TranscriptLines(open.study);
    this.lines.set(open, lines);
    return lines.of(paths);
  };
}
