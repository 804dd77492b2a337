/** A code as a file of another program, or of a person, gives it. Texts may be empty, lists too. */
export interface GivenCode {
  readonly name: string;
  /** Its place in the list of codes of the code above it, or null at the top. */
  readonly parent: number | null;
  /** An id that the file gives, where it is one that a codebook may have; else null. */
  readonly id: string | null;
  readonly number: string;
  readonly definition: string;
  readonly include: readonly string[];
  readonly exclude: readonly string[];
  readonly examples: readonly string[];
  readonly color: string;
  readonly note: string;
  /** The line or row (from 1) that it comes from; 0 for one that only others name as the code above them. */
  readonly line: number;
}

/** What was not understood, or understood in a way that a person should look at. */
export type GivenNoteKind =
  /** Text before any code, or of a kind that a codebook has no place for (a table, a picture). */
  | 'no-code'
  /** A row without a name, with something in it. */
  | 'no-name'
  /** Cells behind the last column. */
  | 'extra-cells'
  /** Quotes in the row do not close; what it holds is a guess. */
  | 'bad-quotes'
  /** The code would stand below itself; it stands at the top. */
  | 'cycle'
  /** A code of this name is there already; both are kept. */
  | 'same-name'
  /** No colour that Verbatim knows; it is kept in the note. */
  | 'color'
  /** The name was too long; the whole of it is kept in the note. */
  | 'long-name'
  /** Codes stand too deep; this one stands higher up. */
  | 'too-deep'
  /** More codes than a codebook may have; this one and all behind it are left out. */
  | 'too-many'
  /** No header names the columns: the first was taken for names. */
  | 'no-header';

/** One thing to tell, with the line or row (from 1) and the words that it is about. */
export interface GivenNote {
  readonly kind: GivenNoteKind;
  readonly line: number;
  readonly words: string;
}

/** The columns of a table: how each was understood, null where it was left out. */
export interface GivenColumn {
  readonly header: string;
  readonly as: CodeColumn | null;
}

/** What a column of a codebook table may say. */
export type CodeColumn =
  'name' | 'parent' | 'id' | 'number' | 'definition' | 'include' | 'exclude' | 'examples' | 'color' | 'note';

/** The codes of a file, parents before or behind their children, as the file has them. */
export interface GivenCodes {
  /** What the file calls itself, or null. */
  readonly title: string | null;
  readonly codes: readonly GivenCode[];
  /** Empty where the file is no table. */
  readonly columns: readonly GivenColumn[];
  readonly notes: readonly GivenNote[];
  /** What lines of the notes and codes count. */
  readonly counted: 'line' | 'row';
}

/** A code of which only the name and the place are known. */
export function bareCode(name: string, parent: number | null, line: number): GivenCode {
  const none: readonly string[] = [];
  return {
    name,
    parent,
    id: null,
    number: '',
    definition: '',
    include: none,
    exclude: none,
    examples: none,
    color: '',
    note: '',
    line,
  };
}

const columnNames: Readonly<Record<CodeColumn, string>> = {
  name: 'name|code|codes|code name|codename|codes name|label|title|tag|node|nodes|kode|codebezeichnung|bezeichnung|nom|nombre|codigo|código|technique',
  parent:
    'parent|parent code|parent name|parent id|category|categories|cat|group|grouping|theme|main theme|folder|family|supercode|kategorie|oberkategorie|obercode|thema|gruppe|catégorie|categoría|thème|tema|level 1|level 2|level 3|domain|construct',
  id: 'id|code id|codeid|identifier|cid',
  number: 'number|no|no.|nr|nr.|code number|nummer|code no|code no.|#',
  definition:
    'definition|definitions|description|desc|meaning|code definition|code description|beschreibung|bedeutung|définition|definición|descripción|descripcion',
  include:
    'include|includes|inclusion|inclusion criteria|use when|when to use|use if|apply when|einschluss|einschlusskriterien|anwenden wenn',
  exclude:
    'exclude|excludes|exclusion|exclusion criteria|do not use when|when not to use|do not use if|not when|ausschluss|ausschlusskriterien|nicht anwenden wenn',
  examples:
    'example|examples|quote|quotes|example quote|example quotes|anchor example|illustration|beispiel|beispiele|ankerbeispiel|ankerbeispiele|exemple|exemples|ejemplo|ejemplos',
  color: 'color|colour|farbe|couleur|color code|code color|colour code',
  note: 'note|notes|comment|comments|memo|remark|remarks|kommentar|bemerkung|bemerkungen|notiz|remarque',
};

const columnsByName: ReadonlyMap<string, CodeColumn> = new Map(
  Object.entries(columnNames).flatMap(([column, names]) =>
    names.split('|').map((name) => [name, column as CodeColumn] as const),
  ),
);

/** What a header, or a word before a colon, says: case, marks of Markdown and what stands in brackets do not count. Undefined where it is not known. */
export function columnOf(header: string): CodeColumn | undefined {
  if (header.length > 100) return undefined;
  const plain = header
    .normalize('NFC')
    .toLowerCase()
    .replace(/\([^()]*\)/g, ' ')
    .replace(/[*_:]+/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return columnsByName.get(plain);
}
