import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../../core/base/disposable';
import { FileAccessError } from '../../core/project/host';
import { decodeStudyText } from '../../core/text/decode';
import { toLf } from '../../core/text/lfText';
import type { Deps } from '../deps';
import { Soon } from '../soon';
import type { TranscriptPlace } from '../study/openStudies';

/** How long after a change it is certain whether the document is dirty, in milliseconds. */
const dirtyAfter = 50;
/** After so many milliseconds a reload that was under way is done. */
const quiet = 1_000;

/** New words that only VS Code has, and what the file has in place of them. */
export interface StrandedEdit {
  readonly place: TranscriptPlace;
  readonly document: vscode.TextDocument;
  readonly text: string;
  readonly inFile: string;
}

/**
 * Finds changes that a program (a replacement in many files, another extension) made to words that are read-only: VS Code shows them,
 * but takes the document for saved and drops them with it. The person is asked what is to become of them.
 */
export function registerStrandedEdits(deps: Deps): Disposable {
  const held = new DisposableStore();
  const waiting = new Map<string, { readonly place: TranscriptPlace; readonly document: vscode.TextDocument }>();
  const asked = new Set<string>();
  const failed = (error: unknown): void => {
    deps.log.error('Looking for words that were not saved failed.', error);
  };

  const look = async (): Promise<void> => {
    const all = [...waiting].filter(([key]) => !asked.has(key));
    waiting.clear();
    const found = new Map<string, StrandedEdit>();
    for (const [key, { place, document }] of all) {
      const edit = await strandedIn(place, document);
      if (edit) found.set(key, edit);
    }
    if (found.size === 0) return;
    for (const key of found.keys()) asked.add(key);
    try {
      const { askStranded } = await import('./askStranded');
      await askStranded(deps, [...found.values()]);
    } finally {
      for (const key of found.keys()) asked.delete(key);
    }
  };
  const soon = held.add(
    new Soon(() => {
      look().catch(failed);
    }, quiet),
  );
  const changed = async (document: vscode.TextDocument, place: TranscriptPlace): Promise<void> => {
    await new Promise((resolve) => setTimeout(resolve, dirtyAfter));
    const key = document.uri.toString();
    if (document.isDirty) waiting.delete(key);
    else if (await strandedIn(place, document)) {
      waiting.set(key, { place, document });
      soon.ask();
    }
  };
  held.add(
    vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      // What is dirty already is kept by VS Code itself.
      if (contentChanges.length === 0 || document.isDirty) return;
      const place = deps.studies.transcriptOf(document.uri);
      if (place) changed(document, place).catch(failed);
    }),
  );
  return held;
}

/** What of a document is in no file; undefined where the file has it, or VS Code keeps it, or there is no text to compare it with. */
async function strandedIn(place: TranscriptPlace, document: vscode.TextDocument): Promise<StrandedEdit | undefined> {
  const text = document.getText();
  try {
    const bytes = await place.open.study.host.files.read(place.path);
    const decoded = bytes && decodeStudyText(bytes);
    if (decoded?.ok !== true || decoded.value.text === toLf(text) || document.isDirty) return undefined;
    return { place, document, text, inFile: decoded.value.text };
  } catch (error) {
    if (error instanceof FileAccessError) return undefined;
    throw error;
  }
}
