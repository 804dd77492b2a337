import { logLabel } from '../base/logLabel';
import { say } from '../base/say';
import { err, ok } from '../base/result';
import type { CodeTree } from '../codebook/codeTree';
import type { CodingTools, Operation } from './codingOperations';
import { excerptWords } from './excerpt';
import type { Segment, Segments } from './segment';
import { changeOf } from './segmentsChange';
import type { CodingRow } from './segmentsFile';

/** What changed since a coding was made: its code's definition or rules, or the code was split. */
export type Staleness = 'wording' | 'split';

/**
 * What changed of a coding's code since it was made; null where nothing did. Neither where that is not known (imports), where the code
 * is retired or in no codebook, nor where it was merged into another one: who merged them looked at both. But a code that was split has
 * all wait that were not looked at since, in each of these cases but that of no codebook.
 */
export function staleness({ code, codeDigest }: CodingRow, codes: Codes): Staleness | null {
  const now = codes.resolve(code);
  if (now === undefined || now.digest === codeDigest) return null;
  if ((now.entry.split ?? []).length > 0) return 'split';
  return codeDigest !== undefined && now.id === code && !now.retired ? 'wording' : null;
}

/** True where something changed of a coding's code since it was made, see `staleness`. */
export function isStale(coding: CodingRow, codes: Codes): boolean {
  return staleness(coding, codes) !== null;
}

/** What is asked of the codes of a study here. */
type Codes = Pick<CodeTree, 'resolve'>;

/** A coding that waits to be confirmed or changed. */
export interface StaleCoding {
  readonly segment: Segment;
  readonly coding: CodingRow;
}

/** The stale codings among a coder's segments, in the order of the segments; of one code where it is given. O(codings). */
export function staleCodings({ list }: Segments, codes: Codes, code: string | null = null): StaleCoding[] {
  return list.flatMap((segment) =>
    segment.row.codings.flatMap((coding) =>
      (code === null || codes.resolve(coding.code)?.id === code) && isStale(coding, codes) ? [{ segment, coding }] : [],
    ),
  );
}

/**
 * Takes codings of a code for right under its definition and rules as they are now. `ids` are the segments; those without the code, and
 * those that were made or confirmed under this wording, are left as they are. Refused where nothing is left to confirm.
 */
export function confirmCodings(
  { list }: Segments,
  ids: ReadonlySet<string>,
  code: string,
  tools: CodingTools,
): Operation {
  const codeDigest = tools.codeDigest(code);
  if (codeDigest === undefined) return err(say('No codebook of this study has the code “{0}”.', code));
  const rows = list.flatMap(({ row: before }) => {
    const waits = (coding: CodingRow): boolean =>
      tools.survivor(coding.code) === code && coding.codeDigest !== codeDigest;
    if (!ids.has(before.id) || !before.codings.some(waits)) return [];
    const codings = before.codings.map((coding) => (waits(coding) ? { ...coding, codeDigest } : coding));
    return [{ before, after: { ...before, codings } }];
  });
  const [first] = rows;
  if (first === undefined) return err(say('There is nothing left to confirm.'));
  const name = tools.codeName(code);
  const label =
    rows.length === 1
      ? logLabel('Confirmed {0} on “{1}” under its new wording', name, excerptWords(first.before.quote))
      : logLabel('Confirmed {0} codings of {1} under its new wording', rows.length, name);
  return ok(changeOf('recheck-coding', label, rows));
}
