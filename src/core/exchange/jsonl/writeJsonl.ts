import { batched } from '../batched';
import { plannedCoding, type ExportPlan } from '../exportPlan';
import type { JsonWords } from '../json/jsonWords';
import { segmentJson, wordsOf } from '../json/segmentJson';
import { segmentRecords, type SegmentRecord } from '../segmentRecord';

/**
 * The segments of the JSON export, one a line, each with the unit in which it counts and with the time of each coding, so that a line
 * can be read by itself and imported again. In pieces; every line ends with LF. Throws where a file changes meanwhile.
 */
export function writeJsonl(plan: ExportPlan): AsyncGenerator<string, void, undefined> {
  return batched(lines(plan));
}

async function* lines(plan: ExportPlan): AsyncGenerator<Iterable<string>, void, undefined> {
  const json = segmentJson({ offsetUnit: plan.options.offsetUnit });
  for (const transcript of plan.transcripts) {
    const coding = await plannedCoding(plan, transcript);
    const records = segmentRecords(plan, coding);
    yield linesOf(records, json, wordsOf(coding.text, records));
  }
}

function* linesOf(
  records: readonly SegmentRecord[],
  json: ReturnType<typeof segmentJson>,
  words: JsonWords,
): Generator<string, void, undefined> {
  for (const record of records) yield `${json(record, words)}\n`;
}
