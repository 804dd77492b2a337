import { Queues } from '../base/queues';
import { err, ok, type Result } from '../base/result';
import type { StudyPath } from '../base/studyPath';
import type { CodingTools } from '../coding/codingOperations';
import type { Segments, SegmentsChange } from '../coding/segment';
import { applyChange } from '../coding/segmentsChange';
import type { LogEntry } from '../history/logFile';
import { fileEntryOf, logEntryOf } from '../history/logLines';
import { touchedBy, undoEntry, whatWasDone } from '../history/undoEntry';
import { undoStack } from '../history/undoStack';
import { digestOfText } from '../base/digest';
import type { LfText } from '../text/lfText';
import { utf16 } from '../text/offsets';
import type { Span } from '../text/span';
import { utf8Text } from '../text/utf8';
import { FileAccessError } from './host';
import { asSaved, unsavedDigest } from './liveEdit';
import { saveSegments, type Saved, type StoredSegments } from './segmentsStore';
import type { Study } from './study';
import { segmentsPath } from './studyFiles';
import { StudyHistory } from './studyHistory';
import type { TranscriptCoding } from './transcriptCoding';

/** What was done, for the person: one line, and what a join with someone else's change brought in. */
export interface Done {
  readonly label: string;
  readonly notes: readonly string[];
  /** Said of an undo or redo, for the person may be reading something else meanwhile. */
  readonly turnedBack?: TurnedBack;
}

/** What undo or redo took back. */
export interface TurnedBack {
  /** What it was, as it was said when it was done: “Coded “we just clicked” as Making a connection”. */
  readonly what: string;
  /** Where in the text of today; null for a change of a codebook. `span` is null for a segment without a place. */
  readonly where: { readonly transcript: StudyPath; readonly span: Span | null } | null;
}

/** An operation on my segments of one transcript. */
export type Operation = (mine: Segments, coding: TranscriptCoding) => Result<SegmentsChange, string>;

const encoder = new TextEncoder();

/**
 * The one place through which a person changes a study: their segments, and the codebooks. Changes are done one after the other;
 * each is saved, written to the log and shown. An expected failure (disk full, read-only, an unsound file) is a sentence, and
 * nothing is changed.
 */
export class CodingSession {
  private readonly queues = new Queues();
  /** By coder: each goes on in its one file, also for a coder who comes back. */
  private readonly histories = new Map<string, StudyHistory>();

  /** `writer` names this window or process in the log: unique, a slug. */
  constructor(
    readonly study: Study,
    private readonly writer: string,
  ) {}

  /** What operations need from the study: the time, fresh ids, the digests and names of codes. */
  tools(): CodingTools {
    const { host, codes } = this.study;
    return {
      at: host.now(),
      newId: () => host.newId(),
      codeDigest: (code) => codes.resolve(code)?.digest,
      codeName: (code) => codes.resolve(code)?.name ?? code,
    };
  }

  /**
   * Does an operation on my segments of a transcript whose text is as the file has it. `meant` is the text in which the person
   * selected words, where they did: the operation is refused where the transcript has another one by now.
   */
  change(path: StudyPath, operate: Operation, meant?: LfText): Promise<Result<Done, string>> {
    return this.inTurn(async () => {
      const ready = await this.ready(path);
      if (!ready.ok) return ready;
      const { coding, mine } = ready.value;
      if (meant !== undefined && coding.text !== meant) {
        return err('The transcript has changed meanwhile, so nothing was done. Select the words again.');
      }
      const change = operate(mine, coding);
      return change.ok ? this.commit(coding, mine, change.value) : change;
    });
  }

  /** Resolves when everything that was begun is done. */
  settled(): Promise<void> {
    return this.queues.settled('changes');
  }

  /** Takes back what I did last, or says why not. */
  undo(): Promise<Result<Done, string>> {
    return this.inTurn(() => this.turnBack('undo'));
  }

  /** Does again what I took back last, or says why not. */
  redo(): Promise<Result<Done, string>> {
    return this.inTurn(() => this.turnBack('redo'));
  }

  /** Changes a codebook file by a pure edit of its text. */
  editCodebook(
    file: StudyPath,
    label: string,
    edit: (text: string) => Result<string, string>,
  ): Promise<Result<Done, string>> {
    return this.inTurn(async () => {
      const me = this.me();
      if (!me.ok) return me;
      return this.study.host.files.exclusively(file, async () => {
        const before = await this.textOf(file);
        if (before === null) return err(`“${file}” is not there any more, or is not in UTF-8.`);
        const after = edit(before);
        if (!after.ok) return after;
        if (after.value === before) return err('Nothing would change.');
        const stamp = this.historyOf(me.value).stamp();
        const files = [{ path: file, before, after: after.value }];
        return this.writeText(file, after.value, fileEntryOf('edit-codebook', label, files, stamp));
      });
    });
  }

