import type { StudyPath } from '../../core/base/studyPath';
import type { Memo } from '../../core/notes/readMemo';

/** A row of the transcripts view: a missing transcript, a case, the group of those without one, a transcript (once under each of its cases), or a memo about it. */
export type TranscriptsRow = MissingRow | CaseRow | TranscriptRow | MemoRow;

/** A transcript that has segments, or that I marked or wrote of, and is not there any more. */
export interface MissingRow {
  readonly kind: 'missing';
  /** The study's folder, as a URI. */
  readonly root: string;
  readonly path: string;
  /** Ids of the coders whose segments wait for it; none where I only marked or wrote of it. */
  readonly coders: readonly string[];
}

export interface CaseRow {
  readonly kind: 'case';
  /** Null: transcripts without a case. */
  readonly id: string | null;
  readonly label: string | null;
  readonly transcripts: readonly TranscriptRow[];
}

export interface TranscriptRow {
  readonly kind: 'transcript';
  readonly path: StudyPath;
  /** The case that this row stands under; undefined where the view is flat. */
  readonly under: string | null | undefined;
}

/** A memo, below a row of the transcript that it is about. */
export interface MemoRow {
  readonly kind: 'memo';
  readonly memo: Memo;
  readonly of: TranscriptRow;
}

/** What the rows are made of. */
export interface TranscriptsSource {
  readonly paths: readonly StudyPath[];
  readonly cases: readonly { readonly id: string; readonly name?: string | undefined }[];
  casesOf(path: StudyPath): readonly string[];
}

/**
 * Cases in their order with their transcripts in the order of paths, those without a case last; flat where no transcript has a case.
 * A case without transcripts is left out; one that only a transcript names (its cases.yaml entry is missing) is shown by its id.
 */
export function transcriptRows(source: TranscriptsSource): readonly (CaseRow | TranscriptRow)[] {
  const under = new Map<string, StudyPath[]>(source.cases.map(({ id }) => [id, []]));
  const without: StudyPath[] = [];
  for (const path of source.paths) {
    const ids = source.casesOf(path);
    if (ids.length === 0) without.push(path);
    for (const id of new Set(ids)) {
      const list = under.get(id);
      if (list) list.push(path);
      else under.set(id, [path]);
    }
  }
  const names = new Map(source.cases.map(({ id, name }) => [id, name]));
  const cases = [...under].flatMap(([id, paths]): CaseRow[] => {
    if (paths.length === 0) return [];
    const name = names.get(id);
    return [{ kind: 'case', id, label: name ?? id, transcripts: rowsOf(paths, id) }];
  });
  if (cases.length === 0) return rowsOf(source.paths, undefined);
  if (without.length === 0) return cases;
  return [...cases, { kind: 'case', id: null, label: null, transcripts: rowsOf(without, null) }];
}

/** Percent of a text that is coded, whole; at least 1 where anything is, at most 99 where anything is not. Null where the length is not known. */
export function percentCoded(covered: number, length: number): number | null {
  if (length <= 0) return null;
  if (covered <= 0) return 0;
  if (covered >= length) return 100;
  return Math.min(99, Math.max(1, Math.round((100 * covered) / length)));
}

/** A text that is different for every row. */
export function rowKey(row: TranscriptsRow): string {
  if (row.kind === 'memo') return `memo\0${row.memo.file}\0${rowKey(row.of)}`;
  if (row.kind === 'missing') return `missing\0${row.path}`;
  return row.kind === 'case' ? `case\0${row.id ?? ''}` : `transcript\0${row.under ?? ''}\0${row.path}`;
}

function rowsOf(paths: readonly StudyPath[], under: string | null | undefined): TranscriptRow[] {
  return paths.map((path) => ({ kind: 'transcript', path, under }));
}
