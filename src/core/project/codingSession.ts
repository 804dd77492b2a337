import { EarlierText } from '../anchor/reanchorThroughDiff';
import { CancelledError, neverCancelled, type CancellationToken } from '../base/cancellation';
import { Emitter, type Event } from '../base/event';
import { Queues } from '../base/queues';
import { err, ok, type Result } from '../base/result';
import type { StudyPath } from '../base/studyPath';
import type { CodingTools } from '../coding/codingOperations';
import type { Segments, SegmentsChange } from '../coding/segment';
import { applyChange } from '../coding/segmentsChange';
import type { LogEntry } from '../history/logFile';
import { inBatch, oneStep } from '../history/batch';
import { fileEntryOf, logEntryOf, relinkEntryOf } from '../history/logLines';
import { relocated } from '../history/relinks';
import { touchedBy, undoEntry, whatWasDone } from '../history/undoEntry';
import { isUndoable, standingFor, undoStack } from '../history/undoStack';
import { digestOfText } from '../base/digest';
import type { LfText } from '../text/lfText';
import { utf16 } from '../text/offsets';
import type { Span } from '../text/span';
import { utf8Text } from '../text/utf8';
import { fileHasText } from './fileHasText';
import { FileAccessError, nothingChangedIfRefused, unlessRefused } from './host';
import { findRenamed, type FollowedRenames } from './followRenames';
import { asSaved, unsavedDigest } from './liveEdit';
import { moveSegments } from './moveSegments';
import type { RenameMatch } from './renamedTranscripts';
import type { RestoreOutcome, RestorePoint, RestoreSteps } from './restoreEntries';
import { saveSegments, type Saved, type StoredSegments } from './segmentsStore';
import type { Study } from './study';
import { segmentsPath, type SegmentsFileEntry } from './studyFiles';
import { StudyHistory } from './studyHistory';
import { TranscriptPresence } from './transcriptPresence';
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

/** Restoring is seldom and long, so what it needs is loaded when it is first asked for. */
const restoring = () => import('./restoreEntries');

/**
 * The one place through which a person changes a study: their segments, and the codebooks. Changes are done one after the other;
 * each is saved, written to the log and shown. An expected failure (disk full, read-only, an unsound file) is a sentence, and
 * nothing is changed.
 */
export class CodingSession {
  private readonly queues = new Queues();
  /** By coder: each goes on in its one file, also for a coder who comes back. */
  private readonly histories = new Map<string, StudyHistory>();
  /** Transcripts that were saved while my segments could not be: on the disk these still refer to the text before. */
  private readonly behind = new Set<StudyPath>();
  private readonly presence = new TranscriptPresence();
  /** Transcripts that the change at hand works on, with what lets go of each. */
  private readonly held = new Map<StudyPath, () => void>();
  private readonly logs = new Emitter<void>((error) => {
    this.study.host.log.error('A listener to the log failed.', error);
  });
  /** An entry was written to the log. */
  readonly onDidLog: Event<void> = this.logs.event;

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

  /**
   * Takes one entry of mine back, whatever I did after it. Refused where it is another's, was taken back already, or where what it
   * would restore has been changed since.
   */
  undoOnly(id: string): Promise<Result<Done, string>> {
    return this.inTurn(async () => {
      const me = this.me();
      if (!me.ok) return me;
      const entries = await this.historyOf(me.value).entries();
      const entry = entries.find((one) => one.id === id);
      if (entry === undefined) return err('Only the coder who did this can undo it.');
      if (!isUndoable(entry)) return err('This is not something that can be undone.');
      const standing = standingFor(entry, entries);
      if (standing === null) return err('This has been undone already.');
      return this.turnBackOne(standing, entries);
    });
  }

  /** What `restore` would do now, and what it would leave; nothing is changed. CancelledError where the token is cancelled. */
  async planRestore(
    point: RestorePoint,
    told: (where: string, share: number) => void = () => undefined,
    token: CancellationToken = neverCancelled,
  ): Promise<Result<RestoreOutcome, string>> {
    const plan = await this.inTurn(() => this.restoring(point, false, told, token));
    if (plan.ok && plan.value.stopped) throw new CancelledError();
    return plan;
  }

  /**
   * Puts back what I changed after a point, as new entries, which are one step: one undo takes them back. What was changed since by
   * somebody else is left alone. Where the token is cancelled, what was put back until then stands.
   */
  restore(
    point: RestorePoint,
    told: (where: string, share: number) => void = () => undefined,
    token: CancellationToken = neverCancelled,
  ): Promise<Result<RestoreOutcome, string>> {
    return this.inTurn(() => this.restoring(point, true, told, token));
  }

