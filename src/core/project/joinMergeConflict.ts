import { logLabel } from '../base/logLabel';
import { say } from '../base/say';
import { err, ok, type Result } from '../base/result';
import { baseName, type StudyPath } from '../base/studyPath';
import { changedRows } from '../coding/changedRows';
import { joinRows, type JoinedRows } from '../coding/joinSegments';
import { placeRows, placeSegments } from '../coding/placeSegments';
import { readSegments, type ConflictedSides, type SegmentsSide } from '../coding/readSegments';
import { changeOf } from '../coding/segmentsChange';
import type { SegmentRow, SegmentsHeader } from '../coding/segmentsFile';
import { writeSegments } from '../coding/writeSegments';
import { logEntryOf } from '../history/logLines';
import { utf8Text } from '../text/utf8';
import type { CodingTurn } from './codingTurn';
import type { Done } from './done';
import type { PlacingText, Recall } from './segmentsStore';
import { segmentsPath } from './studyFiles';

const encoder = new TextEncoder();

/** Both sides of a merge conflict, placed in one text and joined. */
export interface JoinedSides extends JoinedRows {
  /** Rows of the side that was here, placed in the text. */
  readonly mine: readonly SegmentRow[];
  readonly header: SegmentsHeader;
}

/**
 * Places the sides of a merge conflict, each from the text that it was made for, in the text at hand, and joins them by id; with what
 * both began from where git wrote it. Offsets of different texts are never compared. Never fails.
 */
export async function joinSides(
  { mine, theirs, base }: ConflictedSides,
  source: PlacingText,
  recall: Recall,
): Promise<JoinedSides> {
  const placed = async ({ header, rows }: SegmentsSide): Promise<readonly SegmentRow[]> => {
    const { transcript, coder, text } = header;
    const earlier = text === source.digest ? null : await recall(text, source.text);
    const origin = { transcript: transcript as StudyPath, coder, text };
    return placeSegments(origin, rows, source.text, source.digest, earlier).list.map(({ row }) => row);
  };
  const [left, right, was] = [await placed(mine), await placed(theirs), base && (await placed(base))];
  return { ...joinRows(was, left, right), mine: left, header: { ...theirs.header, ...mine.header } };
}

/**
 * Writes the two versions of my segments that git left in their file as one, and logs what came: it can be undone. Refused, with
 * nothing changed, where there is no conflict (any more), or one version cannot be read whole.
 */
export async function joinMergeConflict(turn: CodingTurn, transcript: StudyPath): Promise<Result<Done, string>> {
  const ready = await turn.ready(transcript);
  if (!ready.ok) return ready;
  const { coding, mine } = ready.value;
  const { study } = turn;
  const { files } = study.host;
  const path = segmentsPath(mine.coder, transcript);
  return files.exclusively(path, async () => {
    const bytes = await files.read(path);
    const content = bytes === undefined ? null : utf8Text(bytes);
    const reading = content === null ? null : readSegments(path, content, { transcript, coder: mine.coder });
    if (reading?.conflict == null) return err(say('“{0}” holds no two versions any more.', path));
    const { sides } = reading.conflict;
    if (sides === null) {
      const [, why] = reading.problems;
      return err(say('A version in “{0}” cannot be read whole, so they are not joined. {1}', path, why?.message ?? ''));
    }
    const source = { path: transcript, text: coding.text, digest: coding.digest };
    const joined = await joinSides(sides, source, study.recall);
    const list = placeRows(joined.rows, coding.text, true);
    await files.replace(path, encoder.encode(writeSegments({ ...mine, list }, joined.header)));
    const touched = changedRows(
      joined.mine,
      list.map(({ row }) => row),
    );
    const change = changeOf('join-copy', logLabel('Joined both versions of {0}', baseName(path)), touched);
    const target = { transcript, text: coding.digest };
    const entry = logEntryOf(change, { ...turn.historyOf(mine.coder).stamp(), target });
    const logged = touched.length === 0 ? [] : await turn.log(entry);
    const read = await turn.readAgain(() => study.refresh(transcript));
    return ok({ label: change.label, notes: [...joined.notes, ...logged, ...read] });
  });
}
