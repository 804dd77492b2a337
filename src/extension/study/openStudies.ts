import * as vscode from 'vscode';
import { CancelledError } from '../../core/base/cancellation';
import { DisposableStore, toDisposable, type Disposable } from '../../core/base/disposable';
import type { Digester } from '../../core/base/digest';
import { newId } from '../../core/base/ids';
import type { Logger } from '../../core/base/logger';
import type { Pause } from '../../core/base/pause';
import type { Problem } from '../../core/base/problem';
import type { StudyPath } from '../../core/base/studyPath';
import { FileAccessError, type FilePort } from '../../core/project/host';
import type { StudyChange } from '../../core/project/study';
import { projectFileName } from '../../core/project/studyFiles';
import { contextKeys, settings } from '../ids';
import { showWarning } from '../say';
import { Soon } from '../soon';
import type { OpenStudy } from './openStudy';
import { pathBelow } from './pathBelow';
import { Underway } from './underway';

/** What a platform (Node or a browser) brings to reach the files of a folder. */
export interface Platform {
  filesOf(root: vscode.Uri): FilePort;
  readonly digest: Digester;
  /** `StudyHost.machine`; asked for when a study is opened. */
  readonly machine: () => string | Promise<string>;
  readonly pause: Pause;
}

/** A transcript of an open study. */
export interface TranscriptPlace {
  readonly open: OpenStudy;
  readonly path: StudyPath;
}

/** A folder whose verbatim.yaml is unsound: it is no open study, and its problems are shown. */
export interface UnsoundStudy {
  readonly root: vscode.Uri;
  readonly problems: readonly Problem[];
}

/** How far below a root, and how many, studies are looked for. */
const mostStudies = 20;
/** How many folders above a root are looked at, where a window shows a folder within a study. */
const mostAncestors = 8;
/** Files change in bursts (git checkout, a synced folder); one pass follows after this many milliseconds of quiet. */
const quiet = 150;
/** What could not be read is tried again after this many milliseconds. */
const again = 3_000;

/** The studies of this window. Which one is current follows the active editor. */
export class OpenStudies implements Disposable {
  private readonly held = new DisposableStore();
  private readonly studies = new Map<string, OpenStudy>();
  private readonly perStudy = new Map<string, DisposableStore>();
  private readonly opening = new Underway();
  private unsoundStudies: readonly UnsoundStudy[] = [];
  private last: OpenStudy | undefined;

  private readonly listChanged = this.held.add(new vscode.EventEmitter<void>());
  private readonly studyChanged = this.held.add(
    new vscode.EventEmitter<{ readonly open: OpenStudy; readonly change: StudyChange }>(),
  );
  private readonly currentChanged = this.held.add(new vscode.EventEmitter<OpenStudy | undefined>());

  private found: () => void = () => undefined;
  /** Resolves when the studies at the window's roots are open: what answers for a document waits for it. */
  readonly ready = new Promise<void>((resolve) => {
    this.found = resolve;
  });

  /** Studies were opened or closed, or became sound or unsound. */
  readonly onDidChangeList = this.listChanged.event;
  /** Something in an open study changed. */
  readonly onDidChangeStudy = this.studyChanged.event;
  /** Another study is current, or none. */
  readonly onDidChangeCurrent = this.currentChanged.event;

  constructor(
    private readonly platform: Platform,
    private readonly log: Logger,
  ) {}

