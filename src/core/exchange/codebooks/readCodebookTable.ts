import { maxCodeDepth, maxCodes } from '../../codebook/readCodebook';
import { csvRecords } from '../csv/csvRecords';
import {
  bareCode,
  columnOf,
  type CodeColumn,
  type GivenCode,
  type GivenCodes,
  type GivenColumn,
  type GivenNote,
} from './givenCodes';

/** Rows that are read: those of `maxCodes` codes, the header, and one that tells that there are more. */
const mostRows = maxCodes + 2;

/** Units in which the sign between cells is looked for. */
const sampleLength = 100_000;

/** A way of names from the top, as programs write it in one cell: `Trust > Time`, `Trust\Time`, `Trust :: Time`. */
const wayMark = /\\+|\s[>›»]\s|\s::\s/u;

/**
 * Reads a codebook from a table (commas, semicolons, tabs or bars; line ends LF), by the names of its columns in a few languages. A
 * code's place comes from columns that name the code above it (several make a way from the left), or from a way in its own name;
 * a code above that has no row of its own is made. Never fails: what is not understood is in the notes and columns. Linear time.
 */
export function readCodebookTable(text: string): GivenCodes {
  const { records, badQuotes } = csvRecords(text, { delimiter: delimiterOf(text), lineEnd: '\n' }, mostRows);
  const notes: GivenNote[] = [];
  const { columns, first } = headerOf(records, notes);
  const reading = new TableReading(columns, notes);
  for (const [i, record] of records.entries()) {
    if (i < first || record.every((cell) => cell.trim() === '')) continue;
    if (!reading.row(record, i + 1)) break;
  }
  const guessed = new Set(badQuotes);
  records.forEach((record, i) => {
    if (guessed.has(i + 1)) notes.push({ kind: 'bad-quotes', line: i + 1, words: record.join(' ') });
  });
  return { title: null, codes: reading.placed(), columns, notes, counted: 'row' };
}

/** The sign that splits the first row into the most columns that are known, else into the most; a comma where none splits it. */
function delimiterOf(text: string): string {
  const [header = ''] = text.slice(0, sampleLength).split('\n', 1);
  let best = ',';
  let most = 0;
  for (const sign of [',', ';', '\t', '|']) {
    const names = header.split(sign);
    if (names.length < 2) continue;
    const known = names.filter((name) => columnOf(name.replaceAll('"', '')) !== undefined).length;
    const worth = 1000 * known + Math.min(999, names.length);
    if (worth > most) [best, most] = [sign, worth];
  }
  return best;
}

/** The columns, and the first row that is none of their names. */
function headerOf(
  records: readonly (readonly string[])[],
  notes: GivenNote[],
): { readonly columns: readonly GivenColumn[]; readonly first: number } {
  const [header = []] = records;
  const known = header.map((name) => columnOf(name));
  // Of two columns for one thing the first counts, but for the ways down to a code.
  const seen = new Set<CodeColumn>();
  const as = known.map((column) => {
    if (column === undefined || (column !== 'parent' && seen.has(column))) return null;
    seen.add(column);
    return column;
  });
  if (as.includes('name')) {
    return { columns: header.map((name, i) => ({ header: name.trim(), as: as[i] ?? null })), first: 1 };
  }
  const last = as.lastIndexOf('parent');
  if (last >= 0) {
    // “Theme, subtheme”: the last of the ways down names the codes.
    const named = as.map((column, i) => (i === last ? 'name' : column));
    return { columns: header.map((name, i) => ({ header: name.trim(), as: named[i] ?? null })), first: 1 };
  }
  if (records.length === 0) return { columns: [], first: 0 };
  notes.push({ kind: 'no-header', line: 1, words: header.join(' ') });
  const headed = as.some((column) => column !== null);
  const width = Math.max(...records.map((record) => record.length));
  const columns = Array.from({ length: width }, (_, i): GivenColumn => ({
    header: headed ? (header[i] ?? '').trim() : '',
    as: i === 0 ? 'name' : headed ? (as[i] ?? null) : i === 1 ? 'definition' : null,
  }));
  return { columns, first: headed ? 1 : 0 };
}

