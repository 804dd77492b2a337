import type { CodeTree } from '../../core/codebook/codeTree';
import type { Study } from '../../core/project/study';
import type { PlacedSegment, TranscriptCoding } from '../../core/project/transcriptCoding';
import type { CodingRow } from '../../core/coding/segmentsFile';
import { staleness } from '../../core/coding/staleCodings';
import type { SegmentRef } from '../coding/segmentRef';
import { annotationColor } from './highlightPlan';
import type { HoverCoding, HoverSegment } from './hoverText';
import { legend, type ThemeKind } from './legend';
import { colorOfCode } from './shownMarks';

/** What a hover needs to know of a study. */
export interface HoverStudy {
  readonly me: string | null;
  readonly coders: readonly Pick<Study['coders'][number], 'id' | 'name'>[];
  readonly codes: Pick<CodeTree, 'resolve' | 'topIndexOf' | 'codebookOf' | 'byId'>;
}

/** The segments at an offset of the coders who are shown, innermost (shortest) first. */
export function hoveredSegments(coding: TranscriptCoding, offset: number, shown: ReadonlySet<string>): PlacedSegment[] {
  return coding
    .at(offset)
    .filter(({ coder }) => shown.has(coder))
    .sort((a, b) => a.span.end - a.span.start - (b.span.end - b.span.start));
}

/** What the hover says of a segment. `uri` is the transcript's. */
export function hoverSegment(
  { coder, segment: { row, placement } }: PlacedSegment,
  study: HoverStudy,
  uri: string,
  theme: ThemeKind,
): HoverSegment {
  const ref: SegmentRef = { uri, coder, segment: row.id };
  return {
    coder: study.coders.find(({ id }) => id === coder)?.name ?? coder,
    mine: coder === study.me,
    memo: row.memo !== undefined && row.memo.trim() !== '' ? row.memo : null,
    exemplar: row.exemplar === true,
    unconfirmed: row.state === 'unconfirmed' || placement.outcome === 'approximate',
    codings: oncePerCode(row.codings, study.codes).map((coding) => hoverCoding(coding, study, ref, theme)),
    ref,
    annotationLegend: legend(annotationColor, theme),
  };
}

/** Of codings that count for the same code, since one was merged into the other, the code's own, else the first. */
function oncePerCode(codings: readonly CodingRow[], codes: HoverStudy['codes']): readonly CodingRow[] {
  const byCode = new Map<string, CodingRow>();
  for (const coding of codings) {
    const survivor = codes.resolve(coding.code)?.id ?? coding.code;
    if (!byCode.has(survivor) || coding.code === survivor) byCode.set(survivor, coding);
  }
  return [...byCode.values()];
}

function hoverCoding(coding: CodingRow, { codes }: HoverStudy, ref: SegmentRef, theme: ThemeKind): HoverCoding {
  const code = codes.resolve(coding.code);
  const definition = code?.entry.definition?.trim() ?? '';
  return {
    legend: legend(colorOfCode(coding.code, codes), theme),
    path: code?.path ?? [coding.code],
    definition: definition === '' ? null : definition,
    paraphrase: code !== undefined && codes.codebookOf(code)?.paraphrase === true,
    unknown: code === undefined,
    retired: code?.retired === true,
    stale: staleness(coding, codes),
    exemplar: coding.exemplar === true,
    certainty: coding.certainty ?? null,
    target: said(coding.target),
    deliveredBy: said(coding.deliveredBy),
    receivedBy: said(coding.receivedBy),
    ref: { ...ref, code: coding.code },
  };
}

/** A text that a person can read, or null. */
function said(text: string | undefined): string | null {
  return text === undefined || text.trim() === '' ? null : text;
}
