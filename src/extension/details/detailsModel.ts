import type { Code } from '../../core/codebook/codebook';
import { codeText } from '../../core/codebook/codeText';
import type { CodeTree } from '../../core/codebook/codeTree';
import { shapeOf } from '../../core/codebook/palette';
import type { CodingRow } from '../../core/coding/segmentsFile';
import type { Study } from '../../core/project/study';
import type { PlacedSegment, TranscriptCoding } from '../../core/project/transcriptCoding';
import { firstWords } from '../../core/text/shortened';
import type { Span } from '../../core/text/span';
import type {
  DetailsBlock,
  DetailsCode,
  DetailsModel,
  DetailsSegment,
  SegmentLink,
  SegmentPlace,
} from '../../protocol/details';
import { colorOfCode } from '../editor/shownMarks';
import type { DetailsTexts } from './detailsWords';

/** How many segments at one place are told of; the hover tells of as many. */
export const mostSegments = 6;

/** How much of a text is told, in UTF-16 units: a page takes no message with a text that would fill the memory. A memo that is cut is not to be written over. */
export const mostShown = 20_000;

/** What the view needs to know of a study. */
export interface DetailsStudy {
  readonly me: string | null;
  readonly coders: Study['coders'];
  readonly codes: Pick<CodeTree, 'resolve' | 'topIndexOf' | 'codebookOf' | 'byId'>;
}

/** Where the person is: a transcript with what is selected in it, and whose segments are shown. */
export interface DetailsPlace {
  readonly uri: string;
  readonly name: string;
  readonly coding: TranscriptCoding;
  readonly selection: Span;
  readonly shown: ReadonlySet<string>;
}

/** The segments at the cursor, or that the selection touches: the one that is selected itself first, then the inner ones. */
export function segmentsHere({ coding, selection, shown }: DetailsPlace): PlacedSegment[] {
  const selected = ({ span }: PlacedSegment): boolean => span.start === selection.start && span.end === selection.end;
  return coding
    .touching(selection)
    .filter(({ coder }) => shown.has(coder))
    .sort(
      (a, b) => Number(selected(b)) - Number(selected(a)) || a.span.end - a.span.start - (b.span.end - b.span.start),
    );
}

/** What the view says of a place. `exemplarsOf` gives what is known of a code; null while it is looked for. */
export function detailsModel(
  place: DetailsPlace,
  study: DetailsStudy,
  { words, texts }: DetailsTexts,
  exemplarsOf: (code: string) => readonly SegmentLink[] | null,
): DetailsModel {
  const here = segmentsHere(place);
  const told = here.slice(0, mostSegments);
  const { previous, next } = neighbours(place, here[0]);
  const link = (found: PlacedSegment | undefined): SegmentLink | null =>
    found ? segmentLink(found, place.uri, codesIn(found, study, words.annotation)) : null;
  return {
    kind: 'model',
    words,
    heading: place.name,
    said: here.length === 0 ? texts.nothing : here.length > told.length ? texts.more(here.length - told.length) : '',
    segments: told.map((segment) => detailsSegment(segment, place.uri, study, texts, exemplarsOf)),
    previous: link(previous),
    next: link(next),
  };
}

/** What the view says of a transcript that is not in hand, or where none is open. */
export function emptyModel(words: DetailsModel['words'], heading: string, said: string): DetailsModel {
  return { kind: 'model', words, heading, said, segments: [], previous: null, next: null };
}

/** A segment to go to. */
export function segmentLink({ coder, segment }: PlacedSegment, uri: string, said: string): SegmentLink {
  return { place: { uri, coder, segment: segment.row.id }, quote: firstWords(segment.row.quote), said };
}

function neighbours(
  { coding, selection, shown }: DetailsPlace,
  at: PlacedSegment | undefined,
): { readonly previous: PlacedSegment | undefined; readonly next: PlacedSegment | undefined } {
  const inOrder = coding.placed.filter(({ coder }) => shown.has(coder));
  if (at) {
    const position = inOrder.findIndex(({ coder, segment }) => coder === at.coder && segment === at.segment);
    return { previous: inOrder[position - 1], next: inOrder[position + 1] };
  }
  return {
    previous: inOrder.findLast(({ span }) => span.start < selection.start),
    next: inOrder.find(({ span }) => span.start >= selection.start),
  };
}

function codesIn({ segment }: PlacedSegment, { codes }: DetailsStudy, annotation: string): string {
  const names = segment.row.codings.map(({ code }) => codes.resolve(code)?.name ?? code);
  return names.length > 0 ? names.join(', ') : annotation;
}

function detailsSegment(
  { coder, segment: { row, placement } }: PlacedSegment,
  uri: string,
  study: DetailsStudy,
  texts: DetailsTexts['texts'],
  exemplarsOf: (code: string) => readonly SegmentLink[] | null,
): DetailsSegment {
  const mine = coder === study.me;
  const memo = shown(row.memo ?? '');
  const place: SegmentPlace = { uri, coder, segment: row.id };
  const unconfirmed = row.state === 'unconfirmed' || placement.outcome === 'approximate';
  return {
    place,
    quote: shown(row.quote),
    notes: [
      mine ? texts.me : texts.coder(study.coders.find(({ id }) => id === coder)?.name ?? coder),
      ...(row.exemplar === true ? [texts.exemplar] : []),
      ...(unconfirmed ? [texts.unconfirmed] : []),
    ],
    codes: row.codings.map((coding) => detailsCode(coding, place, study, texts, exemplarsOf)),
    memo,
    mine: mine && memo === (row.memo ?? ''),
  };
}

function detailsCode(
  coding: CodingRow,
  place: SegmentPlace,
  { codes }: DetailsStudy,
  texts: DetailsTexts['texts'],
  exemplarsOf: (code: string) => readonly SegmentLink[] | null,
): DetailsCode {
  const code = codes.resolve(coding.code);
  const drawn = colorOfCode(coding.code, codes);
  const exemplars = code ? exemplarsOf(code.id) : [];
  return {
    code: coding.code,
    name: code?.name ?? coding.code,
    above: code?.path.slice(0, -1).join(' › ') ?? '',
    notes: [
      ...(code ? [] : [texts.unknown]),
      ...(code?.retired === true ? [texts.retired] : []),
      ...(coding.exemplar === true ? [texts.exemplar] : []),
      ...(coding.certainty === undefined ? [] : [texts.certainty(coding.certainty)]),
    ],
    drawn,
    shape: shapeOf(drawn),
    blocks: code ? blocksOf(code, codes, texts) : [],
    // The passage at hand stands above already.
    exemplars: exemplars && exemplars.filter((one) => one.place.segment !== place.segment).slice(0, 3),
    known: code !== undefined,
  };
}

function blocksOf(code: Code, codes: DetailsStudy['codes'], texts: DetailsTexts['texts']): DetailsBlock[] {
  const book = codes.codebookOf(code);
  const { blocks } = codeText(code, book, (id) => codes.resolve(id)?.name ?? id);
  return blocks.flatMap(({ kind, items }): DetailsBlock[] => {
    if (kind === 'aka' || kind === 'source' || kind === 'paraphrase') return [];
    const paraphrased = kind === 'definition' && book?.paraphrase === true;
    const told = items.map(shown);
    return [{ kind, items: paraphrased ? [...told, texts.paraphrase] : told }];
  });
}

function shown(text: string): string {
  return text.length <= mostShown ? text : `${text.slice(0, mostShown)}…`;
}
