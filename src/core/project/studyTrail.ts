import { neverCancelled, throwIfCancelled, type CancellationToken } from '../base/cancellation';
import type { StudyPath } from '../base/studyPath';
import { eventOf, type HistoryEvent } from '../history/historyEvent';
import { wants, type HistoryFilter } from '../history/historyFilter';
import { NewestFirst, type CoderLog } from '../history/newestFirst';
import type { FileEntry, FilePort } from './host';
import { codingFileOf } from './studyFiles';

/** A page of the past, the newest first. */
export interface TrailPage {
  readonly events: readonly PastEvent[];
  /** True where nothing older is wanted. */
  readonly isEnd: boolean;
}

/** An event, and whether a later one took it back. Its transcript is named as it is now, where a later one linked it anew. */
export interface PastEvent extends HistoryEvent {
  readonly isUndone: boolean;
}

/** After this many entries that were looked through, other work gets its turn. */
const between = 250;

/** The log of one program, as its file was when it was read. */
export interface ReadLog extends CoderLog {
  readonly entry: FileEntry;
}

/**
 * The logs of all coders, by their files; one that has not changed since it was read as `known` is not read again. FileAccessError where
 * they cannot be read.
 */
export async function readLogs(
  files: Pick<FilePort, 'list' | 'read'>,
  known: ReadonlyMap<StudyPath, ReadLog> = new Map(),
): Promise<ReadonlyMap<StudyPath, ReadLog>> {
  const logs = new Map<StudyPath, ReadLog>();
  for (const entry of await files.list('coding' as StudyPath)) {
    const file = codingFileOf(entry.path);
    if (file?.kind !== 'log') continue;
    const before = known.get(entry.path);
    const same = before?.entry.size === entry.size && before.entry.modified === entry.modified;
    const bytes = same ? before.bytes : await files.read(entry.path);
    if (bytes !== undefined) logs.set(entry.path, { entry, coder: file.coder, writer: file.writer, bytes });
  }
  return logs;
}

/**
 * What all coders of a study did, by their logs. Files are read whole, but parsed from their ends and only as far as pages are asked
 * for; a log that has not changed since it was last read is not read again.
 */
export class StudyTrail {
  private known: ReadonlyMap<StudyPath, ReadLog> = new Map();

  constructor(private readonly files: FilePort) {}

  /** Begins at the newest entry of now. FileAccessError where the logs cannot be read. */
  async open(): Promise<OpenTrail> {
    this.known = await readLogs(this.files, this.known);
    return new OpenTrail(new NewestFirst([...this.known.values()]));
  }
}

/** A way back through the past, page by page. */
export class OpenTrail {
  /** Ids of entries that later ones took back, as far as was read. */
  private readonly takenBack = new Set<string>();
  /** What transcripts are called now, by what they were called. */
  private readonly namesNow = new Map<string, string>();

  constructor(private readonly entries: NewestFirst) {}

  /**
   * The next `most` events that are wanted. `rest` lets other work have its turn. CancelledError where the token is cancelled; what was
   * passed over until then is not given again.
   */
  async page(
    most: number,
    filter: HistoryFilter,
    codeName: (code: string) => string,
    rest: () => Promise<void>,
    token: CancellationToken = neverCancelled,
  ): Promise<TrailPage> {
    const events: PastEvent[] = [];
    for (let looked = 1; events.length < most; looked++) {
      if (looked % between === 0) {
        await rest();
        throwIfCancelled(token);
      }
      const past = this.entries.next();
      if (past === null) return { events, isEnd: true };
      const { coder, entry } = past;
      const isUndone = this.takenBack.has(entry.id);
      // What was taken back itself took nothing back in the end.
      if (entry.undoes !== undefined && !isUndone) this.takenBack.add(entry.undoes);
      const { from, transcript } = entry.target;
      const name = transcript === undefined ? null : (this.namesNow.get(transcript) ?? transcript);
      const event = { ...eventOf(coder, entry, codeName), transcript: name };
      if (entry.op === 'relink' && from !== undefined && name !== null) this.namesNow.set(from, name);
      if (wants(filter, event)) events.push({ ...event, isUndone });
    }
    return { events, isEnd: false };
  }
}
