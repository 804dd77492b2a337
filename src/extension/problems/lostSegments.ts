import * as vscode from 'vscode';
import type { Disposable } from '../../core/base/disposable';
import { baseName } from '../../core/base/studyPath';
import { putBack, type LostSegments } from '../../core/project/lostSegments';
import { guarded, mayWrite } from '../ask';
import type { Deps } from '../deps';
import { showInformation, showStatus, showWarning } from '../say';
import type { OpenStudy } from '../study/openStudy';

/** Tells of files of segments that another program removed while the study is open, and offers to put them back. */
export function registerLostSegments({ studies, log }: Deps): Disposable {
  const told = guarded(log, tellOf);
  return studies.onDidChangeStudy(({ open, change }) => {
    if (change.kind === 'lost') void told(open, change.files);
  });
}

async function tellOf({ study }: OpenStudy, lost: readonly LostSegments[]): Promise<void> {
  const { t } = vscode.l10n;
  const names = lost.map(({ transcript }) => `“${baseName(transcript)}”`).join(', ');
  const said = t('The file with your segments was removed by another program: {0}.', names);
  const known = lost.filter(({ bytes }) => bytes !== null);
  if (known.length === 0) {
    void showWarning(t('{0} Git, the trash or a backup may have it.', said));
    return;
  }
  const back = t('Put Back');
  if ((await showWarning(said, back)) !== back || !(await mayWrite())) return;
  const written = await putBack(study.host.files, known);
  await study.filesChanged(known.map(({ path }) => path));
  if (written === lost.length) showStatus(t('The segments are there again'), 'check');
  else void showInformation(t('Files put back: {0} of {1}.', written, lost.length));
}
