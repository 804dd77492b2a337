import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../../core/base/disposable';
import { logLabel, quoted } from '../../core/base/logLabel';
import { baseName, type StudyPath } from '../../core/base/studyPath';
import { excerptWords } from '../../core/coding/excerpt';
import { firstNote, replyNote, stateNote, type NoteEdit, type NoteStamp } from '../../core/notes/noteEdits';
import type { NoteTarget } from '../../core/notes/notesFile';
import { isResolved, type Thread } from '../../core/notes/threads';
import { notesPath, projectFileName } from '../../core/project/studyFiles';
import { guarded, mayWrite, tell } from '../ask';
import { definitionOf, rangeIn } from '../codeSymbols/codebookTexts';
import { isCodebookRow } from '../codebook/codeNode';
import { studyOf } from '../codebook/editCodebook';
import type { Deps } from '../deps';
import { commands } from '../ids';
import { onRow } from '../onRow';
import { savedFirst } from '../savedFirst';
import { showInformation, showStatus, showWarning } from '../say';
import { ensureCoder } from '../study/chooseCoder';
import { codeName } from '../study/names';
import type { OpenStudy } from '../study/openStudy';
import { placeFor } from '../transcripts/markTranscripts';
import { segmentAt, segmentToComment, segmentTarget } from './segmentToComment';
import { ShownComment, ShownThreads, type ShownThread } from './shownThreads';
import { placeOf, segmentOf, targetOnLine, type PlaceTarget } from './threadPlaces';

/** Comments in threads, in the margin of what they are about, and the commands that write them. */
export function registerThreads(deps: Deps): Disposable {
  const held = new DisposableStore();
  const threads = held.add(new Threads(deps));
  const add = (id: string, run: (argument: unknown) => Promise<unknown>): void => {
    held.add(vscode.commands.registerCommand(id, guarded(deps.log, run)));
  };
  const addOnRow = (id: string, run: (argument: unknown) => Promise<unknown>): void => {
    held.add(vscode.commands.registerCommand(id, onRow(deps.log, run)));
  };
  addOnRow(commands.commentOnSegment.id, (argument) => threads.onSegment(argument));
  addOnRow(commands.commentOnCode.id, (argument) => threads.onCode(argument));
  addOnRow(commands.commentOnTranscript.id, (argument) => threads.onTranscript(argument));
  add(commands.commentOnStudy.id, () => threads.onStudy());
  add(commands.commentOnLine.id, () => threads.onLine());
  add(commands.openThread.id, (argument) => threads.reveal(argument));
  add(commands.saveComment.id, (argument) => threads.save(argument));
  add(commands.cancelComment.id, (argument) => threads.cancel(argument));
  add(commands.editComment.id, (argument) => threads.edit(argument));
  add(commands.saveEditedComment.id, (argument) => threads.saveEdited(argument));
  add(commands.cancelEditedComment.id, (argument) => threads.cancelEdited(argument));
  add(commands.removeComment.id, (argument) => threads.remove(argument));
  addOnRow(commands.resolveThread.id, (argument) => threads.close(argument, true));
  addOnRow(commands.reopenThread.id, (argument) => threads.close(argument, false));
  return held;
}

class Threads implements Disposable {
  private readonly shown: ShownThreads;
  /** What the boxes are about that a command opened. */
  private readonly targets = new Map<string, PlaceTarget>();

  constructor(private readonly deps: Deps) {
    this.shown = new ShownThreads(deps);
  }

  dispose(): void {
    this.shown.dispose();
  }

  /** Comment on This Segment…: the one that a row or a link names, else the one at the cursor. */
  async onSegment(argument: unknown): Promise<void> {
    const chosen = await segmentToComment(this.deps, argument);
    if (!chosen) return;
    if (chosen === 'transcript') return this.onTranscript(vscode.window.activeTextEditor?.document.uri);
    const { open, path, coder, row, range } = chosen;
    await this.begin(open, open.uriOf(path), range, segmentTarget(path, coder, row));
  }

