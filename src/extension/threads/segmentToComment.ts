import * as vscode from 'vscode';
import { quoted } from '../../core/base/logLabel';
import type { StudyPath } from '../../core/base/studyPath';
import { annotate } from '../../core/coding/codingOperations';
import { excerptWords } from '../../core/coding/excerpt';
import type { SegmentRow } from '../../core/coding/segmentsFile';
import type { PlacedSegment, TranscriptCoding } from '../../core/project/transcriptCoding';
import { firstWords } from '../../core/text/shortened';
import type { Span } from '../../core/text/span';
import { tell } from '../ask';
import { refOf } from '../coding/segmentRef';
import { rangeOf, readingTarget, spanOf, spanToCode, writingTarget } from '../coding/target';
import type { Deps } from '../deps';
import { showInformation } from '../say';
import { codeName, coderName } from '../study/names';
import type { OpenStudy } from '../study/openStudy';
import { segmentOf, type PlaceTarget } from './threadPlaces';

/** A segment that a comment is about, by whomever. */
export interface SegmentToComment {
  readonly open: OpenStudy;
  readonly path: StudyPath;
  readonly coder: string;
  readonly row: SegmentRow;
  readonly range: vscode.Range;
}

/** What a thread on a segment is about. */
export function segmentTarget(path: StudyPath, coder: string, row: SegmentRow): PlaceTarget {
  return {
    about: { kind: 'segment', coder, id: row.id, transcript: path },
    transcript: path,
    name: quoted(excerptWords(row.quote)),
  };
}

/**
 * The segment that a command concerns: the one that a link or a row names, else the one at the cursor. Where there is none, the person
 * may annotate the words, or comment on the transcript. Undefined where they leave, or were told why not.
 */
export async function segmentToComment(
  deps: Deps,
  argument: unknown,
): Promise<SegmentToComment | 'transcript' | undefined> {
  const ref = refOf(argument);
  if (!ref) {
    const target = await readingTarget(deps);
    return target && segmentAt(deps, target.open, target.path, target.editor.selection);
  }
  const place = deps.studies.transcriptOf(vscode.Uri.parse(ref.uri, true));
  const coding = place && (await place.open.study.coding(place.path));
  const segment = coding && segmentOf(coding, { coder: ref.coder, id: ref.segment });
  if (!place || !coding || !segment) {
    void showInformation(vscode.l10n.t('This segment is no longer there.'));
    return undefined;
  }
  const { span } = segment.placement;
  const range = span ? rangeOf(coding, span) : new vscode.Range(0, 0, 0, 0);
  return { ...place, coder: ref.coder, row: segment.row, range };
}

/** As `segmentToComment`, for a place in a transcript: a range, or the line of one that is empty. */
export async function segmentAt(
  deps: Deps,
  open: OpenStudy,
  path: StudyPath,
  place: vscode.Range,
): Promise<SegmentToComment | 'transcript' | undefined> {
  const coding = await open.study.keep(path);
  if (coding === null) return undefined;
  const found = shownAt(open, coding, spanOf(coding, place));
  if (found.length === 0 && place.isEmpty && place.start.character === 0) {
    // The sign in the margin gives the beginning of a line.
    found.push(...shownAt(open, coding, spanOf(coding, place.with({ end: place.end.translate(0, 100_000) }))));
  }
  const chosen = found.length > 1 ? await askWhich(open, found) : found[0];
  if (found.length > 0 && !chosen) return undefined;
  if (chosen) return taken(open, path, coding, chosen);
  const { t } = vscode.l10n;
  const choice = await vscode.window.showQuickPick(
    [
      {
        label: t('Annotate These Words and Comment on Them'),
        iconPath: new vscode.ThemeIcon('symbol-text'),
        annotates: true,
      },
      { label: t('Comment on the Whole Transcript'), iconPath: new vscode.ThemeIcon('file'), annotates: false },
    ],
    { title: t('There is no segment here'), placeHolder: t('A comment is about a segment or about the transcript.') },
  );
  if (!choice) return undefined;
  return choice.annotates ? annotated(deps, place) : 'transcript';
}

/** Makes a segment of the words at a place, or of the turn there, without a code. */
async function annotated(deps: Deps, place: vscode.Range): Promise<SegmentToComment | undefined> {
  const target = await writingTarget(deps);
  if (!target) return undefined;
  const { open, path } = target;
  const selection = spanOf(target.coding, place);
  const span: Span = spanToCode({ ...target, selection });
  const before = new Set(target.coding.byCoder.get(open.study.me ?? '')?.list.map(({ row }) => row.id));
  const outcome = await open.session.change(
    path,
    (mine, { text }) => annotate(mine, text, span, null, open.session.tools()),
    target.coding.text,
  );
  if (!tell(outcome)) return undefined;
  const coding = await open.study.coding(path);
  const made = coding?.placed.find(({ coder, segment }) => coder === open.study.me && !before.has(segment.row.id));
  return coding && made ? taken(open, path, coding, made) : undefined;
}

function taken(open: OpenStudy, path: StudyPath, coding: TranscriptCoding, placed: PlacedSegment): SegmentToComment {
  return { open, path, coder: placed.coder, row: placed.segment.row, range: rangeOf(coding, placed.span) };
}

/** The segments that are shown at a place, the innermost first. */
function shownAt({ study }: OpenStudy, coding: TranscriptCoding, span: Span): PlacedSegment[] {
  return coding
    .touching(span)
    .filter(({ coder }) => study.isShown(coder))
    .sort((a, b) => a.span.end - a.span.start - (b.span.end - b.span.start));
}

async function askWhich(open: OpenStudy, found: readonly PlacedSegment[]): Promise<PlacedSegment | undefined> {
  const items = found.map((placed) => {
    const { row } = placed.segment;
    return {
      label: firstWords(row.quote),
      description: row.codings.map(({ code }) => codeName(open, code)).join(', '),
      detail:
        placed.coder === open.study.me
          ? vscode.l10n.t('coded by you')
          : vscode.l10n.t('coded by {0}', coderName(open, placed.coder)),
      placed,
    };
  });
  const choice = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('Which segment?'),
    matchOnDescription: true,
    matchOnDetail: true,
  });
  return choice?.placed;
}
