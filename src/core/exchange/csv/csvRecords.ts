/** The records of a CSV text, their cells without quotes, and the rows (from 1) in which quotes are wrong: what they hold is a guess. */
export interface CsvRecords {
  readonly records: readonly (readonly string[])[];
  readonly badQuotes: readonly number[];
}

/** How a CSV text is written: one sign between cells, one line break between records. */
export interface CsvSigns {
  readonly delimiter: string;
  readonly lineEnd: string;
}

/**
 * Reads CSV as RFC 4180 says, at most `most` records. A cell is quoted where it begins with a quote; line breaks and delimiters in it are
 * its own, a doubled quote is a quote, and blanks behind it are left out. Quotes are wrong where one stands in a quoted cell by itself, and
 * where a cell does not end. A line break at the very end begins no record. O(n) for any text: each sign is looked at a few times.
 */
export function csvRecords(text: string, { delimiter, lineEnd }: CsvSigns, most: number): CsvRecords {
  const delimiters = new NextPlace(text, delimiter);
  const lineEnds = new NextPlace(text, lineEnd);
  const cellEndsAt = (at: number): boolean =>
    at === text.length || text.startsWith(delimiter, at) || text.startsWith(lineEnd, at);
  const records: string[][] = [];
  const badQuotes: number[] = [];
  let record: string[] = [];
  const complain = (): void => {
    if (badQuotes.at(-1) !== records.length + 1) badQuotes.push(records.length + 1);
  };
  /** Takes the quoted cell that begins at an offset, and gives where it ends. */
  const takeQuoted = (begin: number): number => {
    let quote = text.indexOf('"', begin + 1);
    while (quote >= 0) {
      if (text.startsWith('"', quote + 1)) {
        quote = text.indexOf('"', quote + 2);
        continue;
      }
      let end = quote + 1;
      while (!cellEndsAt(end) && /\s/.test(text.charAt(end))) end++;
      if (cellEndsAt(end)) {
        record.push(text.slice(begin + 1, quote).replaceAll('""', '"'));
        return end;
      }
      complain();
      quote = text.indexOf('"', end);
    }
    complain();
    record.push(text.slice(begin + 1));
    return text.length;
  };
  let at = 0;
  while (at < text.length && records.length < most) {
    let end = Math.min(delimiters.from(at), lineEnds.from(at));
    if (text.startsWith('"', at)) end = takeQuoted(at);
    else record.push(text.slice(at, end));
    if (text.startsWith(delimiter, end)) {
      at = end + delimiter.length;
    } else {
      records.push(record);
      record = [];
      at = end + lineEnd.length;
    }
  }
  // A delimiter was the last sign of the text.
  if (record.length > 0) records.push([...record, '']);
  return { records, badQuotes };
}

/** Finds a sign again and again from further behind, and looks at no place twice. */
class NextPlace {
  private place = -1;

  constructor(
    private readonly text: string,
    private readonly sign: string,
  ) {}

  /** Where it stands next, not before `at`; the length of the text where it does not. */
  from(at: number): number {
    if (this.place < at) {
      const found = this.text.indexOf(this.sign, at);
      this.place = found < 0 ? this.text.length : found;
    }
    return this.place;
  }
}
