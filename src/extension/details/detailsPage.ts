import * as vscode from 'vscode';
import { shownLabel } from '../../core/base/logLabel';
import { baseName } from '../../core/base/studyPath';
import { DisposableStore, type Disposable } from '../../core/base/disposable';
import { holdsMemo, rewriteMemo } from '../../core/coding/rewriteMemo';
import { toLf } from '../../core/text/lfText';
import {
  isDetailsRequest,
  type DetailsModel,
  type DetailsNews,
  type DetailsRequest,
  type TypedMemo,
} from '../../protocol/details';
import { mayWrite } from '../ask';
import type { SegmentRef } from '../coding/segmentRef';
import { spanOf } from '../coding/target';
import type { Deps } from '../deps';
import { commands } from '../ids';
import { OpenPage } from '../panels/openPage';
import { linkWebview } from '../panels/webviewLink';
import { Soon } from '../soon';
import { ensureCoder } from '../study/chooseCoder';
import type { TranscriptPlace } from '../study/openStudies';
import type { OpenStudy } from '../study/openStudy';
import { detailsModel, emptyModel, type DetailsPlace } from './detailsModel';
import { detailsTexts } from './detailsWords';
import { Exemplars } from './exemplars';

/** The cursor moves in bursts; the view follows after this many milliseconds of quiet. */
const quiet = 100;

/** A transcript that an editor shows, with the cursor in it. */
type SeenTranscript = TranscriptPlace & { readonly uri: vscode.Uri; readonly selection: vscode.Selection };

/** The page of the Details view: follows the cursor while it is in sight, and does nothing while it is not. */
export class DetailsPage implements Disposable {
  private readonly held = new DisposableStore();
  private readonly exemplars = new Map<OpenStudy, Exemplars>();
  private readonly page: OpenPage<DetailsNews>;
  private readonly soon: Soon;
  /** Where the person was last: told of still while a form lies over the transcript. */
  private last: SeenTranscript | undefined;
  /** The transcript that the page tells of, and one of which it was told that it cannot be read. */
  private told: string | undefined;
  private unreadable: string | undefined;
  /** Counts what was shown: who looks for exemplars stops where the cursor has gone on. */
  private shown = 0;

  constructor(
    private readonly deps: Deps,
    private readonly view: vscode.WebviewView,
  ) {
    const { studies } = deps;
    this.page = new OpenPage(view);
    this.soon = this.held.add(
      new Soon(() => {
        this.show();
      }, quiet),
    );
    const follow = (): void => {
      if (view.visible) this.soon.ask();
    };
    this.held.add(
      linkWebview<DetailsRequest>(deps, view.webview, {
        script: 'details',
        title: vscode.l10n.t('Details'),
        takes: isDetailsRequest,
        hear: (request) => this.hear(request),
      }),
    );
    this.held.add(
      studies.onDidChangeStudy(({ open, change }) => {
        if (change.kind === 'transcript') this.exemplars.get(open)?.forget(change.path);
        else if (change.kind === 'frame') this.exemplars.get(open)?.forget();
        if (change.kind !== 'problems') this.unreadable = undefined;
        follow();
      }),
    );
    this.held.add(
      studies.onDidChangeList(() => {
        this.exemplars.clear();
        follow();
      }),
    );
    this.held.add(
      vscode.workspace.onDidSaveTextDocument(({ uri }) => {
        // Where segments are being written after the edits, the memo waits for its turn behind that.
        if (view.visible && studies.transcriptOf(uri)) this.tell({ kind: 'tryAgain', uri: uri.toString() });
      }),
    );
    this.held.add(vscode.window.onDidChangeActiveTextEditor(follow));
    this.held.add(vscode.window.onDidChangeTextEditorSelection(follow));
    this.held.add(view.onDidChangeVisibility(follow));
  }

  dispose(): void {
    this.held.dispose();
  }

  private async hear(request: DetailsRequest): Promise<void> {
    switch (request.kind) {
      case 'ready':
        await this.deps.studies.ready;
        this.told = this.unreadable = undefined;
        this.show();
        return;
      case 'go': {
        const ref: SegmentRef = request.place;
        await vscode.commands.executeCommand(commands.openSegment.id, ref);
        return;
      }
      case 'editCode': {
        const ref: SegmentRef = { ...request.place, code: request.code };
        await vscode.commands.executeCommand(commands.editCode.id, ref);
        return;
      }
      case 'memo':
        await this.deps.studies.ready;
        this.tell(await this.written(request.typed));
        return;
      case 'copy':
        await vscode.env.clipboard.writeText(request.memo);
    }
  }

