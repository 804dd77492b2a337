import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../../core/base/disposable';
import { settings } from '../ids';

/** The longest that codes are dragged about before the words are read-only again, in milliseconds. VS Code tells of no drag's end. */
const longestDrag = 30_000;

/**
 * Which transcripts the person switched to editing; every other one is open for coding, unless the setting says otherwise. While codes
 * are dragged no transcript is read-only: VS Code takes no drop on a read-only editor.
 */
export class CodingModes implements Disposable {
  private readonly held = new DisposableStore();
  private readonly editing = new Set<string>();
  private drag: ReturnType<typeof setTimeout> | undefined;
  private readonly changed = this.held.add(new vscode.EventEmitter<void>());

  /** A transcript was switched, the setting changed, or a drag began or ended. */
  readonly onDidChange = this.changed.event;

  constructor() {
    this.held.add(
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration(settings.codingMode.key)) this.changed.fire();
      }),
    );
    this.held.add(
      vscode.workspace.onDidCloseTextDocument((document) => {
        // A document that is given its language is closed and opened, too, and stays among the documents.
        if (vscode.workspace.textDocuments.includes(document)) return;
        this.editing.delete(document.uri.toString());
      }),
    );
    const end = (): void => {
      this.endDrag();
    };
    // The pointer or a key did something else since, so the drag is over. A drop itself moves the cursor, too.
    this.held.add(vscode.window.onDidChangeTextEditorSelection(end));
    this.held.add(vscode.window.onDidChangeActiveTextEditor(end));
  }

  /** True where plain keys code in the transcript. */
  isCoding(transcript: vscode.Uri): boolean {
    const on = vscode.workspace.getConfiguration().get(settings.codingMode.key) !== false;
    return on && !this.editing.has(transcript.toString());
  }

  /** True where the words of the transcript are to be read-only. */
  isReadOnly(transcript: vscode.Uri): boolean {
    return this.drag === undefined && this.isCoding(transcript);
  }

  /** True where the person switched the transcript to editing. */
  isEditing(transcript: vscode.Uri): boolean {
    return this.editing.has(transcript.toString());
  }

  /** Switches a transcript to editing, or back. */
  setEditing(transcript: vscode.Uri, editing: boolean): void {
    if (editing) this.editing.add(transcript.toString());
    else this.editing.delete(transcript.toString());
    this.changed.fire();
  }

  /** Codes are being dragged and may be dropped on a transcript. */
  beginDrag(): void {
    clearTimeout(this.drag);
    this.drag = setTimeout(() => {
      this.endDrag();
    }, longestDrag);
    this.changed.fire();
  }

  /** The codes were dropped, or the person does something else. */
  endDrag(): void {
    if (this.drag === undefined) return;
    clearTimeout(this.drag);
    this.drag = undefined;
    this.changed.fire();
  }

  dispose(): void {
    clearTimeout(this.drag);
    this.held.dispose();
  }
}
