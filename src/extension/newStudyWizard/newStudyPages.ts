import * as vscode from 'vscode';
import { CancelledError } from '../../core/base/cancellation';
import { DisposableStore, type Disposable } from '../../core/base/disposable';
import { baseName } from '../../core/base/studyPath';
import { FileAccessError } from '../../core/project/host';
import { shortened } from '../../core/text/shortened';
import { readableText } from '../../core/text/utf8';
import { isNewStudyRequest, speakerRoles, type NewStudyNews, type NewStudyRequest } from '../../protocol/newStudy';
import { mayWrite } from '../ask';
import type { Deps } from '../deps';
import { linkWebview } from '../panels/webviewLink';
import { showWarning } from '../say';
import { importBook, readOwnCodebook } from './draftCodebooks';
import { lookAtFolder, lookForRisks } from './lookAtPlace';
import { madeAt } from './madeAt';
import { missingIn, newStudyModel } from './newStudyModel';
import { showNewStudy } from './showNewStudy';
import { StudyDraft } from './studyDraft';
import { targetOf } from './studyTarget';
import { writeDraft } from './writeDraft';

/** The largest file that is read as a transcript or a codebook. */
const mostBytes = 50 * 1024 * 1024;

/** VS Code does not open this page again after it was loaded anew: files that were dropped on it are gone by then. */
const panelType = 'verbatim.newStudyPage';

/** The codebooks that come along, by file name without ending. */
const builtIn = [
  'bcttv1',
  'bcttv1-relational',
  'peer-worker-change-model',
  'peer-worker-role-adoption',
  'peer-worker-conditions',
];

/** The wizard, one in a window: what was said in it stays while its page is hidden. */
export class NewStudyPages implements Disposable {
  private page: NewStudyPage | undefined;

  constructor(private readonly deps: Deps) {}

  /** The draft at hand, for tests. */
  get draft(): StudyDraft | undefined {
    return this.page?.draft;
  }

  /** Does what the page asks for, for tests. */
  async hear(request: NewStudyRequest): Promise<void> {
    await this.page?.hear(request);
  }

  /** Opens the wizard, or shows it where it is open. */
  async open(): Promise<void> {
    if (this.page) {
      this.page.panel.reveal();
      return;
    }
    const title = vscode.l10n.t('New Study');
    const panel = vscode.window.createWebviewPanel(panelType, title, vscode.ViewColumn.Active);
    const page = new NewStudyPage(this.deps, panel);
    this.page = page;
    panel.onDidDispose(() => {
      page.dispose();
      if (this.page === page) this.page = undefined;
    });
    await page.begin();
  }

  dispose(): void {
    this.page?.dispose();
  }
}

/** The page of a study that is being made. */
class NewStudyPage implements Disposable {
  readonly draft = new StudyDraft();
  private readonly held = new DisposableStore();
  /** A page that is closed says so of this alone; the panel itself throws when it is asked for anything. */
  private readonly webview: vscode.Webview;
  private isClosed = false;
  private writing: vscode.CancellationTokenSource | undefined;
  private books = 0;
  /** Resolves once what the page begins with is known. */
  private begun: Promise<void> | undefined;

  constructor(
    private readonly deps: Deps,
    readonly panel: vscode.WebviewPanel,
  ) {
    this.webview = panel.webview;
    this.draft.ownName = vscode.l10n.t('My own codebook');
    this.held.add(
      linkWebview<NewStudyRequest>(deps, panel.webview, {
        script: 'newStudy',
        title: vscode.l10n.t('New Study'),
        takes: isNewStudyRequest,
        hear: (request) => this.hear(request),
      }),
    );
  }

  begin(): Promise<void> {
    return (this.begun ??= Promise.all([this.readBuiltIn(), this.takeOpenFolder()]).then(() => undefined));
  }

  dispose(): void {
    this.isClosed = true;
    this.writing?.cancel();
    this.held.dispose();
  }

  async hear(request: NewStudyRequest): Promise<void> {
    await this.begin();
    if (request.kind === 'cancel') {
      this.writing?.cancel();
      return;
    }
    // What is being written is what was shown.
    if (this.writing && request.kind !== 'ready') return;
    try {
      await this.take(request);
    } finally {
      // After a surprise, too: else the page would go on showing that it is being written.
      if (!this.isClosed) this.show();
    }
  }

