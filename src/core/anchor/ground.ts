import type { LfText } from '../text/lfText';
import { span, type Span } from '../text/span';
import type { StepBudget } from '../text/stepBudget';
import { FoldedText, folded } from './foldedText';
import { longestForPlatform, occurrences } from './occurrences';
import type { Selector } from './selector';
import { SoughtWords } from './soughtWords';
import { WordIndex } from './wordIndex';

/** A word at more places than this, or than this share of a long text's units, leads to a search of the whole text instead: it would cost as much. */
const mostPlacesOfWord = 512;
const mostShareOfWord = 1 / 256;

/** How much of a quote is looked at first for a word that stands at few places. */
const quickLength = 64;
const fewPlaces = 16;

/** Units of a text that are searched, of a quote that are compared, at the cost of a step; of one looked through for a long pattern fewer. */
const unitsPerStep = 8;
const unitsPerStepOfLong = 2;

/** Searches of the whole text for no more units than this are remembered: short quotes (“Mm”) come many times. */
const rememberedLength = 64;

/** The text looked in; folded, and its words listed, only when a search needs it. */
export class Ground {
  private foldedText: FoldedText | undefined;
  private wordIndex: WordIndex | undefined;
  private readonly remembered = { plain: new Map<string, number[]>(), folded: new Map<string, number[]>() };

  /** `many` says that so many searches will follow that listing the words of the text pays; all of them share the `steps`. */
  constructor(
    readonly text: LfText,
    private readonly many: boolean,
    readonly steps: StepBudget,
  ) {}

  get folded(): FoldedText {
    return (this.foldedText ??= new FoldedText(this.text));
  }

  get index(): WordIndex {
    return (this.wordIndex ??= new WordIndex(this.text));
  }

  /** Where `wanted` stands in the text, or in the folded one, `most` places at most; none, and that refused, where it takes too many steps. */
  places(kind: 'plain' | 'folded', wanted: string, most: number): number[] {
    const known = this.remembered[kind].get(wanted);
    // What is remembered may have been cut short at fewer places.
    if (known !== undefined && known.length < most) return known;
    const where = kind === 'plain' ? this.text : this.folded.text;
    const perStep = wanted.length > longestForPlatform ? unitsPerStepOfLong : unitsPerStep;
    if (!this.steps.take(Math.ceil(where.length / perStep))) return [];
    const found = occurrences(where, wanted, most);
    if (wanted.length <= rememberedLength && found.length < most) this.remembered[kind].set(wanted, found);
    return found;
  }

  /** Begins the search for a selector. */
  seek(selector: Selector): Search {
    return new Search(this, selector, this.many || this.wordIndex !== undefined);
  }
}

/** Where a word of what is sought stands in the text, and how far from the beginning of what is sought. */
interface Lead {
  readonly places: Int32Array;
  readonly offset: number;
}

/** The search for one selector: through the list of words where there is one, else through the text. */
export class Search {
  private soughtWords: SoughtWords | undefined;
  private knownLead: Lead | null | undefined;

  constructor(
    private readonly ground: Ground,
    private readonly selector: Selector,
    private readonly indexed: boolean,
  ) {}

  /** The selector's words, by their numbers in the text's index. */
  get words(): SoughtWords {
    return (this.soughtWords ??= new SoughtWords(this.selector, this.ground.index.numberOf));
  }

  /** Where the quote stands between all of its surroundings; offsets of the quote, ascending, at most `most`. */
  withContext(most: number): number[] {
    const { prefix, quote, suffix } = this.selector;
    const wanted = prefix + quote + suffix;
    const lead = this.indexed ? (this.quickLead(wanted, prefix.length) ?? this.wholeLead(wanted)) : null;
    return this.standing('plain', wanted, most, lead, (start) => start).map((at) => at + prefix.length);
  }

  /** Where the quote stands. */
  quotes(most: number): number[] {
    return this.standing('plain', this.selector.quote, most, this.quoteLead, (start) => start);
  }

  /** Where the folded quote stands in the folded text. */
  foldedQuotes(wanted: string, most: number): number[] {
    const lead = this.quoteLead;
    if (lead?.places.length === 0) return [];
    const { folded: ground } = this.ground;
    const offset = lead === null ? 0 : folded(this.selector.quote.slice(0, lead.offset)).length;
    return this.standing('folded', wanted, most, lead && { ...lead, offset }, (start) => ground.indexAt(start));
  }

  private get quoteLead(): Lead | null {
    if (this.knownLead === undefined) this.knownLead = this.indexed ? this.leadOf(this.words, this.words.quote) : null;
    return this.knownLead;
  }

  /** A word rare enough from the beginning of the quote: mostly there is one, and the other words need not be looked at. */
  private quickLead(wanted: string, from: number): Lead | null {
    const part = wanted.slice(from, from + quickLength);
    const few = new SoughtWords({ ...this.selector, quote: part, prefix: '', suffix: '' }, this.ground.index.numberOf);
    const lead = this.leadOf(few, few.quote);
    return lead === null || lead.places.length > fewPlaces ? null : { ...lead, offset: from + lead.offset };
  }

  /** The rarest word of all; null also where the words do not hold all of what is wanted, since long surroundings are cut in them. */
  private wholeLead(wanted: string): Lead | null {
    const isAll = this.words.words.text.length === wanted.length;
    return isAll ? this.leadOf(this.words, span(0, wanted.length)) : null;
  }

  /** The rarest word of a stretch of what is sought, or null where none tells enough. */
  private leadOf(sought: SoughtWords, part: Span): Lead | null {
    const { index, text } = this.ground;
    const { words } = sought;
    const k = sought.rarestWhole(part, (id) => index.countOf(id));
    if (k < 0) return null;
    const id = words.ids[k] as number;
    if (index.countOf(id) > Math.max(mostPlacesOfWord, mostShareOfWord * text.length)) return null;
    return { places: id < 0 ? none : index.placesOf(id), offset: (words.starts[k] as number) - part.start };
  }

  private standing(
    kind: 'plain' | 'folded',
    wanted: string,
    most: number,
    lead: Lead | null,
    indexOf: (start: number) => number,
  ): number[] {
    if (lead === null) return this.ground.places(kind, wanted, most);
    const perPlace = 1 + Math.ceil(wanted.length / unitsPerStep ** 2);
    if (!this.ground.steps.take(lead.places.length * perPlace)) return [];
    const where = kind === 'plain' ? this.ground.text : this.ground.folded.text;
    const found: number[] = [];
    for (const place of lead.places) {
      const at = indexOf(this.ground.index.words.starts[place] as number) - lead.offset;
      if (at < 0 || !where.startsWith(wanted, at)) continue;
      found.push(at);
      if (found.length === most) break;
    }
    return found;
  }
}

const none = new Int32Array(0);
