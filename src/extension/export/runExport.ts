import * as vscode from 'vscode';
import { CancelledError } from '../../core/base/cancellation';
import { hasErrors } from '../../core/base/problem';
import { ok } from '../../core/base/result';
import { writeCsv } from '../../core/exchange/csv/writeCsv';
import { exportEverything, planExport, type ExportOptions, type ExportPlan } from '../../core/exchange/exportPlan';
import { writeCodebookHtml } from '../../core/exchange/document/writeCodebookHtml';
import { writeCodebookMarkdown } from '../../core/exchange/document/writeCodebookMarkdown';
import { writeJson } from '../../core/exchange/json/writeJson';
import { writeJsonl } from '../../core/exchange/jsonl/writeJsonl';
import type { Deps } from '../deps';
import type { OpenStudy } from '../study/openStudy';
import { pickCodes } from '../codebook/codePicker';
import { gatherBytes } from './gatherBytes';
import { askExportTarget, saveExport } from './saveExport';
import { showError, showStatus } from '../say';

/** A format as the person chooses it, with what writes it.  */
interface Format extends vscode.QuickPickItem {
  readonly extension: string;
  readonly write: (plan: ExportPlan) => AsyncIterable<string>;
}

/** Export…: format, coders and codes, then where to; with progress and cancel. Nothing is written where it is cancelled. */
export async function runExport(deps: Deps, open: OpenStudy): Promise<void> {
  if (!(await goesOnWithProblems(open))) return;
  const format = await vscode.window.showQuickPick(formats(), {
    title: vscode.l10n.t('Export (1/3): Format'),
    matchOnDetail: true,
  });
  const coders = format && (await chooseCoders(open));
  const codes = coders && (await chooseCodes(deps, open));
  if (!format || !codes) return;
  const { extension, label: kind } = format;
  const target = await askExportTarget(open, { name: open.study.project.name, extension, kind });
  if (target) await write(open, format, { coders, codes }, target);
}

/** True where the study has no errors, or the person exports all the same: what cannot be read is not in the export. */
async function goesOnWithProblems({ study }: OpenStudy): Promise<boolean> {
  const { t } = vscode.l10n;
  if (!hasErrors(study.problems)) return true;
  const goOn = t('Export Anyway');
  const show = t('Show Problems');
  const message = t('Problems of the study: {0}. The export may lack something.', study.problems.length);
  const choice = await vscode.window.showWarningMessage(message, { modal: true }, goOn, show);
  if (choice === show) await vscode.commands.executeCommand('workbench.actions.view.problems');
  return choice === goOn;
}

function formats(): readonly Format[] {
  const { t } = vscode.l10n;
  return [
    {
      label: t('CSV for a spreadsheet'),
      detail: t(
        'One row for each code of each segment. Cells that a spreadsheet would run as a formula are marked, and Excel reads ’ – é rightly.',
      ),
      extension: 'csv',
      write: (plan) => writeCsv(plan, { spreadsheetSafe: true }),
    },
    {
      label: t('CSV for R or Python'),
      detail: t('The same rows with exactly the words of the transcripts; offsets count Unicode code points.'),
      extension: 'csv',
      write: (plan) => writeCsv(plan, { spreadsheetSafe: false }),
    },
    {
      label: t('JSON, the whole study'),
      detail: t('Codebooks, cases, participants, transcripts and segments in one file.'),
      extension: 'json',
      write: writeJson,
    },
    {
      label: t('JSON Lines'),
      detail: t('One segment a line, for programs that read as they go.'),
      extension: 'jsonl',
      write: writeJsonl,
    },
    {
      label: t('The codebook as a web page'),
      detail: t(
        'Definitions, rules, examples, exemplars with participants, and counts: to read, print or open in Word.',
      ),
      extension: 'html',
      write: writeCodebookHtml,
    },
    {
      label: t('The codebook as Markdown'),
      detail: t('The same, for an appendix that is written in Markdown.'),
      extension: 'md',
      write: writeCodebookMarkdown,
    },
  ];
}

/** Ids of the coders to export; all where there is one or none to choose. Undefined where the person leaves. */
async function chooseCoders({ study }: OpenStudy): Promise<readonly string[] | undefined> {
  if (study.coders.length <= 1) return [];
  const choice = await vscode.window.showQuickPick(
    study.coders.map(({ id, name }) => ({ label: name, description: id, id, picked: true })),
    { title: vscode.l10n.t('Export (2/3): Coders'), canPickMany: true },
  );
  return choice && (choice.length === study.coders.length ? [] : choice.map(({ id }) => id));
}

/** Ids of the codes to export; none means every code. Undefined where the person leaves. */
async function chooseCodes(deps: Deps, open: OpenStudy): Promise<readonly string[] | undefined> {
  const all = vscode.l10n.t('All codes');
  const choice = await vscode.window.showQuickPick(
    [
      { label: all, description: vscode.l10n.t('and annotations without a code') },
      { label: vscode.l10n.t('Only some codes…'), description: vscode.l10n.t('with the codes under them') },
    ],
    { title: vscode.l10n.t('Export (3/3): Codes') },
  );
  if (!choice) return undefined;
  if (choice.label === all) return [];
  const picked = await pickCodes(deps, open, {
    title: vscode.l10n.t('Export (3/3): Codes'),
    placeholder: vscode.l10n.t('Which codes? A category brings the codes under it.'),
    several: true,
    create: false,
  });
  return picked?.codes;
}

async function write(
  open: OpenStudy,
  format: Format,
  options: Pick<ExportOptions, 'coders' | 'codes'>,
  target: vscode.Uri,
): Promise<void> {
  const gathered = await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title: vscode.l10n.t('Exporting'), cancellable: true },
    async (progress, token) => {
      // Planning reads every transcript, so it is a part of what takes its time.
      const plan = await planExport(open.study, { ...exportEverything, ...options }, token).catch(unlessCancelled);
      if (!plan?.ok) return plan ?? ok(undefined);
      const bytes = await gatherBytes(format.write(plan.value), {
        cancelled: () => token.isCancellationRequested,
        progress: (length) => {
          progress.report({ message: vscode.l10n.t('{0} kB', Math.round(length / 1000)) });
        },
      });
      return ok(bytes);
    },
  );
  if (!gathered.ok) {
    const [first] = gathered.error;
    void showError(
      first ? `${first.message} ${first.remedy}` : vscode.l10n.t('The study cannot be exported as it is.'),
    );
    return;
  }
  const bytes = gathered.value;
  if (bytes === undefined) {
    showStatus(vscode.l10n.t('Export cancelled; nothing was written.'));
    return;
  }
  await saveExport(target, bytes);
}

function unlessCancelled(error: unknown): undefined {
  if (!(error instanceof CancelledError)) throw error;
}
