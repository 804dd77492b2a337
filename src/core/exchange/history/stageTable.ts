import { say } from '../../base/say';
import { codeFates, stageCounts, type CodeFate, type FateKind } from '../../codebook/codeFates';
import type { Stage } from '../../project/stages';
import { csvRecord, withMark } from '../csv/csvCells';
import { markedColumn } from '../csv/csvColumns';
import { markdownCell, markdownLine } from '../document/markdownText';
import type { HistoryTableOptions } from './codebookHistoryTable';

/** A stage, or what the study has now, to be laid beside another one. */
export type ComparedStage = Pick<Stage, 'name' | 'codebooks'>;

/** The columns of the table, in their order. Their names, and what became of a code, are English in every language: programs read them. */
export const stageColumns = [
  'codebook',
  'code',
  'earlier_name',
  'earlier_under',
  'became',
  'others',
  'later_name',
  'later_under',
  'themes',
] as const;

/** What became of each code from one stage to a later one, as CSV: a row for each code of either. Several names in a cell are a line each. */
export function stageCsv(then: ComparedStage, now: ComparedStage, { spreadsheetSafe }: HistoryTableOptions): string {
  const head = csvRecord(spreadsheetSafe ? [...stageColumns, markedColumn] : stageColumns);
  const rows = filesOf(then, now).flatMap((file) =>
    codeFates(then.codebooks.get(file) ?? '', now.codebooks.get(file) ?? '').map((fate) => {
      const cells = [
        file,
        fate.code,
        fate.then?.name ?? '',
        fate.then?.path.join(' › ') ?? '',
        fate.kinds.join(' '),
        fate.others.join('\n'),
        fate.now?.name ?? '',
        fate.now?.path.join(' › ') ?? '',
        fate.themes.join('\n'),
      ];
      return csvRecord(spreadsheetSafe ? [...cells.map(withMark), 'yes'] : cells);
    }),
  );
  return `${spreadsheetSafe ? '\ufeff' : ''}${head}${rows.join('')}`;
}

/** The same as Markdown, to be read or put into a methods section: how many codes, categories and themes then and now, and what became of each code. */
export function stageMarkdown(then: ComparedStage, now: ComparedStage): string {
  const parts = [`# ${markdownLine(say('From “{0}” to “{1}”', then.name, now.name))}`];
  for (const file of filesOf(then, now)) {
    const [before, after] = [then.codebooks.get(file) ?? '', now.codebooks.get(file) ?? ''];
    const [had, has] = [stageCounts(before), stageCounts(after)];
    const counts = [
      say('Codes: {0} → {1}', had.codes, has.codes),
      say('Categories: {0} → {1}', had.categories, has.categories),
      say('Themes: {0} → {1}', had.themes, has.themes),
    ];
    parts.push(`## ${markdownLine(file)}`, counts.join(' · '));
    const head = [say('Code then'), say('What became of it'), say('Code now'), say('Under'), say('Themes')];
    const rows = codeFates(before, after).map((fate) => [
      fate.then ? [...fate.then.path, fate.then.name].join(' › ') : '',
      fateWords(fate),
      fate.now?.name ?? '',
      fate.now?.path.join(' › ') ?? '',
      fate.themes.join('\n'),
    ]);
    const lines = [head, head.map(() => '---'), ...rows.map((row) => row.map(markdownCell))];
    if (rows.length > 0) parts.push(lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n'));
  }
  return `${parts.join('\n\n')}\n`;
}

/** Files of codebooks, those of the later stage first. */
function filesOf(then: ComparedStage, now: ComparedStage): readonly string[] {
  return [...new Set([...now.codebooks.keys(), ...then.codebooks.keys()])];
}

function fateWords({ kinds, others, then }: CodeFate): string {
  return kinds.map((kind) => wordsOf(kind, others.join(', '), then !== null)).join('\n');
}

function wordsOf(kind: FateKind, others: string, wasThere: boolean): string {
  switch (kind) {
    case 'kept':
      return say('stayed as it was');
    case 'renamed':
      return say('renamed');
    case 'moved':
      return say('moved');
    case 'merged':
      return say('merged into {0}', others);
    case 'split':
      return say('split into {0}', others);
    case 'retired':
      return say('retired');
    case 'removed':
      return say('removed');
    case 'new':
      if (wasThere) return say('brought back');
      return others === '' ? say('new') : say('new, split from {0}', others);
  }
}
