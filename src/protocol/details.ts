import { anyOf, isFlag, isOneOf, isText, listOf, orNull, record, wordsOf, type Check } from './check';

/** Names a segment of a transcript. */
export interface SegmentPlace {
  /** The transcript's URI as text. */
  readonly uri: string;
  readonly coder: string;
  readonly segment: string;
}

/** Another segment to go to, and what is said of it. */
export interface SegmentLink {
  readonly place: SegmentPlace;
  /** The beginning of its words. */
  readonly quote: string;
  /** Its codes, or whose it is and where. */
  readonly said: string;
}

/** What is said of a code under a title; none for the definition. */
export interface DetailsBlock {
  readonly kind: 'definition' | 'useWhen' | 'doNotUseWhen' | 'examples' | 'confusable' | 'note';
  readonly items: readonly string[];
}

/** A code at hand. */
export interface DetailsCode {
  /** The id that the coding has. */
  readonly code: string;
  readonly name: string;
  /** Names above it, from the top. */
  readonly above: string;
  /** What is particular about it: retired, exemplar, certainty. */
  readonly notes: readonly string[];
  /** A palette name or #RRGGBB. */
  readonly drawn: string;
  readonly shape: 'solid' | 'dashed' | 'dotted';
  readonly blocks: readonly DetailsBlock[];
  /** Segments of the study that stand for the code; null while they are looked for. */
  readonly exemplars: readonly SegmentLink[] | null;
  /** False where no codebook has it. */
  readonly known: boolean;
}

/** A segment at the cursor. */
export interface DetailsSegment {
  readonly place: SegmentPlace;
  readonly quote: string;
  /** Whose it is, and what is particular about it. */
  readonly notes: readonly string[];
  readonly codes: readonly DetailsCode[];
  /** '' where there is none. */
  readonly memo: string;
  /** Its memo is the person's own to write. */
  readonly mine: boolean;
}

/** Every word of the view's own. `{0}` stands for what is put in. */
export const detailsWords = [
  'annotation',
  'useWhen',
  'doNotUseWhen',
  'examples',
  'confusable',
  'note',
  'exemplars',
  'noExemplars',
  'editCode',
  'editCodeOf',
  'memo',
  'memoOf',
  'memoHint',
  'unsaved',
  'quoted',
  'waiting',
  'saveMemo',
  'copyMemo',
  'discardMemo',
  'discarded',
  'neighbours',
  'previous',
  'next',
] as const;

export type DetailsWords = Readonly<Record<(typeof detailsWords)[number], string>>;

/** What is at the cursor. */
export interface DetailsModel {
  readonly kind: 'model';
  readonly words: DetailsWords;
  /** The transcript's name, or what the view is where none is open. */
  readonly heading: string;
  /** What is said where nothing is at the cursor, or of what is not shown; '' where there is nothing to say. */
  readonly said: string;
  readonly segments: readonly DetailsSegment[];
  readonly previous: SegmentLink | null;
  readonly next: SegmentLink | null;
}

/** A memo that was typed. */
export interface TypedMemo {
  readonly place: SegmentPlace;
  /** The beginning of the passage's words. */
  readonly quote: string;
  /** What it was typed over, and what the person wrote since without hearing what became of it. */
  readonly asked: readonly string[];
  readonly memo: string;
}

/** What the extension tells the view. */
export type DetailsNews =
  | DetailsModel
  | { readonly kind: 'memo'; readonly sent: TypedMemo; readonly saved: boolean; readonly said: string }
  /** The transcript was saved: memos that were refused because of it may be written now. */
  | { readonly kind: 'tryAgain'; readonly uri: string };

/** What the view asks of the extension. */
export type DetailsRequest =
  | { readonly kind: 'ready' }
  | { readonly kind: 'go'; readonly place: SegmentPlace }
  | { readonly kind: 'editCode'; readonly place: SegmentPlace; readonly code: string }
  | { readonly kind: 'memo'; readonly typed: TypedMemo }
  | { readonly kind: 'copy'; readonly memo: string };

/** What the view keeps while it is hidden: memos that are not saved yet. */
export interface DetailsState {
  readonly unsaved: readonly TypedMemo[];
}

const isPlace: Check<SegmentPlace> = record({ uri: isText, coder: isText, segment: isText });
const isTexts = listOf(isText);
const isTyped: Check<TypedMemo> = record({ place: isPlace, quote: isText, asked: isTexts, memo: isText });
const isLink: Check<SegmentLink> = record({ place: isPlace, quote: isText, said: isText });

const isCode: Check<DetailsCode> = record({
  code: isText,
  name: isText,
  above: isText,
  notes: isTexts,
  drawn: isText,
  shape: isOneOf('solid', 'dashed', 'dotted'),
  blocks: listOf(
    record<DetailsBlock>({
      kind: isOneOf('definition', 'useWhen', 'doNotUseWhen', 'examples', 'confusable', 'note'),
      items: isTexts,
    }),
  ),
  exemplars: orNull(listOf(isLink)),
  known: isFlag,
});

const isSegment: Check<DetailsSegment> = record({
  place: isPlace,
  quote: isText,
  notes: isTexts,
  codes: listOf(isCode),
  memo: isText,
  mine: isFlag,
});

/** Checks what the view asks. */
export const isDetailsRequest: Check<DetailsRequest> = anyOf<DetailsRequest>(
  record({ kind: isOneOf('ready') }),
  record({ kind: isOneOf('go'), place: isPlace }),
  record({ kind: isOneOf('editCode'), place: isPlace, code: isText }),
  record({ kind: isOneOf('memo'), typed: isTyped }),
  record({ kind: isOneOf('copy'), memo: isText }),
);

/** Checks what the view is told. */
export const isDetailsNews: Check<DetailsNews> = anyOf<DetailsNews>(
  record({
    kind: isOneOf('model'),
    words: wordsOf(detailsWords),
    heading: isText,
    said: isText,
    segments: listOf(isSegment),
    previous: orNull(isLink),
    next: orNull(isLink),
  }),
  record({ kind: isOneOf('memo'), sent: isTyped, saved: isFlag, said: isText }),
  record({ kind: isOneOf('tryAgain'), uri: isText }),
);

/** Checks what VS Code kept of the view. */
export const isDetailsState: Check<DetailsState> = record({ unsaved: listOf(isTyped) });

/** A text that is different for every segment. A NUL parts what URIs and ids cannot hold. */
export function placeKey({ uri, coder, segment }: SegmentPlace): string {
  return `${uri}\0${coder}\0${segment}`;
}
