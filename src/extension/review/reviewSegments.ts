import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../../core/base/disposable';
import type { StudyPath } from '../../core/base/studyPath';
import { confirmPlace, keepOrphan } from '../../core/coding/reviewSegments';
import { reattach } from '../../core/coding/segmentOperations';
import { firstWords } from '../../core/text/shortened';
import { mayWrite, tell } from '../ask';
import { segmentForCommand } from '../coding/segmentForCommand';
import { rangeOf, readingTarget, writingTarget } from '../coding/target';
import type { Deps } from '../deps';
import { commands } from '../ids';
import { onRow } from '../onRow';
import { showInformation, showStatus } from '../say';
import { ensureCoder } from '../study/chooseCoder';
import type { OpenStudy } from '../study/openStudies';
import { askDecision } from './askDecision';
import { Reattaching } from './reattaching';
import { marksAt, reviewMarks, type ReviewMark } from './reviewMarks';

/** Review Segments, Review Segment at Cursor, Confirm Place, Re-attach to Selection, Leave Without a Place: what a person decides where a text has changed. */
export function registerReview(deps: Deps): Disposable {
  const held = new DisposableStore();
  const reattaching = held.add(new Reattaching());
  const add = (id: string, run: (argument: unknown) => Promise<void>): void => {
    held.add(vscode.commands.registerCommand(id, onRow(deps.log, run)));
  };
  add(commands.reviewSegments.id, () => review(deps, reattaching));
  add(commands.reviewHere.id, () => reviewHere(deps, reattaching));
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
  await saved(open, path);
  if (tell(await open.session.change(path, (mine) => operate(mine, id)))) reattaching.end(id);
}

/** A segment of mine that waits, and where. */
interface Waiting extends ReviewMark {
  readonly path: StudyPath;
}

/**
 * Goes through what waits, one after the other: shows each at its proposed place, with the words as they were coded, and asks.
 * `passedOver` are those that the person put off in this review.
 */
async function review(
  deps: Deps,
  reattaching: Reattaching,
  passedOver: ReadonlySet<string> = new Set(),
): Promise<void> {
  const open = deps.studies.current;
  if (!open || !(await mayWrite()) || !(await ensureCoder(open))) return;
  reattaching.end();
  const all = (await waiting(open)).filter(({ item }) => !passedOver.has(item.id));
  if (all.length === 0 && passedOver.size === 0) {
    void showInformation(vscode.l10n.t('Nothing waits for review: every segment of yours has its place.'));
    return;
  }
  const goOn = (later: readonly string[]): Promise<void> =>
    review(deps, reattaching, new Set([...passedOver, ...later]));
  if (await goThrough(deps, open, all, reattaching, goOn)) {
    void showInformation(vscode.l10n.t('That was the last segment to review.'));
  }
}

/** What waits at the cursor of the active editor. VS Code offers quick fixes only where the words can be typed in. */
async function reviewHere(deps: Deps, reattaching: Reattaching): Promise<void> {
  const target = await readingTarget(deps);
  if (!target || !(await mayWrite()) || !(await ensureCoder(target.open))) return;
  const { open, path, coding, selection } = target;
  const all = reviewMarks(coding, open.study.me ?? '');
  const here = marksAt(all, selection, (offset) => coding.lines.positionAt(offset).line);
  if (here.length === 0) {
    showStatus(
      all.length === 0
        ? vscode.l10n.t('Every segment of yours in this transcript has its place.')
        : vscode.l10n.t('No segment at the cursor waits for review. F8 goes to the next one.'),
    );
    return;
  }
  reattaching.end();
  const waitingHere = here.map((mark) => ({ ...mark, path }));
  await goThrough(deps, open, waitingHere, reattaching);
}

/** Asks about each. False where the person left, or chose to select words; `goOn` then gets the ids of those put off until then. */
async function goThrough(
  { modes }: Deps,
  open: OpenStudy,
  all: readonly Waiting[],
  reattaching: Reattaching,
  goOn?: (passedOver: readonly string[]) => Promise<void>,
): Promise<boolean> {
  const later: string[] = [];
  for (const [i, one] of all.entries()) {
    const { item, path } = one;
    await reveal(open, one);
    const decision = await askDecision(item, vscode.l10n.t('Review Segments ({0} of {1})', i + 1, all.length));
    if (decision === undefined) return false;
    if (decision === 'reattach') {
      await vscode.commands.executeCommand('workbench.action.focusActiveEditorGroup');
      const { id, was } = item;
      reattaching.begin(
        { open, path, id, was, ...(goOn && { then: () => goOn(later) }) },
        modes.isCoding(open.uriOf(path)),
      );
      return false;
    }
    if (decision === 'later') {
      later.push(item.id);
      continue;
    }
    const operate = decision === 'confirm' ? confirmPlace : keepOrphan;
    await saved(open, path);
    if (!tell(await open.session.change(path, (mine) => operate(mine, item.id)))) return false;
  }
  return true;
}

async function waiting({ study }: OpenStudy): Promise<Waiting[]> {
  const found: Waiting[] = [];
  for (const { path } of study.transcripts) {
    if (study.index.waitingCount(path) === 0) continue;
    const coding = await study.inPassing(path);
    if (coding) found.push(...reviewMarks(coding, study.me ?? '').map((mark) => ({ ...mark, path })));
  }
  return found;
}

/** Shows the proposed place, selected; for an orphan where it stood. */
async function reveal(open: OpenStudy, { path, at }: Waiting): Promise<void> {
  const editor = await vscode.window.showTextDocument(open.uriOf(path), { preserveFocus: true });
  const coding = await open.study.coding(path);
  if (coding === null) return;
  const range = rangeOf(coding, at);
  editor.selection = new vscode.Selection(range.start, range.end);
  editor.revealRange(range, vscode.TextEditorRevealType.InCenter);
}

/** What an editor holds unsaved is saved first: a decision refers to the saved text. Where that fails, the decision says so. */
async function saved(open: OpenStudy, path: StudyPath): Promise<void> {
  const uri = open.uriOf(path).toString();
  const document = vscode.workspace.textDocuments.find((one) => one.uri.toString() === uri);
  if (document?.isDirty === true && (await document.save())) await open.session.settled();
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
