import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../../core/base/disposable';
import { themeAccount } from '../../core/exchange/themeAccount';
import {
  isThemePageRequest,
  isThemePageState,
  type ThemePageModel,
  type ThemePageRequest,
  type ThemePageTarget,
} from '../../protocol/themePage';
import type { Deps } from '../deps';
import { commands, panels } from '../ids';
import { OpenPage } from '../panels/openPage';
import { linkWebview } from '../panels/webviewLink';
import { Soon } from '../soon';
import { themeFrom } from './editTheme';
import { ThemeReadings } from './themeReadings';
import { goneModel, themePageModel } from './themePageModel';

/** Pages follow bursts of changes after this many milliseconds. */
const quiet = 200;

/** The pages of themes that are open, one a theme. */
export class ThemePages implements Disposable {
  private readonly open = new Map<string, { readonly panel: vscode.WebviewPanel; readonly page: ThemePage }>();

  constructor(private readonly deps: Deps) {}

  /** Opens the page of a theme, or shows it where it is open. */
  show(target: ThemePageTarget): void {
    const there = this.open.get(keyOf(target));
    if (there) there.panel.reveal();
    else this.fill(vscode.window.createWebviewPanel(panels.themePage, '', vscode.ViewColumn.Active), target);
  }

  /** Fills a page that VS Code opened again after it was loaded anew. */
  restore(panel: vscode.WebviewPanel, state: unknown): void {
    if (isThemePageState(state) && !this.open.has(keyOf(state.target))) this.fill(panel, state.target);
    else panel.dispose();
  }

  dispose(): void {
    for (const { page } of this.open.values()) page.dispose();
  }

  private fill(panel: vscode.WebviewPanel, target: ThemePageTarget): void {
    const page = new ThemePage(this.deps, panel, target);
    this.open.set(keyOf(target), { panel, page });
    panel.onDidDispose(() => {
      this.open.delete(keyOf(target));
      page.dispose();
    });
  }
}

// A NUL parts what URIs and ids cannot hold.
function keyOf({ root, theme }: ThemePageTarget): string {
  return [root, theme].join('\0');
}

class ThemePage implements Disposable {
  private readonly held = new DisposableStore();
  private readonly page: OpenPage<ThemePageModel>;
  private readings: ThemeReadings | undefined;
  /** What takes longer to find out is not to overtake what is newer. */
  private turn = 0;
  private readonly soon = this.held.add(
    new Soon(() => {
      this.tell().catch((error: unknown) => {
        this.deps.log.error('The page of a theme could not be shown.', error);
      });
    }, quiet),
  );

  constructor(
    private readonly deps: Deps,
    private readonly panel: vscode.WebviewPanel,
    private readonly target: ThemePageTarget,
  ) {
    this.page = new OpenPage(panel);
    panel.title = themeFrom(deps, target)?.theme.name ?? target.theme;
    this.held.add(
      linkWebview<ThemePageRequest>(deps, panel.webview, {
        script: 'themePage',
        title: vscode.l10n.t('Theme'),
        takes: isThemePageRequest,
        hear: (request) => this.hear(request),
      }),
    );
    this.held.add(deps.studies.onDidChangeList(this.soon.ask));
    this.held.add(
      deps.studies.onDidChangeStudy(({ open, change }) => {
        if (open.root.toString() === target.root && change.kind !== 'problems') this.soon.ask();
      }),
    );
  }

  dispose(): void {
    this.held.dispose();
    this.readings?.dispose();
  }

  private async hear(request: ThemePageRequest): Promise<void> {
    switch (request.kind) {
      case 'ready':
        // A page that VS Code opened again may be there before the study is.
        await this.deps.studies.ready;
        await this.tell();
        return;
      case 'go':
        await vscode.commands.executeCommand(commands.openSegment.id, request.place);
        return;
      case 'edit':
        await vscode.commands.executeCommand(commands.editTheme.id, { kind: 'theme', ...this.target });
        return;
      case 'openFile':
        await vscode.commands.executeCommand(commands.openThemeInYaml.id, { kind: 'theme', ...this.target });
    }
  }

  private async tell(): Promise<void> {
    const turn = ++this.turn;
    const chosen = themeFrom(this.deps, this.target);
    if (!chosen) {
      this.page.tell(goneModel(this.target));
      return;
    }
    const { open, theme } = chosen;
    if (this.readings?.open !== open) {
      this.readings?.dispose();
      this.readings = new ThemeReadings(this.deps, open);
    }
    const found = await this.readings.of(theme.id);
    if (turn !== this.turn || !found || !this.page.isOpen) return;
    this.panel.title = theme.name;
    this.page.tell(themePageModel(chosen, themeAccount(open.study, found)));
  }
}
