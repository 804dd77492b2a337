import { say } from '../base/say';
import { CancelledError, neverCancelled, type CancellationToken } from '../base/cancellation';
import { digestOfText } from '../base/digest';
import type { Event } from '../base/event';
import { Queues } from '../base/queues';
import { err, ok, type Result } from '../base/result';
import type { StudyPath } from '../base/studyPath';
import type { ReadingStep } from '../coding/readingStep';
import type { CodingTools, Operation as SegmentsOperation } from '../coding/codingOperations';
import type { Segments, SegmentsChange } from '../coding/segment';
import type { LogEntry } from '../history/logFile';
import { relinkEntryOf } from '../history/logLines';
import { isUndoable, standingFor } from '../history/undoStack';
import type { MemoKind } from '../notes/readMemo';
import type { LfText } from '../text/lfText';
import { changeInTurn, type ChangedTranscripts } from './changeInTurn';
import { codebookInTurn } from './codebookInTurn';
import { CodingTurn } from './codingTurn';
import type { Done } from './done';
import { fileHasText } from './fileHasText';
import { FileAccessError, nothingChangedIfRefused } from './host';
import { findRenamed, type FollowedRenames } from './followRenames';
import { asSaved, unsavedDigest } from './liveEdit';
import type { RenamedTranscript } from './followKnownRename';
import { moveSegments } from './moveSegments';
import { missingNamed } from './namedBy';
import type { NoteStep } from './noteInTurn';
import type { RenameMatch } from './renamedTranscripts';
import type { RestoreOutcome, RestorePoint } from './restoreEntries';
import { SessionLogs } from './sessionLogs';
import type { SplitWish } from './splitInTurn';
import type { Stage } from './stages';
import type { Study } from './study';
import type { SegmentsFileEntry } from './studyFiles';
import { TranscriptPresence } from './transcriptPresence';
import type { TranscriptCoding } from './transcriptCoding';
import { turnBack, turnBackOne } from './turnBack';

/** An operation on my segments of one transcript. */
export type Operation = (mine: Segments, coding: TranscriptCoding) => Result<SegmentsChange, string>;

/** Restoring is seldom and long, so what it needs is loaded when it is first asked for. */
const restoring = () => import('./restoreInTurn');

/** So are marks of transcripts, memos, and what follows a renamed transcript. */
const marking = () => import('./markInTurn');
const writingNotes = () => import('./noteInTurn');
const writingMemos = () => import('./memoInTurn');
const renaming = () => import('./renameInTurn');

/** So are marks of stages. */
const markingStages = () => import('./stages');

/** So is splitting a code. */
const splitting = () => import('./splitInTurn');

/** So is what changes the cases. */
const editingCases = () => import('./casesInTurn');

/** So is joining what git could not merge. */
const merging = () => import('./joinMergeConflict');

/**
 * The one place through which a person changes a study: their segments, and the codebooks. Changes are done one after the other;
 * each is saved, written to the log and shown. An expected failure (disk full, read-only, an unsound file) is a sentence, and
 * nothing is changed.
 */
export class CodingSession {
  private readonly queues = new Queues();
  /** Transcripts that were saved while my segments could not be: on the disk these still refer to the text before. */
  private readonly behind = new Set<StudyPath>();
  private readonly presence = new TranscriptPresence();
  /** Where renamed transcripts that I did not code were looked for last, and which. */
  private looked = '';
  private readonly logs: SessionLogs;
  /** An entry was written to the log. */
  readonly onDidLog: Event<LogEntry>;

  /** `writer` names this window or process in the log: unique, a slug. */
  constructor(
    readonly study: Study,
    writer: string,
  ) {
    this.logs = new SessionLogs(study.host, writer);
    this.onDidLog = this.logs.onDidLog;
  }

  /** What operations need from the study: the time, fresh ids, the digests and names of codes. */
  tools(): CodingTools {
    const { host, codes } = this.study;
    return {
      at: host.now(),
      newId: () => host.newId(),
      codeDigest: (code) => codes.resolve(code)?.digest,
      codeName: (code) => codes.resolve(code)?.name ?? code,
      survivor: (code) => codes.resolve(code)?.id ?? code,
    };
  }

