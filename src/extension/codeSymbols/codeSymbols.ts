import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../../core/base/disposable';
import type { Deps } from '../deps';
import type { SymbolAnswers } from './symbolAnswers';

/** A code is a symbol: its definition and references, from the codebook’s file and from segments. The work is loaded when first asked for. */
export function registerCodeSymbols(deps: Deps): Disposable {
  const held = new DisposableStore();
  let loading: Promise<SymbolAnswers> | undefined;
  const load = async (): Promise<SymbolAnswers> => {
    const { SymbolAnswers: Answers } = await import('./symbolAnswers');
    return held.add(new Answers(deps));
  };
  /** What answers for a document; undefined for one that is in no study. */
  const answersFor = async ({ uri }: vscode.TextDocument): Promise<SymbolAnswers | undefined> => {
    await deps.studies.ready;
    return deps.studies.of(uri) && (loading ??= load());
  };
  held.add(
    vscode.languages.registerDefinitionProvider('*', {
      provideDefinition: async (document, position, token) =>
        (await answersFor(document))?.definitions(document, position, token),
    }),
  );
  held.add(
    vscode.languages.registerReferenceProvider('*', {
      provideReferences: async (document, position, context, token) =>
        (await answersFor(document))?.references(document, position, context, token),
    }),
  );
  return held;
}
