import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../../core/base/disposable';
import type { StudyPath } from '../../core/base/studyPath';
import { confirmPlace, keepOrphan, toReview, type ReviewItem } from '../../core/coding/reviewSegments';
import { reattach } from '../../core/coding/segmentOperations';
import { firstWords } from '../../core/text/shortened';
import { mayWrite, tell } from '../ask';
import { segmentForCommand } from '../coding/segmentForCommand';
import { rangeOf, writingTarget } from '../coding/target';
import type { Deps } from '../deps';
import { commands } from '../ids';
import { onRow } from '../onRow';
import { showInformation } from '../say';
import { ensureCoder } from '../study/chooseCoder';
import type { OpenStudy } from '../study/openStudies';

/** Review Segments, Confirm Place, Re-attach to Selection, Leave Without a Place: what a person decides where a text has changed. */
export function registerReview(deps: Deps): Disposable {
  const held = new DisposableStore();
  const add = (id: string, run: (argument: unknown) => Promise<void>): void => {
    held.add(vscode.commands.registerCommand(id, onRow(deps.log, run)));
  };
  add(commands.reviewSegments.id, () => review(deps));
  add(commands.reattachSegment.id, (argument) => reattachToSelection(deps, argument));
  add(commands.confirmPlace.id, (argument) => decide(deps, argument, confirmPlace));
  add(commands.keepOrphan.id, (argument) => decide(deps, argument, keepOrphan));
  return held;
}

async function decide(deps: Deps, argument: unknown, operate: typeof confirmPlace): Promise<void> {
  const chosen = await segmentForCommand(deps, argument, () => []);
  if (!chosen || chosen === 'none') return;
  const { open, path, segment } = chosen;
  tell(await open.session.change(path, (mine) => operate(mine, segment.segment.row.id)));
}

/** A segment of mine that waits, and where. */
interface Waiting {
  readonly path: StudyPath;
  readonly item: ReviewItem;
}

/** Goes through what waits, one after the other: shows each at its proposed place, with the words as they were coded, and asks. */
async function review(deps: Deps): Promise<void> {
  const open = deps.studies.current;
  if (!open || !(await mayWrite()) || !(await ensureCoder(open))) return;
  const all = await waiting(open);
  if (all.length === 0) {
    void showInformation(vscode.l10n.t('Nothing waits for review: every segment of yours has its place.'));
    return;
  }
  for (const [i, one] of all.entries()) {
    await reveal(open, one);
    const decision = await ask(one.item, vscode.l10n.t('Review Segments ({0} of {1})', i + 1, all.length));
    if (decision === undefined) return;
    if (decision === 'reattach') {
      void showInformation(
        vscode.l10n.t(
          'Select the words for “{0}”, then run “Verbatim: Re-attach Segment to Selection”.',
          firstWords(one.item.was),
        ),
      );
      return;
    }
    if (decision === 'later') continue;
    const operate = decision === 'confirm' ? confirmPlace : keepOrphan;
    if (!tell(await open.session.change(one.path, (mine) => operate(mine, one.item.id)))) return;
  }
  void showInformation(vscode.l10n.t('That was the last segment to review.'));
}

async function waiting({ study }: OpenStudy): Promise<Waiting[]> {
  const found: Waiting[] = [];
  for (const { path } of study.transcripts) {
    if (study.index.segmentCount(path) === 0) continue;
    const mine = (await study.coding(path))?.byCoder.get(study.me ?? '');
    if (mine) found.push(...toReview(mine).map((item) => ({ path, item })));
  }
  return found;
}

async function reveal(open: OpenStudy, { path, item }: Waiting): Promise<void> {
  const editor = await vscode.window.showTextDocument(open.uriOf(path), { preserveFocus: true });
  const coding = await open.study.coding(path);
  if (item.span === null || coding === null) return;
  const range = rangeOf(coding, item.span);
  editor.selection = new vscode.Selection(range.start, range.end);
  editor.revealRange(range, vscode.TextEditorRevealType.InCenter);
}

type Decision = 'confirm' | 'reattach' | 'orphan' | 'later';

async function ask({ state, was, reason }: ReviewItem, title: string): Promise<Decision | undefined> {
  const { t } = vscode.l10n;
  const choices: (vscode.QuickPickItem & { readonly decision: Decision })[] = [
    {
      decision: 'reattach',
      label: t('$(link) Re-attach to words that I select'),
      detail: t('Closes the review; it goes on where you left it.'),
    },
    {
      decision: 'orphan',
      label: t('$(debug-disconnect) Leave it without a place'),
      detail: t('It keeps its words, codes and memo, and is listed, but not asked about again.'),
    },
    { decision: 'later', label: t('$(clock) Decide later') },
  ];
  if (state === 'unconfirmed') {
    choices.unshift({
      decision: 'confirm',
      label: t('$(check) This is the place'),
      detail: t('The words that are selected in the editor.'),
    });
  }
  const said =
    state === 'unconfirmed'
      ? t('Coded as “{0}”.', firstWords(was, 120))
      : t('“{0}” has no place.', firstWords(was, 120));
  const choice = await vscode.window.showQuickPick(choices, {
    title,
    placeHolder: `${said} ${reason}`,
    ignoreFocusOut: true,
  });
  return choice?.decision;
}

/** Puts a segment that waits where the person says: the one of the row, else one that they choose among those of the transcript. */
async function reattachToSelection(deps: Deps, argument: unknown): Promise<void> {
  const { t } = vscode.l10n;
  const target = await writingTarget(deps);
  if (!target) return;
  const { open, path, selection, coding } = target;
  const mine = coding.byCoder.get(open.study.me ?? '');
  const choices = (mine?.list ?? []).filter(({ row }) => row.state !== undefined);
  if (choices.length === 0) {
    void showInformation(t('Every segment of yours in this transcript has its place.'));
    return;
  }
  if (selection.start === selection.end) {
    void showInformation(t('Select the words that the segment belongs to first.'));
    return;
  }
  const named = await namedBy(deps, argument, path);
  if (named === null) return;
  const id = named ?? (choices.length === 1 ? choices[0]?.row.id : await askWhich(choices.map(({ row }) => row)));
  if (id === undefined) return;
  const { text } = coding;
  tell(await open.session.change(path, (now) => reattach(now, text, id, selection), text));
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
