import * as vscode from 'vscode';
import { baseName, type StudyPath } from '../../core/base/studyPath';
import { conflictedFiles } from '../../core/project/conflictedFiles';
import type { ConflictCopy } from '../../core/project/conflictCopies';
import { joinConflictCopies, lookAtCopy, whyNotJoined, type CopyJoin } from '../../core/project/joinConflictCopy';
import type { Study } from '../../core/project/study';
import type { SegmentsFileEntry } from '../../core/project/studyFiles';
import { tell } from '../ask';
import { showWarning } from '../say';
import type { OpenStudy } from '../study/openStudy';

/** A conflict copy, or a transcript of whose segments git left two versions in their file. */
type Choice = vscode.QuickPickItem & ({ readonly copy: ConflictCopy } | { readonly versionsOf: StudyPath });

/**
 * Asks which of the study's conflict copies, and of the files that git could not merge, to join; joins them, and says what became of
 * each. Those that cannot be joined are not offered, but told of.
 */
export async function askWhichToJoin({ study, session }: OpenStudy): Promise<void> {
  const { t } = vscode.l10n;
  const choices: Choice[] = [];
  const left: string[] = [];
  for (const copy of study.conflictCopies) {
    const look = await lookAtCopy(session, copy);
    if (!look.ok) left.push(whyNotJoined(copy, look.error));
    else {
      const [label, description] = [baseName(copy.path), copy.original];
      choices.push({ copy, label, description, detail: whatItBrings(look.value), picked: true });
    }
  }
  for (const file of conflictedFiles(study.problems)) {
    const reason = whyNotMine(study, file);
    const [label, description] = [baseName(file.path), file.transcript];
    const detail = t('Git left two versions of it: every coding of both is kept.');
    if (reason === null) choices.push({ versionsOf: file.transcript, label, description, detail, picked: true });
    else left.push(t('“{0}”: {1}', label, reason));
  }
  if (choices.length === 0) {
    void showWarning([t('Nothing can be joined.'), ...left].join(' '));
    return;
  }
  const chosen = await vscode.window.showQuickPick(choices, {
    title: t('Join Conflict Copies'),
    placeHolder: t('What only one version has is added; a copy is then put aside.'),
    canPickMany: true,
    ignoreFocusOut: true,
  });
  if (!chosen || chosen.length === 0) return;
  const copies = chosen.flatMap((choice) => ('copy' in choice ? [choice.copy] : []));
  const { joined: ofCopies, notes: saidOfCopies, refused } = await joinConflictCopies(session, copies);
  const [joined, notes, others] = [[...ofCopies], [...saidOfCopies], [...refused, ...left]];
  for (const choice of chosen) {
    if (!('versionsOf' in choice)) continue;
    const done = await session.joinVersions(choice.versionsOf);
    if (done.ok) {
      joined.push(choice.label);
      notes.push(...done.value.notes);
    } else others.push(t('“{0}”: {1}', choice.label, done.error));
  }
  const [first] = joined;
  if (first !== undefined) {
    tell({
      ok: true,
      value: { label: joined.length === 1 ? t('Joined {0}', first) : t('Joined {0} files', joined.length), notes },
    });
  }
  if (others.length > 0)
    void showWarning([t('Joined: {0}, not joined: {1}.', joined.length, others.length), ...others].join(' '));
}

function whatItBrings({ added, changed, removed, notes }: CopyJoin): string {
  const { t } = vscode.l10n;
  if (added + changed + removed === 0) return t('Holds nothing new; it would only be put aside.');
  return [t('Adds: {0}, changes: {1}, removes: {2}.', added, changed, removed), ...notes.slice(0, 3)].join(' ');
}

function whyNotMine({ me }: Study, { coder }: SegmentsFileEntry): string | null {
  return coder === me ? null : vscode.l10n.t('It belongs to the coder “{0}”, who joins it.', coder);
}