  /**
   * Does an operation on my segments of a transcript whose text is as the file has it. `meant` is the text in which the person
   * selected words, where they did: the operation is refused where the transcript has another one by now.
   */
  change(path: StudyPath, operate: Operation, meant?: LfText): Promise<Result<Done, string>> {
    return this.inTurn(async (turn) => {
      const ready = await turn.ready(path);
      if (!ready.ok) return ready;
      const { coding, mine } = ready.value;
      if (meant !== undefined && coding.text !== meant) {
        return err(say('The transcript has changed meanwhile, so nothing was done. Select the words again.'));
      }
      const change = operate(mine, coding);
      return change.ok ? turn.commit(coding, mine, change.value) : change;
    });
  }

  /** Does an operation on my segments in several transcripts as one step (`changeInTurn`). */
  changeEach(
    paths: readonly StudyPath[],
    operate: (mine: Segments, path: StudyPath) => SegmentsOperation,
    token: CancellationToken = neverCancelled,
  ): Promise<Result<ChangedTranscripts, string>> {
    return this.inTurn((turn) => changeInTurn(turn, paths, operate, token));
  }

  /** Resolves when everything that was begun is done. */
  settled(): Promise<void> {
    return this.queues.settled('changes');
  }

  /** Takes back what I did last, or says why not. */
  undo(): Promise<Result<Done, string>> {
    return this.inTurn((turn) => turnBack(turn, 'undo'));
  }

  /** Does again what I took back last, or says why not. */
  redo(): Promise<Result<Done, string>> {
    return this.inTurn((turn) => turnBack(turn, 'redo'));
  }

  /**
   * Takes one entry of mine back, whatever I did after it. Refused where it is another's, was taken back already, or where what it
   * would restore has been changed since.
   */
  undoOnly(id: string): Promise<Result<Done, string>> {
    return this.inTurn(async (turn) => {
      const me = turn.me();
      if (!me.ok) return me;
      const entries = await turn.historyOf(me.value).entries();
      const entry = entries.find((one) => one.id === id);
      if (entry === undefined) return err(say('Only the coder who did this can undo it.'));
      if (!isUndoable(entry)) return err(say('This is not something that can be undone.'));
      const standing = standingFor(entry, entries);
      if (standing === null) return err(say('This has been undone already.'));
      return turnBackOne(turn, me.value, standing, entries);
    });
  }

  /** What `restore` would do now, and what it would leave; nothing is changed. CancelledError where the token is cancelled. */
  async planRestore(
    point: RestorePoint,
    told: (where: string, share: number) => void = () => undefined,
    token: CancellationToken = neverCancelled,
  ): Promise<Result<RestoreOutcome, string>> {
    const plan = await this.inTurn(async (turn) => (await restoring()).restoreInTurn(turn, point, false, told, token));
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
    return this.inTurn(async (turn) => (await restoring()).restoreInTurn(turn, point, true, told, token));
  }

