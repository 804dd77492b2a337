import { logLabel } from '../../base/logLabel';
import { err, ok, type Result } from '../../base/result';
import type { Segments, SegmentsChange } from '../../coding/segment';
import type { SegmentRow } from '../../coding/segmentsFile';
import { applyChange, changeOf } from '../../coding/segmentsChange';
import { logEntryOf } from '../../history/logLines';
import { coderText } from '../../project/readCoder';
import { loadSegments, saveSegments } from '../../project/segmentsStore';
import type { Study } from '../../project/study';
import { coderPath } from '../../project/studyFiles';
import { StudyHistory } from '../../project/studyHistory';
import { plannedFor, type CodingsPlan, type PlannedSegments } from './planCodingsImport';

const encoder = new TextEncoder();

/**
 * Writes what was planned: joined into each coder’s file, with an entry in that coder’s log, and new coders made. Stops with a reason,
 * what was written until then standing, where a transcript or a segments file changed since the plan was made; planning again then adds only the rest.
 * `writer` names this process in the logs. Gives what joins brought in, in words. Throws FileAccessError where the disk refuses.
 */
export async function applyCodingsPlan(
  study: Study,
  plan: CodingsPlan,
  writer: string,
): Promise<Result<readonly string[], string>> {
  const notes: string[] = [];
  for (const { id, name } of plan.newCoders) {
    const path = coderPath(id);
    if ((await study.host.files.read(path)) === undefined) {
      await study.host.files.replace(path, encoder.encode(coderText(name)));
    }
  }
  const histories = new Map<string, StudyHistory>();
  for (const planned of plan.files) {
    const { coder } = planned;
    const history = histories.get(coder) ?? new StudyHistory(study.host, coder, writer);
    histories.set(coder, history);
    const written = await writeOne(study, planned, history);
    if (!written.ok) return written;
    notes.push(...written.value);
  }
  await study.reload();
  for (const path of new Set(plan.files.map(({ transcript }) => transcript))) await study.refresh(path);
  return ok(notes);
}

async function writeOne(
  study: Study,
  planned: PlannedSegments,
  history: StudyHistory,
): Promise<Result<readonly string[], string>> {
  const { transcript, coder } = planned;
  const coding = await study.inPassing(transcript);
  if (coding?.digest !== planned.digest) return err(changed(transcript));
  const source = { path: transcript, text: coding.text, pieces: [coding.text], digest: coding.digest };
  const seen = await loadSegments(study.host, coder, source, study.recall);
  // The plan holds whole rows: they would take away what was said of a segment since.
  if (seen.writable && (await plannedFor(seen, study.host.digest)) !== planned.seen) return err(changed(seen.path));
  const change = changeTo(seen.segments, planned.rows);
  const saved = await saveSegments(
    study.host.files,
    seen,
    applyChange(seen.segments, change, coding.text),
    source,
    study.recall,
  );
  if (!saved.ok) return saved;
  await history.append(
    logEntryOf(saved.value.asDone?.(change) ?? change, {
      ...history.stamp(),
      target: { transcript, text: coding.digest },
    }),
  );
  return ok(saved.value.notes);
}

function changed(path: string): string {
  return `“${path}” changed while its codings were imported. Import the file again; nothing is added twice.`;
}

function changeTo({ list, coder }: Segments, rows: readonly SegmentRow[]): SegmentsChange {
  const known = new Map(list.map(({ row }) => [row.id, row]));
  return changeOf(
    'import-codings',
    rows.length === 1
      ? logLabel('Imported one segment of {0}', coder)
      : logLabel('Imported {0} segments of {1}', rows.length, coder),
    rows.map((after) => ({ before: known.get(after.id) ?? null, after })),
  );
}
