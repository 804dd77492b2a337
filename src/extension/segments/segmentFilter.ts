import type { Certainty } from '../../core/coding/codingAttributes';
import type { CodeTree } from '../../core/codebook/codeTree';
import type { Segment } from '../../core/coding/segment';
import type { CodingRow } from '../../core/coding/segmentsFile';
import { isStale } from '../../core/coding/staleCodings';

/**
 * Which segments a person wants to see. Of what stands in one list, one has to be so; of the lists, all. An empty list, and false, asks
 * for nothing. What is asked of a coding (code, certainty, target behaviour, who delivers and receives) has to be so of one and the same.
 */
export interface SegmentFilter {
  readonly coders: readonly string[];
  /** Ids; the codes under them are meant as well. */
  readonly codes: readonly string[];
  /** `none`: nothing is said of how sure it is. */
  readonly certainties: readonly (Certainty | 'none')[];
  readonly targets: readonly string[];
  readonly deliveredBy: readonly string[];
  readonly receivedBy: readonly string[];
  /** The segment, or a coding that is meant, is an exemplar. */
  readonly exemplar: boolean;
  readonly memo: boolean;
  /** A coding that is meant was made under another definition or other rules than its code has now. */
  readonly stale: boolean;
  /** `unsure`: found again in changed words and not confirmed; `orphaned`: without a place. */
  readonly places: readonly ('unsure' | 'orphaned')[];
}

/** The filter that shows everything. */
export const noFilter: SegmentFilter = {
  coders: [],
  codes: [],
  certainties: [],
  targets: [],
  deliveredBy: [],
  receivedBy: [],
  exemplar: false,
  memo: false,
  stale: false,
  places: [],
};

/** True where a filter asks for nothing. */
export function showsEverything(filter: SegmentFilter): boolean {
  return Object.values(filter).every((one: boolean | readonly string[]) =>
    typeof one === 'boolean' ? !one : one.length === 0,
  );
}

/** What is to be known of codes. */
export interface CodesKnown {
  /** The id that a code lives on in. */
  readonly survivor: (code: string) => string;
  /** The ids of a code and of all under it. */
  readonly subtree: (code: string) => Iterable<string>;
  /** What codes mean now. */
  readonly now: Pick<CodeTree, 'resolve'>;
}

/** True for a segment that a filter shows. `codes`, where they are given, are those that the list is of: it has to carry one, and what is asked of a coding is asked of theirs. */
export type SegmentTest = (coder: string, segment: Segment, codes: ReadonlySet<string> | null) => boolean;

/** Makes a filter ready to be asked of many segments. */
export function segmentTest(filter: SegmentFilter, { survivor, subtree, now }: CodesKnown): SegmentTest {
  const coders = asked(filter.coders);
  const codes = asked(filter.codes.flatMap((code) => [...subtree(code)]));
  const certainties = asked<string>(filter.certainties);
  const targets = asked(filter.targets);
  const givers = asked(filter.deliveredBy);
  const receivers = asked(filter.receivedBy);
  const places = asked<string>(filter.places);
  const ofCoding = codes ?? certainties ?? targets ?? givers ?? receivers;

  const isMeant = (coding: CodingRow, listed: ReadonlySet<string> | null): boolean =>
    has(listed, survivor(coding.code)) &&
    has(codes, survivor(coding.code)) &&
    has(certainties, coding.certainty ?? 'none') &&
    has(targets, coding.target?.trim()) &&
    has(givers, coding.deliveredBy?.trim()) &&
    has(receivers, coding.receivedBy?.trim());

  return (coder, { row, placement }, listed) => {
    if (!has(coders, coder) || !has(places, placeOf(row.state, placement.span === null))) return false;
    if (filter.memo && (row.memo ?? '').trim() === '') return false;
    const meant = row.codings.filter((coding) => isMeant(coding, listed));
    if ((ofCoding ?? listed) !== null && meant.length === 0) return false;
    if (filter.stale && !meant.some((coding) => isStale(coding, now))) return false;
    return !filter.exemplar || row.exemplar === true || meant.some(({ exemplar }) => exemplar === true);
  };
}

function placeOf(state: string | undefined, lost: boolean): string {
  if (lost) return 'orphaned';
  return state === 'unconfirmed' ? 'unsure' : 'sure';
}

/** What is asked for, or null where all is well. */
function asked<T>(values: readonly T[]): ReadonlySet<T> | null {
  return values.length > 0 ? new Set(values) : null;
}

function has<T>(wanted: ReadonlySet<T> | null, value: T | undefined): boolean {
  return wanted === null || (value !== undefined && wanted.has(value));
}
