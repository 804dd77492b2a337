import type { PastEvent } from '../../core/project/studyTrail';

/** A row of the history view. */
export type HistoryRow = DayRow | EventRow | OlderRow;

/** What was done on one day. */
export interface DayRow {
  readonly kind: 'day';
  /** The first moment of the day where the person is, in milliseconds since 1970; null where the log has no readable time. */
  readonly day: number | null;
  readonly events: readonly EventRow[];
}

/** One thing that was done. */
export interface EventRow {
  readonly kind: 'event';
  /** The study's folder, as a URI. */
  readonly root: string;
  readonly event: PastEvent;
}

/** Stands for what is not read yet. */
export interface OlderRow {
  readonly kind: 'older';
  /** How many rows stand above it. */
  readonly shown: number;
}

/** Events, the newest first, by the days of where the person is; days come in the order of their first event. */
export function dayRows(root: string, events: readonly PastEvent[]): DayRow[] {
  const days = new Map<number | null, EventRow[]>();
  for (const event of events) {
    const day = dayOf(event.at);
    const row: EventRow = { kind: 'event', root, event };
    const rows = days.get(day);
    if (rows) rows.push(row);
    else days.set(day, [row]);
  }
  return [...days].map(([day, rows]) => ({ kind: 'day', day, events: rows }));
}

/** The first moment of the local day of a time; null where it is none. */
export function dayOf(at: string): number | null {
  const time = new Date(at);
  return Number.isNaN(time.getTime()) ? null : time.setHours(0, 0, 0, 0);
}

/** A text that is different for every row. */
export function rowKey(row: HistoryRow): string {
  switch (row.kind) {
    case 'day':
      return `day\0${row.day ?? ''}`;
    case 'event':
      return `event\0${row.event.coder}\0${row.event.id}`;
    case 'older':
      return `older\0${row.shown}`;
  }
}

/** True for a row of the view that tells of an event: what commands are called with. */
export function isEventRow(value: unknown): value is EventRow {
  return typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'event' && 'event' in value;
}
