/** Where a value that is offered comes from. */
export type ValueSource = 'now' | 'none' | 'used' | 'participant' | 'speaker' | 'typed';

/** A value that can be chosen for an attribute; null is no value. */
export interface ValueRow {
  readonly value: string | null;
  readonly source: ValueSource;
}

/** What is offered for an attribute. */
export interface Offered {
  /** What it is now; null where nothing is said. */
  readonly now: string | null;
  /** Values that the study has for it, the most used first. */
  readonly used: readonly string[];
  /** Ids of participants of the transcript; empty where the attribute is about no person. */
  readonly participants: readonly string[];
  /** Labels of its speakers. */
  readonly speakers: readonly string[];
}

/**
 * The rows for what was typed so far. With nothing typed, first what leaves the attribute as it is, then what takes its value away, then
 * what was used before, participants and speakers, each value once. Else first what was typed itself, for Enter takes it (a value that
 * differs in upper and lower case alone comes before it); then the values that begin with it, then those that hold it elsewhere, in that order.
 */
export function valueRows(typed: string, { now, used, participants, speakers }: Offered): readonly ValueRow[] {
  const text = typed.trim();
  const sources: readonly (readonly [ValueSource, readonly string[]])[] = [
    ['now', now === null ? [] : [now]],
    ['used', used],
    ['participant', participants],
    ['speaker', speakers],
  ];
  const seen = new Set<string>();
  const rows = sources.flatMap(([source, values]) =>
    values.flatMap((value): ValueRow[] => {
      if (value.trim() === '' || seen.has(value)) return [];
      seen.add(value);
      return [{ value, source }];
    }),
  );
  const none: ValueRow = { value: null, source: 'none' };
  if (text === '') return now === null ? [none, ...rows] : [...rows.slice(0, 1), none, ...rows.slice(1)];
  const sought = text.toLowerCase();
  const places = rows.map((row) => ({
    row,
    value: row.value ?? '',
    at: row.value?.toLowerCase().indexOf(sought) ?? -1,
  }));
  const found = (is: (one: (typeof places)[number]) => boolean): readonly ValueRow[] =>
    places.filter(is).map(({ row }) => row);
  const equal = (value: string): boolean => value !== text && value.toLowerCase() === sought;
  return [
    ...found(({ value }) => value === text),
    ...found(({ value }) => equal(value)),
    ...(seen.has(text) ? [] : [{ value: text, source: 'typed' } as const]),
    ...found(({ value, at }) => at === 0 && value !== text && !equal(value)),
    ...found(({ at }) => at > 0),
  ];
}

/** The row that Enter takes: the highlighted one where it still is an answer to what was typed, else the first. */
export function acceptedRow(rows: readonly ValueRow[], highlighted: ValueRow | undefined): ValueRow | undefined {
  return rows.find(({ value }) => highlighted !== undefined && value === highlighted.value) ?? rows[0];
}
