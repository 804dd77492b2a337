import * as vscode from 'vscode';
import type { StudyPath } from '../../core/base/studyPath';
import type { PlacedSegment } from '../../core/project/transcriptCoding';
import { utf16 } from '../../core/text/offsets';
import { firstWords } from '../../core/text/shortened';
import { mayWrite } from '../ask';
import type { Deps } from '../deps';
import { ensureCoder } from '../study/chooseCoder';
import type { OpenStudy } from '../study/openStudy';
import { refOf } from './segmentRef';
import { writingTarget, type CodingTarget } from './target';
import { showInformation } from '../say';

/** A segment of mine that a command is to change, and the code that was meant where one was named. */
export interface ChosenSegment {
  readonly open: OpenStudy;
  readonly path: StudyPath;
  readonly segment: PlacedSegment;
  readonly code: string | undefined;
}

/**
 * The segment that a command concerns: the one that a hover link or a tree row names, else the one at the cursor, asking where
 * several are. `none` where there is none of mine; undefined where the person was told why not, or left.
 */
export async function segmentForCommand(
  deps: Deps,
  argument: unknown,
  candidates: (target: CodingTarget) => readonly PlacedSegment[],
): Promise<ChosenSegment | 'none' | undefined> {
  const ref = refOf(argument);
  if (ref) {
    const place = deps.studies.transcriptOf(vscode.Uri.parse(ref.uri, true));
    if (!place || !(await mayWrite()) || !(await ensureCoder(place.open))) return undefined;
    if (ref.coder !== place.open.study.me) {
      void showInformation(
        vscode.l10n.t(
          'This is a colleague’s segment. Only its coder changes it; you can code the same words yourself.',
        ),
      );
      return undefined;
    }
    const coding = await place.open.study.coding(place.path);
    const segment = coding?.byCoder.get(ref.coder)?.list.find(({ row }) => row.id === ref.segment);
    if (!segment) {
      void showInformation(vscode.l10n.t('This segment is no longer there.'));
      return undefined;
    }
    const span = segment.placement.span ?? { start: utf16(0), end: utf16(0) };
    return { ...place, segment: { coder: ref.coder, segment, span }, code: ref.code };
  }
  const target = await writingTarget(deps);
  if (!target) return undefined;
  const found = candidates(target);
  const segment = found.length <= 1 ? found[0] : await askWhich(target, found);
  if (found.length === 0) return 'none';
  return segment && { open: target.open, path: target.path, segment, code: undefined };
}

async function askWhich(
  { open }: CodingTarget,
  segments: readonly PlacedSegment[],
): Promise<PlacedSegment | undefined> {
  const choice = await vscode.window.showQuickPick(
    segments.map((segment) => ({
      label: firstWords(segment.segment.row.quote),
      description: segment.segment.row.codings
        .map(({ code }) => open.study.codes.resolve(code)?.name ?? code)
        .join(', '),
      segment,
    })),
    { title: vscode.l10n.t('Which segment?'), matchOnDescription: true },
  );
  return choice?.segment;
}
