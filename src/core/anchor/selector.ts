import type { Span } from '../text/span';

/** How many UTF-16 units of the text before and after a quote are kept with it. */
export const contextLength = 32;

/** Describes a stretch of text so that it can be found again in a changed text: its words, what surrounds them, and where it was. */
export interface Selector {
  readonly quote: string;
  readonly prefix: string;
  readonly suffix: string;
  /** Where it was, in the text that it was taken from. */
  readonly span: Span;
}

/**
 * How sure a place is: `exact`: same words at the same place; `moved`: no doubt which place: the same words elsewhere, or, where the
 * earlier text is known, the same place with edited words; `approximate`: nearly the words, or some doubt, which a person has to
 * settle; `orphaned`: not placed.
 */
export type Outcome = 'exact' | 'moved' | 'approximate' | 'orphaned';

/** Figures behind a placement, both from 0 to 1; absent where nothing had to be weighed. */
export interface Weighed {
  /** How much of the words, and of what stands around them, is there. */
  readonly score?: number;
  /** How much better the place is than the next best. */
  readonly margin?: number;
}

/** Where a segment was found, and why we think so. `span` is null exactly where the outcome is `orphaned`. */
export type Placement = Weighed &
  (
    | { readonly outcome: 'exact' | 'moved' | 'approximate'; readonly span: Span; readonly reason: string }
    | { readonly outcome: 'orphaned'; readonly span: null; readonly reason: string }
  );
