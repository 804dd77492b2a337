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

  private readonly effective = this.held.add(new vscode.EventEmitter<void>());
  private inEffect: { readonly transcript: string; readonly coding: boolean } | undefined;

  /** A transcript was switched, the setting changed, or a drag began or ended. */
  readonly onDidChange = this.changed.event;
  /** VS Code has done what the mode of the active transcript asks for. */
  readonly onDidTakeEffect = this.effective.event;

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

  /** What the active transcript is open for as its keys behave by now; undefined before VS Code has followed. */
  effectOn(transcript: vscode.Uri): 'coding' | 'editing' | undefined {
    if (this.inEffect?.transcript !== transcript.toString()) return undefined;
    return this.inEffect.coding ? 'coding' : 'editing';
  }

  /** Keys of the active transcript now code, or its words can be edited. */
  tookEffect(transcript: vscode.Uri, coding: boolean): void {
    const key = transcript.toString();
    if (this.inEffect?.transcript === key && this.inEffect.coding === coding) return;
    this.inEffect = { transcript: key, coding };
    this.effective.fire();
  }

  /** No transcript is active any more. */
  left(): void {
    this.inEffect = undefined;
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
