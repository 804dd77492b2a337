import * as vscode from 'vscode';
import type { Disposable } from '../../core/base/disposable';
import type { Span } from '../../core/text/span';
import type { Turn } from '../../core/transcript/transcript';
import type { Deps } from '../deps';
import { parsedDocument, type ParsedDocument } from './parsedDocument';
import { timeName, turnName } from './turnNames';

/** Turns as the document's outline: speaker, first words and time in the Outline view, the breadcrumbs and “Go to Symbol”. */
export function registerOutline(deps: Deps): Disposable {
  return vscode.languages.registerDocumentSymbolProvider(
    '*',
    {
      provideDocumentSymbols: async (document, token) => {
        await deps.studies.ready;
        const parsed = parsedDocument(deps, document);
        return parsed && symbolsOf(parsed, token);
      },
    },
    { label: vscode.l10n.t('Turns') },
  );
}

/** So many turns are named before others may run: a long transcript has ten thousand. */
const turnsAtOnce = 1000;

async function symbolsOf(
  { text, transcript, lines }: ParsedDocument,
  token: vscode.CancellationToken,
): Promise<vscode.DocumentSymbol[]> {
  const rangeOf = ({ start, end }: Span): vscode.Range => {
    const from = lines.positionAt(start);
    const to = lines.positionAt(end);
    return new vscode.Range(from.line, from.character, to.line, to.character);
  };
  const symbolOf = (turn: Turn): vscode.DocumentSymbol => {
    const whole = rangeOf(turn.span);
    const selected = turn.speakerSpan ? rangeOf(turn.speakerSpan) : new vscode.Range(whole.start, whole.start);
    return new vscode.DocumentSymbol(
      turnName(text, turn, transcript.style),
      timeName(turn.startTime),
      vscode.SymbolKind.String,
      whole,
      whole.contains(selected) ? selected : new vscode.Range(whole.start, whole.start),
    );
  };
  const symbols: vscode.DocumentSymbol[] = [];
  for (let from = 0; from < transcript.turns.length && !token.isCancellationRequested; from += turnsAtOnce) {
    await new Promise((resolve) => setTimeout(resolve));
    symbols.push(...transcript.turns.slice(from, from + turnsAtOnce).map(symbolOf));
  }
  return symbols;
}
