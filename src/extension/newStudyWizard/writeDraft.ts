import * as vscode from 'vscode';
import type { CancellationToken } from '../../core/base/cancellation';
import { err, ok, type Result } from '../../core/base/result';
import { joinPath, type StudyPath } from '../../core/base/studyPath';
import { compileParticipantPattern } from '../../core/cases/compileParticipantPattern';
import { newCasesText } from '../../core/cases/newCasesText';
import { createStudy, type CreationProgress, type NewFile } from '../../core/project/createStudy';
import type { FilePort } from '../../core/project/host';
import { planStudy } from '../../core/project/newStudy';
import { readableText } from '../../core/text/utf8';
import { startingCodebooks } from './draftCodebooks';
import { withSettings } from './settingsText';
import type { StudyDraft } from './studyDraft';

const settingsPath = '.vscode/settings.json' as StudyPath;

/** Keys that keep copies and AI away from a folder. Copilot has its own beside VS Code's. */
const noHistory = { 'workbench.localHistory.enabled': false };
const noAi = { 'chat.disableAIFeatures': true, 'github.copilot.enable': { '*': false } };

/** What writing a draft came to: what the person has to know beside that it is done. */
export type Written = Result<{ readonly notes: readonly string[] }, string>;

/**
 * Writes the study of a draft into a folder, whole or not at all; folders that were made for it go again where it is not.
 * @throws CancelledError, and what the file system throws
 */
export async function writeDraft(
  draft: StudyDraft,
  target: vscode.Uri,
  files: FilePort,
  progress: CreationProgress,
  token: CancellationToken,
): Promise<Written> {
  const { t } = vscode.l10n;
  const plan = await planOf(draft, files);
  if (!plan.ok) return plan;
  const fresh = await missingFolders(target);
  let done = false;
  try {
    const created = await createStudy(files, plan.value.files, progress, token);
    done = created.done;
    if (created.done) return ok({ notes: plan.value.notes });
    const names = created.inTheWay.map((path) => t('“{0}”', path)).join(', ');
    return err(
      t(
        'Nothing was written, since the folder has other files of these names: {0}. Choose another folder, or move them away.',
        names,
      ),
    );
  } finally {
    if (!done) for (const folder of fresh) await removeEmpty(folder);
  }
}

async function planOf(
  draft: StudyDraft,
  files: FilePort,
): Promise<Result<{ readonly files: readonly NewFile[]; readonly notes: readonly string[] }, string>> {
  const { transcripts, usePattern } = draft;
  const codebooks = await startingCodebooks(
    draft.builtIn.filter(({ on }) => on),
    draft.own ? draft.ownName.trim() : null,
    draft.imported,
  );
  if (!codebooks.ok) {
    const { file = '', message, remedy } = codebooks.error;
    return err(`${file}: ${message} ${remedy}`);
  }
  const people = transcripts.people(usePattern);
  const texts = transcripts.all.flatMap(({ name, prepared }) =>
    prepared.ok ? [{ path: joinPath('transcripts', name), text: prepared.value.text }] : [],
  );
  const planned = await planStudy(files, {
    name: draft.name.trim(),
    codebooks: codebooks.value,
    transcripts: texts,
    cases: texts.length === 0 ? null : newCasesText(people.participants, people.transcripts),
    participantId: usePattern
      ? patternOfAll(
          draft,
          people.participants.map(({ id }) => id),
        )
      : null,
  });
  if (!planned.ok) return err(`${planned.error.message} ${planned.error.remedy}`);
  const settings = await settingsFile(draft, files);
  // The file that makes the folder a study stays the last.
  const [project, ...others] = [...planned.value].reverse();
  const all = [...others.reverse(), ...(settings.file ? [settings.file] : []), ...(project ? [project] : [])];
  return ok({ files: all, notes: settings.notes });
}

/** The pattern of ids, where it fits every id that is used; an id that it does not fit would be told of as a slip. */
function patternOfAll({ transcripts }: StudyDraft, ids: readonly string[]): string | null {
  const { pattern } = transcripts.persons();
  const compiled = pattern === null ? null : compileParticipantPattern(pattern);
  if (compiled?.ok !== true) return null;
  return ids.every((id) => compiled.value.nameOf(id) !== null) ? pattern : null;
}

async function settingsFile(
  { noHistory: history, noAi: ai }: StudyDraft,
  files: FilePort,
): Promise<{ readonly file: NewFile | null; readonly notes: readonly string[] }> {
  const wanted = { ...(history ? noHistory : {}), ...(ai ? noAi : {}) };
  if (Object.keys(wanted).length === 0) return { file: null, notes: [] };
  const before = await files.read(settingsPath);
  const text = withSettings(before === undefined ? '' : readableText(before), wanted);
  if (!text.ok) {
    const note = vscode.l10n.t(
      'The file .vscode/settings.json has a mistake, so the settings for privacy were not written. Mend it, then set them yourself.',
    );
    return { file: null, notes: [note] };
  }
  return {
    file: { path: settingsPath, bytes: new TextEncoder().encode(text.value), kind: 'changed', before },
    notes: [],
  };
}

/** The folders of a study that are not there yet, the innermost first. */
async function missingFolders(target: vscode.Uri): Promise<readonly vscode.Uri[]> {
  const all = ['transcripts', 'codebooks', '.vscode'].map((name) => vscode.Uri.joinPath(target, name));
  const there = await Promise.all([...all, target].map(isThere));
  return [...all, target].filter((_, i) => there[i] === false);
}

async function isThere(uri: vscode.Uri): Promise<boolean> {
  try {
    await vscode.workspace.fs.stat(uri);
    return true;
  } catch {
    return false;
  }
}

/** Removes a folder that nothing is in; one that somebody put something into stays. */
async function removeEmpty(uri: vscode.Uri): Promise<void> {
  try {
    if ((await vscode.workspace.fs.readDirectory(uri)).length === 0)
      await vscode.workspace.fs.delete(uri, { recursive: true });
  } catch {
    return;
  }
}
