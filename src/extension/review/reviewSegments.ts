import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../../core/base/disposable';
import type { StudyPath } from '../../core/base/studyPath';
import { confirmPlace, keepOrphan } from '../../core/coding/reviewSegments';
import { reattach } from '../../core/coding/segmentOperations';
import { firstWords } from '../../core/text/shortened';
import { tell } from '../ask';
import { segmentForCommand } from '../coding/segmentForCommand';
import { writingTarget } from '../coding/target';
import type { Deps } from '../deps';
import { commands } from '../ids';
import { onRow } from '../onRow';
import { showInformation } from '../say';
import { Reattaching } from './reattaching';
import { saveFirst } from './saveFirst';

/** What goes through segments one by one is loaded when somebody does. */
const reviewing = () => import('./review');

/** Review Segments, Review Segment at Cursor, Confirm Place, Re-attach to Selection, Leave Without a Place: what a person decides where a text has changed. */
export function registerReview(deps: Deps): Disposable {
  const held = new DisposableStore();
  const reattaching = held.add(new Reattaching());
  const add = (id: string, run: (argument: unknown) => Promise<void>): void => {
    held.add(vscode.commands.registerCommand(id, onRow(deps.log, run)));
  };
  add(commands.reviewSegments.id, async () => (await reviewing()).review(deps, reattaching));
  add(commands.reviewHere.id, async () => (await reviewing()).reviewHere(deps, reattaching));
  add(commands.reattachSegment.id, (argument) => reattachToSelection(deps, reattaching, argument));
  add(commands.confirmPlace.id, (argument) => decide(deps, reattaching, argument, confirmPlace));
  add(commands.keepOrphan.id, (argument) => decide(deps, reattaching, argument, keepOrphan));
  return held;
}

async function decide(
  deps: Deps,
  reattaching: Reattaching,
  argument: unknown,
  operate: typeof confirmPlace,
): Promise<void> {
  const chosen = await segmentForCommand(deps, argument, () => []);
  if (!chosen || chosen === 'none') return;
  const { open, path, segment } = chosen;
  const { id } = segment.segment.row;
  await saveFirst(open, path);
  if (tell(await open.session.change(path, (mine) => operate(mine, id)))) reattaching.end(id);
}

/** Puts a segment that waits where the person says: the one of the row, the one that they were asked for, else one that they choose among those of the transcript. */
async function reattachToSelection(deps: Deps, reattaching: Reattaching, argument: unknown): Promise<void> {
  const { t } = vscode.l10n;
  const target = await writingTarget(deps);
  if (!target) return;
  const { open, path, selection, coding } = target;
  const mine = coding.byCoder.get(open.study.me ?? '');
  const choices = (mine?.list ?? []).flatMap(({ row }) => (row.state === undefined ? [] : [row]));
  if (choices.length === 0) {
    reattaching.end();
    void showInformation(t('Every segment of yours in this transcript has its place.'));
    return;
  }
  const named = await namedBy(deps, argument, path);
  if (named === null) return;
  const awaited = reattaching.in(open, path);
  const meant = choices.find(({ id }) => id === (named ?? awaited?.id));
  if (selection.start === selection.end) {
    if (meant) {
      const { id, quote, was = quote } = meant;
      reattaching.begin({ ...awaited, open, path, id, was }, deps.modes.isCoding(open.uriOf(path)));
    } else void showInformation(t('Select the words that the segment belongs to first.'));
    return;
  }
  const id = named ?? meant?.id ?? (choices.length === 1 ? choices[0]?.id : await askWhich(choices));
  if (id === undefined) return;
  const { text } = coding;
  if (!tell(await open.session.change(path, (now) => reattach(now, text, id, selection), text))) return;
  await reattaching.end(id)?.();
}

/** The id of the row's segment; undefined where no row was meant, null where it is of another transcript or not mine. */
async function namedBy(deps: Deps, argument: unknown, path: StudyPath): Promise<string | null | undefined> {
  if (argument === undefined) return undefined;
  const chosen = await segmentForCommand(deps, argument, () => []);
  if (!chosen || chosen === 'none') return null;
  if (chosen.path === path) return chosen.segment.segment.row.id;
  void showInformation(vscode.l10n.t('This segment belongs to another transcript: select its words there first.'));
  return null;
}

async function askWhich(
  rows: readonly { readonly id: string; readonly quote: string; readonly was?: string }[],
): Promise<string | undefined> {
  const choice = await vscode.window.showQuickPick(
    rows.map(({ id, quote, was = quote }) => ({ label: firstWords(was), id })),
    { title: vscode.l10n.t('Which Segment Belongs Here?') },
  );
  return choice?.id;
}