  /** Comment on Code…: in the codebook’s file, at the code’s entry. */
  async onCode(argument: unknown): Promise<void> {
    if (!isCodebookRow(argument) || argument.kind !== 'code') return;
    const open = studyOf(this.deps, argument);
    const found = open && definitionOf(open, argument.code);
    if (!open || !found) return;
    const { id } = found.entry;
    const target = { about: { kind: 'code', id } as const, transcript: null, name: quoted(codeName(open, id)) };
    await this.begin(open, found.read.uri, rangeIn(found.read, found.entry.idSpan), target);
  }

  /** Comment on Transcript…: on its first line. */
  async onTranscript(argument: unknown): Promise<void> {
    const place = await placeFor(this.deps, argument);
    if (!place) return;
    const { open, path } = place;
    await this.begin(open, open.uriOf(path), new vscode.Range(0, 0, 0, 0), transcriptTarget(path));
  }

  /** Comment on the Study…: on the first line of its project file. */
  async onStudy(): Promise<void> {
    const open = this.deps.studies.current;
    if (!open) return;
    const target = { about: { kind: 'study' } as const, transcript: null, name: quoted(open.study.project.name) };
    await this.begin(open, open.uriOf(projectFileName as StudyPath), new vscode.Range(0, 0, 0, 0), target);
  }

  /** Comment on This Line…: on the code, theme, case, participant or study that stands on the cursor's line of a file of the study. */
  async onLine(): Promise<void> {
    const editor = vscode.window.activeTextEditor;
    const open = editor && this.deps.studies.of(editor.document.uri);
    const path = open?.pathOf(editor?.document.uri ?? open.root);
    if (editor && open && path !== null && path !== undefined && !open.study.isTranscript(path)) {
      const { line } = editor.selection.active;
      const target = targetOnLine(this.deps, open, editor.document, line);
      if (target) {
        await this.begin(open, editor.document.uri, new vscode.Range(line, 0, line, 0), target);
        return;
      }
    }
    void showInformation(
      vscode.l10n.t(
        'Put the cursor on the line of a code or theme in a codebook, of a case or participant in cases.yaml, or on the first line of verbatim.yaml.',
      ),
    );
  }

