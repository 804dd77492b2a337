import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../../core/base/disposable';
import type { Deps } from '../deps';
import type { TranscriptPlace } from '../study/openStudies';

/**
 * The transcript that is being read: that of the active editor. It stays while another kind of file is looked at (a codebook, say),
 * and is none once no editor shows a transcript any more.
 */
export class ActiveTranscript implements Disposable {
  private readonly held = new DisposableStore();
  private readonly changed = this.held.add(new vscode.EventEmitter<TranscriptPlace | undefined>());
  private place: TranscriptPlace | undefined;

  /** Another transcript is being read, or none. */
  readonly onDidChange = this.changed.event;

  constructor(private readonly deps: Deps) {
    const look = (): void => {
      this.look();
    };
    this.held.add(vscode.window.onDidChangeActiveTextEditor(look));
    this.held.add(vscode.window.onDidChangeVisibleTextEditors(look));
    this.held.add(deps.studies.onDidChangeList(look));
    this.look();
  }

  get current(): TranscriptPlace | undefined {
    return this.place;
  }

  dispose(): void {
    this.held.dispose();
  }

  private look(): void {
    const next = this.find();
    if (next?.open === this.place?.open && next?.path === this.place?.path) return;
    this.place = next;
    this.changed.fire(next);
  }

  private find(): TranscriptPlace | undefined {
    const { studies } = this.deps;
    const active = vscode.window.activeTextEditor;
    const place = active && studies.transcriptOf(active.document.uri);
    if (place) return place;
    const shown = vscode.window.visibleTextEditors.flatMap(({ document }) => studies.transcriptOf(document.uri) ?? []);
    const same = shown.find(({ open, path }) => open === this.place?.open && path === this.place.path);
    // A file that covers the transcript's tab hides its editor; the transcript is still the one being coded.
    const isOpen = this.place && tabShows(this.place) && studies.all.includes(this.place.open);
    return same ?? (isOpen ? this.place : shown[0]);
  }
}

function tabShows({ open, path }: TranscriptPlace): boolean {
  const uri = open.uriOf(path).toString();
  return vscode.window.tabGroups.all.some(({ tabs }) =>
    tabs.some(({ input }) => input instanceof vscode.TabInputText && input.uri.toString() === uri),
  );
}
