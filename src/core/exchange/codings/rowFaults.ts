import type { Problem } from '../../base/problem';

/** What is wrong with a row, and what to do about it; a sentence each, without the row. */
export interface RowFault {
  readonly rule: string;
  readonly message: string;
  readonly remedy: string;
}

/** Rows of one fault that are named; the others are counted. */
const mostNamed = 5;

/** Collects what is wrong with rows. What is true of many of them is one problem that names the first ones and counts the others. */
export class RowFaults {
  private readonly found = new Map<string, { readonly fault: RowFault; readonly rows: Set<number> }>();

  constructor(
    private readonly counted: 'Row' | 'Line',
    private readonly file: string,
  ) {}

  add(row: number, fault: RowFault): void {
    const key = JSON.stringify([fault.rule, fault.message, fault.remedy]);
    const known = this.found.get(key);
    if (known === undefined) this.found.set(key, { fault, rows: new Set([row]) });
    else known.rows.add(row);
  }

  /** How many different faults there are, in however many rows. */
  get size(): number {
    return this.found.size;
  }

  /** A problem for each fault, by its first row. */
  get problems(): readonly Problem[] {
    return [...this.found.values()]
      .map(({ fault, rows }) => ({ fault, rows: [...rows].sort((a, b) => a - b) }))
      .sort((a, b) => (a.rows[0] ?? 0) - (b.rows[0] ?? 0))
      .map(({ fault: { rule, message, remedy }, rows }) => ({
        severity: 'error',
        rule,
        message: `${this.named(rows)}: ${message}`,
        remedy,
        file: this.file,
        // A row of a CSV file may go over several lines, so it names no line.
        ...(this.counted === 'Line' && rows[0] !== undefined ? { line: rows[0] } : {}),
      }));
  }

  private named(rows: readonly number[]): string {
    const first = rows.slice(0, mostNamed).join(', ');
    const more = rows.length > mostNamed ? ` and ${rows.length - mostNamed} more` : '';
    return `${this.counted}${rows.length > 1 ? 's' : ''} ${first}${more}`;
  }
}
