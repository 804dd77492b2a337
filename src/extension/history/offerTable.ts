import * as vscode from 'vscode';
import { askExportTarget, saveExport } from '../export/saveExport';
import type { OpenStudy } from '../study/openStudy';

/** A table about a study, in the forms in which it can be had. */
export interface OfferedTable {
  /** What the list of the forms is called. */
  readonly title: string;
  /** What the table is called, as a document and as a file without an ending. */
  readonly name: string;
  readonly markdown: () => string;
  readonly csv: (spreadsheetSafe: boolean) => string;
}

/** The scheme of tables that are read in VS Code. */
const scheme = 'verbatim-table';

/** What the documents say, by their address; VS Code asks for them. */
const texts = new Map<string, string>();
let provider: vscode.Disposable | undefined;
const changed = new vscode.EventEmitter<vscode.Uri>();

/** Has a table read in VS Code or saved, as the person chooses. */
export async function offerTable(open: OpenStudy, { title, name, markdown, csv }: OfferedTable): Promise<void> {
  const { t } = vscode.l10n;
  const choice = await vscode.window.showQuickPick(
    [
      { label: t('Read it'), detail: t('As a table in VS Code.'), write: null },
      {
        label: t('Save as Markdown'),
        detail: t('The same table, for a methods section or an appendix.'),
        extension: 'md',
        write: markdown,
      },
      {
        label: t('Save as CSV for a spreadsheet'),
        detail: t('Cells that a spreadsheet would run as a formula are marked.'),
        extension: 'csv',
        write: () => csv(true),
      },
      {
        label: t('Save as CSV for R or Python'),
        detail: t('The same rows with exactly the words of the study.'),
        extension: 'csv',
        write: () => csv(false),
      },
    ],
    { title, matchOnDetail: true },
  );
  if (!choice) return;
  if (choice.write === null) {
    await show(name, markdown());
    return;
  }
  const target = await askExportTarget(open, {
    name: `${open.study.project.name}, ${name}`,
    extension: choice.extension,
    kind: choice.label,
  });
  if (target) await saveExport(target, new TextEncoder().encode(choice.write()));
}

async function show(name: string, text: string): Promise<void> {
  provider ??= vscode.workspace.registerTextDocumentContentProvider(scheme, {
    provideTextDocumentContent: (uri) => texts.get(uri.toString()) ?? '',
    onDidChange: changed.event,
  });
  const uri = vscode.Uri.from({ scheme, path: `/${name.replace(/[/\\]/g, '-')}.md` });
  texts.set(uri.toString(), text);
  changed.fire(uri);
  await vscode.commands.executeCommand('markdown.showPreview', uri);
}
