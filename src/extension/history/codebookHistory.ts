import * as vscode from 'vscode';
import { CancelledError } from '../../core/base/cancellation';
import { codebookHistoryCsv, codebookHistoryMarkdown } from '../../core/exchange/history/codebookHistoryTable';
import { codebookHistory, type PastCodeChange } from '../../core/project/codebookHistory';
import type { Deps } from '../deps';
import { showInformation } from '../say';
import type { OpenStudy } from '../study/openStudy';
import { gitSteps } from './gitSteps';
import { offerTable } from './offerTable';

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
  const names = new Map(open.study.coders.map(({ id, name }) => [id, name]));
  const who = (id: string): string => names.get(id) ?? id;
  await offerTable(open, {
    title: history.length === 1 ? t('Codebook History: 1 Change') : t('Codebook History: {0} Changes', history.length),
    name: t('codebook history'),
    markdown: () => codebookHistoryMarkdown(history, who, open.study.project.name),
    csv: (spreadsheetSafe) => codebookHistoryCsv(history, who, { spreadsheetSafe }),
  });
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
