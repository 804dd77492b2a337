import type { Utf16Offset } from './offsets';

/** One replacement: the units [start, end) of the old text become `text`. Several in one event all count in the old text and do not overlap. */
export interface TextChange {
  readonly start: Utf16Offset;
  readonly end: Utf16Offset;
  readonly text: string;
}
