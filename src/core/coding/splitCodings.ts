import { logLabel } from '../base/logLabel';
import { say } from '../base/say';
import { err, ok } from '../base/result';
import { sameValue } from '../yaml/sameValue';
import { asOtherCode, type CodingTools, type Operation } from './codingOperations';
import { excerptWords } from './excerpt';
import type { Segments } from './segment';
import { changeOf } from './segmentsChange';
import type { CodingRow, SegmentRow } from './segmentsFile';

/**
 * Gives my segments of a code that was split the codes that were chosen for each, by the segment's id. One of which the code itself is
 * among them keeps it, as one that was looked at since the split; else the coding makes way for the others, of which each says what it
 * said (certainty, exemplar mark and so on). Segments that have the code under an id that was merged into it are meant as well. Segments
 * for which nothing was chosen, or that do not have the code any more, stay as they are. Refused where there is nothing to do.
 */
export function splitCodings(
  { list }: Segments,
  code: string,
  chosen: ReadonlyMap<string, readonly string[]>,
  tools: CodingTools,
): Operation {
  const rows = list.flatMap(({ row: before }) => {
    const after = splitRow(before, code, chosen.get(before.id) ?? [], tools);
    return after === before ? [] : [{ before, after }];
  });
  const [first] = rows;
  if (first === undefined) return err(say('There is nothing left to decide.'));
  const name = tools.codeName(code);
  const label =
    rows.length === 1
      ? logLabel('Decided after its split what {0} on “{1}” is', name, excerptWords(first.before.quote))
      : logLabel('Decided after its split what {0} on {1} segments is', name, rows.length);
  return ok(changeOf('recode', label, rows));
}

function splitRow(row: SegmentRow, code: string, chosen: readonly string[], tools: CodingTools): SegmentRow {
  const meant = row.codings.filter((coding) => tools.survivor(coding.code) === code);
  const [first] = meant;
  if (first === undefined || chosen.length === 0) return row;
  const isMarked = meant.some(({ exemplar }) => exemplar);
  const said = meant.reduce((all, one) => ({ ...one, ...all }));
  const whole = isMarked ? { ...said, exemplar: true } : said;
  const codeDigest = tools.codeDigest(code);
  const kept = meant.map((coding) => (codeDigest === undefined ? coding : { ...coding, codeDigest }));
  const rest = row.codings.filter((coding) => !meant.includes(coding));
  const others = [...new Set(chosen)].filter((one) => one !== code);
  const fresh = others.map((to) => {
    const there = rest.find((coding) => tools.survivor(coding.code) === tools.survivor(to));
    return { there, coding: asOtherCode(whole, there, to, tools) };
  });
  const isTaken = (coding: CodingRow): boolean => fresh.some(({ there }) => there === coding);
  const codings = row.codings.flatMap((coding) => {
    // Where the code stood, what it became stands.
    if (coding === first) return [...(chosen.includes(code) ? kept : []), ...fresh.map((one) => one.coding)];
    return meant.includes(coding) || isTaken(coding) ? [] : [coding];
  });
  return sameValue(codings, row.codings) ? row : { ...row, codings };
}
