import * as vscode from 'vscode';
import type { Disposable } from '../../core/base/disposable';
import type { Span } from '../../core/text/span';
import type { Turn } from '../../core/transcript/transcript';
import type { Deps } from '../deps';
import { parsedDocument, type ParsedDocument } from './parsedDocument';
import { outlineGroups, timeName, turnName } from './turnNames';

/**
 * Turns as the document's outline: speaker, first words and time in the Outline view, the breadcrumbs and “Go to Symbol”. In
 * transcripts of thousands of turns several in a row are one entry.
 */
export function registerOutline(deps: Deps): Disposable {
  return vscode.languages.registerDocumentSymbolProvider(
    '*',
    {
      provideDocumentSymbols: async (document, token) => {
        await deps.studies.ready;
        const parsed = await parsedDocument(deps, document);
        return parsed && symbolsOf(parsed, token);
      },
    },
    { label: vscode.l10n.t('Turns') },
  );
}

/** So many entries are named before others have their turn. */
const groupsAtOnce = 500;

async function symbolsOf(
  { text, transcript, lines }: ParsedDocument,
  token: vscode.CancellationToken,
): Promise<vscode.DocumentSymbol[]> {
  const rangeOf = ({ start, end }: Span): vscode.Range => {
    const from = lines.positionAt(start);
    const to = lines.positionAt(end);
    return new vscode.Range(from.line, from.character, to.line, to.character);
  };
  const symbolOf = (first: Turn, turns: readonly Turn[]): vscode.DocumentSymbol => {
    const whole = rangeOf({ start: first.span.start, end: (turns.at(-1) ?? first).span.end });
    const selected = first.speakerSpan ? rangeOf(first.speakerSpan) : new vscode.Range(whole.start, whole.start);
    return new vscode.DocumentSymbol(
      turnName(text, turns, transcript.style),
      timeName(first.startTime),
      vscode.SymbolKind.String,
      whole,
      whole.contains(selected) ? selected : new vscode.Range(whole.start, whole.start),
    );
  };
  const symbols: vscode.DocumentSymbol[] = [];
  for (const [i, turns] of outlineGroups(transcript.turns).entries()) {
    if (i % groupsAtOnce === 0) await new Promise((resolve) => setTimeout(resolve));
    if (token.isCancellationRequested) return [];
    if (turns[0]) symbols.push(symbolOf(turns[0], turns));
  }
  return symbols;
}
