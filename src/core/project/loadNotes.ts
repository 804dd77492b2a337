import type { Problem } from '../base/problem';
import { readNotes } from '../notes/readNotes';
import type { CoderNotes } from '../notes/threads';
import type { FrameFiles } from './frameFiles';
import type { FrameReadings } from './frameReadings';
import type { FileEntry } from './host';
import { codingFileOf } from './studyFiles';

/** Reads everybody's comments among the files of a study, in the order of paths. */
export async function loadNotes(
  source: FrameFiles,
  kept: FrameReadings,
  files: readonly FileEntry[],
  problems: Problem[],
): Promise<readonly CoderNotes[]> {
  const notes: CoderNotes[] = [];
  for (const { path } of files) {
    const file = codingFileOf(path);
    if (file?.kind !== 'notes') continue;
    const found = await source.textIfAllowed(path);
    if (found === undefined) continue;
    const { coder } = file;
    const reading = await kept.notes.of(path, found.digest, nowhere, () => readNotes(path, found.text, coder));
    problems.push(...reading.problems);
    notes.push({ coder, rows: reading.rows });
  }
  return notes;
}

/** Comments ask for no other file. */
const nowhere = (): boolean => false;
