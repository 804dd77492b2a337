import { FoldedText, folded } from '../../anchor/foldedText';
import { occurrences } from '../../anchor/occurrences';
import { err, ok, type Result } from '../../base/result';
import { excerpt } from '../../coding/excerpt';
import type { TranscriptCoding } from '../../project/transcriptCoding';
import { withLfBreaks } from '../../text/lfText';
import { OffsetTable, offsetUnits, type OffsetUnit } from '../../text/offsets';
import { overlaps, sliceOf, span, type Span } from '../../text/span';
import type { Turn } from '../../transcript/transcript';
import { turnsIn } from '../../transcript/turns';
import type { RowFault } from './rowFaults';

/** Where a row’s words stand; null for a segment that had lost its place when it was exported. */
export interface GivenPlace {
  readonly span: Span | null;
  /** The words of a segment without a place; otherwise what stands there. */
  readonly quote: string;
  /** True where white space or the form of accents had to be overlooked to find the words. */
  readonly guessed: boolean;
}

type Cells = ReadonlyMap<string, string>;

/** Finds the places that rows name in one transcript: `start` and `end` exactly as given, a `turn` by its number, or a `quote` that stands at one place only. */
export class GivenPlaces {
  private readonly table: OffsetTable;
  private foldedText: FoldedText | undefined;

  constructor(private readonly coding: TranscriptCoding) {
    this.table = new OffsetTable(coding.text);
  }

  /**
   * The place of a row, or why there is none. Offsets are never moved; words and the turn beside them have to be those that stand
   * there. What says something of the place is checked, also where something else says it already.
   */
  placeOf(cells: Cells): Result<GivenPlace, RowFault> {
    const unit = cells.get('offsetUnit')?.trim() ?? 'codePoint';
    if (!isOffsetUnit(unit)) {
      const message = `“${unit.slice(0, 40)}” is no unit of offsets.`;
      return fault('bad-offsets', message, `Write one of ${offsetUnits.join(', ')}.`);
    }
    const status = cells.get('status')?.trim() ?? 'exact';
    if (!(statuses as readonly string[]).includes(status)) {
      const message = `“${status.slice(0, 40)}” in the column “status” is no state of a segment.`;
      return fault('bad-status', message, `Write one of ${statuses.join(', ')}, or leave the cell empty.`);
    }
    const quote = withLfBreaks(cells.get('quote') ?? '');
    const text = withLfBreaks(cells.get('text') ?? '');
    if (quote !== '' && text !== '' && quote !== text) {
      const message = `“quote” says ${excerpt(quote)}, but “text” says ${excerpt(text)}.`;
      return fault('two-wordings', message, 'Leave one of the two empty: both are the words of the segment.');
    }
    const words = quote === '' ? text : quote;
    if (cells.has('start') || cells.has('end')) return this.atOffsets(cells, unit, words);
    const turn = cells.get('turn');
    if (turn !== undefined) return this.inTurn(turn, words);
    if (status === 'orphaned') {
      return words === '' ? err(noPlace) : ok({ span: null, quote: words, guessed: false });
    }
    if (words.trim() === '') return err(noPlace);
    return this.ofWords(words, null);
  }

  private atOffsets(cells: Cells, unit: OffsetUnit, words: string): Result<GivenPlace, RowFault> {
    const start = wholeNumber(cells.get('start') ?? '');
    const end = wholeNumber(cells.get('end') ?? '');
    if (start === null || end === null || end <= start) {
      const given = `start “${cells.get('start') ?? ''}” and end “${cells.get('end') ?? ''}”`.slice(0, 100);
      return fault(
        'bad-offsets',
        `${given} are no stretch of text.`,
        'Give both as whole numbers from 0, the end behind the start.',
      );
    }
    const from = this.table.toUtf16(start, unit);
    const to = this.table.toUtf16(end, unit);
    if (from === undefined || to === undefined) {
      const length = this.table.length(unit);
      const message =
        end > length
          ? `the end (${end}) lies behind the end of the transcript, which has ${length} ${unitNames[unit]}.`
          : `${from === undefined ? start : end} lies inside a character when ${unitNames[unit]} are counted.`;
      return fault(
        'bad-offsets',
        message,
        'Look whether “offsetUnit” says what the offsets count: codePoint, utf16 or byte.',
      );
    }
    const place = span(from, to);
    const there = sliceOf(this.coding.text, place);
    if (words !== '' && words !== there) {
      const message = `the words given are ${excerpt(words)}, but at ${start}–${end} stands ${excerpt(there)}.`;
      const remedy =
        'Look whether this is the transcript that was coded, unchanged, and whether “offsetUnit” is right.';
      return fault('wrong-words', message, remedy);
    }
    const number = cells.get('turn');
    const turn = number === undefined ? undefined : this.turnOf(number);
    if (turn?.ok === false) return turn;
    if (turn?.ok && !overlaps(turn.value.span, place)) {
      const { turns } = this.coding.transcript;
      const touched = turnsIn(this.coding.transcript, place).map((one) => turns.indexOf(one) + 1);
      const where = touched.length === 0 ? 'no turn' : `turn ${touched.slice(0, 3).join(', ')}`;
      const message = `the row says turn ${number ?? ''}, but ${start}–${end} lies in ${where}.`;
      const remedy = 'Leave “turn” empty, or start and end; and look whether “offsetUnit” is right.';
      return fault('wrong-turn', message, remedy);
    }
    return ok({ span: place, quote: there, guessed: false });
  }

