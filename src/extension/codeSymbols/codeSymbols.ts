import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../../core/base/disposable';
import type { Deps } from '../deps';
import { Soon } from '../soon';
import type { SymbolAnswers } from './symbolAnswers';

/** Counts over codes follow after this many milliseconds without a change: a study that is being read tells of each transcript. */
const quiet = 500;

/** YAML files, whatever language they are shown in. */
const yamlFiles: vscode.DocumentSelector = { pattern: '**/*.{yaml,yml}' };

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
  held.add(
    vscode.languages.registerRenameProvider(yamlFiles, {
      prepareRename: async (document, position) => (await answersFor(document))?.prepareRename(document, position),
      provideRenameEdits: async (document, position, name) =>
        (await answersFor(document))?.rename(document, position, name),
    }),
  );
  held.add(
    vscode.languages.registerHoverProvider(yamlFiles, {
      provideHover: async (document, position) => (await answersFor(document))?.hover(document, position),
    }),
  );
  let answers: SymbolAnswers | undefined;
  held.add(
    vscode.languages.registerCompletionItemProvider(
      yamlFiles,
      {
        provideCompletionItems: async (document, position) => {
          answers = await answersFor(document);
          return answers?.completions(document, position);
        },
        resolveCompletionItem: (item) => answers?.resolveCompletion(item) ?? item,
      },
      '[',
      ',',
      ' ',
    ),
  );
  held.add(registerLenses(deps, answersFor));
  return held;
}

function registerLenses(
  { studies }: Deps,
  answersFor: (document: vscode.TextDocument) => Promise<SymbolAnswers | undefined>,
): Disposable {
  const held = new DisposableStore();
  const changed = held.add(new vscode.EventEmitter<void>());
  const soon = held.add(
    new Soon(() => {
      changed.fire();
    }, quiet),
  );
  held.add(studies.onDidChangeStudy(soon.ask));
  let answers: SymbolAnswers | undefined;
  held.add(
    vscode.languages.registerCodeLensProvider(yamlFiles, {
      onDidChangeCodeLenses: changed.event,
      provideCodeLenses: async (document) => {
        answers = await answersFor(document);
        return answers?.lenses(document);
      },
      resolveCodeLens: (lens) => answers?.resolveLens(lens) ?? lens,
    }),
  );
  return held;
}
