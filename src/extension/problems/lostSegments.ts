import * as vscode from 'vscode';
import type { Disposable } from '../../core/base/disposable';
import { baseName } from '../../core/base/studyPath';
import type { LostSegments } from '../../core/project/lostSegments';
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
  const names = lost.map(({ transcript }) => t('“{0}”', baseName(transcript))).join(', ');
  const said = t('The file with your segments was removed by another program: {0}.', names);
  const known = lost.filter(({ bytes }) => bytes !== null);
  if (known.length === 0) {
    void showWarning(t('{0} Git, the trash or a backup may have it.', said));
    return;
  }
  const back = t('Put Back');
  if ((await showWarning(said, back)) !== back || !(await mayWrite())) return;
  // Files are lost seldom, so what puts them back is loaded then.
  const { putBack } = await import('../../core/project/lostSegments');
  const { back: there, aside } = await putBack(study.host, known);
  await study.filesChanged(known.map(({ path }) => path));
  if (aside.length > 0) {
    const where = aside.map((path) => t('“{0}”', path)).join(', ');
    const why = t('Another file is there by now that it cannot be joined with.');
    void showWarning(
      t('Files put back: {0} of {1}. {2} What was removed is kept in {3}.', there, lost.length, why, where),
    );
  } else if (there === lost.length) showStatus(t('The segments are there again'), 'check');
  else void showInformation(t('Files put back: {0} of {1}.', there, lost.length));
}