  private turnOf(number: string): Result<Turn, RowFault> {
    const { turns } = this.coding.transcript;
    const index = wholeNumber(number);
    const turn = index === null ? undefined : turns[index - 1];
    if (turn !== undefined) return ok(turn);
    const remedy = `Turns of this transcript count from 1 to ${turns.length}.`;
    return fault('bad-turn', `there is no turn “${number.slice(0, 40)}”.`, remedy);
  }

  private inTurn(number: string, words: string): Result<GivenPlace, RowFault> {
    const found = this.turnOf(number);
    if (!found.ok) return found;
    const turn = found.value;
    const first = turn.body[0];
    const last = turn.body.at(-1);
    if (first === undefined || last === undefined) {
      return fault('bad-turn', `turn ${number} has no words.`, 'Give another turn, or start and end.');
    }
    const whole = span(first.start, last.end);
    if (words.trim() !== '') return this.ofWords(words, whole);
    return ok({ span: whole, quote: sliceOf(this.coding.text, whole), guessed: false });
  }

  /** The one place of the words, within a stretch where one is given; exact ones first, then with other white space or accents. */
  private ofWords(words: string, within: Span | null): Result<GivenPlace, RowFault> {
    const { text } = this.coding;
    const base = within?.start ?? 0;
    const ground = within === null ? text : sliceOf(text, within);
    const exact = occurrences(ground, words, mostPlaces).map((at) => span(base + at, base + at + words.length));
    if (exact.length === 1 && exact[0]) return ok({ span: exact[0], quote: words, guessed: false });
    const found = exact.length > 0 ? exact : this.alike(words).filter((place) => liesIn(place, within));
    const [only] = found;
    if (only !== undefined && found.length === 1) {
      return ok({ span: only, quote: sliceOf(text, only), guessed: true });
    }
    const where = within === null ? 'the transcript' : 'this turn';
    if (only === undefined) {
      const remedy = 'Copy them from the transcript exactly, or give start and end.';
      return fault('words-not-found', `the words ${excerpt(words)} do not stand in ${where}.`, remedy);
    }
    const count = found.length === mostPlaces ? `at ${mostPlaces} places or more` : `at ${found.length} places`;
    const lines = [...new Set(found.map(({ start }) => this.coding.lines.lineAt(start) + 1))];
    const shown = lines.length > 3 ? `${lines.slice(0, 3).join(', ')}, …` : lines.join(', ');
    const message = `the words ${excerpt(words)} stand ${count} in ${where} (line ${shown}).`;
    return fault('ambiguous-words', message, 'Give start and end, the turn, or more of the words.');
  }

  private alike(words: string): Span[] {
    this.foldedText ??= new FoldedText(this.coding.text);
    const wanted = folded(words);
    const found: Span[] = [];
    for (const at of occurrences(this.foldedText.text, wanted, mostPlaces)) {
      const place = this.foldedText.spanOf(at, at + wanted.length);
      if (place) found.push(place);
    }
    return found;
  }
}

/** What the units are called in a sentence. */
const unitNames: Readonly<Record<OffsetUnit, string>> = {
  codePoint: 'characters',
  utf16: 'UTF-16 units',
  byte: 'bytes',
};

/** What the column “status” may say: see Placement. */
const statuses = ['exact', 'moved', 'approximate', 'orphaned'] as const;

/** Places of the same words that are counted at most. */
const mostPlaces = 100;

const noPlace: RowFault = {
  rule: 'no-place',
  message: 'the row does not say where the words stand.',
  remedy: 'Give start and end, or turn, or quote.',
};

function fault(rule: string, message: string, remedy: string): Result<never, RowFault> {
  return err({ rule, message, remedy });
}

function liesIn(place: Span, within: Span | null): boolean {
  return within === null || (within.start <= place.start && place.end <= within.end);
}

function isOffsetUnit(text: string): text is OffsetUnit {
  return (offsetUnits as readonly string[]).includes(text);
}

/** A number as spreadsheets write whole ones: digits, at most with “.0” behind. */
function wholeNumber(text: string): number | null {
  const digits = /^(\d{1,15})(?:\.0{1,6})?$/.exec(text.trim());
  return digits ? Number(digits[1]) : null;
}
