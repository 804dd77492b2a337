import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../../core/base/disposable';
import { attributesOf } from '../../core/coding/codingAttributes';
import { codingOf, recode, removeCoding } from '../../core/coding/codingOperations';
import { removeSegment, resizeSegment, setExemplar } from '../../core/coding/segmentOperations';
import { isBorderMove, movedBorder } from '../../core/text/words';
import { tell } from '../ask';
import { pickCodes } from '../codebook/codePicker';
import { rememberCodes } from '../codebook/recentCodes';
import type { Deps } from '../deps';
import { commands } from '../ids';
import { onRow } from '../onRow';
import { codeName } from '../study/names';
import { codingForCommand, noneHere } from './codingForCommand';
import { segmentForCommand } from './segmentForCommand';
import { mySegmentsAt, rangeOf, writingTarget } from './target';
import { showInformation } from '../say';

/** Remove Code…, Change Code…, Extend or Shrink Segment, borders by the word, Mark as Exemplar. */
export function registerChangeSegments(deps: Deps): Disposable {
  const held = new DisposableStore();
  const add = (id: string, run: (argument: unknown) => Promise<void>): void => {
    held.add(vscode.commands.registerCommand(id, onRow(deps.log, run)));
  };
  add(commands.removeCoding.id, (argument) => remove(deps, argument));
  add(commands.changeCode.id, (argument) => change(deps, argument));
  add(commands.toggleExemplar.id, (argument) => toggleExemplar(deps, argument));
  add(commands.resizeSegment.id, () => resize(deps));
  add(commands.moveBorder.id, (argument) => moveBorder(deps, argument));
  return held;
}

async function remove(deps: Deps, argument: unknown): Promise<void> {
  const chosen = await codingForCommand(deps, argument, vscode.l10n.t('Remove Which Code?'));
  if (!chosen) return;
  const { open, path, id, code } = chosen;
  tell(
    await open.session.change(path, (mine) =>
      code === undefined ? removeSegment(mine, id) : removeCoding(mine, id, code, open.session.tools()),
    ),
  );
}

async function change(deps: Deps, argument: unknown): Promise<void> {
  const chosen = await codingForCommand(deps, argument, vscode.l10n.t('Change Which Code?'));
  if (chosen?.code === undefined) return;
  const { open, path, segment, id, code } = chosen;
  const coding = codingOf(segment.segment.row, code);
  const picked = await pickCodes(deps, open, {
    title: vscode.l10n.t('Change Code'),
    placeholder: vscode.l10n.t('Instead of “{0}”', codeName(open, code)),
    several: false,
    create: true,
    attributes: { path, now: coding ? attributesOf(coding) : {} },
  });
  if (picked === undefined) return;
  const {
    codes: [to],
    attributes,
  } = picked;
  if (to === undefined) return;
  const outcome = await open.session.change(path, (mine) =>
    recode(mine, id, code, to, open.session.tools(), attributes),
  );
  if (outcome.ok) await rememberCodes(deps, open, [to]);
  tell(outcome);
}

async function toggleExemplar(deps: Deps, argument: unknown): Promise<void> {
  const chosen = await segmentForCommand(deps, argument, mySegmentsAt);
  if (chosen === 'none') noneHere();
  if (!chosen || chosen === 'none') return;
  const { open, path, segment, code } = chosen;
  const { row } = segment.segment;
  const now =
    code === undefined ? row.exemplar === true : row.codings.find((coding) => coding.code === code)?.exemplar === true;
  tell(await open.session.change(path, (mine) => setExemplar(mine, row.id, code ?? null, !now)));
}

async function resize(deps: Deps): Promise<void> {
  const target = await writingTarget(deps);
  if (!target) return;
  const { selection, open, path } = target;
  if (selection.start === selection.end) {
    void showInformation(vscode.l10n.t('Select the words that the segment should cover, overlapping it.'));
    return;
  }
  const chosen = await segmentForCommand(deps, undefined, mySegmentsAt);
  if (chosen === 'none') noneHere();
  if (!chosen || chosen === 'none') return;
  tell(
    await open.session.change(
      path,
      (mine, { text }) => resizeSegment(mine, text, chosen.segment.segment.row.id, selection),
      target.coding.text,
    ),
  );
}

async function moveBorder(deps: Deps, argument: unknown): Promise<void> {
  const target = await writingTarget(deps);
  if (!target) return;
  const segment = mySegmentsAt(target)[0];
  if (!segment) {
    noneHere();
    return;
  }
  const { open, path, coding, editor } = target;
  const wanted = isBorderMove(argument) ? movedBorder(coding.text, segment.span, argument) : undefined;
  if (!wanted) return;
  const done = tell(
    await open.session.change(
      path,
      (mine, { text }) => resizeSegment(mine, text, segment.segment.row.id, wanted),
      coding.text,
    ),
  );
  if (!done) return;
  // The cursor stays with the segment, so that the next press moves the same border.
  const range = rangeOf(coding, wanted);
  editor.selection = new vscode.Selection(range.start, range.end);
}