  /** Opens a box for a first comment at its place; where a thread about the same is open already, that one. */
  private async begin(open: OpenStudy, uri: vscode.Uri, range: vscode.Range, target: PlaceTarget): Promise<void> {
    const editor = await vscode.window.showTextDocument(uri);
    editor.revealRange(range, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
    const about = keyOf(target.about);
    const before = open.study.threads.find((thread) => keyOf(thread.about) === about && !isResolved(thread));
    if (before) {
      this.shown.expand(before.id);
      return;
    }
    this.targets.clear();
    this.targets.set(placeKey(uri, range), target);
    editor.selection = new vscode.Selection(range.end, range.end);
    this.shown.begin(uri, range, target.name);
    // VS Code gives the focus to boxes of its own alone.
    showStatus(vscode.l10n.t('Click into the box to write, or run “Focus Comment on Current Line” and press Tab.'));
  }

  /** Writes what stands in the box of a thread: a reply, or the first comment of a new one. */
  async save(argument: unknown): Promise<void> {
    const reply = argument as vscode.CommentReply;
    const { thread: widget, text } = reply;
    const words = text.trim();
    if (words === '') return;
    const there = this.shown.of(widget);
    if (there) {
      const name = nameOf(there.open, there.thread);
      const edit = (stamp: NoteStamp): NoteEdit => ({
        kind: 'add',
        row: replyNote(rootOf(there.thread), words, stamp),
      });
      await this.write(
        there.open,
        logLabel('Replied in the thread on {0}', name),
        transcriptOf(there.thread.about),
        edit,
        words,
      );
      return;
    }
    const open = this.deps.studies.of(widget.uri);
    const target = open && (await this.targetOf(open, widget));
    if (!open || !target) {
      await keepWords(vscode.l10n.t('The comment was not written.'), words);
      return;
    }
    let made = '';
    const done = await this.write(
      open,
      logLabel('Commented on {0}', target.name),
      target.transcript,
      (stamp) => {
        made = stamp.id;
        return { kind: 'add', row: firstNote(target.about, words, stamp) };
      },
      words,
    );
    if (!done) return;
    this.targets.clear();
    this.shown.expand(made);
    this.shown.drop(widget);
    this.shown.sync();
  }

  /** Takes the box of a new thread away. */
  async cancel(argument: unknown): Promise<void> {
    const widget = (argument as Partial<vscode.CommentReply>).thread ?? (argument as vscode.CommentThread);
    this.shown.drop(widget);
    return Promise.resolve();
  }

  /** Lets a comment of mine be changed where it stands. */
  async edit(argument: unknown): Promise<void> {
    if (!(argument instanceof ShownComment) || argument.contextValue !== 'mine') return;
    if (!(await mayWrite())) return;
    argument.edit();
    this.shown.redraw(argument);
  }

  async saveEdited(argument: unknown): Promise<void> {
    if (!(argument instanceof ShownComment)) return;
    const { open, thread, note, body } = argument;
    const words = (typeof body === 'string' ? body : body.value).trim();
    if (words !== note.row.text) {
      const edit = ({ at }: NoteStamp): NoteEdit => ({ kind: 'reword', id: note.row.id, text: words, at });
      const name = nameOf(open, thread);
      const done = await this.write(
        open,
        logLabel('Changed a comment on {0}', name),
        transcriptOf(thread.about),
        edit,
        words,
      );
      if (!done) return;
    }
    argument.show();
    this.shown.redraw(argument);
    this.shown.sync();
  }

  async cancelEdited(argument: unknown): Promise<void> {
    if (!(argument instanceof ShownComment)) return;
    argument.show();
    this.shown.redraw(argument);
    return Promise.resolve();
  }

  /** Removes a comment of mine; undo brings it back. */
  async remove(argument: unknown): Promise<void> {
    if (!(argument instanceof ShownComment)) return;
    const { open, thread, note } = argument;
    const edit = (): NoteEdit => ({ kind: 'remove', id: note.row.id });
    await this.write(
      open,
      logLabel('Removed a comment on {0}', nameOf(open, thread)),
      transcriptOf(thread.about),
      edit,
    );
  }

  /** Closes a thread, or opens it again: the one of a widget, or of a row. */
  async close(argument: unknown, resolved: boolean): Promise<void> {
    const found = this.shown.of(argument as vscode.CommentThread) ?? this.threadOf(argument);
    if (!found) return;
    const { open, thread } = found;
    if (isResolved(thread) === resolved) return;
    const name = nameOf(open, thread);
    const label = resolved
      ? logLabel('Resolved the thread on {0}', name)
      : logLabel('Reopened the thread on {0}', name);
    const edit = (stamp: NoteStamp): NoteEdit => ({ kind: 'add', row: stateNote(rootOf(thread), resolved, stamp) });
    await this.write(open, label, transcriptOf(thread.about), edit);
  }

  /** Shows what the thread of a row is about, with the thread open. */
  async reveal(argument: unknown): Promise<void> {
    const found = this.threadOf(argument);
    if (!found) return;
    const { open, thread } = found;
    const place = await placeOf(this.deps, open, thread);
    if (!place) {
      const author = thread.notes[0]?.coder ?? '';
      void showInformation(
        vscode.l10n.t(
          'What this thread is about is not in the study any more. Its comments are kept in {0}.',
          notesPath(author),
        ),
      );
      return;
    }
    this.shown.expand(thread.id);
    const editor = await vscode.window.showTextDocument(place.uri);
    editor.selection = new vscode.Selection(place.range.start, place.range.start);
    editor.revealRange(place.range, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
    this.shown.sync();
  }

  /** The thread that a row names. */
  private threadOf(argument: unknown): ShownThread | undefined {
    if (typeof argument !== 'object' || argument === null || !('root' in argument) || !('thread' in argument))
      return undefined;
    const open = studyOf(this.deps, { root: String(argument.root) });
    const thread = open?.study.threads.find(({ id }) => id === argument.thread);
    return open && thread && { open, thread };
  }

  /** What a new thread at a place is about; undefined where the person declined, or there is nothing to comment on. */
  private async targetOf(open: OpenStudy, widget: vscode.CommentThread): Promise<PlaceTarget | undefined> {
    const range = widget.range ?? new vscode.Range(0, 0, 0, 0);
    const known = this.targets.get(placeKey(widget.uri, range));
    if (known) return known;
    const path = open.pathOf(widget.uri);
    if (path !== null && open.study.isTranscript(path)) {
      const chosen = await segmentAt(this.deps, open, path, range);
      if (chosen === 'transcript') return transcriptTarget(path);
      return chosen && segmentTarget(path, chosen.coder, chosen.row);
    }
    const document = await vscode.workspace.openTextDocument(widget.uri);
    const target = targetOnLine(this.deps, open, document, range.end.line);
    if (!target) void showInformation(vscode.l10n.t('There is nothing on this line that could be commented on.'));
    return target ?? undefined;
  }

  /** Writes one step of mine and tells of it. Where it is refused, the words are not lost. Returns whether it was done. */
  private async write(
    open: OpenStudy,
    label: string,
    transcript: StudyPath | null,
    edit: (stamp: NoteStamp) => NoteEdit,
    words = '',
  ): Promise<boolean> {
    const may =
      (await mayWrite()) && (await ensureCoder(open)) && (await savedFirst(open, notesPath(open.study.me ?? '')));
    if (!may) {
      await keepWords(vscode.l10n.t('The comment was not written.'), words);
      return false;
    }
    const done = await open.session.editNote({ label, transcript, edit });
    if (done.ok) return tell(done);
    await keepWords(done.error, words);
    return false;
  }
}

/** Tells why words were not written and has them copied where the person wants them: VS Code empties its box. */
async function keepWords(why: string, words: string): Promise<void> {
  const copy = vscode.l10n.t('Copy Comment');
  const choice = await showWarning(why, ...(words === '' ? [] : [copy]));
  if (choice === copy) await vscode.env.clipboard.writeText(words);
}

function transcriptTarget(path: StudyPath): PlaceTarget {
  return { about: { kind: 'transcript', path }, transcript: path, name: baseName(path) };
}

function rootOf({ id, about }: Thread): { readonly thread: string; readonly about: NoteTarget } {
  return { thread: id, about };
}

function transcriptOf(about: NoteTarget): StudyPath | null {
  if (about.kind === 'transcript') return about.path as StudyPath;
  return about.kind === 'segment' ? ((about.transcript as StudyPath | undefined) ?? null) : null;
}

/** What the log calls the thing that a thread is about. */
function nameOf(open: OpenStudy, { about }: Thread): string {
  switch (about.kind) {
    case 'segment': {
      const coding = about.transcript === undefined ? undefined : open.study.keptCoding(about.transcript as StudyPath);
      const segment = coding && segmentOf(coding, about);
      return segment ? quoted(excerptWords(segment.row.quote)) : baseName(about.transcript ?? '');
    }
    case 'transcript':
      return baseName(about.path);
    case 'study':
      return quoted(open.study.project.name);
    case 'code':
      return quoted(codeName(open, about.id));
    default:
      return quoted(about.id);
  }
}

/** Two threads with the same key are about the same. */
function keyOf(about: NoteTarget): string {
  if (about.kind === 'transcript') return `transcript\0${about.path}`;
  if (about.kind === 'study') return 'study';
  return `${about.kind}\0${about.kind === 'segment' ? about.coder : ''}\0${about.id}`;
}

function placeKey(uri: vscode.Uri, { start, end }: vscode.Range): string {
  return `${uri.toString()}\0${start.line}\0${end.line}\0${end.character}`;
}
