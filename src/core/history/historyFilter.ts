import { shownLabel } from '../base/logLabel';
import type { EventKind, HistoryEvent } from './historyEvent';

/** Which events are wanted; an absent or empty part asks for nothing. */
export interface HistoryFilter {
  readonly coders?: readonly string[];
  readonly transcripts?: readonly string[];
  readonly kinds?: readonly EventKind[];
  /** Words that have to occur in what is said of the event, case apart. */
  readonly text?: string;
}

/** True where a filter asks for nothing. */
export function isEmptyFilter({ coders = [], transcripts = [], kinds = [], text = '' }: HistoryFilter): boolean {
  return coders.length + transcripts.length + kinds.length === 0 && text.trim() === '';
}

/** True where an event is wanted. Words are looked for one by one in what was done, its details and its file; all have to occur. */
export function wants(filter: HistoryFilter, event: HistoryEvent): boolean {
  const { coders = [], transcripts = [], kinds = [], text = '' } = filter;
  if (coders.length > 0 && !coders.includes(event.coder)) return false;
  if (kinds.length > 0 && !kinds.includes(event.kind)) return false;
  if (transcripts.length > 0 && (event.transcript === null || !transcripts.includes(event.transcript))) return false;
  const words = text
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  if (words.length === 0) return true;
  const said = [event.what, shownLabel(event.what), ...event.details, event.transcript ?? '', event.file ?? '']
    .join('\n')
    .toLowerCase();
  return words.every((word) => said.includes(word));
}
