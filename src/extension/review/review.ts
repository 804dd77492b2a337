import * as vscode from 'vscode';
import type { StudyPath } from '../../core/base/studyPath';
import { confirmPlace, keepOrphan } from '../../core/coding/reviewSegments';
import { mayWrite, tell } from '../ask';
import { readingTarget } from '../coding/target';
import type { Deps } from '../deps';
import { showInformation, showStatus } from '../say';
import { ensureCoder } from '../study/chooseCoder';
import type { OpenStudy } from '../study/openStudy';
import { askDecision } from './askDecision';
import type { Reattaching } from './reattaching';
import { revealPlace } from './revealPlace';
import { marksAt, reviewMarks, type ReviewMark } from './reviewMarks';
import { saveFirst } from './saveFirst';

/** A segment of mine that waits, and where. */
interface Waiting extends ReviewMark {
  readonly path: StudyPath;
}

/**
 * Goes through what waits, one after the other: shows each at its proposed place (an orphan where it stood), with the words as they were coded, and asks.
 * `passedOver` are those that the person put off in this review.
 */
export async function review(
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
export async function reviewHere(deps: Deps, reattaching: Reattaching): Promise<void> {
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
    const { item, path, at } = one;
    await revealPlace(open, path, at);
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
    await saveFirst(open, path);
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
