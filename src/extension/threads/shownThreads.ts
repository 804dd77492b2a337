import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../../core/base/disposable';
import { isResolved, type Note, type Thread } from '../../core/notes/threads';
import type { Deps } from '../deps';
import { commentController } from '../ids';
import { Soon } from '../soon';
import { coderName } from '../study/names';
import type { OpenStudy } from '../study/openStudy';
import { threadsIn, type ThreadPlace } from './threadPlaces';

/** Typing and saving come in bursts; the threads follow after this many milliseconds of quiet. */
const quiet = 80;

/** A comment as VS Code shows it, and what it was made of. */
export class ShownComment implements vscode.Comment {
  body: string | vscode.MarkdownString;
  mode = vscode.CommentMode.Preview;
  readonly author: vscode.CommentAuthorInformation;
  readonly contextValue: string;
  readonly label?: string;
  readonly timestamp?: Date;

  constructor(
    readonly open: OpenStudy,
    readonly thread: Thread,
    readonly note: Note,
    readonly stamp: string,
  ) {
    const { coder, row } = note;
    this.body = markdownOf(row.text);
    this.author = { name: coderName(open, coder) };
    this.contextValue = coder === open.study.me ? 'mine' : 'theirs';
    if (row.edited !== undefined) this.label = vscode.l10n.t('edited');
    const at = new Date(row.at);
    if (!Number.isNaN(at.getTime())) this.timestamp = at;
  }

  /** Shows its words in a box, as they were written. */
  edit(): void {
    this.mode = vscode.CommentMode.Editing;
    this.body = this.note.row.text;
  }

  /** Shows it as it is in the file. */
  show(): void {
    this.mode = vscode.CommentMode.Preview;
    this.body = markdownOf(this.note.row.text);
  }
}

/** Comments come from anybody: Markdown without commands or HTML, and without images, which would be fetched from elsewhere. */
function markdownOf(text: string): vscode.MarkdownString {
  return new vscode.MarkdownString(text.replaceAll('![', '\\!['));
}

/** What is shown of a thread. */
export interface ShownThread {
  readonly open: OpenStudy;
  readonly thread: Thread;
}

interface Kept extends ShownThread {
  readonly widget: vscode.CommentThread;
  readonly comments: readonly ShownComment[];
  readonly stamp: string;
}

/** Shows the threads of studies in the documents that are open: each where what it is about stands. */
export class ShownThreads implements Disposable {
  private readonly held = new DisposableStore();
  private readonly controller = this.held.add(vscode.comments.createCommentController(commentController, 'Verbatim'));
  private readonly kept = new Map<string, Kept>();
  private readonly byWidget = new WeakMap<vscode.CommentThread, Kept>();
  /** The box for a first comment that a command opened; there is one at most. */
  private draft: vscode.CommentThread | undefined;
  /** Threads that are to be open when they are shown first. */
  private readonly toOpen = new Set<string>();
  private readonly soon = this.held.add(
    new Soon(() => {
      this.sync();
    }, quiet),
  );

  constructor(private readonly deps: Deps) {
    const { studies } = deps;
    const { ask } = this.soon;
    this.controller.options = {
      prompt: vscode.l10n.t('Reply…'),
      placeHolder: vscode.l10n.t('Write a comment, in Markdown'),
    };
    // No provider of ranges to comment on: for its sake VS Code keeps every document open for minutes after its editor is closed.
    this.held.add(vscode.workspace.onDidOpenTextDocument(ask));
    this.held.add(vscode.workspace.onDidCloseTextDocument(ask));
    this.held.add(vscode.workspace.onDidChangeTextDocument(ask));
    this.held.add(studies.onDidChangeList(ask));
    this.held.add(
      studies.onDidChangeStudy(({ change }) => {
        if (change.kind === 'frame' || change.kind === 'transcript') ask();
      }),
    );
    ask();
  }

  dispose(): void {
    this.held.dispose();
  }

