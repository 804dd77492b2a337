import { say } from '../base/say';
import { EarlierText } from '../anchor/reanchorThroughDiff';
import { err, ok, type Result } from '../base/result';
import type { StudyPath } from '../base/studyPath';
import type { Segments, SegmentsChange } from '../coding/segment';
import { applyChange } from '../coding/segmentsChange';
import type { LogEntry } from '../history/logFile';
import { logEntryOf } from '../history/logLines';
import { whatWasDone } from '../history/undoEntry';
import { utf16 } from '../text/offsets';
import type { Span } from '../text/span';
import { utf8Text } from '../text/utf8';
import type { Done } from './done';
import { FileAccessError, nothingChangedIfRefused } from './host';
import { unsavedDigest } from './liveEdit';
import { saveSegments, type Saved, type StoredSegments } from './segmentsStore';
import type { SessionLogs } from './sessionLogs';
import type { Study } from './study';
import { segmentsPath } from './studyFiles';
import type { StudyHistory } from './studyHistory';
import type { TranscriptCoding } from './transcriptCoding';

const encoder = new TextEncoder();

/**
 * One thing that a person does in a study, from its beginning to its end: what it reads is held until then, and it stays theirs whoever
 * is chosen meanwhile.
 */
export class CodingTurn {
  /** Transcripts that are worked on, with what lets go of each. */
  private readonly held = new Map<StudyPath, () => void>();
  /** What the files of segments held when a transcript was looked at: what comes into them while something is awaited is joined, not written over. */
  private readonly seen = new WeakMap<TranscriptCoding, ReadonlyMap<string, StoredSegments>>();

  constructor(
    readonly study: Study,
    private readonly logs: SessionLogs,
    /** Who was at work when it was asked for; null where nobody was chosen. */
    readonly coder: string | null,
  ) {}

  /** Refused where the study cannot be written. */
  mayChange(): Result<undefined, string> {
    if (!this.study.project.readOnly) return ok(undefined);
    return err(say('This study was written by a newer Verbatim; update this one to change it.'));
  }

  /** Who does it; refused where nobody was chosen, or the study cannot be written. */
  me(): Result<string, string> {
    const may = this.mayChange();
    if (!may.ok) return may;
    return this.coder === null ? err(say('Say first who is coding: run “Verbatim: Choose Coder…”.')) : ok(this.coder);
  }

  /** The audit trail of a coder. */
  historyOf(coder: string): StudyHistory {
    return this.logs.of(coder);
  }

  /** My segments of a transcript, and the saved text they stand in; the reason where they cannot be worked on. */
  async ready(
    path: StudyPath,
  ): Promise<Result<{ readonly coding: TranscriptCoding; readonly mine: Segments }, string>> {
    const me = this.me();
    if (!me.ok) return me;
    // A view that reads the same in passing would let go of what a write has to join from.
    if (!this.held.has(path)) this.held.set(path, this.study.hold(path));
    const coding = await this.study.coding(path);
    if (coding === null) return err(say('“{0}” cannot be read; the Problems panel says why.', path));
    if (coding.digest === unsavedDigest) return err(say('Save “{0}” first: codings refer to the saved text.', path));
    this.seen.set(coding, this.study.storedOf(path));
    const mine = coding.byCoder.get(me.value) ?? {
      transcript: path,
      coder: me.value,
      text: coding.digest,
      list: [],
    };
    return ok({ coding, mine });
  }

  /** The text in which something of the log stands, to be laid beside the text at hand; null where it is this one, or not known any more. */
  async earlierOf(digest: string | undefined, { text, digest: now }: TranscriptCoding): Promise<EarlierText | null> {
    return digest === undefined || digest === now ? null : this.study.recall(digest, text);
  }

  /** The text of a file, null where it is missing or no text. */
  async textOf(file: StudyPath): Promise<string | null> {
    const bytes = await this.study.host.files.read(file);
    return bytes === undefined ? null : utf8Text(bytes);
  }

