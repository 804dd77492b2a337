/** What the benchmarks in TypeScript use of the workload generators. */

/** A transcript of about `size` characters. */
export function transcript(size: number, seed: number): string;

export interface GivenQuote {
  readonly start: number;
  readonly end: number;
  readonly exact: string;
  readonly prefix: string;
  readonly suffix: string;
}

/** `count` quotes of a text. */
export function quotes(text: string, count: number, seed: number): GivenQuote[];

/** A text with a share of its words edited; `keep` says where each old character is now, or -1. */
export function edit(text: string, percent: number, seed: number): { text: string; keep: Int32Array };

/** The same, with blocks moved besides; `moved` says which old characters are in one. */
export function editMove(
  text: string,
  percent: number,
  blocks: number,
  length: number,
  seed: number,
): { text: string; keep: Int32Array; moved: Uint8Array };

export interface Truth {
  /** Share of the quote's characters that survive. */
  readonly alive: number;
}

/** Where a quote may lie after the edit. */
export function truth(keep: Int32Array, start: number, end: number): Truth;

/** How a place agrees with where the quote may lie. */
export function judge(
  right: Truth,
  place: { readonly start: number; readonly end: number } | null,
): 'exact' | 'near' | 'overlap' | 'wrong' | 'lost';

/** Seeded random numbers. */
export function rng(seed: number): { (): number; int(from: number, to: number): number };

/** Start, end and number of `count` ranges in a text of `size` characters, sorted by start. */
export function ranges(count: number, size: number, seed: number): [start: number, end: number, number: number][];