  /**
   * Gives the segments of a transcript that is not there any more to another one, and logs it in the log of their coder. Where the text
   * is another one, the segments are looked for in it. Refused, with nothing changed, where that coder has segments of it already.
   */
  relink(stray: SegmentsFileEntry, to: StudyPath): Promise<Result<Done, string>> {
    return this.inTurn(async (turn) => {
      const { study } = this;
      const may = turn.mayChange();
      if (!may.ok) return may;
      if (!study.isTranscript(to)) return err(say('“{0}” is no transcript of this study.', to));
      if (study.isTranscript(stray.transcript)) return err(say('“{0}” is there again.', stray.transcript));
      const moved = await moveSegments(study.host.files, stray, to);
      if (!moved.ok) return moved;
      const entry = relinkEntryOf(stray.transcript, to, turn.historyOf(stray.coder).stamp());
      const named = await (await renaming()).renameInFiles(turn, stray.coder, stray.transcript, to);
      const logged = await this.logs.write(stray.coder, { ...entry, ...named.record });
      const notes = [...named.notes, ...logged];
      // What I marked and wrote of it has nothing of its own to wait for.
      if (turn.coder !== null && turn.coder !== stray.coder && missingNamed(study).includes(stray.transcript)) {
        const mine = await (await renaming()).renameInTurn(turn, stray.transcript, to);
        notes.push(...(mine.ok ? mine.value.notes : [mine.error]));
      }
      const read = await turn.readAgain(async () => {
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
    return { done, named: await this.followNamed(failed), open, failed };
  }

  /** Takes what I marked and wrote of transcripts that I did not code along; what is in doubt stays, and its problem says so. */
  private async followNamed(failed: string[]): Promise<readonly RenamedTranscript[]> {
    const { study } = this;
    const missing = missingNamed(study);
    // What stays missing is not looked for at every change of something else.
    const looked = missing.length === 0 ? '' : JSON.stringify([study.me, missing, study.transcripts]);
    if (study.me === null || looked === this.looked) return [];
    const named: RenamedTranscript[] = [];
    if (looked !== '') {
      const { findNamedRenames } = await import('./findNamedRenames');
      const entries = await this.logs.of(study.me).entries();
      for (const { stray, to, sure } of await findNamedRenames(study, entries, this.presence)) {
        const [path] = to;
        if (!sure || path === undefined) continue;
        const renamed = { from: stray.transcript, to: path };
        const done = await this.renameNamed(renamed.from, path);
        if (done.ok) named.push(renamed);
        failed.push(...(done.ok ? done.value.notes : [done.error]));
      }
    }
    this.looked = looked;
    return named;
  }

  /** Notes in my coder.yaml how far I have come with a transcript; see `markInTurn`. */
  markTranscript(path: StudyPath, step: ReadingStep, day: string, label: string): Promise<Result<Done, string>> {
    return this.inTurn(async (turn) => (await marking()).markInTurn(turn, path, step, day, label));
  }

  /** Begins a memo of mine about a transcript and gives its file; see `memoInTurn`. */
  writeMemo(
    path: StudyPath,
    kind: MemoKind,
    title: string,
  ): Promise<Result<Done & { readonly file: StudyPath }, string>> {
    return this.inTurn(async (turn) => (await writingMemos()).memoInTurn(turn, path, kind, title));
  }

  /** Writes, changes or removes one comment of mine in a thread; see `noteInTurn`. */
  editNote(step: NoteStep): Promise<Result<Done, string>> {
    return this.inTurn(async (turn) => (await writingNotes()).noteInTurn(turn, step));
  }

  /** Takes what I marked and wrote of a transcript of which I have no segments to its new path. */
  renameNamed(from: StudyPath, to: StudyPath): Promise<Result<Done, string>> {
    return this.inTurn(async (turn) => (await renaming()).renameInTurn(turn, from, to));
  }

  /** Joins the two versions of my segments that git left in their file; see `joinMergeConflict`. */
  joinVersions(path: StudyPath): Promise<Result<Done, string>> {
    return this.inTurn(async (turn) => (await merging()).joinMergeConflict(turn, path));
  }

  /** Marks what the study has now as a stage, see `markStageInTurn`. */
  markStage(name: string): Promise<Result<Done, string>> {
    return this.inTurn(async (turn) => (await markingStages()).markStageInTurn(turn, name));
  }

  /** Takes the mark of a stage away. */
  removeStage(stage: Stage): Promise<Result<Done, string>> {
    return this.inTurn(async (turn) => (await markingStages()).removeStageInTurn(turn, stage));
  }

  /** Changes the file of cases by a pure edit of its text; makes the file where there is none, see `casesInTurn`. */
  editCases(label: string, edit: (text: string) => Result<string, string>): Promise<Result<Done, string>> {
    return this.inTurn(async (turn) => (await editingCases()).casesInTurn(turn, label, edit));
  }

  /** Changes a codebook file by a pure edit of its text. */
  editCodebook(
    file: StudyPath,
    label: string,
    edit: (text: string) => Result<string, string>,
  ): Promise<Result<Done, string>> {
    return this.inTurn((turn) => codebookInTurn(turn, file, label, edit));
  }

  /** Splits a code and gives my segments of it the codes that were chosen for each, as one step; see `splitInTurn`. */
  splitCode(wish: SplitWish, token: CancellationToken = neverCancelled): Promise<Result<ChangedTranscripts, string>> {
    return this.inTurn(async (turn) => (await splitting()).splitInTurn(turn, wish, () => this.tools(), token));
  }

  /**
   * After an edited transcript was saved: my segments follow it under the new text's digest. Does nothing where that was done, nor
   * where the file has another text: what is in hand stays unsaved until a save brings it. Where nothing may be written, segments follow
   * in memory alone.
   */
  transcriptSaved(path: StudyPath, mayWrite = true): Promise<Result<Done, string>> {
    return this.inTurn(async (turn) => {
      const outcome = await this.followSave(turn, path, mayWrite);
      const notes = await turn.readAgain(() => this.study.catchUp(path));
      return outcome.ok ? ok({ ...outcome.value, notes: [...outcome.value.notes, ...notes] }) : outcome;
    });
  }

  private async followSave(turn: CodingTurn, path: StudyPath, mayWrite: boolean): Promise<Result<Done, string>> {
    const done = { label: say('Saved'), notes: [] };
    const live = this.study.keptCoding(path);
    if (live === undefined) return ok(done);
    if (live.digest !== unsavedDigest) return mayWrite && this.behind.has(path) ? this.writeMine(turn, live) : ok(done);
    // An editor may show what it never saved, and offsets in a text that no file has would fit nothing.
    const { waits, notes } = await this.waitsForSave(live);
    if (waits) return ok({ ...done, notes });
    const digest = await digestOfText(live.text, this.study.host.digest);
    // Typed meanwhile: the next save brings it.
    if (this.study.keptCoding(path) !== live) return ok(done);
    const me = turn.coder;
    // Reverted, or undone back to what was saved: the file says exactly where everything is.
    if (me !== null && this.study.storedOf(path).get(me)?.header?.text === digest) {
      await this.study.refresh(path, live);
      return ok(done);
    }
    const saved = asSaved(live, digest);
    this.study.replace(saved);
    return mayWrite ? this.writeMine(turn, saved) : ok(done);
  }

  /** Whether the file has another text than the editor, as far as it can be read. */
  private async waitsForSave({ path, text }: TranscriptCoding): Promise<{ waits: boolean; notes: readonly string[] }> {
    try {
      return { waits: !(await fileHasText(this.study.host.files, path, text)), notes: [] };
    } catch (error) {
      if (!(error instanceof FileAccessError)) throw error;
      return { waits: true, notes: [say('The segments of “{0}” wait for another save: {1}', path, error.message)] };
    }
  }

  /** Writes where my segments stand in the saved text. Where that fails, the next save tries again, also one that changes nothing. */
  private async writeMine(turn: CodingTurn, saved: TranscriptCoding): Promise<Result<Done, string>> {
    const mine = saved.byCoder.get(turn.coder ?? '');
    const done = { label: say('Saved'), notes: [] };
    if (mine === undefined || mine.list.length === 0 || this.study.project.readOnly) return ok(done);
    this.behind.add(saved.path);
    const written = await turn.write(saved, mine);
    if (!written.ok) return written;
    this.behind.delete(saved.path);
    turn.show(saved, written.value);
    return ok({ ...done, notes: written.value.notes });
  }

  /**
   * Does work after all that was asked for before it, in the name of who is at work now: by the time it is done another coder may have
   * been chosen. Whatever the file system refuses before anything is written is told as a sentence.
   */
  private inTurn<T>(work: (turn: CodingTurn) => Promise<Result<T, string>>): Promise<Result<T, string>> {
    const turn = new CodingTurn(this.study, this.logs, this.study.me);
    return this.queues.run('changes', async () => {
      try {
        return await nothingChangedIfRefused(() => work(turn));
      } finally {
        turn.end();
      }
    });
  }
}
