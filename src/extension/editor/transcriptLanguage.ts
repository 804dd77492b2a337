import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../../core/base/disposable';
import type { Deps } from '../deps';
import { transcriptLanguage } from '../ids';
import { takesTranscriptLanguage } from './takesTranscriptLanguage';

/** Gives a study's plain transcripts their language, for line height, word wrap and coloured labels; nothing depends on it. */
export function registerTranscriptLanguage(deps: Deps): Disposable {
  const held = new DisposableStore();
  // Given once while a document is open: a person who chooses another language keeps it.
  const given = new WeakSet<vscode.TextDocument>();
  const look = (document: vscode.TextDocument): void => {
    if (given.has(document) || !takesTranscriptLanguage(document.uri.path, document.languageId)) return;
    if (!deps.studies.transcriptOf(document.uri)) return;
    given.add(document);
    vscode.languages.setTextDocumentLanguage(document, transcriptLanguage).then(undefined, (error: unknown) => {
      deps.log.warn(`The language of a transcript could not be set: ${String(error)}`);
    });
  };
  const lookAtAll = (): void => {
    for (const document of vscode.workspace.textDocuments) look(document);
  };
  held.add(vscode.workspace.onDidOpenTextDocument(look));
  held.add(deps.studies.onDidChangeList(lookAtAll));
  held.add(
    deps.studies.onDidChangeStudy(({ change }) => {
      // Another pattern in verbatim.yaml makes other files transcripts.
      if (change.kind === 'frame') lookAtAll();
    }),
  );
  lookAtAll();
  return held;
}
