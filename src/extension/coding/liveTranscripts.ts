import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../../core/base/disposable';
import { unsavedDigest } from '../../core/project/liveEdit';
import type { TranscriptCoding } from '../../core/project/transcriptCoding';
import { toLf } from '../../core/text/lfText';
import { utf16 } from '../../core/text/offsets';
import { applyChanges, type TextChange } from '../../core/text/textChange';
import { tell } from '../ask';
import type { Deps } from '../deps';
import type { TranscriptPlace } from '../study/openStudies';
import type { OpenStudy } from '../study/openStudy';

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
    if (coding !== null && coding.text !== text) place.open.match(coding, text);
  };
  const openedAll = (): void => {
    for (const document of vscode.workspace.textDocuments) opened(document).catch(failed);
  };

  held.add(vscode.workspace.onDidOpenTextDocument((document) => void opened(document).catch(failed)));
  held.add(
    vscode.workspace.onDidCloseTextDocument((document) => {
      const place = studies.transcriptOf(document.uri);
      if (place) closed(place, document.uri).catch(failed);
    }),
  );
  held.add(studies.onDidChangeList(openedAll));
  // A transcript that is open may have come back (another branch), or become one (a new file).
  held.add(
    studies.onDidChangeStudy(({ change }) => {
      if (change.kind === 'frame') openedAll();
    }),
  );
  held.add(
    vscode.workspace.onDidChangeTextDocument((event) => {
      const place = studies.transcriptOf(event.document.uri);
      if (place) changed(place, event).catch(failed);
    }),
  );
  held.add(
    vscode.workspace.onDidSaveTextDocument((document) => {
      const place = studies.transcriptOf(document.uri);
      if (place) settled(place, document).catch(failed);
    }),
  );
  openedAll();
  return held;
}

/** Segments of a save that came just before are written first; what was opened again meanwhile stays. */
async function closed({ open, path }: TranscriptPlace, uri: vscode.Uri): Promise<void> {
  await open.session.settled();
  const again = vscode.workspace.textDocuments.find((one) => one.uri.toString() === uri.toString());
  if (again === undefined) open.study.release(path);
  else if (!again.isDirty) await settled({ open, path }, again);
}

async function changed(place: TranscriptPlace, event: vscode.TextDocumentChangeEvent): Promise<void> {
  const { open, path } = place;
  const { document } = event;
  const before = open.study.keptCoding(path);
  if (before === undefined) return;
  if (event.contentChanges.length > 0) follow(open, before, event);
  const followed = open.study.keptCoding(path);
  if (followed?.digest !== unsavedDigest) return;
  // VS Code tells of a change before it tells that the document is dirty now, and of a save by saying that it is clean again.
  if (event.contentChanges.length > 0) await new Promise((resolve) => setTimeout(resolve, dirtyAfter));
  if (document.isDirty) return;
  const isLatest = open.study.keptCoding(path) === followed;
  if (isLatest && isReload(event)) matched(open, before, document);
  await settled(place, document);
}

/**
 * True where an event may tell of a file that was read again: one change of whole lines, from the first to the last that differ. What
 * was edited between them only a comparison with the text before finds.
 */
function isReload({ document, contentChanges: [change, ...more] }: vscode.TextDocumentChangeEvent): boolean {
  if (change === undefined || more.length > 0 || change.range.isEmpty || change.range.start.character > 0) return false;
  const last = change.range.start.line + change.text.split('\n').length - 1;
  return document.offsetAt(document.lineAt(last).range.end) === change.rangeOffset + change.text.length;
}

/** The shadow of the document's LF text and its segments go along with an edit, without reading the document where a few words changed. */
function follow(
  open: OpenStudy,
  before: TranscriptCoding,
  { document, contentChanges }: vscode.TextDocumentChangeEvent,
): void {
  const changes = changesIn(document, contentChanges);
  const removed = changes.reduce((sum, { start, end }) => sum + end - start, 0);
  const added = changes.reduce((sum, { text }) => sum + text.length, 0);
  const most = removed > before.text.length / 2 && removed > 200;
  if (!most && before.text.length - removed + added === lfLength(document)) {
    open.follow(before, changes, toLf(applyChanges(before.text, changes)));
  } else {
    matched(open, before, document);
  }
}

/** Where the shadow is another text than the document (most of it was replaced, or line ends were switched), segments are found again. */
function matched(open: OpenStudy, before: TranscriptCoding, document: vscode.TextDocument): void {
  const text = toLf(document.getText());
  if (text !== before.text) open.match(before, text);
}

/** The event's changes in LF offsets of the text before. */
function changesIn(
  { eol }: vscode.TextDocument,
  events: readonly vscode.TextDocumentContentChangeEvent[],
): readonly TextChange[] {
  const extra = eol === vscode.EndOfLine.CRLF ? 1 : 0;
  return events.map(({ range, rangeOffset, rangeLength, text }) => {
    const start = rangeOffset - extra * range.start.line;
    const length = rangeLength - extra * (range.end.line - range.start.line);
    return { start: utf16(start), end: utf16(start + length), text: toLf(text) };
  });
}

/** How long the document is in LF text. */
function lfLength(document: vscode.TextDocument): number {
  const length = document.offsetAt(document.lineAt(document.lineCount - 1).range.end);
  return document.eol === vscode.EndOfLine.CRLF ? length - (document.lineCount - 1) : length;
}

/** The editor and the file agree: saved, reverted, or reloaded because another program wrote the file. */
async function settled({ open, path }: TranscriptPlace, document: vscode.TextDocument): Promise<void> {
  const live = open.study.keptCoding(path);
  if (live !== undefined) matched(open, live, document);
  const outcome = await open.session.transcriptSaved(path, vscode.workspace.isTrusted);
  if (!outcome.ok || outcome.value.notes.length > 0) tell(outcome);
}