  /** The thread that VS Code’s widget shows; undefined for one in which nothing was written yet. */
  of(widget: vscode.CommentThread): ShownThread | undefined {
    return this.byWidget.get(widget);
  }

  /** Opens an empty box for the first comment of a new thread. */
  begin(uri: vscode.Uri, range: vscode.Range, label: string): void {
    this.draft?.dispose();
    const widget = this.controller.createCommentThread(uri, range, []);
    widget.label = label;
    widget.contextValue = 'draft';
    widget.canReply = true;
    widget.collapsibleState = vscode.CommentThreadCollapsibleState.Expanded;
    this.draft = widget;
  }

  /** Takes the box of a new thread away. */
  drop(widget: vscode.CommentThread): void {
    if (this.byWidget.has(widget)) return;
    widget.dispose();
    if (this.draft === widget) this.draft = undefined;
  }

  /** Has a thread shown open: now where it is shown, else once it is. */
  expand(id: string): void {
    const shown = [...this.kept.values()].filter(({ thread }) => thread.id === id);
    for (const { widget } of shown) widget.collapsibleState = vscode.CommentThreadCollapsibleState.Expanded;
    if (shown.length === 0) this.toOpen.add(id);
  }

  /** Tells VS Code that a comment of a thread looks another way now. */
  redraw(comment: ShownComment): void {
    for (const { widget, comments } of this.kept.values()) {
      if (comments.includes(comment)) widget.comments = comments;
    }
  }

  /** Shows what there is now; what did not change is not touched. */
  sync(): void {
    const wanted = new Set<string>();
    for (const document of vscode.workspace.textDocuments) {
      const open = this.deps.studies.of(document.uri);
      if (!open) continue;
      const at = `${document.uri.toString()}\0`;
      const places = threadsIn(this.deps, open, document);
      // What is being typed or read again keeps the threads that it has.
      if (places === undefined) for (const key of this.kept.keys()) if (key.startsWith(at)) wanted.add(key);
      for (const place of places ?? []) {
        const key = at + place.thread.id;
        wanted.add(key);
        this.put(key, open, document.uri, place);
      }
    }
    for (const [key, { widget }] of this.kept) {
      if (wanted.has(key)) continue;
      widget.dispose();
      this.kept.delete(key);
    }
  }

  private put(key: string, open: OpenStudy, uri: vscode.Uri, { thread, range, label }: ThreadPlace): void {
    const before = this.kept.get(key);
    const said = labelOf(open, thread, label);
    const stamp = JSON.stringify([
      thread,
      said,
      open.study.me,
      thread.notes.map(({ coder }) => coderName(open, coder)),
    ]);
    if (before?.stamp === stamp) {
      if (before.widget.range?.isEqual(range) !== true) before.widget.range = range;
      return;
    }
    const comments = thread.notes.map((note) => {
      const stampOf = JSON.stringify([note, coderName(open, note.coder), note.coder === open.study.me]);
      // One that is being edited keeps its box.
      const same = before?.comments.find((one) => one.stamp === stampOf);
      return same ?? new ShownComment(open, thread, note, stampOf);
    });
    const widget = before?.widget ?? this.controller.createCommentThread(uri, range, comments);
    if (before) {
      widget.comments = comments;
      widget.range = range;
    } else {
      const { Collapsed, Expanded } = vscode.CommentThreadCollapsibleState;
      widget.collapsibleState = this.toOpen.delete(thread.id) ? Expanded : Collapsed;
    }
    widget.canReply = true;
    widget.label = said;
    widget.state = isResolved(thread) ? vscode.CommentThreadState.Resolved : vscode.CommentThreadState.Unresolved;
    widget.contextValue = isResolved(thread) ? 'resolved' : 'open';
    const now = { open, thread, widget, comments, stamp };
    this.kept.set(key, now);
    this.byWidget.set(widget, now);
  }
}

function labelOf(open: OpenStudy, { state }: Thread, about: string): string {
  if (state?.resolved !== true) return about;
  return vscode.l10n.t('{0} · resolved by {1}', about, coderName(open, state.coder));
}
