import type { Digest } from '../base/digest';
import { compareCodeUnits } from '../base/order';
import type { Pause } from '../base/pause';
import { inTurns } from '../base/steps';
import type { StudyPath } from '../base/studyPath';
import type { Segment, Segments } from '../coding/segment';
import type { LfText } from '../text/lfText';
import { LineTable } from '../text/lineTable';
import type { Span } from '../text/span';
import { SpanIndex } from '../text/spanIndex';
import { parseTranscript, parsingTranscript } from '../transcript/parseTranscript';
import type { Transcript } from '../transcript/transcript';

/** A segment that has a place in the text at hand, with whose it is. */
export interface PlacedSegment {
  readonly coder: string;
  readonly segment: Segment;
  readonly span: Span;
}

/** One transcript with its text and what every coder coded in it. Immutable; turns, lines and order are worked out when first asked for. */
export class TranscriptCoding {
  private parsed: Transcript | undefined;
  private parsing: Promise<Transcript> | undefined;
  private table: LineTable | undefined;
  private inOrder: readonly PlacedSegment[] | undefined;
  private index: SpanIndex | undefined;

  constructor(
    readonly path: StudyPath,
    readonly text: LfText,
    readonly digest: Digest,
    /** By coder; or how to work them out when they are first asked for. */
    private segments: ReadonlyMap<string, Segments> | (() => ReadonlyMap<string, Segments>),
  ) {}

  /** What each coder has, by the coder's id. */
  get byCoder(): ReadonlyMap<string, Segments> {
    if (typeof this.segments === 'function') this.segments = this.segments();
    return this.segments;
  }

  /** True where segments need not be worked out any more. */
  get isPlaced(): boolean {
    return typeof this.segments !== 'function';
  }

  /** Turns with speakers and times. */
  get transcript(): Transcript {
    return (this.parsed ??= parseTranscript(this.text, this.path));
  }

  /** Works the turns out in steps, so that who asks for them next need not wait in one go. */
  async prepared(pause: Pause): Promise<this> {
    this.parsing ??= inTurns(parsingTranscript(this.text, this.path), pause);
    const parsed = await this.parsing;
    this.parsed ??= parsed;
    return this;
  }

  get lines(): LineTable {
    return (this.table ??= new LineTable(this.text));
  }

  /** Every segment that has a place, by start, then the longer first, then coder and id: outer before inner. */
  get placed(): readonly PlacedSegment[] {
    return (this.inOrder ??= [...this.byCoder.values()]
      .flatMap(({ coder, list }) =>
        list.flatMap((segment) => (segment.placement.span ? [{ coder, segment, span: segment.placement.span }] : [])),
      )
      .sort(
        (a, b) =>
          a.span.start - b.span.start ||
          b.span.end - a.span.end ||
          compareCodeUnits(a.coder, b.coder) ||
          compareCodeUnits(a.segment.row.id, b.segment.row.id),
      ));
  }

  /** Segments without a place. */
  get orphans(): readonly { readonly coder: string; readonly segment: Segment }[] {
    return [...this.byCoder.values()].flatMap(({ coder, list }) =>
      list.flatMap((segment) => (segment.placement.span ? [] : [{ coder, segment }])),
    );
  }

  /** The placed segments that hold the offset; one that ends there does not, unless nothing else does and it ends exactly there. */
  at(offset: number): readonly PlacedSegment[] {
    const holding = this.sharing(offset, offset + 1);
    return holding.length > 0 ? holding : this.sharing(offset - 1, offset).filter(({ span }) => span.end === offset);
  }

  /** The placed segments that share a unit with the span, or hold its start where it is empty. */
  touching({ start, end }: Span): readonly PlacedSegment[] {
    return start === end ? this.at(start) : this.sharing(start, end);
  }

  private sharing(start: number, end: number): readonly PlacedSegment[] {
    this.index ??= new SpanIndex(
      Int32Array.from(this.placed, ({ span }) => span.start),
      Int32Array.from(this.placed, ({ span }) => span.end),
    );
    return this.index.overlapping(start, end).flatMap((row) => this.placed[row] ?? []);
  }

  /** The same transcript with one coder's segments replaced. */
  with(segments: Segments): TranscriptCoding {
    const next = new TranscriptCoding(
      this.path,
      this.text,
      this.digest,
      new Map([...this.byCoder, [segments.coder, segments]]),
    );
    next.parsed = this.parsed;
    next.parsing = this.parsing;
    next.table = this.table;
    return next;
  }
}