  /**
   * After an edited transcript was saved: my segments follow it under the new text's digest. Does nothing where that was done. Where
   * nothing may be written, segments follow in memory alone.
   */
  transcriptSaved(path: StudyPath, mayWrite = true): Promise<Result<Done, string>> {
    return this.inTurn(async () => {
      const outcome = await this.followSave(path, mayWrite);
      await this.study.catchUp(path);
      return outcome;
    });
  }

  private async followSave(path: StudyPath, mayWrite: boolean): Promise<Result<Done, string>> {
    const done = { label: 'Saved', notes: [] };
    const live = this.study.keptCoding(path);
    if (live?.digest !== unsavedDigest) return ok(done);
    const digest = await digestOfText(live.text, this.study.host.digest);
    // Typed meanwhile: the next save brings it.
    if (this.study.keptCoding(path) !== live) return ok(done);
    const { me } = this.study;
    // Reverted, or undone back to what was saved: the file says exactly where everything is.
    if (me !== null && this.study.storedOf(path).get(me)?.header?.text === digest) {
      await this.study.refresh(path, 'also unsaved');
      return ok(done);
    }
    const saved = asSaved(live, digest);
    const mine = me === null ? undefined : saved.byCoder.get(me);
    this.study.replace(saved);
    if (mine === undefined || mine.list.length === 0 || !mayWrite || this.study.project.readOnly) return ok(done);
    const written = await this.write(saved, mine);
    if (!written.ok) return written;
    this.show(saved, written.value);
    return ok({ ...done, notes: written.value.notes });
  }

  private async turnBack(way: 'undo' | 'redo'): Promise<Result<Done, string>> {
    const me = this.me();
    if (!me.ok) return me;
    const history = this.historyOf(me.value);
    const entry = undoStack(await history.entries())[way].at(-1);
    if (entry === undefined) return err(way === 'undo' ? 'There is nothing to undo.' : 'There is nothing to redo.');
    const touched = touchedBy(entry);
    if (!touched.ok) return touched;
    return touched.value.kind === 'segments'
      ? this.turnBackSegments(entry, touched.value.transcript)
      : this.turnBackFile(entry, touched.value.paths);
  }

  private async turnBackSegments(entry: LogEntry, path: StudyPath): Promise<Result<Done, string>> {
    const ready = await this.ready(path);
    if (!ready.ok) return ready;
    const { coding, mine } = ready.value;
    const stamp = this.historyOf(mine.coder).stamp();
    const back = undoEntry(entry, { kind: 'segments', segments: mine, text: coding.text }, stamp);
    if (!back.ok) return back;
    if (back.value.kind !== 'segments') return err('This was done elsewhere in the study.');
    return this.commit(coding, mine, back.value.change, back.value.entry);
  }

  /** One file at a time: a codebook change touches one, and holding several would need an order of locks. */
  private async turnBackFile(entry: LogEntry, [file, ...more]: readonly StudyPath[]): Promise<Result<Done, string>> {
    if (file === undefined || more.length > 0)
      return err('This touched several files and cannot be undone in one step.');
    return this.study.host.files.exclusively(file, async () => {
      const texts = new Map([[file, await this.textOf(file)]]);
      const stamp = this.historyOf(this.study.me ?? '').stamp();
      const back = undoEntry(entry, { kind: 'files', texts }, stamp);
      if (!back.ok) return back;
      const text = back.value.kind === 'files' ? back.value.texts.get(file) : undefined;
      if (typeof text !== 'string') return err('This would remove the file, which undo does not do.');
      return this.writeText(file, text, back.value.entry);
    });
  }

  private async ready(
    path: StudyPath,
  ): Promise<Result<{ readonly coding: TranscriptCoding; readonly mine: Segments }, string>> {
    const me = this.me();
    if (!me.ok) return me;
    const coding = await this.study.coding(path);
    if (coding === null) return err(`“${path}” cannot be read; the Problems panel says why.`);
    if (coding.digest === unsavedDigest) return err(`Save “${path}” first: codings refer to the saved text.`);
    const mine = coding.byCoder.get(me.value) ?? {
      transcript: path,
      coder: me.value,
      text: coding.digest,
      list: [],
    };
    return ok({ coding, mine });
  }

