import * as vscode from 'vscode';
import { slugOf } from '../../core/base/ids';
import { logLabel } from '../../core/base/logLabel';
import type { Codebook } from '../../core/codebook/codebook';
import { themeRule, themesOf } from '../../core/retrieval/themeSegments';
import { mayWrite } from '../ask';
import { codeNodesOf } from '../codebook/codeNode';
import { pickCodes } from '../codebook/codePicker';
import { writableCodebooks } from '../codebook/createCode';
import { studyOf } from '../codebook/editCodebook';
import type { Deps } from '../deps';
import { showInformation, showWarning } from '../say';
import { codeName } from '../study/names';
import type { OpenStudy } from '../study/openStudy';
import { editTheme, themeForCommand, themeFrom, themeToEdit, type ChosenTheme } from './editTheme';
import { rowsOfKind, type ThemeRef } from './themeRows';

/** Longest name of a theme, in UTF-16 units: it stands in rows and headings. */
const longestName = 200;

/** New Theme…: asks for its name; `codes` go into it at once. Gives the id, or undefined where none was made. */
export async function newTheme(
  deps: Deps,
  open: OpenStudy | undefined = deps.studies.current,
  codes: readonly string[] = [],
): Promise<string | undefined> {
  if (!open || !(await mayWrite())) return undefined;
  const { t } = vscode.l10n;
  const codebook = homeOf(open, codes);
  if (!codebook) return undefined;
  const name = await askName(open, t('New Theme'), t('What the theme is called. It can cut across all categories.'));
  if (name === undefined) return undefined;
  const known = new Set(themesOf(open.study.codebooks).map(({ theme }) => theme.id));
  const id = slugOf(name, 'theme', (candidate) => known.has(candidate));
  const done = await editTheme({ open, codebook }, logLabel('Created the theme “{0}”', name), (yaml, edits) =>
    edits.addTheme(yaml, { id, name, codes }),
  );
  return done ? id : undefined;
}

/** Rename Theme…: its name; its id stays. */
export async function renameTheme(deps: Deps, argument: unknown): Promise<void> {
  const { t } = vscode.l10n;
  const chosen = await themeToEdit(deps, argument, t('Rename Which Theme?'));
  if (!chosen) return;
  const { open, theme } = chosen;
  const name = await askName(open, t('Rename Theme'), t('New name'), theme.name);
  if (name === undefined || name === theme.name) return;
  await editTheme(chosen, logLabel('Renamed the theme “{0}” to “{1}”', theme.name, name), (yaml, edits) =>
    edits.setThemeText(yaml, theme.id, 'name', name),
  );
}

/** Remove Theme: asks nothing, since undo brings it back. */
export async function removeTheme(deps: Deps, argument: unknown): Promise<void> {
  const chosen = await themeToEdit(deps, argument, vscode.l10n.t('Remove Which Theme?'));
  if (!chosen) return;
  const { theme } = chosen;
  await editTheme(chosen, logLabel('Removed the theme “{0}”', theme.name), (yaml, edits) =>
    edits.removeTheme(yaml, theme.id),
  );
}

/** Move Up, Move Down: a theme among those of its codebook. */
export async function moveTheme(deps: Deps, argument: unknown, by: -1 | 1): Promise<void> {
  const chosen = await themeToEdit(deps, argument, vscode.l10n.t('Move Which Theme?'));
  if (!chosen) return;
  const { codebook, theme } = chosen;
  const index = codebook.themes.findIndex(({ id }) => id === theme.id) + by;
  if (index < 0 || index >= codebook.themes.length) return;
  await placeTheme(chosen, index);
}

/** Puts a theme at another place among those of its codebook. */
export async function placeTheme(chosen: ChosenTheme, index: number): Promise<void> {
  const { theme } = chosen;
  await editTheme(chosen, logLabel('Moved the theme “{0}”', theme.name), (yaml, edits) =>
    edits.moveTheme(yaml, theme.id, index),
  );
}

/** Put Codes into Theme…: those of the selected rows of the codebook, or those that the person picks. */
export async function putCodesIntoTheme(deps: Deps, argument: unknown, selected: unknown): Promise<void> {
  const { t } = vscode.l10n;
  const nodes = codeNodesOf(argument, selected);
  const open = nodes[0] ? studyOf(deps, nodes[0]) : undefined;
  const title = t('Into Which Theme?');
  const chosen = open
    ? await themeToEdit(deps, undefined, title, undefined, open)
    : await themeToEdit(deps, argument, title);
  if (!chosen) return;
  const codes = nodes.length > 0 ? nodes.map(({ code }) => code) : await askCodes(deps, chosen);
  await addCodes(chosen, codes);
}

/** Puts codes into a theme; one that stands under another one of them, or under one that the theme has, comes with that. */
export async function addCodes(chosen: ChosenTheme, dragged: readonly string[]): Promise<void> {
  const { open, theme } = chosen;
  const { codes } = open.study;
  if (dragged.length === 0) return;
  const all = new Set(dragged);
  const has = themeRule(theme, codes).codes;
  const wanted = topMost(open, dragged).filter((id) => !has.has(codes.resolve(id)?.id ?? id) && all.has(id));
  const [first] = wanted;
  if (first === undefined) {
    void showInformation(vscode.l10n.t('The theme “{0}” has that already, by itself or with a category.', theme.name));
    return;
  }
  const label =
    wanted.length === 1
      ? logLabel('Put “{0}” into the theme “{1}”', codeName(open, first), theme.name)
      : logLabel('Put {0} codes into the theme “{1}”', wanted.length, theme.name);
  await editTheme(chosen, label, (yaml, edits) => edits.addCodesToTheme(yaml, theme.id, wanted));
}