  /** Finds the studies of the window's roots and opens them; follows roots, editors and settings from then on. */
  async start(): Promise<void> {
    this.held.add(vscode.workspace.onDidChangeWorkspaceFolders(() => void this.look()));
    this.held.add(
      vscode.window.onDidChangeActiveTextEditor((editor) => {
        const open = editor && this.of(editor.document.uri);
        if (open) this.makeCurrent(open);
      }),
    );
    this.held.add(
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (!event.affectsConfiguration(settings.showSegmentsOf.key)) return;
        for (const { study } of this.all) void study.show(shownSetting());
      }),
    );
    await this.look();
  }

  get all(): readonly OpenStudy[] {
    return [...this.studies.values()];
  }

  get unsound(): readonly UnsoundStudy[] {
    return this.unsoundStudies;
  }

  /** The study that the views show: that of the active editor, else the last one that was, else the first. */
  get current(): OpenStudy | undefined {
    return this.last ?? this.all[0];
  }

  /** The study whose folder holds the file; of nested ones the nearest. */
  of(uri: vscode.Uri): OpenStudy | undefined {
    return this.all
      .filter((open) => open.pathOf(uri) !== null)
      .sort((a, b) => b.root.path.length - a.root.path.length)[0];
  }

  /** The transcript that a document is, or undefined. */
  transcriptOf(uri: vscode.Uri): TranscriptPlace | undefined {
    const open = this.of(uri);
    const path = open?.pathOf(uri);
    return open && path && open.study.isTranscript(path) ? { open, path } : undefined;
  }

  /** The files of a folder, as this platform reaches them. */
  filesOf(root: vscode.Uri): FilePort {
    return this.platform.filesOf(root);
  }

  /** Opens the study of a folder that has just been made. */
  async add(root: vscode.Uri): Promise<OpenStudy | undefined> {
    await this.openAt(root);
    this.told();
    return this.studies.get(root.toString());
  }

  /** Resolves when every change that was begun is written. */
  async settled(): Promise<void> {
    await Promise.all(this.all.map(({ session }) => session.settled()));
  }

  dispose(): void {
    for (const store of this.perStudy.values()) store.dispose();
    this.held.dispose();
  }

  /** The roots themselves are looked at first: a search below them may have to wait until VS Code has something to search with. */
  private async look(): Promise<void> {
    const near = await studiesAtRoots();
    try {
      await this.openAll(near);
    } finally {
      this.found();
    }
    const below = await studiesBelowRoots();
    const roots = new Map([...near, ...below]);
    // Unsound ones are followed, too, until their folder goes.
    for (const key of [...this.perStudy.keys()]) if (!roots.has(key)) this.close(key);
    this.unsoundStudies = this.unsoundStudies.filter(({ root }) => roots.has(root.toString()));
    await this.openAll(below);
    this.told();
  }

  /** Opens those that are not open yet, and tells of them. */
  private async openAll(roots: ReadonlyMap<string, vscode.Uri>): Promise<void> {
    const fresh = [...roots].filter(([key]) => !this.studies.has(key));
    for (const [, root] of fresh) {
      try {
        await this.openAt(root);
      } catch (error) {
        if (!(error instanceof FileAccessError)) throw error;
        this.cannotOpen(root, error);
      }
    }
    if (fresh.length > 0) this.told();
  }

  /** A study of which a part cannot be read: it is not opened, and the person is told which. */
  private cannotOpen(root: vscode.Uri, error: FileAccessError): void {
    this.log.error('A study could not be opened.', error);
    const problem = {
      severity: 'error',
      rule: 'unreadable',
      message: error.message,
      remedy: vscode.l10n.t('See that it can be read, then run “Developer: Reload Window”.'),
      file: projectFileName,
    } as const;
    this.unsoundStudies = [...this.unsoundStudies, { root, problems: [problem] }];
  }

  /** Opens the study of a folder; one that is being opened is waited for. */
  private openAt(root: vscode.Uri): Promise<void> {
    const key = root.toString();
    const begun = this.opening.of(key);
    if (begun !== undefined) return begun;
    const store = this.perStudy.get(key) ?? new DisposableStore();
    if (!this.perStudy.has(key)) {
      this.perStudy.set(key, store);
      // Before its files are read, so that none that comes meanwhile is missed.
      this.watch(root, store);
    }
    return this.opening.begin(key, this.readAt(root, store));
  }

  private async readAt(root: vscode.Uri, store: DisposableStore): Promise<void> {
    const key = root.toString();
    const { OpenStudy } = await import('./openStudy');
    const files = this.platform.filesOf(root);
    const host = {
      files,
      digest: this.platform.digest,
      machine: await this.platform.machine(),
      pause: this.platform.pause,
      now: () => new Date().toISOString(),
      newId,
      log: this.log,
      keepsTexts: () => vscode.workspace.isTrusted && keepsTextsSetting(),
      keepsIndex: () => vscode.workspace.isTrusted,
    };
    const { open, problems } = await OpenStudy.at(root, host, shownSetting());
    if (this.perStudy.get(key) !== store) {
      // Its folder went from the window meanwhile.
      open?.dispose();
      return;
    }
    this.unsoundStudies = this.unsoundStudies.filter((one) => one.root.toString() !== key);
    if (open === null) {
      this.unsoundStudies = [...this.unsoundStudies, { root, problems }];
      return;
    }
    store.add(open);
    this.studies.set(key, open);
    store.add(
      open.study.onDidChange((change) => {
        this.studyChanged.fire({ open, change });
      }),
    );
    this.fill(open, store);
  }

  /** Reads the transcripts behind the trees' back, the one being read first, until the study is closed. */
  private fill(open: OpenStudy, store: DisposableStore): void {
    const source = new vscode.CancellationTokenSource();
    store.add(
      toDisposable(() => {
        source.cancel();
        source.dispose();
      }),
    );
    const editor = vscode.window.activeTextEditor;
    const first = editor ? open.pathOf(editor.document.uri) : null;
    open.study.fill(first, source.token).catch((error: unknown) => {
      if (!(error instanceof CancelledError)) this.log.error('Reading the study failed.', error);
    });
  }

  private close(key: string): void {
    const open = this.studies.get(key);
    this.studies.delete(key);
    this.perStudy.get(key)?.dispose();
    this.perStudy.delete(key);
    // What is still being read is not this study any more, should its folder come again meanwhile.
    this.opening.giveUp(key);
    if (this.last === open) this.last = undefined;
  }

  private makeCurrent(open: OpenStudy): void {
    if (this.current === open && this.last === open) return;
    this.last = open;
    this.currentChanged.fire(open);
  }

  private told(): void {
    void vscode.commands.executeCommand('setContext', contextKeys.studyOpen, this.studies.size > 0);
    this.listChanged.fire();
    this.currentChanged.fire(this.current);
  }

  private watch(root: vscode.Uri, store: DisposableStore): void {
    const watcher = store.add(vscode.workspace.createFileSystemWatcher(new vscode.RelativePattern(root, '**/*')));
    const touched = new Set<StudyPath>();
    const follow = (): void => {
      const paths = [...touched];
      touched.clear();
      this.filesChanged(root, paths).then(
        () => {
          told = '';
        },
        (error: unknown) => {
          this.log.error('Following a change of files failed.', error);
          if (!(error instanceof FileAccessError)) return;
          // What is shown is what was there before; said once, and tried again until it can be read.
          for (const path of paths) touched.add(path);
          later.ask();
          if (told !== error.message)
            void showWarning(vscode.l10n.t('What changed on the disk cannot be read yet. {0}', error.message));
          told = error.message;
        },
      );
    };
    let told = '';
    const later = store.add(new Soon(follow, again));
    const soon = store.add(new Soon(follow, quiet));
    const onEvent = (uri: vscode.Uri): void => {
      const path = pathBelow(root, uri);
      if (path === null || path.split('/').some((name) => name.startsWith('.'))) return;
      touched.add(path);
      soon.ask();
    };
    store.add(watcher.onDidChange(onEvent));
    store.add(watcher.onDidCreate(onEvent));
    store.add(watcher.onDidDelete(onEvent));
  }

  private async filesChanged(root: vscode.Uri, paths: readonly StudyPath[]): Promise<void> {
    // Why it cannot be opened is told where it was asked for.
    await this.opening.of(root.toString())?.catch(() => undefined);
    const open = this.studies.get(root.toString());
    if (open === undefined) {
      if (!(paths as readonly string[]).includes(projectFileName)) return;
      await this.openAt(root);
      this.told();
      return;
    }
    const shown = new Map(vscode.workspace.textDocuments.map((document) => [open.pathOf(document.uri), document]));
    await open.study.filesChanged(paths, {
      shows: (path) => shown.has(path),
      unsaved: (path) => shown.get(path)?.isDirty === true,
    });
  }
}

