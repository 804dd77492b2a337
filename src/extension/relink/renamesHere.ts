import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../../core/base/disposable';
import type { StudyPath } from '../../core/base/studyPath';
import type { RenamedTranscript } from '../../core/project/followKnownRename';
import { unsavedDigest } from '../../core/project/liveEdit';
import type { TranscriptCoding } from '../../core/project/transcriptCoding';
import type { Deps } from '../deps';
import type { OpenStudy } from '../study/openStudy';

/** What is known only before a rename: by then VS Code has closed the documents under their old names. */
interface Before {
  readonly edited: readonly TranscriptCoding[];
  readonly editing: readonly StudyPath[];
}

/**
 * Tells of files and folders that are renamed or moved within a study by VS Code itself, with the transcripts among them that had unsaved
 * edits. Transcripts that were open for editing stay so.
 */
export function renamesHere(
  { studies, modes }: Deps,
  renamed: (open: OpenStudy, rename: RenamedTranscript, edited: readonly TranscriptCoding[]) => void,
): Disposable {
  const held = new DisposableStore();
  const known = new Map<string, Before>();
  held.add(
    vscode.workspace.onWillRenameFiles(({ files }) => {
      for (const { oldUri } of files) {
        const open = studies.of(oldUri);
        const from = open?.pathOf(oldUri);
        if (!open || !from) continue;
        const within = open.study.transcripts
          .map(({ path }) => path)
          .filter((path) => path === from || path.startsWith(`${from}/`));
        const edited = within.flatMap((path) => {
          const coding = open.study.keptCoding(path);
          return coding?.digest === unsavedDigest ? [coding] : [];
        });
        known.set(oldUri.toString(), { edited, editing: within.filter((path) => modes.isEditing(open.uriOf(path))) });
      }
    }),
  );
  held.add(
    vscode.workspace.onDidRenameFiles(({ files }) => {
      for (const { oldUri, newUri } of files) {
        const { edited, editing } = known.get(oldUri.toString()) ?? { edited: [], editing: [] };
        known.delete(oldUri.toString());
        const open = studies.of(oldUri);
        const [from, to] = [open?.pathOf(oldUri), open?.pathOf(newUri)];
        if (!open || !from || !to) continue;
        for (const path of editing) modes.setEditing(vscode.Uri.joinPath(newUri, path.slice(from.length)), true);
        renamed(open, { from, to }, edited);
      }
    }),
  );
  return held;
}
