import { describe } from '../../anchor/describe';
import type { Digester } from '../../base/digest';
import { derivedId } from '../../base/ids';
import type { CodingRow, SegmentRow } from '../../coding/segmentsFile';
import type { LfText } from '../../text/lfText';
import type { GivenPlace } from './givenPlace';
import type { GivenRow } from './givenRows';

/** A row whose transcript, coder, code and place were found. */
export interface PlacedRow {
  readonly given: GivenRow;
  readonly coder: string;
  readonly place: GivenPlace;
  /** Null for a segment without a code. */
  readonly coding: CodingRow | null;
  /** True where the segment itself, not one of its codings, is a telling example. */
  readonly exemplar: boolean;
}

/** Rows that make one segment: those with one segment id, or else those of one coder on one stretch. */
export interface GivenSegment {
  readonly coder: string;
  readonly row: SegmentRow;
  /** True where the file gave the segment an id; it is then not joined with another one on the same stretch. */
  readonly named: boolean;
  /** Rows that say again what another row has said. */
  readonly repeated: readonly number[];
  /** Rows that say something else of the same coding than one before them. */
  readonly contradicting: readonly number[];
  /** Rows whose words were found only with other white space or accents. */
  readonly guessed: readonly number[];
  /** True where rows brought different memos; all of them are kept, one below the other. */
  readonly memosJoined: boolean;
}

/** Where a segment that the file names stands at two places or belongs to two coders: the rows of both. */
export interface TornSegment {
  readonly id: string;
  readonly first: number;
  readonly second: number;
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/**
 * Puts the rows of one transcript together to segments. Ids follow from what was given, so that the same file gives the same ids; a
 * UUID is kept as it is, unless it is a segment `ofAnother` coder already. A segment has each code once.
 */
export async function givenSegments(
  rows: readonly PlacedRow[],
  transcript: string,
  text: LfText,
  digester: Digester,
  ofAnother: (id: string, coder: string) => boolean,
): Promise<{ readonly segments: readonly GivenSegment[]; readonly torn: readonly TornSegment[] }> {
  const groups = new Map<string, PlacedRow[]>();
  for (const row of rows) {
    const key = JSON.stringify(keyOf(row));
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [row]);
    else group.push(row);
  }
  const segments: GivenSegment[] = [];
  const torn: TornSegment[] = [];
  for (const group of groups.values()) {
    const [first] = group;
    if (first === undefined) continue;
    const other = group.find((row) => !sameStretch(row, first));
    const name = first.given.cells.get('segment') ?? '';
    const keep = uuid.test(name) && !ofAnother(name, first.coder);
    if (other !== undefined) torn.push({ id: name, first: first.given.row, second: other.given.row });
    else {
      const id = keep ? name : await idOf(first, name, transcript, digester);
      segments.push(segmentOf(group, first, id, text));
    }
  }
  return { segments, torn };
}

/** Rows with equal keys are one segment. */
function keyOf({ given, coder, place: { span, quote } }: PlacedRow): readonly unknown[] {
  const name = given.cells.get('segment');
  if (name !== undefined) return ['named', name];
  return span === null ? ['lost', coder, quote] : ['placed', coder, span.start, span.end];
}

function sameStretch(a: PlacedRow, b: PlacedRow): boolean {
  return (
    a.coder === b.coder &&
    a.place.quote === b.place.quote &&
    a.place.span?.start === b.place.span?.start &&
    a.place.span?.end === b.place.span?.end
  );
}

async function idOf(
  { coder, place: { span, quote } }: PlacedRow,
  name: string,
  transcript: string,
  digester: Digester,
): Promise<string> {
  const stretch = span === null ? ['lost', quote] : [String(span.start), String(span.end)];
  const parts = ['import-codings', transcript, coder, name, ...stretch];
  return derivedId(
    parts.map((part) => part.replaceAll('\0', '\ufffd')),
    digester,
  );
}

function segmentOf(group: readonly PlacedRow[], first: PlacedRow, id: string, text: LfText): GivenSegment {
  const codings = new Map<string, CodingRow>();
  const memos = new Set<string>();
  const repeated: number[] = [];
  const contradicting: number[] = [];
  let exemplar = false;
  let guess = false;
  for (const { given, coding, exemplar: marked } of group) {
    const memo = given.cells.get('memo');
    if (memo !== undefined) memos.add(memo);
    exemplar ||= marked;
    guess ||= given.cells.get('status')?.trim() === 'approximate';
    const known = coding === null ? undefined : codings.get(coding.code);
    if (coding !== null && known !== undefined && contradicts(coding, known)) contradicting.push(given.row);
    else if (coding === null ? group.length > 1 : known !== undefined) repeated.push(given.row);
    if (coding === null) continue;
    // What the first row does not say is taken from the later one.
    codings.set(coding.code, { ...coding, ...known });
  }
  const { span, quote } = first.place;
  const place =
    span === null
      ? { start: 0, end: 0, quote, state: 'orphaned' as const }
      : { ...selectorKeys(text, first), ...(guess ? { state: 'unconfirmed' as const } : {}) };
  return {
    coder: first.coder,
    row: {
      id,
      ...place,
      codings: [...codings.values()],
      ...(memos.size === 0 ? {} : { memo: [...memos].join('\n\n') }),
      ...(exemplar ? { exemplar } : {}),
    },
    named: first.given.cells.has('segment'),
    repeated,
    contradicting,
    guessed: group.flatMap(({ given, place: { guessed } }) => (guessed ? [given.row] : [])),
    memosJoined: memos.size > 1,
  };
}

/** True where both rows say something of the same thing, and not the same. An exemplar is not taken back by a row that names none. */
function contradicts(later: CodingRow, first: CodingRow): boolean {
  const keys = ['certainty', 'target', 'deliveredBy', 'receivedBy', 'at'] as const;
  return keys.some((key) => later[key] !== undefined && first[key] !== undefined && later[key] !== first[key]);
}

function selectorKeys(
  text: LfText,
  { place: { span } }: PlacedRow,
): Pick<SegmentRow, 'start' | 'end' | 'quote' | 'prefix' | 'suffix'> {
  if (span === null) throw new RangeError('A segment without a place has no surroundings.');
  const { quote, prefix, suffix } = describe(text, span);
  return { start: span.start, end: span.end, quote, prefix, suffix };
}