function keepsTextsSetting(): boolean {
  return vscode.workspace.getConfiguration().get(settings.keepEarlierTexts.key) !== false;
}

function shownSetting(): 'everyone' | 'me' {
  return vscode.workspace.getConfiguration().get(settings.showSegmentsOf.key) === 'me' ? 'me' : 'everyone';
}

/** Folders with a verbatim.yaml at a root of the window or, where the window shows a folder within a study, above it. */
async function studiesAtRoots(): Promise<ReadonlyMap<string, vscode.Uri>> {
  const found = new Map<string, vscode.Uri>();
  for (const { uri } of vscode.workspace.workspaceFolders ?? []) {
    let folder = uri;
    for (let i = 0; i < mostAncestors; i++) {
      if (await exists(vscode.Uri.joinPath(folder, projectFileName))) {
        found.set(folder.toString(), folder);
        break;
      }
      const parent = vscode.Uri.joinPath(folder, '..');
      if (parent.path === folder.path) break;
      folder = parent;
    }
  }
  return found;
}

/** Folders with a verbatim.yaml below the roots. */
async function studiesBelowRoots(): Promise<ReadonlyMap<string, vscode.Uri>> {
  const files = await vscode.workspace.findFiles(`**/${projectFileName}`, '**/node_modules/**', mostStudies);
  const folders = files.map((uri) => vscode.Uri.joinPath(uri, '..')).sort((a, b) => (a.path < b.path ? -1 : 1));
  return new Map(folders.map((folder) => [folder.toString(), folder]));
}

async function exists(uri: vscode.Uri): Promise<boolean> {
  try {
    await vscode.workspace.fs.stat(uri);
    return true;
  } catch {
    // Missing and unreachable are alike here: there is no study to open.
    return false;
  }
}