/** The codes without those that stand under another one of them. */
export function topMost({ study: { codes } }: OpenStudy, ids: readonly string[]): readonly string[] {
  const all = new Set(ids);
  return [...all].filter((id) => !codes.ancestorsOf(id).some((above) => all.has(above.id)));
}

/** Remove from Theme: the selected codes of a theme, by whatever ids it names them. */
export async function removeFromTheme(deps: Deps, argument: unknown, selected: unknown): Promise<void> {
  const rows = rowsOfKind(argument, selected, 'themeCode');
  const [first] = rows;
  const chosen = first && themeFrom(deps, first);
  if (!chosen || !(await mayWrite())) return;
  const { open, theme } = chosen;
  const { codes } = open.study;
  const wanted = new Set(rows.flatMap((row) => (sameTheme(row, first) ? [row.code] : [])));
  const named = (theme.codes ?? []).filter((id) => wanted.has(codes.resolve(id)?.id ?? id));
  const label =
    wanted.size === 1
      ? logLabel('Took “{0}” out of the theme “{1}”', codeName(open, first.code), theme.name)
      : logLabel('Took {0} codes out of the theme “{1}”', wanted.size, theme.name);
  await editTheme(chosen, label, (yaml, edits) => edits.removeCodesFromTheme(yaml, theme.id, named));
}

/** Puts a code of a theme at the place of another one of it. */
export async function placeCode(chosen: ChosenTheme, code: string, at: string): Promise<void> {
  const { open, theme } = chosen;
  const named = theme.codes ?? [];
  const nowOf = (id: string): string => open.study.codes.resolve(id)?.id ?? id;
  const moving = named.find((id) => nowOf(id) === code);
  const index = named.findIndex((id) => nowOf(id) === at);
  if (moving === undefined || index < 0) return;
  const label = logLabel('Moved “{0}” within the theme “{1}”', codeName(open, code), theme.name);
  await editTheme(chosen, label, (yaml, edits) => edits.moveCodeInTheme(yaml, theme.id, moving, index));
}

/** Shows the codebook's file at a theme. */
export async function openThemeInYaml(deps: Deps, argument: unknown): Promise<void> {
  const chosen = await themeForCommand(deps, argument, vscode.l10n.t('Open Which Theme?'));
  if (!chosen) return;
  const { codebookSymbols } = await import('../../core/codebook/codebookSymbols');
  const { showLine } = await import('../study/showLine');
  const { text, file } = chosen.codebook;
  const entry = codebookSymbols(text).entries.find(({ kind, id }) => kind === 'theme' && id === chosen.theme.id);
  await showLine(chosen.open, file, text.slice(0, entry?.idSpan.start ?? 0).split('\n').length);
}

function sameTheme(a: ThemeRef, b: ThemeRef): boolean {
  return a.root === b.root && a.theme === b.theme;
}

async function askCodes(deps: Deps, { open, theme }: ChosenTheme): Promise<readonly string[]> {
  const picked = await pickCodes(deps, open, {
    title: vscode.l10n.t('Put Codes into “{0}”', theme.name),
    placeholder: vscode.l10n.t('A category brings the codes under it'),
    several: true,
    create: false,
  });
  return picked?.codes ?? [];
}

/**
 * The codebook that a new theme stands in: that of its codes, else where the study has themes, else the first. It can have codes of all,
 * so this is no question for the person. Undefined, and told, where none can be changed.
 */
function homeOf(open: OpenStudy, codes: readonly string[]): Codebook | undefined {
  const books = writableCodebooks(open);
  const ofCodes = open.study.codes.byId(codes[0] ?? '')?.codebook;
  const home = books.find(({ id }) => id === ofCodes) ?? books.find(({ themes }) => themes.length > 0) ?? books[0];
  if (!home) {
    void showWarning(
      vscode.l10n.t('This study has no codebook that can be changed. List one under “codebooks” in verbatim.yaml.'),
    );
  }
  return home;
}

async function askName(open: OpenStudy, title: string, prompt: string, now = ''): Promise<string | undefined> {
  const { t } = vscode.l10n;
  const names = new Set(themesOf(open.study.codebooks).map(({ theme }) => theme.name));
  const { Error: error, Warning: warning } = vscode.InputBoxValidationSeverity;
  const name = await vscode.window.showInputBox({
    title,
    prompt,
    value: now,
    ignoreFocusOut: true,
    validateInput: (value) => {
      const text = value.trim();
      if (text === '') return { message: t('A theme needs a name.'), severity: error };
      if (text.length > longestName) {
        return {
          message: t('A name has at most {0} characters. Put the rest into the definition.', longestName),
          severity: error,
        };
      }
      return text !== now && names.has(text)
        ? { message: t('Another theme has this name already.'), severity: warning }
        : undefined;
    },
  });
  return name?.trim();
}
