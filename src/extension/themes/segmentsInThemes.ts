import * as vscode from 'vscode';
import { logLabel } from '../../core/base/logLabel';
import type { Segment } from '../../core/coding/segment';
import type { ThemeEntry } from '../../core/codebook/codebookFile';
import { placeInTheme, themeRule, type ThemePlace } from '../../core/retrieval/themeSegments';
import { firstWords } from '../../core/text/shortened';
import { mayWrite } from '../ask';
import { refOf } from '../coding/segmentRef';
import { readingTarget } from '../coding/target';
import type { Deps } from '../deps';
import { showInformation, showStatus } from '../say';
import { codeName, coderName } from '../study/names';
import type { OpenStudy } from '../study/openStudy';
import { editTheme, themeFrom, themeToEdit, type ChosenTheme } from './editTheme';
import { isThemesRow } from './themeRows';

/** A segment, anybody's, that a theme is to say something of: a theme names it, and its file is not touched. */
interface ChosenSegment {
  readonly open: OpenStudy;
  readonly segment: Segment;
}

/** Include Segment in Theme…: where it was left out, what left it out goes; else the theme names it. */
export async function includeInTheme(deps: Deps, argument: unknown): Promise<void> {
  const chosen = await choose(deps, argument, vscode.l10n.t('Include in Which Theme?'), ({ isIn }) => !isIn);
  if (!chosen) return;
  const { theme, id, words, place } = chosen;
  const decision = place.codes.length > 0 ? 'none' : 'include';
  await editTheme(chosen, logLabel('Took “{0}” into the theme “{1}”', words, theme.name), (yaml, edits) =>
    edits.decideSegments(yaml, theme.id, [id], decision),
  );
}

/** Leave Segment Out of Theme…: where it is in by itself alone, that goes; else the theme names it as left out. */
export async function leaveOutOfTheme(deps: Deps, argument: unknown): Promise<void> {
  const chosen = await choose(deps, argument, vscode.l10n.t('Leave Out of Which Theme?'), ({ isIn }) => isIn);
  if (!chosen) return;
  const { theme, id, words, place } = chosen;
  const decision = place.codes.length > 0 ? 'exclude' : 'none';
  await editTheme(chosen, logLabel('Left “{0}” out of the theme “{1}”', words, theme.name), (yaml, edits) =>
    edits.decideSegments(yaml, theme.id, [id], decision),
  );
}

/** Mark as Contradicting a Theme…: a negative case. */
export async function contradictTheme(deps: Deps, argument: unknown): Promise<void> {
  const title = vscode.l10n.t('Which Theme Does It Contradict?');
  const chosen = await choose(deps, argument, title, ({ isAgainst }) => !isAgainst);
  if (!chosen) return;
  const { theme, id, words } = chosen;
  const label = logLabel('Marked “{0}” as contradicting the theme “{1}”', words, theme.name);
  await editTheme(chosen, label, (yaml, edits) => edits.markAgainst(yaml, theme.id, [id], true));
}

/** Take Back: what a theme says of a single segment, on its row. */
export async function takeBackInTheme(deps: Deps, argument: unknown): Promise<void> {
  if (!isThemesRow(argument) || argument.kind !== 'themeSegment' || argument.part === null) return;
  const chosen = themeFrom(deps, argument);
  if (!chosen || !(await mayWrite())) return;
  const { theme } = chosen;
  const { id, quote } = argument.found.segment.row;
  const words = firstWords(quote, 60);
  if (argument.part === 'against') {
    const label = logLabel('Unmarked “{0}” as contradicting the theme “{1}”', words, theme.name);
    await editTheme(chosen, label, (yaml, edits) => edits.markAgainst(yaml, theme.id, [id], false));
  } else {
    const label = logLabel('Left “{0}” to its codes in the theme “{1}”', words, theme.name);
    await editTheme(chosen, label, (yaml, edits) => edits.decideSegments(yaml, theme.id, [id], 'none'));
  }
}

interface Choice extends ChosenTheme {
  readonly id: string;
  readonly words: string;
  readonly place: ThemePlace;
}

/** The segment and the theme: as a row of the themes view names both, else by asking for what is not named. */
async function choose(
  deps: Deps,
  argument: unknown,
  title: string,
  isMeant: (place: ThemePlace) => boolean,
): Promise<Choice | undefined> {
  const found = await segmentFor(deps, argument);
  if (!found) return undefined;
  const { open, segment } = found;
  const { row } = segment;
  const { codes } = open.study;
  const placeIn = (theme: ThemeEntry): ThemePlace => placeInTheme(themeRule(theme, codes), row, codes);
  const named = isThemesRow(argument) ? argument : undefined;
  const chosen = await themeToEdit(deps, named, title, ({ theme }) => isMeant(placeIn(theme)), open);
  if (!chosen) return undefined;
  const place = placeIn(chosen.theme);
  if (!isMeant(place)) {
    showStatus(vscode.l10n.t('Nothing would change.'));
    return undefined;
  }
  return { ...chosen, id: row.id, words: firstWords(row.quote, 60), place };
}

async function segmentFor(deps: Deps, argument: unknown): Promise<ChosenSegment | undefined> {
  const { t } = vscode.l10n;
  const ref = refOf(argument);
  if (ref) {
    const place = deps.studies.transcriptOf(vscode.Uri.parse(ref.uri, true));
    const coding = await place?.open.study.inPassing(place.path);
    const segment = coding?.byCoder.get(ref.coder)?.list.find(({ row }) => row.id === ref.segment);
    if (place && segment) return { open: place.open, segment };
    void showInformation(t('This segment is no longer there.'));
    return undefined;
  }
  const target = await readingTarget(deps);
  if (!target) return undefined;
  const { open, coding, selection } = target;
  const found = coding.touching(selection);
  const [only] = found;
  if (!only) {
    void showInformation(t('No segment is at the cursor. Code or highlight the words first.'));
    return undefined;
  }
  if (found.length === 1) return { open, segment: only.segment };
  const choice = await vscode.window.showQuickPick(
    found.map(({ coder, segment }) => ({
      label: firstWords(segment.row.quote),
      description: [...segment.row.codings.map(({ code }) => codeName(open, code)), coderName(open, coder)].join(', '),
      segment,
    })),
    { title: t('Which segment?'), matchOnDescription: true },
  );
  return choice && { open, segment: choice.segment };
}
