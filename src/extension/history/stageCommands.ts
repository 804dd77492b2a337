import * as vscode from 'vscode';
import { CancelledError } from '../../core/base/cancellation';
import { stageCsv, stageMarkdown, type ComparedStage } from '../../core/exchange/history/stageTable';
import { longestStageName, stagesOf, type Stage } from '../../core/project/stages';
import { mayWrite, tell } from '../ask';
import type { Deps } from '../deps';
import { showInformation } from '../say';
import { ensureCoder } from '../study/chooseCoder';
import type { OpenStudy } from '../study/openStudy';
import { offerTable } from './offerTable';

/** Mark Stage…: the log keeps the codebooks as they are now under a name, to be compared with later. */
export async function markStage(deps: Deps): Promise<void> {
  const { t } = vscode.l10n;
  const open = deps.studies.current;
  if (!open || !(await mayWrite()) || !(await ensureCoder(open))) return;
  const name = await vscode.window.showInputBox({
    title: t('Mark a Stage of the Study'),
    prompt: t('What is reached now? For example: open coding, 12 categories, 5 themes.'),
    ignoreFocusOut: true,
    validateInput: (value) => {
      if (value.trim() === '') return t('A stage needs a name.');
      return value.trim().length > longestStageName
        ? t('The name of a stage has at most {0} signs.', longestStageName)
        : undefined;
    },
  });
  if (name !== undefined) tell(await open.session.markStage(name));
}

/** Compare Stages…: what became of each code from one stage to a later one, or to now; to be read as a table, or saved. */
export async function compareStages(deps: Deps): Promise<void> {
  const { t } = vscode.l10n;
  const open = deps.studies.current;
  if (!open) return;
  const stages = await read(open);
  if (!stages) return;
  if (stages.length === 0) {
    const mark = t('Mark a Stage…');
    const choice = await showInformation(t('No stage of this study was marked yet.'), mark);
    if (choice === mark) await markStage(deps);
    return;
  }
  const item = (stage: Stage): vscode.QuickPickItem & { readonly stage: Stage } => ({
    label: stage.name,
    description: [new Date(stage.at).toLocaleString(vscode.env.language), coderName(open, stage.who)].join(' · '),
    stage,
  });
  const earlier = await vscode.window.showQuickPick(stages.map(item), {
    title: t('Compare Stages (1/2): From Which One?'),
    matchOnDescription: true,
  });
  if (!earlier) return;
  const now: ComparedStage = {
    name: t('now'),
    codebooks: new Map(open.study.codebooks.map(({ file, text }) => [file, text])),
  };
  const later = await vscode.window.showQuickPick(
    [
      { label: t('The study as it is now'), stage: now },
      ...stages.slice(stages.indexOf(earlier.stage) + 1).map(item),
      { label: '', kind: vscode.QuickPickItemKind.Separator },
      {
        label: t('Take away the mark of “{0}”', earlier.stage.name),
        detail: t('What was done in the study stays.'),
        iconPath: new vscode.ThemeIcon('trash'),
      },
    ],
    { title: t('Compare Stages (2/2): With Which One?'), matchOnDescription: true },
  );
  if (!later) return;
  if (!('stage' in later)) {
    if (await mayWrite()) tell(await open.session.removeStage(earlier.stage));
    return;
  }
  const [then, other] = [earlier.stage, later.stage];
  await offerTable(open, {
    title: t('From “{0}” to “{1}”', then.name, other.name),
    name: t('from {0} to {1}', then.name, other.name),
    markdown: () => stageMarkdown(then, other),
    csv: (spreadsheetSafe) => stageCsv(then, other, { spreadsheetSafe }),
  });
}

/** Undefined where the person cancelled. */
async function read({ study }: OpenStudy): Promise<readonly Stage[] | undefined> {
  return vscode.window.withProgress(
    {
      location: vscode.ProgressLocation.Notification,
      title: vscode.l10n.t('Looking for the stages that were marked'),
      cancellable: true,
    },
    async (_progress, token) =>
      stagesOf(study.host, token).catch((error: unknown) => {
        if (error instanceof CancelledError) return undefined;
        throw error;
      }),
  );
}

function coderName({ study }: OpenStudy, id: string): string {
  return study.coders.find((coder) => coder.id === id)?.name ?? id;
}
