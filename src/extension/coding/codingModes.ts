import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../../core/base/disposable';
import { settings } from '../ids';

/** Which transcripts the person switched to editing; every other one is open for coding, unless the setting says otherwise. */
export class CodingModes implements Disposable {
  private readonly held = new DisposableStore();
  private readonly editing = new Set<string>();
  private readonly changed = this.held.add(new vscode.EventEmitter<void>());

  /** A transcript was switched, or the setting changed. */
  readonly onDidChange = this.changed.event;

  constructor() {
    this.held.add(
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration(settings.codingMode.key)) this.changed.fire();
      }),
    );
    this.held.add(
      vscode.workspace.onDidCloseTextDocument((document) => {
        this.editing.delete(document.uri.toString());
      }),
    );
  }

  /** True where plain keys code in the transcript and its words are read-only. */
  isCoding(transcript: vscode.Uri): boolean {
    const on = vscode.workspace.getConfiguration().get(settings.codingMode.key) !== false;
    return on && !this.editing.has(transcript.toString());
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

  dispose(): void {
    this.held.dispose();
  }
}
