import type { Span } from '../../core/text/span';

/** A memo as the box shows it, and the one that the person began from (empty where there was none). */
export interface MemoDraft {
  readonly memo: string;
  readonly asked: string;
}

/**
 * Memos that were typed and could not be written, by what they are about: the next box for the same begins with them. With each goes what
 * it was typed over, not what stands there when the box opens again: the person has not seen that, so it may not be written over.
 */
export class UnwrittenMemos {
  private readonly drafts = new Map<string, MemoDraft>();

  /** What the box begins with: the draft that is kept, or else the memo as it is now. */
  begin(about: string, now: string): MemoDraft {
    return this.drafts.get(about) ?? { memo: now, asked: now };
  }

  keep(about: string, draft: MemoDraft): void {
    this.drafts.set(about, draft);
  }

  drop(about: string): void {
    this.drafts.delete(about);
  }
}

/** What a new annotation is about: a passage, not its whole transcript. */
export function passageKey(transcript: string, { start, end }: Span): string {
  return `${transcript}#${start}-${end}`;
}
