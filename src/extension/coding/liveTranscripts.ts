import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../../core/base/disposable';
import { afterEdit, inOtherText, unsavedDigest } from '../../core/project/liveEdit';
import type { TranscriptCoding } from '../../core/project/transcriptCoding';
import { toLf, type LfText } from '../../core/text/lfText';
import type { TextChange } from '../../core/text/textChange';
import { tell } from '../ask';
import type { Deps } from '../deps';
import type { TranscriptPlace } from '../study/openStudies';

/** How long after a change it is certain whether the document is dirty, in milliseconds. */
const dirtyAfter = 50;

/**
 * Keeps the transcripts that are open in editors in step with what the editors show: edits move segments, a save writes them, a text
 * that came from elsewhere has them found again.
 */
export function registerLiveTranscripts(deps: Deps): Disposable {
  const { studies, log } = deps;
  const held = new DisposableStore();
  const failed = (error: unknown): void => {
    log.error('Following an open transcript failed.', error);
  };

  const opened = async (document: vscode.TextDocument): Promise<void> => {
    const place = studies.transcriptOf(document.uri);
    if (!place) return;
    const coding = await place.open.study.keep(place.path);
    const text = toLf(document.getText());
    // Hot exit brings unsaved text back that the file does not have.
    if (coding !== null && coding.text !== text) place.open.study.replace(inOtherText(coding, text, unsavedDigest));
  };
  const openedAll = (): void => {
    for (const document of vscode.workspace.textDocuments) opened(document).catch(failed);
  };

  held.add(vscode.workspace.onDidOpenTextDocument((document) => void opened(document).catch(failed)));
  held.add(
    vscode.workspace.onDidCloseTextDocument((document) => {
      const place = studies.transcriptOf(document.uri);
      place?.open.study.release(place.path);
    }),
  );
  held.add(studies.onDidChangeList(openedAll));
  held.add(
    vscode.workspace.onDidChangeTextDocument((event) => {
      const place = studies.transcriptOf(event.document.uri);
      if (place) changed(place, event).catch(failed);
    }),
  );
  held.add(
    vscode.workspace.onDidSaveTextDocument((document) => {
      const place = studies.transcriptOf(document.uri);
      if (place) settled(place).catch(failed);
    }),
  );
  openedAll();
  return held;
}

async function changed(place: TranscriptPlace, event: vscode.TextDocumentChangeEvent): Promise<void> {
  const { open, path } = place;
  const { study } = open;
  const before = study.keptCoding(path);
  if (before === undefined) return;
  const text = toLf(event.document.getText());
  if (text !== before.text) {
    const changes = changesIn(before, event.contentChanges, text);
    study.replace(changes ? afterEdit(before, changes, text) : inOtherText(before, text, unsavedDigest));
  }
  if (study.keptCoding(path)?.digest !== unsavedDigest) return;
  const { document } = event;
  // VS Code tells of a change before it tells that the document is dirty now, and of a save by saying that it is clean again.
  if (event.contentChanges.length > 0) await new Promise((resolve) => setTimeout(resolve, dirtyAfter));
  if (!document.isDirty) await settled(place);
}

/** The event's changes in LF offsets of the text before; null where they replace most of it or do not lead to the new text. */
function changesIn(
  before: TranscriptCoding,
  events: readonly vscode.TextDocumentContentChangeEvent[],
  text: LfText,
): readonly TextChange[] | null {
  const changes = events.map(({ range, text: inserted }) => ({
    start: before.lines.offsetAt(range.start),
    end: before.lines.offsetAt(range.end),
    text: toLf(inserted),
  }));
  const removed = changes.reduce((sum, { start, end }) => sum + end - start, 0);
  const added = changes.reduce((sum, { text: inserted }) => sum + inserted.length, 0);
  if (before.text.length - removed + added !== text.length) return null;
  if (events.length > 0 && removed > before.text.length / 2 && removed > 200) return null;
  return changes;
}

/** The editor and the file agree: saved, reverted, or reloaded because another program wrote the file. */
async function settled({ open, path }: TranscriptPlace): Promise<void> {
  const outcome = await open.session.transcriptSaved(path, vscode.workspace.isTrusted);
  if (!outcome.ok || outcome.value.notes.length > 0) tell(outcome);
}
