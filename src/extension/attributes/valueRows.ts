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
 * what was used before, participants and speakers, each value once. Else the values that hold what was typed, in that order, and last
 * what was typed itself unless it is one of them.
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
  const found = rows.filter(({ value }) => value?.toLowerCase().includes(text.toLowerCase()));
  return seen.has(text) ? found : [...found, { value: text, source: 'typed' }];
}

/** The row that Enter takes: the highlighted one where it still is an answer to what was typed, else the first. */
export function acceptedRow(rows: readonly ValueRow[], highlighted: ValueRow | undefined): ValueRow | undefined {
  return rows.find(({ value }) => highlighted !== undefined && value === highlighted.value) ?? rows[0];
}
