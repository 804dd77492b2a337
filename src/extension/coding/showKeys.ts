import * as vscode from 'vscode';
import { commands } from '../ids';

/** The keys of coding mode, each of which can be chosen in the list as well. */
export async function showKeys(): Promise<void> {
  const { t } = vscode.l10n;
  const rows: readonly (readonly [string, string, string | undefined])[] = [
    ['C', t('Apply codes to the selection, or to the turn at the cursor'), commands.applyCode.id],
    ['Ctrl+1  Ctrl+2', t('In the list of codes: with certainty + or ++; Ctrl+3 sets more (Cmd on a Mac)'), undefined],
    ['Q', t('Apply the last code again'), commands.applyLastCode.id],
    ['1 – 9', t('Apply a recent code; the picker shows their numbers'), undefined],
    ['V', t('Code in vivo: the selected words become a code'), commands.codeInVivo.id],
    ['A', t('Annotate without a code'), commands.annotate.id],
    ['M', t('Write or change the memo of the segment'), commands.editMemo.id],
    ['X', t('Mark the segment as an exemplar, or unmark it'), commands.toggleExemplar.id],
    ['+', t('Change how sure the code is: not said, +, ++'), commands.cycleCertainty.id],
    ['T', t('Set the code’s certainty, target behaviour, who delivers and who receives'), commands.setAttributes.id],
    ['R', t('Change a code of the segment to another'), commands.changeCode.id],
    ['D', t('Remove a code from the segment'), commands.removeCoding.id],
    ['S', t('Extend or shrink the segment to the selection'), commands.resizeSegment.id],
    ['[  ]', t('Move the segment’s start or end one word outward; with Shift, inward'), undefined],
    ['P', t('Put a segment that waits for review at the selection'), commands.reattachSegment.id],
    ['Ctrl+.', t('Review the segment at the cursor (Cmd on a Mac)'), commands.reviewHere.id],
    ['J  K', t('Go to the next or previous segment'), commands.nextSegment.id],
    ['F12', t('Go to the definition of the code at the cursor'), 'editor.action.revealDefinition'],
    ['Shift+F12', t('Show all segments with the codes at the cursor'), 'editor.action.goToReferences'],
    ['F2', t('Rename the code at the cursor'), undefined],
    ['L', t('Show codes at the ends of lines, as stripes at the right, or not'), commands.toggleCodeLabels.id],
    ['Ctrl+Z', t('Undo coding; with Shift, redo (Cmd on a Mac)'), commands.undoCoding.id],
    [t('E or F9'), t('Switch between coding and editing the words'), commands.toggleCodingMode.id],
    ['?', t('Show this list'), undefined],
  ];
  const choice = await vscode.window.showQuickPick(
    rows.map(([key, label, command]) => ({ label: key, description: label, command })),
    { title: t('Keys While Coding'), placeHolder: t('Enter runs the command of the row'), matchOnDescription: true },
  );
  if (choice?.command !== undefined) await vscode.commands.executeCommand(choice.command);
}
