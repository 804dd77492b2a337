import { isSecondOfPair } from '../../text/offsets';
import type { Span } from '../../text/span';

/** How many times its length the stretches of a text have to make up together for it to pay to escape all of it first. */
const timesOver = 4;

/**
 * Stretches of one text as JSON.stringify writes them. A transcript of which many stretches are wanted that lie over each other is
 * escaped once, and cut where they stand.
 */
export class JsonWords {
  /** The escaped text without its marks; null where each stretch is escaped by itself. */
  private readonly escaped: string | null;
  /** Where units stand that take more than one, and by how much all of them up to there are longer. */
  private readonly places: number[] = [];
  private readonly longer: number[] = [0];

  /** `wanted`: units of all stretches that will be asked for, roughly. */
  constructor(
    private readonly text: string,
    wanted: number,
  ) {
    this.escaped = wanted >= timesOver * text.length ? this.escapedWhole() : null;
  }

  /** The stretch, in quotation marks. */
  of({ start, end }: Span): string {
    const { escaped, text } = this;
    if (escaped === null || isSecondOfPair(text, start) || isSecondOfPair(text, end))
      return JSON.stringify(text.slice(start, end));
    return `"${escaped.slice(start + this.longerBefore(start), end + this.longerBefore(end))}"`;
  }

  private escapedWhole(): string | null {
    const { text, places, longer } = this;
    const escaped = JSON.stringify(text);
    let all = 0;
    for (let i = 0; i < text.length; i++) {
      const unit = text.charCodeAt(i);
      if (unit >= 0x20 && unit !== 0x22 && unit !== 0x5c) continue;
      places.push(i);
      longer.push((all += JSON.stringify(text.charAt(i)).length - 3));
    }
    // Halves of pairs are escaped too, where an editor has them; then nothing fits.
    return escaped.length === text.length + all + 2 ? escaped.slice(1, -1) : null;
  }

  /** By how much the escaped text before an offset is longer. O(log escapes). */
  private longerBefore(offset: number): number {
    const { places } = this;
    let low = 0;
    let high = places.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((places[middle] as number) < offset) low = middle + 1;
      else high = middle;
    }
    return this.longer[low] as number;
  }
}