/** A row, and what it says of the codes above it. */
interface Row {
  readonly code: GivenCode;
  readonly above: readonly string[];
}

class TableReading {
  private readonly rows: Row[] = [];
  /** Where the columns of each kind stand: a table may have very many that are left out. */
  private readonly places = new Map<CodeColumn, number[]>();

  constructor(
    private readonly columns: readonly GivenColumn[],
    private readonly notes: GivenNote[],
  ) {
    for (const [i, { as }] of columns.entries()) {
      if (as === null) continue;
      const places = this.places.get(as);
      if (places) places.push(i);
      else this.places.set(as, [i]);
    }
  }

  /** Takes a row; false where there are more than a codebook may have. */
  row(record: readonly string[], line: number): boolean {
    const extra = record.slice(this.columns.length).filter((cell) => cell.trim() !== '');
    if (extra.length > 0) this.notes.push({ kind: 'extra-cells', line, words: extra.join(' ') });
    const cells = (wanted: CodeColumn): readonly string[] =>
      (this.places.get(wanted) ?? []).map((i) => (record[i] ?? '').trim());
    const cell = (wanted: CodeColumn): string => cells(wanted)[0] ?? '';
    const above = cells('parent').filter((name) => name !== '');
    // Where the last columns are empty, the row is of what the others name.
    const way = waysOf(cell('name') || (above.pop() ?? ''));
    const name = way.pop() ?? '';
    if (name === '') {
      this.notes.push({ kind: 'no-name', line, words: record.filter((one) => one.trim() !== '').join(' ') });
      return true;
    }
    if (this.rows.length >= maxCodes) {
      this.notes.push({ kind: 'too-many', line, words: name });
      return false;
    }
    const id = cell('id');
    this.rows.push({
      code: {
        ...bareCode(name, null, line),
        id: /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/.test(id) ? id : null,
        number: cell('number'),
        definition: cell('definition'),
        include: itemsOf(cell('include')),
        exclude: itemsOf(cell('exclude')),
        examples: itemsOf(cell('examples')),
        color: cell('color'),
        note: cell('note'),
      },
      // What is deeper than a codebook may be comes to stand higher up, which is told of when the codebook is made.
      above: [...above.flatMap(waysOf), ...way].slice(0, maxCodeDepth),
    });
    return true;
  }

  /** The codes with their places; those that only others name come last. */
  placed(): readonly GivenCode[] {
    const made: GivenCode[] = [];
    const known = new Map<string, number>();
    for (const key of ['name', 'number', 'id'] as const) {
      this.rows.forEach(({ code }, i) => {
        const said = code[key];
        // An id says more than a number, and that more than a name; of two with one name the first counts.
        if (said !== null && said !== '' && (key !== 'name' || !known.has(folded(said)))) known.set(folded(said), i);
      });
    }
    const codes = this.rows.map(({ code, above }): GivenCode => {
      let parent: number | null = null;
      for (const name of above) {
        const below: string = parent === null ? folded(name) : `${parent}\0${folded(name)}`;
        let at: number | undefined = known.get(below) ?? known.get(folded(name));
        if (at === undefined) {
          at = this.rows.length + made.length;
          made.push(bareCode(name, parent, 0));
          known.set(below, at);
        }
        parent = at;
      }
      return { ...code, parent };
    });
    return [...codes, ...made];
  }
}

function waysOf(cell: string): string[] {
  return cell
    .split(wayMark)
    .map((name) => name.trim())
    .filter((name) => name !== '');
}

/** The items of a cell: one a line, or parted by semicolons or bullets where there are such. */
export function itemsOf(cell: string): readonly string[] {
  const lines = cell.split(/\n|[•·▪]|;\s+/u);
  return lines.map((line) => line.replace(/^\s*[-–*]\s+/u, '').trim()).filter((line) => line !== '');
}

function folded(name: string): string {
  return name.normalize('NFC').trim().toLowerCase();
}