  private me(): Result<string, string> {
    if (this.study.project.readOnly) {
      return err('This study was written by a newer Verbatim; update this one to change it.');
    }
    return this.study.me === null ? err('Say first who is coding: run “Verbatim: Choose Coder…”.') : ok(this.study.me);
  }

  private async commit(
    coding: TranscriptCoding,
    mine: Segments,
    change: SegmentsChange,
    entry?: LogEntry,
  ): Promise<Result<Done, string>> {
    const written = await this.write(coding, applyChange(mine, change, coding.text));
    if (!written.ok) return written;
    const { notes } = written.value;
    this.show(coding, written.value, change);
    const history = this.historyOf(mine.coder);
    const target = { transcript: coding.path };
    const logged = await this.logged(history, entry ?? logEntryOf(change, { ...history.stamp(), target }));
    const done = { label: change.label, notes: [...notes, ...logged] };
    if (entry?.undoes === undefined) return ok(done);
    return ok({ ...done, turnedBack: { what: whatWasDone(entry), where: { ...target, span: placeIn(change) } } });
  }

  /**
   * Shows what was written of `before`; where the transcript went on in its editor meanwhile, the same change is done to what is
   * there. Rows that were joined in from another window are not in it, so the next write has to join them again.
   */
  private show(before: TranscriptCoding, { stored, joined }: Saved, change?: SegmentsChange): void {
    const live = this.study.keptCoding(before.path);
    if (live === undefined || live === before) {
      this.study.replace(before.with(stored.segments), stored);
      return;
    }
    const mine = live.byCoder.get(stored.segments.coder) ?? { ...stored.segments, text: live.digest, list: [] };
    const now = change ? live.with(applyChange(mine, change, live.text)) : live;
    if (joined) this.study.replaceBehind(now);
    else this.study.replace(now, stored);
  }

  private async write(coding: TranscriptCoding, next: Segments): Promise<Result<Saved, string>> {
    const { path, text, digest } = coding;
    const seen: StoredSegments = this.study.storedOf(path).get(next.coder) ?? {
      path: segmentsPath(next.coder, path),
      segments: { ...next, list: [] },
      header: null,
      content: null,
      writable: true,
      problems: [],
    };
    try {
      return await saveSegments(this.study.host.files, seen, next, { path, text, digest }, this.study.recall);
    } catch (error) {
      if (error instanceof FileAccessError) return err(`Nothing was changed: ${error.message}`);
      throw error;
    }
  }

  /** Writes what was done to the log. The change itself stands; where the log cannot be written, that is said. */
  private async logged(history: StudyHistory, entry: LogEntry): Promise<readonly string[]> {
    try {
      await history.append(entry);
      return [];
    } catch (error) {
      if (!(error instanceof FileAccessError)) throw error;
      this.study.host.log.error('The log could not be written.', error);
      return [`It was done, but the log could not be written, so it cannot be undone later: ${error.message}`];
    }
  }

  /** Writes a codebook, logs it and reads the study's frame again. To be called with the file held. */
  private async writeText(file: StudyPath, text: string, entry: LogEntry): Promise<Result<Done, string>> {
    try {
      await this.study.host.files.replace(file, encoder.encode(text));
    } catch (error) {
      if (error instanceof FileAccessError) return err(`Nothing was changed: ${error.message}`);
      throw error;
    }
    const notes = await this.logged(this.historyOf(this.study.me ?? ''), entry);
    await this.study.reload();
    const done = { label: entry.label ?? entry.op, notes };
    return ok(entry.undoes === undefined ? done : { ...done, turnedBack: { what: whatWasDone(entry), where: null } });
  }

  private historyOf(coder: string): StudyHistory {
    let history = this.histories.get(coder);
    if (history === undefined) {
      history = new StudyHistory(this.study.host, coder, this.writer);
      this.histories.set(coder, history);
    }
    return history;
  }

  private async textOf(file: StudyPath): Promise<string | null> {
    const bytes = await this.study.host.files.read(file);
    return bytes === undefined ? null : utf8Text(bytes);
  }

  private inTurn<T>(work: () => Promise<T>): Promise<T> {
    return this.queues.run('changes', work);
  }
}

/** Where the segments that a change touches stand or stood; null where the first of them has no place. */
function placeIn({ before, after }: SegmentsChange): Span | null {
  const row = [...Object.values(after), ...Object.values(before)].find((one) => one !== null);
  return !row || row.state === 'orphaned' ? null : { start: utf16(row.start), end: utf16(row.end) };
}