  /** Saves a change of my segments, shows it and logs it. */
  async commit(
    coding: TranscriptCoding,
    mine: Segments,
    wanted: SegmentsChange,
    entry?: LogEntry,
  ): Promise<Result<Done, string>> {
    const written = await this.write(coding, applyChange(mine, wanted, coding.text));
    if (!written.ok) return written;
    const { notes } = written.value;
    const change = written.value.asDone?.(wanted) ?? wanted;
    const { before, after } = change;
    const target = { transcript: coding.path, text: coding.digest };
    // Another window had done all of it.
    if (!entry && Object.keys(after).length === 0) {
      this.show(coding, written.value, change);
      return ok({ label: change.label, notes });
    }
    const made = entry
      ? { ...entry, target: { ...entry.target, ...target }, before, after }
      : logEntryOf(change, { ...this.historyOf(mine.coder).stamp(), target });
    // Shown while the disk takes the log entry: what was done stands by now, whatever becomes of that.
    const logging = this.logs.write(mine.coder, made);
    this.show(coding, written.value, change);
    const done = { label: change.label, notes: [...notes, ...(await logging)] };
    if (entry?.undoes === undefined) return ok(done);
    const where = { transcript: coding.path, span: placeIn(change) };
    return ok({ ...done, turnedBack: { what: whatWasDone(entry), where } });
  }

  /**
   * Shows what was written of `before`; where the transcript went on in its editor meanwhile, the same change is done to what is
   * there. Rows that were joined in from another window are not in it, so the next write has to join them again.
   */
  show(before: TranscriptCoding, { stored, joined }: Saved, change?: SegmentsChange): void {
    const live = this.study.keptCoding(before.path);
    if (live === undefined || live === before) {
      this.study.replace(before.with(stored.segments), stored);
      return;
    }
    const mine = live.byCoder.get(stored.segments.coder) ?? { ...stored.segments, text: live.digest, list: [] };
    const earlier = new EarlierText(before.text, live.text);
    const now = change ? live.with(applyChange(mine, change, live.text, earlier)) : live;
    if (joined) this.study.replaceBehind(now);
    else this.study.replace(now, stored);
  }

  /** Saves segments of mine, joined with what another window wrote meanwhile. */
  async write(coding: TranscriptCoding, next: Segments): Promise<Result<Saved, string>> {
    const { path, text, digest } = coding;
    const files = this.seen.get(coding) ?? this.study.storedOf(path);
    const seen: StoredSegments = files.get(next.coder) ?? {
      path: segmentsPath(next.coder, path),
      segments: { ...next, list: [] },
      header: null,
      bytes: null,
      file: null,
      writable: true,
      problems: [],
    };
    const { host, recall } = this.study;
    const before = { ...seen, segments: coding.byCoder.get(next.coder) ?? seen.segments };
    return nothingChangedIfRefused(() => saveSegments(host.files, before, next, { path, text, digest }, recall));
  }

  /** Writes a codebook or a coder's own file, logs it and reads the study's frame again. To be called with the file held. */
  async writeText(file: StudyPath, text: string, entry: LogEntry): Promise<Result<Done, string>> {
    const written = await nothingChangedIfRefused(async () => {
      await this.study.host.files.replace(file, encoder.encode(text));
      return ok(undefined);
    });
    if (!written.ok) return written;
    const logged = await this.logs.write(this.coder ?? '', entry);
    const read = await this.readAgain(() => this.study.filesChanged([file]));
    const done = { label: entry.label ?? entry.op, notes: [...logged, ...read] };
    return ok(entry.undoes === undefined ? done : { ...done, turnedBack: { what: whatWasDone(entry), where: null } });
  }

  /** Writes to my log what was done; gives what there is to say where that is not possible now. */
  log(entry: LogEntry): Promise<readonly string[]> {
    return this.logs.write(this.coder ?? '', entry);
  }

  /** Reads what was written, which stands whether or not it can be read now. Says what cannot. */
  async readAgain(read: () => Promise<unknown>): Promise<readonly string[]> {
    try {
      await read();
      return [];
    } catch (error) {
      if (!(error instanceof FileAccessError)) throw error;
      return [say('It was done, but cannot be shown yet: {0}', error.message)];
    }
  }

  /** Lets go of a transcript that is done with. */
  passed(path: StudyPath): void {
    this.held.get(path)?.();
    this.held.delete(path);
    this.study.passed(path);
  }

  /** Lets go of everything that was held. */
  end(): void {
    for (const path of [...this.held.keys()]) this.passed(path);
  }
}

/** Where the segments that a change touches stand or stood; null where the first of them has no place. */
function placeIn({ before, after }: SegmentsChange): Span | null {
  const row = [...Object.values(after), ...Object.values(before)].find((one) => one !== null);
  return !row || row.state === 'orphaned' ? null : { start: utf16(row.start), end: utf16(row.end) };
}
