import { shownLabel } from '../../base/logLabel';
import { say } from '../../base/say';
import type { CodeChangeKind } from '../../codebook/codebookChanges';
import type { PastCodeChange } from '../../project/codebookHistory';
import { csvRecord, withMark } from '../csv/csvCells';
import { markedColumn } from '../csv/csvColumns';
import { markdownCell, markdownLine } from '../document/markdownText';

/** The columns of the table, in their order. Their names, and the kinds of changes, are English in every language: programs read them. */
export const codebookHistoryColumns = [
  'at',
  'who',
  'source',
  'codebook',
  'code',
  'name',
  'change',
  'before',
  'after',
  'step',
] as const;

/** What a person may choose of how a table is written. */
export interface HistoryTableOptions {
  /** True where cells that a spreadsheet would run as a formula get a mark, and a last column says so. */
  readonly spreadsheetSafe: boolean;
}

/** What became of the codes as CSV, a row for each change, as `writeCsv` writes tables. `who` gives each person the name that goes out. */
export function codebookHistoryCsv(
  changes: readonly PastCodeChange[],
  who: (id: string) => string,
  { spreadsheetSafe }: HistoryTableOptions,
): string {
  const head = csvRecord(spreadsheetSafe ? [...codebookHistoryColumns, markedColumn] : codebookHistoryColumns);
  const rows = changes.map((change) => {
    const cells = [
      change.at,
      change.source === 'log' ? who(change.who) : change.who,
      sourceOf(change),
      change.file,
      change.code,
      change.name,
      change.kind,
      change.before,
      change.after,
      change.step,
    ];
    return csvRecord(spreadsheetSafe ? [...cells.map(withMark), 'yes'] : cells);
  });
  return `${spreadsheetSafe ? '\ufeff' : ''}${head}${rows.join('')}`;
}

/** The same as Markdown, to be read or put into a methods section: a table for each codebook, with a line of how many changes of each kind. */
export function codebookHistoryMarkdown(
  changes: readonly PastCodeChange[],
  who: (id: string) => string,
  study: string,
): string {
  const title = `# ${markdownLine(say('How the codebook of “{0}” came to be', study))}`;
  if (changes.length === 0) return `${title}\n\n${say('Nothing was changed in a codebook yet.')}\n`;
  const parts = [title];
  for (const file of new Set(changes.map((change) => change.file))) {
    const own = changes.filter((change) => change.file === file);
    parts.push(`## ${markdownLine(file)}`, countsOf(own));
    const head = [say('When'), say('Who'), say('Code'), say('Change'), say('Before'), say('After')];
    const rows = own.map((change) => [
      change.at.slice(0, 16).replace('T', ' '),
      change.source === 'log' ? who(change.who) : `${change.who} (${sourceOf(change)})`,
      change.name,
      `${changeWords(change.kind)}${isTurnedBack(change) ? ` (${shownLabel(change.step)})` : ''}`,
      placeWords(change, change.before, 'created'),
      placeWords(change, change.after, 'removed'),
    ]);
    const lines = [head, head.map(() => '---'), ...rows.map((row) => row.map(markdownCell))];
    parts.push(lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n'));
  }
  return `${parts.join('\n\n')}\n`;
}

function countsOf(changes: readonly PastCodeChange[]): string {
  const counts = new Map<CodeChangeKind, number>();
  for (const { kind } of changes) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return [...counts].map(([kind, count]) => `${changeWords(kind)}: ${count}`).join(' · ');
}

/** A place at the top of the codebook has a name; `without` is the kind of change that had, or has, no place. */
function placeWords({ kind }: PastCodeChange, text: string, without: CodeChangeKind): string {
  const isPlace = kind === 'created' || kind === 'moved' || kind === 'removed';
  return isPlace && text === '' && kind !== without ? say('top level') : text;
}

function sourceOf({ source }: PastCodeChange): string {
  return source === 'log' ? 'log' : source.commit;
}

function isTurnedBack({ source, step }: PastCodeChange): boolean {
  return source === 'log' && /^(?:Undo|Redo): /.test(step);
}

function changeWords(kind: CodeChangeKind): string {
  switch (kind) {
    case 'created':
      return say('created');
    case 'merged':
      return say('merged');
    case 'split':
      return say('split');
    case 'removed':
      return say('removed');
    case 'renamed':
      return say('renamed');
    case 'moved':
      return say('moved');
    case 'definition':
      return say('definition changed');
    case 'include':
      return say('“use when” changed');
    case 'exclude':
      return say('“do not use when” changed');
    case 'examples':
      return say('examples changed');
    case 'retired':
      return say('retired');
    case 'broughtBack':
      return say('brought back');
    case 'other':
      return say('other details changed');
  }
}
