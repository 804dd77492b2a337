/**
 * A view of a part of a text that is in pieces, cut between characters. The first look into a long text that was put together makes an
 * engine copy all of it into one, which takes longer than everything else that is done with a transcript whose segments are only counted.
 */
export class TextWindow {
  /** Units of the whole text. */
  readonly length: number;
  /** What is in view: at least what was asked for. */
  text = '';
  /** Where it begins in the whole text. */
  from = 0;
  private readonly starts: Uint32Array;
  private piece = 0;

  constructor(private readonly pieces: readonly string[]) {
    const starts = new Uint32Array(pieces.length + 1);
    pieces.forEach((piece, i) => (starts[i + 1] = (starts[i] as number) + piece.length));
    this.starts = starts;
    this.length = starts[pieces.length] as number;
  }

  /** Brings a stretch into view; what lies outside the text is not. Quick where it lies near the one before. */
  show(from: number, to: number): void {
    const { pieces, starts } = this;
    const start = Math.max(0, from);
    const end = Math.min(to, this.length);
    if (start >= this.from && end <= this.from + this.text.length) return;
    let first = this.piece;
    while (first > 0 && start < (starts[first] as number)) first--;
    while (first + 1 < pieces.length && start >= (starts[first + 1] as number)) first++;
    let after = first + 1;
    while (after < pieces.length && end > (starts[after] as number)) after++;
    const base = starts[first] as number;
    this.piece = first;
    this.text = pieces[first] ?? '';
    this.from = base;
    if (after === first + 1) return;
    this.text = pieces
      .slice(first, after)
      .join('')
      .slice(start - base, end - base);
    this.from = start;
  }

  /** What stands from one offset of the whole text to another, both in view. */
  slice(from: number, to: number): string {
    return this.text.slice(from - this.from, to - this.from);
  }
}
