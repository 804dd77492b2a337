import { say } from '../base/say';
import { canonicalJson } from '../base/canonicalJson';
import { compareCodeUnits } from '../base/order';
import { placeKeys } from './placeKeys';
import type { CodingRow, SegmentLink, SegmentRow } from './segmentsFile';
import { compareRows } from './writeSegments';

/** Stands between two versions of a memo that both were kept. */
export const memoSeparator = '\n\n—— also written, in another copy of this file: ——\n\n';

/** What a join gives: every row, sorted, and a plain sentence for each thing that a person may want to look at. */
export interface JoinedRows {
  readonly rows: readonly SegmentRow[];
  readonly notes: readonly string[];
}

type Fields = ReadonlyMap<string, unknown>;
type Note = (sentence: string) => void;

/**
 * Joins two copies of one coder's rows in one text: by segment id, within a segment by code, then field by field. `base` is what both
 * began from, or null where that is not known. Nothing that either added is lost; what one removed goes only where `base` shows that it
 * was there and the other left it as it was. Where both changed one field differently: memos are both kept, of places the surer, of
 * other values the one whose coding is later (with `base`) or the greater one (without, so that the order of joins does not matter);
 * each is noted. Commutative and idempotent, without `base` also associative, notes aside. Never fails; O(rows).
 */
export function joinRows(
  base: readonly SegmentRow[] | null,
  mine: readonly SegmentRow[],
  theirs: readonly SegmentRow[],
): JoinedRows {
  const notes: string[] = [];
  const note: Note = (sentence) => notes.push(sentence);
  const [was, left, right] = [byId(base ?? [], note), byId(mine, note), byId(theirs, note)];
  const rows: SegmentRow[] = [];
  for (const id of new Set([...left.keys(), ...right.keys()])) {
    const row = joinPresence(was.get(id), left.get(id), right.get(id), say('Segment {0}', id), note, joinRow);
    if (row) rows.push(row);
  }
  return { rows: rows.sort(compareRows), notes };
}

/** Codings of one segment with each code once; what repeats is joined. Order is kept where nothing repeats. */
export function joinRepeatedCodes(codings: readonly CodingRow[]): readonly CodingRow[] {
  const joined = byCode(codings, () => undefined);
  return joined.size === codings.length ? codings : [...joined.values()];
}

function byId(rows: readonly SegmentRow[], note: Note): Map<string, SegmentRow> {
  const found = new Map<string, SegmentRow>();
  for (const row of rows) {
    const other = found.get(row.id);
    found.set(row.id, other ? (joinRow(undefined, other, row, note) ?? row) : row);
  }
  return found;
}

function byCode(codings: readonly CodingRow[], note: Note): Map<string, CodingRow> {
  const found = new Map<string, CodingRow>();
  for (const coding of codings) {
    const other = found.get(coding.code);
    found.set(coding.code, other ? joinCoding(undefined, other, coding, note) : coding);
  }
  return found;
}

/** One thing that may be there or not on each side. */
function joinPresence<T>(
  base: T | undefined,
  mine: T | undefined,
  theirs: T | undefined,
  name: string,
  note: Note,
  join: (base: T | undefined, mine: T, theirs: T, note: Note) => T | undefined,
): T | undefined {
  if (mine !== undefined && theirs !== undefined) return join(base, mine, theirs, note);
  const one = mine ?? theirs;
  if (base === undefined || one === undefined) return one;
  if (same(base, one)) return undefined;
  note(say('{0} was removed in one copy and changed in the other; it was kept.', name));
  return one;
}

function joinRow(
  base: SegmentRow | undefined,
  mine: SegmentRow,
  theirs: SegmentRow,
  note: Note,
): SegmentRow | undefined {
  if (same(mine, theirs)) return mine;
  if (base && same(base, theirs)) return mine;
  if (base && same(base, mine)) return theirs;
  const name = say('Segment {0}', mine.id);
  const [was, left, right] = [base && fields(base), fields(mine), fields(theirs)];
  const later = laterOf(latestAt(mine), latestAt(theirs));
  const joined = new Map<string, unknown>();

  for (const [key, value] of joinPlace(base, mine, theirs, later, name, note)) joined.set(key, value);
  joined.set('codings', joinCodings(base, mine, theirs, name, note));
  const links = joinLinks(base?.links, mine.links ?? [], theirs.links ?? []);
  if (links.length > 0) joined.set('links', links);
  const memo = joinField(was, left, right, 'memo', (a, b) => {
    note(say('{0}: both copies changed the memo; both texts were kept.', name));
    return joinMemos(String(a), String(b));
  });
  if (memo !== undefined) joined.set('memo', memo);
  const taken = new Set([...placeKeys, 'codings', 'links', 'memo']);
  joinOthers(joined, was, left, right, taken, later, name, note);

  const row = Object.fromEntries(joined) as SegmentRow;
  const emptied = (base?.codings.length ?? 0) > 0 && row.codings.length === 0;
  if (emptied && row.memo === undefined && row.exemplar !== true && links.length === 0) {
    note(say('{0} lost its last code, each removed in one of the copies; it was removed.', name));
    return undefined;
  }
  return row;
}