  private async take(request: NewStudyRequest): Promise<void> {
    const { draft } = this;
    switch (request.kind) {
      case 'go':
        draft.step = request.step;
        return;
      case 'name':
        draft.name = request.text;
        draft.nameIsProposed = false;
        return;
      case 'chooseFolder':
        return this.chooseFolder();
      case 'ownFolder':
        if (draft.folder) draft.folder = { ...draft.folder, own: request.on };
        return;
      case 'addTranscripts':
        return this.addTranscripts();
      case 'drop':
        return this.drop(request);
      case 'removeTranscript':
        draft.transcripts.remove(request.key);
        return;
      case 'encoding':
        draft.transcripts.reread(request.key, { encoding: request.text });
        return;
      case 'split':
        draft.transcripts.reread(request.key, { turnsOnLines: request.on });
        return;
      case 'label':
      case 'speaker': {
        const role = speakerRoles.find((one) => one === request.text);
        if (role) draft.transcripts.sayRole(request.label, role, 'key' in request ? request.key : undefined);
        return;
      }
      case 'speakerId':
        draft.transcripts.sayId(request.key, request.label, request.text);
        return;
      case 'person':
        draft.transcripts.sayPerson(request.key, request.text);
        return;
      case 'pattern':
        draft.usePattern = request.on;
        return;
      case 'builtIn':
        draft.builtIn = draft.builtIn.map((one) => (one.id === request.key ? { ...one, on: request.on } : one));
        return;
      case 'own':
        draft.own = request.on;
        return;
      case 'ownName':
        draft.ownName = request.text;
        return;
      case 'importCodebook':
        return this.importCodebooks();
      case 'bookName':
        draft.imported = draft.imported.map((one) => (one.key === request.key ? { ...one, name: request.text } : one));
        return;
      case 'removeBook':
        draft.imported = draft.imported.filter(({ key }) => key !== request.key);
        return;
      case 'history':
        draft.noHistory = request.on;
        return;
      case 'ai':
        draft.noAi = request.on;
        return;
      case 'create':
        return this.create();
      case 'ready':
      case 'cancel':
    }
  }

  /** Shows the page again after a dialog; false where it was closed meanwhile. */
  private comeBack(): boolean {
    if (!this.isClosed) this.panel.reveal();
    return !this.isClosed;
  }

  private tell(news: NewStudyNews): void {
    void this.webview.postMessage(news);
  }

  private show(): void {
    this.tell(newStudyModel(this.draft));
  }

  private say(said: string, isFault = false): void {
    this.tell({ kind: 'said', said, isFault });
  }

  private async readBuiltIn(): Promise<void> {
    const folder = vscode.Uri.joinPath(this.deps.context.extensionUri, 'media', 'codebooks');
    const read = builtIn.map(async (id) => {
      const text = readableText(await vscode.workspace.fs.readFile(vscode.Uri.joinPath(folder, `${id}.yaml`)));
      const { codebook } = await readOwnCodebook(`${id}.yaml`, text);
      return codebook === null ? [] : [{ id, text, codebook, on: false }];
    });
    this.draft.builtIn = (await Promise.all(read)).flat();
  }

  /** A window with one folder that is no study is most likely opened for this. */
  private async takeOpenFolder(): Promise<void> {
    const { studies } = this.deps;
    const roots = vscode.workspace.workspaceFolders ?? [];
    const free = roots.filter(({ uri }) => !studies.all.some(({ root }) => root.toString() === uri.toString()));
    const [root] = free;
    if (root && roots.length === 1) await this.takeFolder(root.uri, true);
  }

  private async chooseFolder(): Promise<void> {
    const [uri] =
      (await vscode.window.showOpenDialog({
        canSelectFiles: false,
        canSelectFolders: true,
        openLabel: vscode.l10n.t('Choose This Folder'),
        title: vscode.l10n.t('Where is the study to be?'),
      })) ?? [];
    if (!uri || !this.comeBack()) return;
    const roots = vscode.workspace.workspaceFolders ?? [];
    await this.takeFolder(
      uri,
      roots.some((root) => root.uri.toString() === uri.toString()),
    );
  }

  private async takeFolder(uri: vscode.Uri, isOwn: boolean): Promise<void> {
    const { draft } = this;
    const [folder, risks] = await Promise.all([lookAtFolder(uri, isOwn), lookForRisks(uri)]);
    draft.folder = folder;
    draft.risks = risks;
    if (!draft.nameIsProposed && draft.name.trim() !== '') return;
    draft.nameIsProposed = true;
    // A folder with other things in it is where the study goes, not what it is called.
    draft.name = folder.own === true ? vscode.l10n.t('My study') : baseName(uri.path);
  }

  private async addTranscripts(): Promise<void> {
    const { t } = vscode.l10n;
    const uris = await vscode.window.showOpenDialog({
      canSelectMany: true,
      openLabel: t('Add Transcripts'),
      title: t('Which transcripts?'),
      filters: { [t('Transcripts')]: ['txt', 'md', 'vtt', 'srt'], [t('All files')]: ['*'] },
    });
    if (this.comeBack()) await this.takeFiles(uris ?? []);
  }

  private async drop({ files, uris, refused }: Extract<NewStudyRequest, { kind: 'drop' }>): Promise<void> {
    const added = files.filter(({ name, bytes }) => this.draft.transcripts.add(name, bytes)).length;
    const named = uris.flatMap((text) => {
      const uri = uriFrom(text);
      return uri ? [uri] : [];
    });
    await this.takeFiles(named, added, refused);
  }

