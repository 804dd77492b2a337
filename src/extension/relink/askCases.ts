import * as vscode from 'vscode';
import { logLabel } from '../../core/base/logLabel';
import { baseName, type StudyPath } from '../../core/base/studyPath';
import { utf8Text } from '../../core/text/utf8';
import { tell } from '../ask';
import { showInformation, showWarning } from '../say';
import type { OpenStudy } from '../study/openStudy';

/** Where the cases still name a transcript by its old path, offers to change that; comments stay, and it can be undone. */
export async function askCases(open: OpenStudy, from: StudyPath, to: StudyPath): Promise<void> {
  const { t } = vscode.l10n;
  const { casesFile } = open.study.project;
  const bytes = casesFile === null ? undefined : await open.study.host.files.read(casesFile);
  const text = bytes && utf8Text(bytes);
  if (casesFile === null || typeof text !== 'string') return;
  const { renameInCases } = await import('../../core/cases/renameInCases');
  if (!renameInCases(text, from, to).ok) return;
  const change = t('Change {0}', baseName(casesFile));
  const choice = await showInformation(
    t('{0} still names “{1}”. Change it to “{2}”, so that its case and speakers go with it?', casesFile, from, to),
    change,
  );
  if (choice !== change) return;
  const uri = open.uriOf(casesFile).toString();
  if (vscode.workspace.textDocuments.some((one) => one.isDirty && one.uri.toString() === uri)) {
    void showWarning(
      t('“{0}” is open with changes that are not saved. Save it, then change the path there.', casesFile),
    );
    return;
  }
  const label = logLabel('Renamed {0} to {1} in the cases', from, to);
  tell(await open.session.editCases(label, (now) => renameInCases(now, from, to)));
}