  private async restoring(
    point: RestorePoint,
    really: boolean,
    told: (where: string, share: number) => void,
    token: CancellationToken,
  ): Promise<Result<RestoreOutcome, string>> {
    const me = this.me();
    if (!me.ok) return me;
    const { entriesAfter, restoreEntries, restoreLabel } = await restoring();
    const history = this.historyOf(me.value);
    const entries = entriesAfter(await history.entries(), point);
    const batch = this.study.host.newId();
    const steps: RestoreSteps = {
      codeName: (code) => this.tools().codeName(code),
      ready: (path) =>
        unlessRefused(async () => {
          const ready = await this.ready(path);
          return ready.ok ? ok({ mine: ready.value.mine, text: ready.value.coding.text }) : ready;
        }),
      passed: (path) => {
        this.passed(path);
      },
      textOf: (path) => unlessRefused(async () => ok(await this.textOf(path))),
      commit: (path, plan) =>
        unlessRefused(async () => {
          const ready = await this.ready(path);
          if (!ready.ok) return ready;
          const { coding, mine } = ready.value;
          const change = plan(mine, coding.text);
          if (change === null) return ok([]);
          const entry = logEntryOf(change, { ...history.stamp(), target: { transcript: path } });
          const done = await this.commit(coding, mine, change, inBatch(entry, batch));
          return done.ok ? ok(done.value.notes) : done;
        }),
      write: (file, now, label) =>
        unlessRefused(() =>
          this.study.host.files.exclusively(file.path, async () => {
            if (file.before === null || (await this.textOf(file.path)) !== now) return err('It has just been changed.');
            const files = [{ path: file.path, before: now, after: file.before }];
            const entry = inBatch(fileEntryOf(file.op, label, files, history.stamp()), batch);
            const done = await this.writeText(file.path, file.before, entry);
            return done.ok ? ok(done.value.notes) : done;
          }),
        ),
    };
    return ok(await restoreEntries(entries, restoreLabel(point), steps, really, told, token));
  }

  /**
   * Gives the segments of a transcript that is not there any more to another one, and logs it in the log of their coder. Where the text
   * is another one, the segments are looked for in it. Refused, with nothing changed, where that coder has segments of it already.
   */
  relink(stray: SegmentsFileEntry, to: StudyPath): Promise<Result<Done, string>> {
    return this.inTurn(async () => {
      const { study } = this;
      if (study.project.readOnly)
        return err('This study was written by a newer Verbatim; update this one to change it.');
      if (!study.isTranscript(to)) return err(`“${to}” is no transcript of this study.`);
      if (study.isTranscript(stray.transcript)) return err(`“${stray.transcript}” is there again.`);
      const moved = await moveSegments(study.host.files, stray, to);
      if (!moved.ok) return moved;
      const history = this.historyOf(stray.coder);
      const entry = relinkEntryOf(stray.transcript, to, history.stamp());
      const notes = await this.logged(history, entry);
      const read = await this.readAgain(async () => {
        await study.reload();
        await study.refresh(to);
      });
      return ok({ label: entry.label ?? entry.op, notes: [...notes, ...read] });
    });
  }

  /**
   * Follows transcripts that another program renamed: my segments of one go with it where its text says without doubt which it is now.
   * What is in doubt, and what is another coder's, comes back for a person to decide; as does what could not be done, with the reason.
   */
  async followRenames(): Promise<FollowedRenames> {
    this.presence.look(this.study.transcripts.map(({ path }) => path));
    const found = await findRenamed(this.study, this.presence);
    const done: RenameMatch[] = [];
    const open: RenameMatch[] = [];
    const failed: string[] = [];
    for (const match of found) {
      const [to] = match.to;
      if (!match.sure || to === undefined || match.stray.coder !== this.study.me) {
        open.push(match);
        continue;
      }
      const linked = await this.relink(match.stray, to);
      if (linked.ok) done.push(match);
      // Where it went with its transcript meanwhile, there is nothing to tell.
      else if (this.study.strays.some(({ path }) => path === match.stray.path)) failed.push(linked.error);
    }
    return { done, open, failed };
  }

