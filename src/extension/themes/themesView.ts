import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../../core/base/disposable';
import type { EntryFields } from '../../core/cases/entryFields';
import type { ThemeTarget } from '../../protocol/entryForm';
import type { Deps } from '../deps';
import { commands, panels, views } from '../ids';
import { onRow } from '../onRow';
import type { Forms } from '../panels/forms';
import type { ThemePages } from './themePages';
import { ThemesDrag } from './themesDrag';
import { ThemesTree } from './themesTree';

/** The themes view with its commands: themes that cut across the codebook, their codes and segments. */
export function registerThemes(deps: Deps): Disposable {
  const held = new DisposableStore();
  const tree = held.add(new ThemesTree(deps));
  const view = held.add(
    vscode.window.createTreeView(views.themes, {
      treeDataProvider: tree,
      dragAndDropController: new ThemesDrag(deps),
      canSelectMany: true,
      showCollapseAll: true,
    }),
  );
  held.add(
    view.onDidChangeSelection(({ selection: [row] }) => {
      if (row?.kind === 'more') tree.showMore(row);
    }),
  );
  const register = (id: string, run: (argument: unknown, selected: unknown) => Promise<unknown>): void => {
    held.add(vscode.commands.registerCommand(id, onRow(deps.log, run)));
  };
  const ofThemes = () => import('./themeCommands');
  const ofSegments = () => import('./segmentsInThemes');
  /** A key in the view means the selected row. */
  const meant = (argument: unknown): unknown => argument ?? (view.visible ? view.selection[0] : undefined);

  register(commands.newTheme.id, async () => {
    const id = await (await ofThemes()).newTheme(deps, tree.study);
    const row = id === undefined ? undefined : tree.rowOf(id);
    if (row && view.visible) await view.reveal(row, { select: true, focus: true });
  });
  register(commands.renameTheme.id, async (row) => (await ofThemes()).renameTheme(deps, meant(row)));
  register(commands.removeTheme.id, async (row) => (await ofThemes()).removeTheme(deps, meant(row)));
  register(commands.moveThemeUp.id, async (row) => (await ofThemes()).moveTheme(deps, meant(row), -1));
  register(commands.moveThemeDown.id, async (row) => (await ofThemes()).moveTheme(deps, meant(row), 1));
  register(commands.putCodesIntoTheme.id, async (row, rows) => (await ofThemes()).putCodesIntoTheme(deps, row, rows));
  register(commands.removeFromTheme.id, async (row, rows) =>
    (await ofThemes()).removeFromTheme(deps, meant(row), rows ?? view.selection),
  );
  register(commands.openThemeInYaml.id, async (row) => (await ofThemes()).openThemeInYaml(deps, row));
  register(commands.includeInTheme.id, async (row) => (await ofSegments()).includeInTheme(deps, row));
  register(commands.leaveOutOfTheme.id, async (row) => (await ofSegments()).leaveOutOfTheme(deps, row));
  register(commands.contradictTheme.id, async (row) => (await ofSegments()).contradictTheme(deps, row));
  register(commands.takeBackInTheme.id, async (row) => (await ofSegments()).takeBackInTheme(deps, meant(row)));
  register(commands.reportThemes.id, async () => (await import('./reportThemes')).reportThemes(deps));
  held.add(registerEditTheme(deps, meant));
  held.add(registerThemePages(deps, meant));
  return held;
}

/** Edit Theme…: the form of its name, definition and note. Loaded when one is first asked for. */
function registerEditTheme(deps: Deps, meant: (argument: unknown) => unknown): Disposable {
  const held = new DisposableStore();
  let forms: Promise<Forms<ThemeTarget, EntryFields>> | undefined;
  const loaded = (): Promise<Forms<ThemeTarget, EntryFields>> =>
    (forms ??= import('./themeForms').then(({ themeForms }) => held.add(themeForms(deps))));
  const run = async (argument: unknown): Promise<void> => {
    const { themeForCommand } = await import('./editTheme');
    const chosen = await themeForCommand(deps, meant(argument), vscode.l10n.t('Edit Which Theme?'));
    if (chosen) (await loaded()).show({ root: chosen.open.root.toString(), level: 'theme', id: chosen.theme.id });
  };
  held.add(vscode.commands.registerCommand(commands.editTheme.id, onRow(deps.log, run)));
  held.add(
    vscode.window.registerWebviewPanelSerializer(panels.themeForm, {
      deserializeWebviewPanel: async (panel, state: unknown) => {
        (await loaded()).restore(panel, state);
      },
    }),
  );
  return held;
}

/** Open Theme: its page, seen from all sides. Loaded when one is first asked for. */
function registerThemePages(deps: Deps, meant: (argument: unknown) => unknown): Disposable {
  const held = new DisposableStore();
  let pages: Promise<ThemePages> | undefined;
  const loaded = (): Promise<ThemePages> =>
    (pages ??= import('./themePages').then((module) => held.add(new module.ThemePages(deps))));
  const run = async (argument: unknown): Promise<void> => {
    const { themeForCommand } = await import('./editTheme');
    const chosen = await themeForCommand(deps, meant(argument), vscode.l10n.t('Open Which Theme?'));
    if (!chosen) return;
    const { open, codebook, theme } = chosen;
    (await loaded()).show({ root: open.root.toString(), codebook: codebook.id, theme: theme.id });
  };
  held.add(vscode.commands.registerCommand(commands.showTheme.id, onRow(deps.log, run)));
  held.add(
    vscode.window.registerWebviewPanelSerializer(panels.themePage, {
      deserializeWebviewPanel: async (panel, state: unknown) => {
        (await loaded()).restore(panel, state);
      },
    }),
  );
  return held;
}