  private show(): void {
    const turn = ++this.shown;
    const seen = this.seen();
    if (!seen) {
      const said = vscode.l10n.t('Open a transcript: what is coded at the cursor is told here.');
      this.tell(emptyModel(detailsTexts().words, vscode.l10n.t('Details'), said));
      this.told = undefined;
      return;
    }
    const at = this.place(seen);
    if (!at) {
      this.wait(seen, turn);
      return;
    }
    this.told = at.place.uri;
    const exemplars = this.exemplarsOf(at.open);
    const texts = detailsTexts();
    const model = (): DetailsModel => detailsModel(at.place, at.open.study, texts, (code) => exemplars.known(code));
    const first = model();
    this.tell(first);
    const { codes } = at.open.study;
    const sought = first.segments
      .flatMap((segment) => segment.codes)
      .filter((code) => code.exemplars === null)
      .flatMap(({ code }) => codes.resolve(code)?.id ?? []);
    if (sought.length === 0) return;
    const wanted = (): boolean => turn === this.shown && this.page.isOpen && this.view.visible;
    void (async () => {
      for (const code of new Set(sought)) await exemplars.look(code, wanted);
      if (wanted()) this.tell(model());
    })().catch((error: unknown) => {
      this.deps.log.error('Looking for exemplars failed.', error);
    });
  }

  /** Tells which transcript it is that is not in hand; once it is read, there is more to tell. */
  private wait({ open, path, uri }: SeenTranscript, turn: number): void {
    const key = uri.toString();
    const isInHand = open.study.keptCoding(path) !== undefined;
    // Edits are a moment ahead of what is in hand: what is told of the transcript stays.
    if (this.told === key && (isInHand || this.unreadable === key)) return;
    const { t } = vscode.l10n;
    const { words } = detailsTexts();
    if (this.told !== key) this.tell(emptyModel(words, baseName(path), t('This transcript is being read.')));
    this.told = key;
    if (isInHand) return;
    void open.study
      .inPassing(path)
      .catch((error: unknown) => {
        this.deps.log.error('A transcript could not be read.', error);
        return null;
      })
      .then((coding) => {
        if (coding !== null || turn !== this.shown) return;
        this.unreadable = key;
        const said = t('This transcript cannot be read as text. The Problems panel says why, and what to do.');
        this.tell(emptyModel(words, baseName(path), said));
      });
  }

  /** What is known of where the person is; undefined while that is just being read, which is told of when it is. */
  private place({
    open,
    path,
    uri,
    selection,
  }: SeenTranscript): { readonly open: OpenStudy; readonly place: DetailsPlace } | undefined {
    const coding = open.study.keptCoding(path);
    const document = vscode.workspace.textDocuments.find((one) => one.uri.toString() === uri.toString());
    if (!coding || !document || coding.text !== toLf(document.getText())) return undefined;
    return {
      open,
      place: {
        uri: uri.toString(),
        name: baseName(path),
        coding,
        selection: spanOf(coding, selection),
        shown: new Set(open.study.visible(coding).map(({ coder }) => coder)),
      },
    };
  }

  /** The transcript that is being read, with the cursor: that of the active editor, one beside it, or one that a form lies over. */
  private seen(): SeenTranscript | undefined {
    const { activeTextEditor: active, visibleTextEditors: visible } = vscode.window;
    for (const { document, selection } of active ? [active, ...visible] : visible) {
      const place = this.deps.studies.transcriptOf(document.uri);
      if (place) return (this.last = { ...place, uri: document.uri, selection });
    }
    const { last } = this;
    const isOpen = last && this.deps.studies.all.includes(last.open) && tabShows(last.uri);
    return isOpen ? last : undefined;
  }

  private exemplarsOf(open: OpenStudy): Exemplars {
    const known = this.exemplars.get(open) ?? new Exemplars(open);
    this.exemplars.set(open, known);
    return known;
  }

  /** Writes a memo; what was typed stays in the view where that is refused. */
  private async written(sent: TypedMemo): Promise<DetailsNews> {
    const { t } = vscode.l10n;
    const { place: at, asked, memo } = sent;
    const place = this.deps.studies.transcriptOf(vscode.Uri.parse(at.uri));
    const kept = t('The memo is not saved yet; what you typed is kept.');
    if (!place || !(await mayWrite()) || !(await ensureCoder(place.open)) || at.coder !== place.open.study.me) {
      return { kind: 'memo', sent, saved: false, said: kept };
    }
    let isThere = false as boolean;
    const outcome = await place.open.session.change(place.path, (mine) => {
      isThere = holdsMemo(mine, at.segment, memo);
      return rewriteMemo(mine, at.segment, asked, memo);
    });
    if (outcome.ok) {
      return {
        kind: 'memo',
        sent,
        saved: true,
        said: [shownLabel(outcome.value.label), ...outcome.value.notes].join(' '),
      };
    }
    // The page may ask again for what was written without its hearing of it.
    if (isThere) return { kind: 'memo', sent, saved: true, said: outcome.error };
    return { kind: 'memo', sent, saved: false, said: `${outcome.error} ${kept}` };
  }

  private tell(news: DetailsNews): void {
    this.page.tell(news);
  }
}

function tabShows(uri: vscode.Uri): boolean {
  return vscode.window.tabGroups.all.some(({ tabs }) =>
    tabs.some(({ input }) => input instanceof vscode.TabInputText && input.uri.toString() === uri.toString()),
  );
}