  private async takeFiles(uris: readonly vscode.Uri[], already = 0, unread: readonly string[] = []): Promise<void> {
    const { t } = vscode.l10n;
    let added = already;
    const refused = [...unread];
    for (const uri of uris) {
      const name = baseName(uri.path);
      const bytes = await bytesOf(uri);
      if (bytes === undefined) refused.push(name);
      else if (this.draft.transcripts.add(name, bytes)) added++;
    }
    if (refused.length > 0) {
      this.say(t('These cannot be read, or are larger than 50 MB: {0}', shortened(refused.join(', '), 300)), true);
    } else if (added > 0) {
      this.say(added === 1 ? t('1 transcript was added.') : t('{0} transcripts were added.', added));
    } else if (uris.length > 0) {
      this.say(t('These transcripts are in the list already.'));
    }
  }

  private async importCodebooks(): Promise<void> {
    const { t } = vscode.l10n;
    const uris = await vscode.window.showOpenDialog({
      canSelectMany: true,
      openLabel: t('Add Codebook'),
      title: t('Which codebook?'),
      filters: { [t('Codebooks')]: ['csv', 'tsv', 'md', 'txt', 'yaml', 'yml'], [t('All files')]: ['*'] },
    });
    if (!this.comeBack()) return;
    for (const uri of uris ?? []) {
      const file = baseName(uri.path);
      const bytes = await bytesOf(uri);
      if (bytes === undefined) {
        this.say(t('“{0}” cannot be read.', file), true);
        continue;
      }
      const book = await importBook(String(++this.books), file, bytes);
      if (book.ok) {
        this.draft.imported = [...this.draft.imported, book.value];
        // Who brings a codebook seldom wants an empty one beside it.
        this.draft.own = false;
        this.say(t('{0} codes were found in “{1}”.', book.value.count, file));
      } else {
        this.say(`${file}: ${book.error.message} ${book.error.remedy}`, true);
      }
    }
  }

  private async create(): Promise<void> {
    const { t } = vscode.l10n;
    const { draft, deps } = this;
    const [missing] = missingIn(draft);
    const target = targetOf(draft);
    if (missing || !target) {
      this.say(missing?.said ?? '', true);
      return;
    }
    // Asked for again while the person is asked about trust, or while it is written, it is made once.
    if (this.writing) return;
    const writing = (this.writing = new vscode.CancellationTokenSource());
    try {
      if (!(await mayWrite())) return;
      draft.progress = { done: 0, all: 1, path: '' };
      this.show();
      const files = deps.studies.filesOf(target.uri);
      const written = await writeDraft(draft, target.uri, files, this.progress, writing.token);
      if (!written.ok) {
        this.say(written.error, true);
        return;
      }
      for (const note of written.value.notes) void showWarning(note);
    } catch (error) {
      if (error instanceof CancelledError) this.say(t('Cancelled. Nothing was left behind.'));
      else if (error instanceof FileAccessError) this.say(t('Nothing was left behind: {0}', error.message), true);
      else throw error;
      return;
    } finally {
      writing.dispose();
      this.writing = undefined;
      draft.progress = null;
    }
    await this.openStudy(target.uri);
  }

  private readonly progress = (done: number, all: number, path: string): void => {
    this.draft.progress = { done, all, path };
    // Each telling draws the page anew.
    if (done % Math.ceil(all / 20) === 0) this.show();
  };

  private async openStudy(root: vscode.Uri): Promise<void> {
    const { studies, context } = this.deps;
    if (vscode.workspace.getWorkspaceFolder(root)) {
      const open = await studies.add(root);
      this.panel.dispose();
      if (open) await showNewStudy(open);
      return;
    }
    await context.globalState.update(madeAt, root.toString());
    this.panel.dispose();
    const forceNewWindow = (vscode.workspace.workspaceFolders ?? []).length > 0;
    await vscode.commands.executeCommand('vscode.openFolder', root, { forceNewWindow });
  }
}

/** A file that was dragged out of VS Code; what no window would open is not read. */
function uriFrom(text: string): vscode.Uri | undefined {
  try {
    const uri = vscode.Uri.parse(text, true);
    const schemes = [
      'file',
      'vscode-remote',
      ...(vscode.workspace.workspaceFolders ?? []).map((root) => root.uri.scheme),
    ];
    return schemes.includes(uri.scheme) ? uri : undefined;
  } catch {
    return undefined;
  }
}

async function bytesOf(uri: vscode.Uri): Promise<Uint8Array | undefined> {
  try {
    const { size } = await vscode.workspace.fs.stat(uri);
    return size > mostBytes ? undefined : await vscode.workspace.fs.readFile(uri);
  } catch {
    return undefined;
  }
}
