import * as vscode from 'vscode';
import { shownLabel } from '../../core/base/logLabel';
import { studyPath } from '../../core/base/studyPath';
import { firstWords } from '../../core/text/shortened';
import type { SegmentRef } from '../coding/segmentRef';
import type { Deps } from '../deps';
import { commands } from '../ids';
import { showInformation } from '../say';
import type { EventRow } from './historyRows';

/** Shows what an event concerned as it is now: the segment in its transcript, else the transcript or the file; or says that it is gone. */
export async function openEvent(deps: Deps, { root, event }: EventRow): Promise<void> {
  const { t } = vscode.l10n;
  const open = deps.studies.all.find((one) => one.root.toString() === root);
  const place = studyPath(event.transcript ?? event.file ?? '');
  if (!open || !place.ok) {
    void showInformation(t('The log does not say where this was.'));
    return;
  }
  const path = place.value;
  const uri = open.uriOf(path);
  if (event.transcript === null) {
    const isThere = (await open.study.host.files.read(path)) !== undefined;
    if (isThere) await vscode.window.showTextDocument(uri);
    else void showInformation(t('“{0}” is not there any more.', path));
    return;
  }
  const coding = open.study.isTranscript(path) ? await open.study.inPassing(path) : null;
  if (coding === null) {
    void showInformation(t('The transcript “{0}” is not in the study any more.', path));
    return;
  }
  const rows = new Set(coding.byCoder.get(event.coder)?.list.map(({ row }) => row.id));
  const segment = event.segments.find((id) => rows.has(id));
  if (segment !== undefined) {
    const ref: SegmentRef = { uri: uri.toString(), coder: event.coder, segment };
    await vscode.commands.executeCommand(commands.openSegment.id, ref);
    return;
  }
  await vscode.window.showTextDocument(uri);
  if (event.segments.length > 0) {
    void showInformation(t('What this concerned is gone from the transcript: {0}', firstWords(shownLabel(event.what))));
  }
}