function joinCodings(
  base: SegmentRow | undefined,
  mine: SegmentRow,
  theirs: SegmentRow,
  name: string,
  note: Note,
): CodingRow[] {
  const was = byCode(base?.codings ?? [], note);
  const [left, right] = [byCode(mine.codings, note), byCode(theirs.codings, note)];
  const codings: CodingRow[] = [];
  for (const code of new Set([...left.keys(), ...right.keys()])) {
    const label = say('{0}, code {1}', name, code);
    const coding = joinPresence(was.get(code), left.get(code), right.get(code), label, note, joinCoding);
    if (coding) codings.push(coding);
  }
  return codings.sort((a, b) => compareCodeUnits(a.at ?? '', b.at ?? '') || compareCodeUnits(a.code, b.code));
}

function joinCoding(base: CodingRow | undefined, mine: CodingRow, theirs: CodingRow, note: Note): CodingRow {
  if (same(mine, theirs)) return mine;
  const joined = new Map<string, unknown>([['code', mine.code]]);
  const later = laterOf(mine.at, theirs.at);
  const [was, left, right] = [base && fields(base), fields(mine), fields(theirs)];
  joinOthers(joined, was, left, right, new Set(['code']), later, say('Code {0}', mine.code), note);
  return Object.fromEntries(joined) as CodingRow;
}

/** Where the segment stands, as one thing: half of one place and half of another would be no place. */
function joinPlace(
  base: SegmentRow | undefined,
  mine: SegmentRow,
  theirs: SegmentRow,
  later: Side,
  name: string,
  note: Note,
): Fields {
  const [was, left, right] = [base && placeOf(base), placeOf(mine), placeOf(theirs)];
  if (same([...left], [...right]) || (was && same([...was], [...right]))) return left;
  if (was && same([...was], [...left])) return right;
  note(say('{0} stands at different places in the two copies; one was taken.', name));
  const surer = placeRank(mine) - placeRank(theirs);
  if (surer !== 0) return surer > 0 ? left : right;
  if (base && later !== 'neither') return later === 'mine' ? left : right;
  const order = mine.start - theirs.start || mine.end - theirs.end || compareJson([...left], [...right]);
  return order > 0 ? left : right;
}

function placeRank({ state }: SegmentRow): number {
  return state === 'orphaned' ? 0 : state === 'unconfirmed' ? 1 : 2;
}

function placeOf(row: SegmentRow): Fields {
  const all = fields(row);
  return new Map([
    ['id', row.id],
    ...placeKeys.filter((key) => all.has(key)).map((key) => [key, all.get(key)] as const),
  ]);
}

function joinLinks(
  base: readonly SegmentLink[] | undefined,
  mine: readonly SegmentLink[],
  theirs: readonly SegmentLink[],
): SegmentLink[] {
  const keyed = (links: readonly SegmentLink[]): Map<string, SegmentLink> =>
    new Map(links.map((link) => [canonicalJson(link), link]));
  const [was, left, right] = [keyed(base ?? []), keyed(mine), keyed(theirs)];
  return [...new Map([...left, ...right])]
    .filter(([key]) => (left.has(key) && right.has(key)) || !was.has(key))
    .sort(([a], [b]) => compareCodeUnits(a, b))
    .map(([, link]) => link);
}

/** Both memos in one. They are sets of texts, so that joining again adds nothing and the order of joins does not matter. */
export function joinMemos(a: string, b: string): string {
  const texts = new Set([...a.split(memoSeparator), ...b.split(memoSeparator)]);
  return [...texts].sort(compareCodeUnits).join(memoSeparator);
}

type Side = 'mine' | 'theirs' | 'neither';

function laterOf(mine: string | undefined, theirs: string | undefined): Side {
  const order = compareCodeUnits(mine ?? '', theirs ?? '');
  return order > 0 ? 'mine' : order < 0 ? 'theirs' : 'neither';
}

function latestAt(row: SegmentRow): string {
  return row.codings.reduce((latest, { at }) => (at !== undefined && at > latest ? at : latest), '');
}

/** Every key but those `taken`, in code unit order so that both sides of a join write the same bytes. */
function joinOthers(
  joined: Map<string, unknown>,
  base: Fields | undefined,
  mine: Fields,
  theirs: Fields,
  taken: ReadonlySet<string>,
  later: Side,
  name: string,
  note: Note,
): void {
  const keys = [...new Set([...mine.keys(), ...theirs.keys()])].filter((key) => !taken.has(key));
  for (const key of keys.sort(compareCodeUnits)) {
    const value = joinField(base, mine, theirs, key, (a, b) => {
      note(say('{0}: both copies changed “{1}” differently; one value was taken.', name, key));
      if (base && later !== 'neither') return later === 'mine' ? a : b;
      return compareJson(a, b) > 0 ? a : b;
    });
    if (value !== undefined) joined.set(key, value);
  }
}

function joinField(
  base: Fields | undefined,
  mine: Fields,
  theirs: Fields,
  key: string,
  resolve: (mine: unknown, theirs: unknown) => unknown,
): unknown {
  const [a, b] = [mine.get(key), theirs.get(key)];
  if (same(a, b)) return a;
  if (base && same(base.get(key), a)) return b;
  if (base && same(base.get(key), b)) return a;
  if (a === undefined || b === undefined) return a ?? b;
  return resolve(a, b);
}

function fields(value: object): Map<string, unknown> {
  return new Map<string, unknown>(Object.entries(value));
}

function same(a: unknown, b: unknown): boolean {
  return a === b || (a !== undefined && b !== undefined && canonicalJson(a) === canonicalJson(b));
}

function compareJson(a: unknown, b: unknown): number {
  return compareCodeUnits(canonicalJson(a), canonicalJson(b));
}
