import * as vscode from 'vscode';
import type { PlacedSegment } from '../../core/project/transcriptCoding';
import { firstWords } from '../../core/text/shortened';
import type { Deps } from '../deps';
import { showInformation } from '../say';
import { codeName } from '../study/names';
import { segmentForCommand, type ChosenSegment } from './segmentForCommand';
import { mySegmentsAt } from './target';

/** A coding of mine: a segment with one of its codes, or with none where it is an annotation. */
export interface ChosenCoding extends ChosenSegment {
  readonly id: string;
}

/** The coding that a command concerns, asking (by `title`) where several are at the cursor. Undefined where there is none, which is said, or the person left. */
export async function codingForCommand(
  deps: Deps,
  argument: unknown,
  title: string,
): Promise<ChosenCoding | undefined> {
  const all: PlacedSegment[] = [];
  const chosen = await segmentForCommand(deps, argument, (target) => {
    all.push(...mySegmentsAt(target));
    return all.slice(0, 1);
  });
  if (chosen === 'none') noneHere();
  if (!chosen || chosen === 'none') return undefined;
  const { open } = chosen;
  const segments = all.length > 0 ? all : [chosen.segment];
  const codings = segments.flatMap((segment) => {
    const { codings: list, id, quote } = segment.segment.row;
    const codes = list.length > 0 ? list.map(({ code }) => code) : [undefined];
    return codes.map((code) => ({ ...chosen, segment, id, code, quote }));
  });
  const meant = codings.filter(({ code }) => chosen.code === undefined || code === chosen.code);
  if (meant.length <= 1) return meant[0];
  const choice = await vscode.window.showQuickPick(
    meant.map((coding) => ({
      label: coding.code === undefined ? vscode.l10n.t('Annotation without a code') : codeName(open, coding.code),
      description: firstWords(coding.quote),
      coding,
    })),
    { title, matchOnDescription: true },
  );
  return choice?.coding;
}

/** Says that no segment of the person is at the cursor. */
export function noneHere(): void {
  void showInformation(vscode.l10n.t('No segment of yours is here. J and K go through all that are shown.'));
}
