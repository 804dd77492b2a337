import { shownLabel } from '../base/logLabel';
import { say } from '../base/say';
import { canonicalJson } from '../base/canonicalJson';
import type { StudyPath } from '../base/studyPath';
import type { ReadingDays } from '../coding/readingStep';
import { atPlaceOf, contentOf, samePlace } from '../coding/segmentsChange';
import type { SegmentRow } from '../coding/segmentsFile';
import { fileOperationOf, type FileOperation, type LogEntry } from './logFile';
import { relocated } from './relinks';
import { daysIn, isNote, sameText, segmentsChangeOf, textIn, touchedBy } from './undoEntry';

/** What became of one segment over several entries: as it was before the first, and after the last. */
export interface SegmentSince {
  readonly id: string;
  readonly before: SegmentRow | null;
  readonly after: SegmentRow | null;
  /** True where something that the log does not tell of changed it in between. */
  readonly broken: boolean;
  /** Digest of the text in which `before` stands, where the log says so. */
  readonly text?: string | undefined;
}

/** How far the coder had come with a transcript before the first entry, and after the last. */
export interface MarkSince {
  readonly transcript: StudyPath;
  readonly before: ReadingDays;
  readonly after: ReadingDays;
}

/** What became of a whole file (a codebook, the cases); null where there was or is none. */
export interface FileSince {
  readonly path: StudyPath;
  readonly op: FileOperation;
  readonly before: string | null;
  readonly after: string | null;
  readonly broken: boolean;
}

/** What entries did in the end. */
export interface ChangesSince {
  /** By the path that the transcript has now. */
  readonly segments: ReadonlyMap<StudyPath, readonly SegmentSince[]>;
  readonly marks: readonly MarkSince[];
  readonly files: readonly FileSince[];
  /** Entries that cannot be put back at all, each with the reason. */
  readonly refused: readonly { readonly what: string; readonly reason: string }[];
}

interface Chain<T> {
  readonly before: T;
  after: T;
  broken: boolean;
}

interface RowChain extends Chain<SegmentRow | null> {
  /** Somebody put it elsewhere, or made or removed it: its place, too, is to be put back. */
  moved: boolean;
  /** Digests of the texts in which it stood at first and at last. */
  readonly textBefore: string | undefined;
  textAfter: string | undefined;
}

interface FileChain extends Chain<string | null> {
  readonly op: FileSince['op'];
}

/**
 * Sums up the entries of one coder, in order: each segment and file that they touched, once. What they changed and changed back is left
 * out. A segment that nobody moved keeps the place of the last entry, however the text was edited in between. Pure, O(entries).
 */
export function changesSince(entries: readonly LogEntry[]): ChangesSince {
  const segments = new Map<StudyPath, Map<string, RowChain>>();
  const marks = new Map<StudyPath, { readonly before: ReadingDays; after: ReadingDays }>();
  const files = new Map<StudyPath, FileChain>();
  const refused: { what: string; reason: string }[] = [];
  const isRelink = ({ op }: LogEntry): boolean => op === 'relink';
  // Mostly nothing was relinked, and a long log need not be gone through for each entry.
  const relinks = entries.filter(isRelink);
  let past = 0;
  for (const written of entries) {
    if (isRelink(written)) {
      past++;
      continue;
    }
    // Memos are files of their own, whose words are the editor's; what was said in a thread others may have answered; a mark of a stage
    // changes nothing.
    if (['reanchor', 'write-memo', 'mark-stage'].includes(written.op) || isNote(written)) continue;
    const entry = relocated(written, relinks.slice(past));
    const touched = touchedBy(entry);
    const what = shownLabel(entry.label ?? entry.op);
    if (!touched.ok) {
      refused.push({ what, reason: touched.error });
      continue;
    }
    if (touched.value.kind === 'segments') {
      const change = segmentsChangeOf(entry);
      if (!change.ok) {
        refused.push({ what, reason: change.error });
        continue;
      }
      const { before, after } = change.value;
      const chains = segments.get(touched.value.transcript) ?? new Map<string, RowChain>();
      segments.set(touched.value.transcript, chains);
      for (const id of Object.keys(after)) {
        addRow(chains, id, before[id] ?? null, after[id] ?? null, entry.target.text);
      }
    } else if (touched.value.kind === 'mark') {
      const [before, after] = [daysIn(entry.before), daysIn(entry.after)];
      if (before === null || after === null) {
        refused.push({ what, reason: say('The log does not say how far you had come.') });
        continue;
      }
      const { transcript } = touched.value;
      const chain = marks.get(transcript);
      if (chain === undefined) marks.set(transcript, { before, after });
      else chain.after = after;
    } else if (touched.value.kind === 'files') {
      for (const path of touched.value.paths) {
        const [before, after] = [textIn(entry.before, path), textIn(entry.after, path)];
        if (before === undefined || after === undefined) {
          refused.push({ what, reason: say('The log does not say what the file was.') });
          continue;
        }
        const chain = files.get(path);
        if (chain === undefined) {
          const op = fileOperationOf(entry) ?? 'edit-codebook';
          files.set(path, { op, before, after, broken: false });
          continue;
        }
        chain.broken ||= !sameText(chain.after, before);
        chain.after = after;
      }
    }
  }
  return {
    segments: new Map(
      [...segments].flatMap(([path, chains]) => {
        const since = [...chains].flatMap(([id, chain]) => sinceOf(id, chain));
        return since.length > 0 ? [[path, since] as const] : [];
      }),
    ),
    marks: [...marks].flatMap(([transcript, { before, after }]) =>
      canonicalJson(before) === canonicalJson(after) ? [] : [{ transcript, before, after }],
    ),
    files: [...files].flatMap(([path, chain]) =>
      sameText(chain.before, chain.after) && !chain.broken ? [] : [{ path, ...chain }],
    ),
    refused,
  };
}

function addRow(
  chains: Map<string, RowChain>,
  id: string,
  before: SegmentRow | null,
  after: SegmentRow | null,
  text: string | undefined,
): void {
  const chain = chains.get(id);
  const moved = before === null || after === null || !samePlace(before, after);
  if (chain === undefined) {
    chains.set(id, { before, after, broken: false, moved, textBefore: text, textAfter: text });
    return;
  }
  chain.broken ||= contentText(chain.after) !== contentText(before);
  chain.moved ||= moved;
  chain.after = after;
  chain.textAfter = text;
}

function sinceOf(id: string, chain: RowChain): readonly SegmentSince[] {
  const { before, after, broken, moved, textBefore, textAfter } = chain;
  if (before === null && after === null && !broken) return [];
  const stays = !moved && before !== null && after !== null;
  const was = stays ? atPlaceOf(before, after) : before;
  const same =
    was !== null && after !== null && contentText(was) === contentText(after) && samePlace(was, after) && !broken;
  return same ? [] : [{ id, before: was, after, broken, text: stays ? textAfter : textBefore }];
}

function contentText(row: SegmentRow | null): string {
  return row === null ? '' : canonicalJson(contentOf(row));
}
