import type * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../../core/base/disposable';
import { TranscriptLines } from '../../core/project/transcriptLines';
import type { Deps } from '../deps';
import type { OpenStudy } from '../study/openStudy';
import { findDefinitions, findReferences, type LinesOf } from './findCodes';

/** What VS Code's language features ask about codes. Loaded when the first of them is used in a study. */
export class SymbolAnswers implements Disposable {
  private readonly held = new DisposableStore();
  private readonly lines = new WeakMap<OpenStudy, TranscriptLines>();

  constructor(private readonly deps: Deps) {
    this.held.add(
      deps.studies.onDidChangeStudy(({ open, change }) => {
        if (change.kind === 'transcript') this.lines.get(open)?.forget(change.path);
        else if (change.kind === 'frame') this.lines.get(open)?.forget();
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

  dispose(): void {
    this.held.dispose();
  }

  private readonly linesOf: LinesOf = (open, paths) => {
    const lines = this.lines.get(open) ?? new TranscriptLines(open.study);
    this.lines.set(open, lines);
    return lines.of(paths);
  };
}
