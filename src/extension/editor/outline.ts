import * as vscode from 'vscode';
import type { Disposable } from '../../core/base/disposable';
import type { Span } from '../../core/text/span';
import type { Deps } from '../deps';
import { parsedDocument, type ParsedDocument } from './parsedDocument';
import { timeName, turnName } from './turnNames';

/** Turns as the document's outline: speaker, first words and time in the Outline view, the breadcrumbs and “Go to Symbol”. */
export function registerOutline(deps: Deps): Disposable {
  return vscode.languages.registerDocumentSymbolProvider(
    '*',
    {
      provideDocumentSymbols: async (document) => {
        await deps.studies.ready;
        const parsed = parsedDocument(deps, document);
        return parsed && symbolsOf(parsed);
      },
    },
    { label: vscode.l10n.t('Turns') },
  );
}

function symbolsOf({ text, transcript, lines }: ParsedDocument): vscode.DocumentSymbol[] {
  const rangeOf = ({ start, end }: Span): vscode.Range => {
    const from = lines.positionAt(start);
    const to = lines.positionAt(end);
    return new vscode.Range(from.line, from.character, to.line, to.character);
  };
  return transcript.turns.map((turn) => {
    const whole = rangeOf(turn.span);
    const selected = turn.speakerSpan ? rangeOf(turn.speakerSpan) : new vscode.Range(whole.start, whole.start);
    return new vscode.DocumentSymbol(
      turnName(text, turn, transcript.style),
      timeName(turn.startTime),
      vscode.SymbolKind.String,
      whole,
      whole.contains(selected) ? selected : new vscode.Range(whole.start, whole.start),
    );
  });
}
