import * as vscode from 'vscode';
import type { Disposable } from '../../core/base/disposable';
import type { Segment } from '../../core/coding/segment';
import { firstWords } from '../../core/text/shortened';
import { guarded } from '../ask';
import { refOf } from '../coding/segmentRef';
import { rangeOf } from '../coding/target';
import type { Deps } from '../deps';
import { commands } from '../ids';
import { showInformation, showStatus, showWarning } from '../say';

/** Go to Segment: shows the transcript with the segment's words selected. One that has lost its place is said, with the reason. */
export function registerOpenSegment(deps: Deps): Disposable {
  const run = async (argument: unknown): Promise<void> => {
    const ref = refOf(argument);
    if (!ref) return;
    const uri = vscode.Uri.parse(ref.uri);
    const place = deps.studies.transcriptOf(uri);
    if (!place) {
      void showWarning(vscode.l10n.t('The transcript of this segment is not in a study of this window any more.'));
      return;
    }
    const editor = await vscode.window.showTextDocument(uri);
    const coding = await place.open.study.coding(place.path);
    const segment = coding?.byCoder.get(ref.coder)?.list.find(({ row }) => row.id === ref.segment);
    if (!coding || !segment) {
      showStatus(vscode.l10n.t('This segment is not there any more.'));
      return;
    }
    if (segment.placement.span === null) {
      tellOrphan(segment);
      return;
    }
    const range = rangeOf(coding, segment.placement.span);
    editor.selection = new vscode.Selection(range.start, range.end);
    editor.revealRange(range, vscode.TextEditorRevealType.InCenter);
  };
  return vscode.commands.registerCommand(commands.openSegment.id, guarded(deps.log, run));
}

function tellOrphan({ row, placement }: Segment): void {
  void showInformation(
    vscode.l10n.t(
      '“{0}” has lost its place in the text: {1} It is kept with its codes.',
      firstWords(row.quote),
      placement.reason,
    ),
  );
}
