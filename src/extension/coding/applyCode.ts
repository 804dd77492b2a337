import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../../core/base/disposable';
import type { CodingAttributes } from '../../core/coding/codingAttributes';
import { applyCodes } from '../../core/coding/codingOperations';
import { sliceOf, type Span } from '../../core/text/span';
import { shortened } from '../../core/text/shortened';
import { guarded, tell } from '../ask';
import { codeNodesOf } from '../codebook/codeNode';
import { pickCodes } from '../codebook/codePicker';
import { createCode } from '../codebook/createCode';
import { recentCodes, rememberCodes } from '../codebook/recentCodes';
import type { Deps } from '../deps';
import { commands } from '../ids';
import { onRow } from '../onRow';
import { spanToCode, writingTarget, type CodingTarget } from './target';
import { showInformation } from '../say';

/** Longest stretch of words that becomes a code's name in vivo, in UTF-16 units. */
const longestName = 80;

/** Apply Code…, Apply Last Code, Apply Recent Code, Apply to Selection (from the tree), Code In Vivo. */
export function registerApplyCode(deps: Deps): Disposable {
  const held = new DisposableStore();

  const choose = async (): Promise<void> => {
    const target = await writingTarget(deps);
    if (!target) return;
    const span = spanToCode(target);
    const picked = await pickCodes(deps, target.open, {
      title: vscode.l10n.t('Apply Code'),
      placeholder: vscode.l10n.t('Type to find a code for “{0}”', beginning(target, span)),
      several: true,
      create: true,
      attributes: { path: target.path, now: {} },
    });
    if (picked) await applyAt(deps, target, span, picked.codes, picked.attributes);
  };

  const applyGiven = (which: (target: CodingTarget) => readonly string[], none: string) => async (): Promise<void> => {
    const target = await writingTarget(deps);
    if (!target) return;
    const codes = which(target).filter((code) => target.open.study.codes.resolve(code)?.codable === true);
    if (codes.length === 0) void showInformation(none);
    else await applyAt(deps, target, spanToCode(target), codes);
  };

  const noneYet = vscode.l10n.t('No code has been applied yet. Apply one with C first.');
  const last = applyGiven(({ open }) => recentCodes(deps, open).slice(0, 1), noneYet);
  const recent = async (number: unknown): Promise<void> => {
    const n = typeof number === 'number' ? number : 1;
    await applyGiven(
      ({ open }) => recentCodes(deps, open).slice(n - 1, n),
      vscode.l10n.t('There is no recent code number {0} yet.', n),
    )();
  };
  const fromTree = async (row: unknown, rows: unknown): Promise<void> => {
    const codes = codesOfRows(row, rows);
    await applyGiven(() => codes, vscode.l10n.t('This code cannot be applied.'))();
  };

  held.add(vscode.commands.registerCommand(commands.applyCode.id, guarded(deps.log, choose)));
  held.add(vscode.commands.registerCommand(commands.applyLastCode.id, guarded(deps.log, last)));
  held.add(vscode.commands.registerCommand(commands.applyRecentCode.id, guarded(deps.log, recent)));
  held.add(vscode.commands.registerCommand(commands.applyCodeToSelection.id, onRow(deps.log, fromTree)));
  held.add(
    vscode.commands.registerCommand(
      commands.codeInVivo.id,
      guarded(deps.log, () => inVivo(deps)),
    ),
  );
  return held;
}

/** Applies codes to a span, with what is said of them, remembers them as recent and says what was done. */
export async function applyAt(
  deps: Deps,
  { open, path, coding: { text } }: CodingTarget,
  span: Span,
  codes: readonly string[],
  attributes: CodingAttributes = {},
): Promise<boolean> {
  const outcome = await open.session.change(
    path,
    (mine) => applyCodes(mine, text, span, codes, open.session.tools(), attributes),
    text,
  );
  if (outcome.ok) await rememberCodes(deps, open, codes);
  return tell(outcome);
}

/** The selected words become a code, which is applied to them; a code of that name that is there already is used. */
async function inVivo(deps: Deps): Promise<void> {
  const target = await writingTarget(deps);
  if (!target) return;
  const words = sliceOf(target.coding.text, target.selection).replace(/\s+/g, ' ').trim();
  if (words === '') {
    void showInformation(vscode.l10n.t('Select the participant’s words that should become the code.'));
    return;
  }
  const name = await vscode.window.showInputBox({
    title: vscode.l10n.t('Code In Vivo'),
    prompt: vscode.l10n.t('The code’s name, in the participant’s words'),
    value: words.slice(0, longestName),
    validateInput: (value) => (value.trim() === '' ? vscode.l10n.t('A name is needed.') : undefined),
  });
  if (name === undefined) return;
  const known = target.open.study.codes.all.find(
    (code) => code.name.toLowerCase() === name.trim().toLowerCase() && code.codable && !code.retired,
  );
  const code = known?.id ?? (await createCode(deps, target.open, { name: name.trim(), origin: 'inVivo' }));
  if (code !== undefined) await applyAt(deps, target, target.selection, [code]);
}

function beginning({ coding }: CodingTarget, span: Span): string {
  return shortened(sliceOf(coding.text, span), 40);
}

/** The codes that a command was called with: an id, or the row of the codebook view that was clicked with all that are selected. */
function codesOfRows(row: unknown, rows: unknown): readonly string[] {
  return typeof row === 'string' ? [row] : codeNodesOf(row, rows).map(({ code }) => code);
}
