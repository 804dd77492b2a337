import * as vscode from 'vscode';
import { CancelledError } from '../../core/base/cancellation';
import { baseName, studyPath, type StudyPath } from '../../core/base/studyPath';
import { relinkCandidates, type RelinkCandidate } from '../../core/project/relinkCandidates';
import { missingNamed } from '../../core/project/namedBy';
import { segmentsPath, type SegmentsFileEntry } from '../../core/project/studyFiles';
import { mayWrite, tell } from '../ask';
import type { Deps } from '../deps';
import { showInformation } from '../say';
import type { OpenStudy } from '../study/openStudy';
import { askCases } from './askCases';
import { missingTranscripts, type MissingTranscript } from './missingTranscripts';

/** Relink Transcript…: says which transcript one is now that is not there any more; its segments go with it, those of all coders that the person chooses. */
export async function relinkTranscript(deps: Deps, argument: unknown): Promise<void> {
  const { t } = vscode.l10n;
  if (!(await mayWrite())) return;
  const missing = missingOf(argument) ?? (await askMissing(deps));
  const open = missing && deps.studies.all.find(({ root }) => root.toString() === missing.root);
  if (!open) return;
  const strays = open.study.strays.filter(({ transcript }) => transcript === missing.path);
  const [first] = [...strays].sort((a, b) => Number(b.coder === open.study.me) - Number(a.coder === open.study.me));
  if (first === undefined && missingNamed(open.study).some((path) => path === missing.path)) {
    await relinkNamed(open, missing.path as StudyPath);
    return;
  }
  if (first === undefined) {
    void showInformation(t('“{0}” has no segments that wait for their transcript.', baseName(missing.path)));
    return;
  }
  const chosen = await askCandidate(open, first);
  if (chosen === undefined) return;
  const meant = strays.length === 1 ? strays : await askCoders(open, strays);
  let done = false;
  for (const stray of meant ?? []) done = tell(await open.session.relink(stray, chosen.path)) || done;
  if (done) await askCases(open, first.transcript, chosen.path);
}

/** As above, of a transcript that I marked or wrote of and in which I coded nothing. */
async function relinkNamed(open: OpenStudy, path: StudyPath): Promise<void> {
  const me = open.study.me ?? '';
  const chosen = await askCandidate(open, { path: segmentsPath(me, path), coder: me, transcript: path });
  if (chosen !== undefined && tell(await open.session.renameNamed(path, chosen.path))) {
    await askCases(open, path, chosen.path);
  }
}

function missingOf(argument: unknown): MissingTranscript | undefined {
  if (typeof argument !== 'object' || argument === null || !('root' in argument) || !('path' in argument))
    return undefined;
  const { root, path } = argument;
  return typeof root === 'string' && typeof path === 'string' && studyPath(path).ok ? { root, path } : undefined;
}

async function askMissing({ studies }: Deps): Promise<MissingTranscript | undefined> {
  const { t } = vscode.l10n;
  const all = studies.all.flatMap((open) => missingTranscripts(open));
  if (all.length === 0) {
    void showInformation(t('No transcript is missing: all segments, marks and memos have theirs.'));
    return undefined;
  }
  const items = all.map((missing) => ({ label: baseName(missing.path), description: missing.path, missing }));
  const title = t('Relink Transcript: which one is not there any more?');
  return (await vscode.window.showQuickPick(items, { title, matchOnDescription: true }))?.missing;
}

async function askCandidate(open: OpenStudy, stray: SegmentsFileEntry): Promise<RelinkCandidate | undefined> {
  const { t } = vscode.l10n;
  const title = t('Relink “{0}”', baseName(stray.transcript));
  const candidates = await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title: t('Looking where its words stand'), cancellable: true },
    async (progress, token) => {
      try {
        return await relinkCandidates(
          open.study,
          stray,
          (path, share) => {
            progress.report({ message: baseName(path), increment: 100 * share });
          },
          token,
        );
      } catch (error) {
        if (error instanceof CancelledError) return undefined;
        throw error;
      }
    },
  );
  if (candidates === undefined) return undefined;
  if (candidates.length === 0) {
    void showInformation(t('There is no transcript without segments of yours to link “{0}” to.', stray.transcript));
    return undefined;
  }
  const items = candidates.map((candidate) => ({
    label: baseName(candidate.path),
    description: candidate.path,
    detail: likenessOf(candidate),
    iconPath: new vscode.ThemeIcon(candidate.sameText ? 'check' : 'comment-discussion'),
    candidate,
  }));
  const placeHolder = t('Which transcript is it now? Those in which you have coded already are not listed.');
  return (await vscode.window.showQuickPick(items, { title, placeHolder, matchOnDescription: true }))?.candidate;
}

function likenessOf({ sameText, found, quotes, isUncoded }: RelinkCandidate): string {
  const { t } = vscode.l10n;
  const words = sameText
    ? t('the very text that was coded')
    : quotes === 0
      ? t('no quotes to compare')
      : t('{0} of {1} quotes stand in it', found, quotes);
  return isUncoded ? words : `${words} · ${t('coded by others')}`;
}

/** Each coder's segments are their own, so the person says whose go along. */
async function askCoders(
  open: OpenStudy,
  strays: readonly SegmentsFileEntry[],
): Promise<readonly SegmentsFileEntry[] | undefined> {
  const { t } = vscode.l10n;
  const { study } = open;
  const items = strays.map((stray) => ({
    label: study.coders.find(({ id }) => id === stray.coder)?.name ?? stray.coder,
    description: stray.coder === study.me ? t('you') : '',
    picked: true,
    stray,
  }));
  const title = t('Whose segments shall go with it?');
  return (await vscode.window.showQuickPick(items, { title, canPickMany: true }))?.map(({ stray }) => stray);
}
