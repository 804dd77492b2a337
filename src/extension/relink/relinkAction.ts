import * as vscode from 'vscode';
import { codingFileOf } from '../../core/project/studyFiles';
import type { Deps } from '../deps';
import { commands } from '../ids';

/** Offers “Relink Transcript…” at the problem of a segments file whose transcript is not there. */
export function relinkAction({ studies }: Deps): vscode.CodeActionProvider {
  return {
    provideCodeActions: ({ uri }, _range, { diagnostics }) => {
      const problem = diagnostics.filter(({ source, code }) => source === 'Verbatim' && code === 'missing-transcript');
      const open = studies.of(uri);
      const path = open?.pathOf(uri);
      const file = path ? codingFileOf(path) : null;
      if (!open || file?.kind !== 'segments' || problem.length === 0) return [];
      const title = vscode.l10n.t('Relink Transcript…');
      const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
      const missing = { root: open.root.toString(), path: file.transcript };
      action.command = { command: commands.relinkTranscript.id, title, arguments: [missing] };
      action.diagnostics = problem;
      action.isPreferred = true;
      return [action];
    },
  };
}
