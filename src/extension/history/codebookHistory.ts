import * as vscode from 'vscode';
import { CancelledError } from '../../core/base/cancellation';
import { codebookHistoryCsv, codebookHistoryMarkdown } from '../../core/exchange/history/codebookHistoryTable';
import { codebookHistory, type PastCodeChange } from '../../core/project/codebookHistory';
import type { Deps } from '../deps';
import { askExportTarget, saveExport } from '../export/saveExport';
import { showInformation } from '../say';
import type { OpenStudy } from '../study/openStudy';
import { gitSteps } from './gitSteps';

/** The scheme of the table that is read in VS Code. */
const scheme = 'verbatim-codebook-history';

let shown = '';
let provider: vscode.Disposable | undefined;
const changed = new vscode.EventEmitter<vscode.Uri>();

/**
 * Codebook History…: who changed what in the codebooks and when, from the logs of all coders and, where there is git, from its commits;
 * to be read as a table, or saved.
 */
export async function showCodebookHistory(deps: Deps): Promise<void> {
  const { t } = vscode.l10n;
  const open = deps.studies.current;
  if (!open) return;
  const history = await read(open);
  if (!history) return;
  if (history.length === 0) {
    void showInformation(t('No log and no commit tells of a change of a codebook yet.'));
    return;
  }
  const choice = await vscode.window.showQuickPick(
    [
      { label: t('Read it'), detail: t('A table of who changed what and when, in VS Code.'), write: null },
      {
        label: t('Save as Markdown'),
        detail: t('The same table, for a methods section or an appendix.'),
        extension: 'md',
        write: () => markdown(open, history),
      },
      {
        label: t('Save as CSV for a spreadsheet'),
        detail: t('A row for each change. Cells that a spreadsheet would run as a formula are marked.'),
        extension: 'csv',
        write: () => codebookHistoryCsv(history, namesIn(open), { spreadsheetSafe: true }),
      },
      {
        label: t('Save as CSV for R or Python'),
        detail: t('The same rows with exactly the words of the codebooks.'),
        extension: 'csv',
        write: () => codebookHistoryCsv(history, namesIn(open), { spreadsheetSafe: false }),
      },
    ],
    {
      title:
        history.length === 1 ? t('Codebook History: 1 Change') : t('Codebook History: {0} Changes', history.length),
      matchOnDetail: true,
    },
  );
  if (!choice) return;
  if (choice.write === null) {
    await show(markdown(open, history));
    return;
  }
  const name = t('{0}, codebook history', open.study.project.name);
  const target = await askExportTarget(open, { name, extension: choice.extension, kind: choice.label });
  if (target) await saveExport(target, new TextEncoder().encode(choice.write()));
}

/** Undefined where the person cancelled. */
async function read(open: OpenStudy): Promise<readonly PastCodeChange[] | undefined> {
  const { study } = open;
  return vscode.window.withProgress(
    {
      location: vscode.ProgressLocation.Notification,
      title: vscode.l10n.t('Reading how the codebooks came to be'),
      cancellable: true,
    },
    async (progress, token) => {
      try {
        const files = study.codebooks.map(({ file }) => ({ path: file, uri: open.uriOf(file) }));
        const others = await gitSteps(files, token);
        let before = 0;
        return await codebookHistory(study.host, token, others, (done, all) => {
          progress.report({ increment: ((done - before) / all) * 100 });
          before = done;
        });
      } catch (error) {
        if (error instanceof CancelledError) return undefined;
        throw error;
      }
    },
  );
}

function namesIn({ study }: OpenStudy): (id: string) => string {
  const names = new Map(study.coders.map(({ id, name }) => [id, name]));
  return (id) => names.get(id) ?? id;
}

function markdown(open: OpenStudy, history: readonly PastCodeChange[]): string {
  return codebookHistoryMarkdown(history, namesIn(open), open.study.project.name);
}

async function show(text: string): Promise<void> {
  shown = text;
  provider ??= vscode.workspace.registerTextDocumentContentProvider(scheme, {
    provideTextDocumentContent: () => shown,
    onDidChange: changed.event,
  });
  const uri = vscode.Uri.from({ scheme, path: `/${vscode.l10n.t('Codebook History')}.md` });
  changed.fire(uri);
  await vscode.commands.executeCommand('markdown.showPreview', uri);
}
