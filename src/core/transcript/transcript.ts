import type { Span } from '../text/span';

/** How a transcript writes its turns. `plain` has no turns that were recognised: each paragraph is one, without a speaker. */
export type TranscriptStyle =
  | 'plain'
  | 'speaker-colon'
  | 'time-speaker-colon'
  | 'speaker-time-colon'
  | 'speaker-time-line'
  | 'mission-log'
  | 'markdown'
  | 'vtt'
  | 'srt';

/**
 * What one speaker says until another begins. `span` covers all of it in the file, label and times included; `body` only the
 * spoken words, in order: several spans where something else stands between them (cue times in VTT and SRT, remarks in a mission
 * log), none where a label has no words behind it, one otherwise.
 */
export interface Turn {
  readonly span: Span;
  readonly body: readonly Span[];
  /** The label as written, without its decoration (`Doctor`, `I`), or null where none is given. */
  readonly speaker: string | null;
  /** Where the label stands, or null. */
  readonly speakerSpan: Span | null;
  /** Seconds from the beginning, or null where the file does not say. May be negative (a count-down). */
  readonly startTime: number | null;
  readonly endTime: number | null;
}

/** A parsed view of a text source. Turns are in file order, do not overlap, and lie within the text; nothing in it is changed. */
export interface Transcript {
  readonly style: TranscriptStyle;
  readonly turns: readonly Turn[];
}