  /** Changes a codebook file, or the cases, by a pure edit of its text. */
  editCodebook(
    file: StudyPath,
    label: string,
    edit: (text: string) => Result<string, string>,
    op: 'edit-codebook' | 'edit-cases' = 'edit-codebook',
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
        return this.writeText(file, after.value, fileEntryOf(op, label, files, stamp));
      });
    });
  }

  /**
   * After an edited transcript was saved: my segments follow it under the new text's digest. Does nothing where that was done, nor
   * where the file has another text: what is in hand stays unsaved until a save brings it. Where nothing may be written, segments follow
   * in memory alone.
   */
  transcriptSaved(path: StudyPath, mayWrite = true): Promise<Result<Done, string>> {
    return this.inTurn(async () => {
      const outcome = await this.followSave(path, mayWrite);
      const notes = await this.readAgain(() => this.study.catchUp(path));
      return outcome.ok ? ok({ ...outcome.value, notes: [...outcome.value.notes, ...notes] }) : outcome;
    });
  }

  private async followSave(path: StudyPath, mayWrite: boolean): Promise<Result<Done, string>> {
    const done = { label: 'Saved', notes: [] };
    const live = this.study.keptCoding(path);
    if (live === undefined) return ok(done);
    if (live.digest !== unsavedDigest) return mayWrite && this.behind.has(path) ? this.writeMine(live) : ok(done);
    // An editor may show what it never saved, and offsets in a text that no file has would fit nothing.
    const { waits, notes } = await this.waitsForSave(live);
    if (waits) return ok({ ...done, notes });
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
    this.study.replace(saved);
    return mayWrite ? this.writeMine(saved) : ok(done);
  }

  /** Whether the file has another text than the editor, as far as it can be read. */
  private async waitsForSave({ path, text }: TranscriptCoding): Promise<{ waits: boolean; notes: readonly string[] }> {
    try {
      return { waits: !(await fileHasText(this.study.host.files, path, text)), notes: [] };
    } catch (error) {
      if (!(error instanceof FileAccessError)) throw error;
      return { waits: true, notes: [`The segments of “${path}” wait for another save: ${error.message}`] };
    }
  }

  /** Writes where my segments stand in the saved text. Where that fails, the next save tries again, also one that changes nothing. */
  private async writeMine(saved: TranscriptCoding): Promise<Result<Done, string>> {
    const mine = saved.byCoder.get(this.study.me ?? '');
    const done = { label: 'Saved', notes: [] };
    if (mine === undefined || mine.list.length === 0 || this.study.project.readOnly) return ok(done);
    this.behind.add(saved.path);
    const written = await this.write(saved, mine);
    if (!written.ok) return written;
    this.behind.delete(saved.path);
    this.show(saved, written.value);
    return ok({ ...done, notes: written.value.notes });
  }

  private async turnBack(way: 'undo' | 'redo'): Promise<Result<Done, string>> {
    const me = this.me();
    if (!me.ok) return me;
    const entries = await this.historyOf(me.value).entries();
    const stack = undoStack(entries)[way];
    const entry = stack.at(-1);
    if (entry === undefined) return err(way === 'undo' ? 'There is nothing to undo.' : 'There is nothing to redo.');
    const others = entry.batch === undefined ? [] : oneStep(stack, entry.batch);
    return others.length > 1 ? this.turnBackAll(others, entries) : this.turnBackOne(entry, entries);
  }

  private async turnBackOne(
    entry: LogEntry,
    entries: readonly LogEntry[],
    batch?: string,
  ): Promise<Result<Done, string>> {
    const now = relocated(entry, entries.slice(entries.indexOf(entry) + 1));
    const touched = touchedBy(now);
    if (!touched.ok) return touched;
    return touched.value.kind === 'segments'
      ? this.turnBackSegments(now, touched.value.transcript, batch)
      : this.turnBackFile(now, touched.value.paths, batch);
  }

  /** Takes back what was one step for the person: looked at whole first, so that a refusal comes before anything is done. */
  private async turnBackAll(step: readonly LogEntry[], entries: readonly LogEntry[]): Promise<Result<Done, string>> {
    for (const entry of step) {
      const refusal = await this.refusalOf(relocated(entry, entries.slice(entries.indexOf(entry) + 1)));
      if (refusal !== null) return err(`${refusal} Nothing of this step was taken back.`);
    }
    const batch = this.study.host.newId();
    const notes: string[] = [];
    let label = '';
    for (const entry of step) {
      const done = await unlessRefused(() => this.turnBackOne(entry, entries, batch));
      if (!done.ok) return notes.length > 0 || label !== '' ? err(`Only a part was taken back. ${done.error}`) : done;
      label ||= done.value.label;
      notes.push(...done.value.notes);
    }
    return ok({ label, notes });
  }

  /** Why an entry could not be taken back now; null where it could. */
  private async refusalOf(entry: LogEntry): Promise<string | null> {
    const stamp = this.historyOf(this.study.me ?? '').stamp();
    const touched = touchedBy(entry);
    if (!touched.ok) return touched.error;
    if (touched.value.kind === 'files') {
      const texts = new Map<string, string | null>();
      for (const path of touched.value.paths) texts.set(path, await this.textOf(path));
      const back = undoEntry(entry, { kind: 'files', texts }, stamp);
      return back.ok ? null : back.error;
    }
    const ready = await this.ready(touched.value.transcript);
    this.passed(touched.value.transcript);
    if (!ready.ok) return ready.error;
    const { coding, mine } = ready.value;
    const back = undoEntry(entry, { kind: 'segments', segments: mine, text: coding.text }, stamp);
    return back.ok ? null : back.error;
  }

  private async turnBackSegments(entry: LogEntry, path: StudyPath, batch?: string): Promise<Result<Done, string>> {
    const ready = await this.ready(path);
    if (!ready.ok) return ready;
    const { coding, mine } = ready.value;
    const stamp = this.historyOf(mine.coder).stamp();
    const back = undoEntry(entry, { kind: 'segments', segments: mine, text: coding.text }, stamp);
    if (!back.ok) return back;
    if (back.value.kind !== 'segments') return err('This was done elsewhere in the study.');
    return this.commit(coding, mine, back.value.change, inBatch(back.value.entry, batch));
  }

  /** One file at a time: a codebook change touches one, and holding several would need an order of locks. */
  private async turnBackFile(
    entry: LogEntry,
    [file, ...more]: readonly StudyPath[],
    batch?: string,
  ): Promise<Result<Done, string>> {
    if (file === undefined || more.length > 0)
      return err('This touched several files and cannot be undone in one step.');
    return this.study.host.files.exclusively(file, async () => {
      const texts = new Map([[file, await this.textOf(file)]]);
      const stamp = this.historyOf(this.study.me ?? '').stamp();
      const back = undoEntry(entry, { kind: 'files', texts }, stamp);
      if (!back.ok) return back;
      const text = back.value.kind === 'files' ? back.value.texts.get(file) : undefined;
      if (typeof text !== 'string') return err('This would remove the file, which undo does not do.');
      return this.writeText(file, text, inBatch(back.value.entry, batch));
    });
  }

  private async ready(
    path: StudyPath,
  ): Promise<Result<{ readonly coding: TranscriptCoding; readonly mine: Segments }, string>> {
    const me = this.me();
    if (!me.ok) return me;
    // A view that reads the same in passing would let go of what a write has to join from.
    if (!this.held.has(path)) this.held.set(path, this.study.hold(path));
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
    const earlier = new EarlierText(before.text, live.text);
    const now = change ? live.with(applyChange(mine, change, live.text, earlier)) : live;
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
      file: null,
      writable: true,
      problems: [],
    };
    const { host, recall } = this.study;
    return nothingChangedIfRefused(() => saveSegments(host.files, seen, next, { path, text, digest }, recall));
  }

  /** Writes what was done to the log. The change itself stands; where the log cannot be written, that is said. */
  private async logged(history: StudyHistory, entry: LogEntry): Promise<readonly string[]> {
    try {
      await history.append(entry);
      this.logs.fire();
      return [];
    } catch (error) {
      if (!(error instanceof FileAccessError)) throw error;
      this.study.host.log.error('The log could not be written.', error);
      return [`It was done, but the log could not be written; it will be with what you do next. ${error.message}`];
    }
  }

  /** Writes a codebook, logs it and reads the study's frame again. To be called with the file held. */
  private async writeText(file: StudyPath, text: string, entry: LogEntry): Promise<Result<Done, string>> {
    const written = await nothingChangedIfRefused(async () => {
      await this.study.host.files.replace(file, encoder.encode(text));
      return ok(undefined);
    });
    if (!written.ok) return written;
    const logged = await this.logged(this.historyOf(this.study.me ?? ''), entry);
    const read = await this.readAgain(() => this.study.reload());
    const done = { label: entry.label ?? entry.op, notes: [...logged, ...read] };
    return ok(entry.undoes === undefined ? done : { ...done, turnedBack: { what: whatWasDone(entry), where: null } });
  }

  /** Reads what was written, which stands whether or not it can be read now. Says what cannot. */
  private async readAgain(read: () => Promise<unknown>): Promise<readonly string[]> {
    try {
      await read();
      return [];
    } catch (error) {
      if (!(error instanceof FileAccessError)) throw error;
      return [`It was done, but cannot be shown yet: ${error.message}`];
    }
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

  /** Whatever the file system refuses before anything is written is told as a sentence. */
  private inTurn<T>(work: () => Promise<Result<T, string>>): Promise<Result<T, string>> {
    return this.queues.run('changes', async () => {
      try {
        return await nothingChangedIfRefused(work);
      } finally {
        for (const letGo of this.held.values()) letGo();
        this.held.clear();
      }
    });
  }

  /** Lets go of a transcript that is done with. */
  private passed(path: StudyPath): void {
    this.held.get(path)?.();
    this.held.delete(path);
    this.study.passed(path);
  }
}

/** Where the segments that a change touches stand or stood; null where the first of them has no place. */
function placeIn({ before, after }: SegmentsChange): Span | null {
  const row = [...Object.values(after), ...Object.values(before)].find((one) => one !== null);
  return !row || row.state === 'orphaned' ? null : { start: utf16(row.start), end: utf16(row.end) };
}
