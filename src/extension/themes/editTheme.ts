import * as vscode from 'vscode';
import type { Result } from '../../core/base/result';
import type { Codebook } from '../../core/codebook/codebook';
import type { ThemeEntry } from '../../core/codebook/codebookFile';
import type * as themeEdits from '../../core/codebook/themeEdits';
import { themesOf, type ThemeOf } from '../../core/retrieval/themeSegments';
import { mayWrite } from '../ask';
import { editCodebook, studyOf } from '../codebook/editCodebook';
import type { Deps } from '../deps';
import { commands } from '../ids';
import { showInformation } from '../say';
import type { OpenStudy } from '../study/openStudy';
import { themeRefOf, type ThemeRef } from './themeRows';

/** The edits of themes. They bring the part of the YAML library that writes, so they are loaded when first used. */
export type ThemeEdits = typeof themeEdits;

/** A theme that a command concerns. */
export interface ChosenTheme {
  readonly open: OpenStudy;
  readonly codebook: Codebook;
  readonly theme: ThemeEntry;
}

/** Changes a theme's codebook as one step that can be undone, and tells the outcome. */
export async function editTheme(
  { open, codebook }: Pick<ChosenTheme, 'open' | 'codebook'>,
  label: string,
  edit: (yaml: string, edits: ThemeEdits) => Result<string, string>,
): Promise<boolean> {
  const edits = await import('../../core/codebook/themeEdits');
  return editCodebook(open, codebook, label, (yaml) => edit(yaml, edits));
}

/** The theme that a row names; undefined where it is not there any more. */
export function themeFrom(deps: Deps, ref: ThemeRef): ChosenTheme | undefined {
  const open = studyOf(deps, ref);
  const found = open && themesOf(open.study.codebooks).find(({ theme }) => theme.id === ref.theme);
  return open && found && { open, ...found };
}

/**
 * The theme that a command concerns: the one that its row names, else one that the person chooses of those that `isMeant` allows. Where
 * the study has none, a button makes one.
 */
export async function themeForCommand(
  deps: Deps,
  argument: unknown,
  title: string,
  isMeant: (one: ThemeOf) => boolean = () => true,
  open: OpenStudy | undefined = deps.studies.current,
): Promise<ChosenTheme | undefined> {
  const ref = themeRefOf(argument);
  if (ref) return themeFrom(deps, ref);
  if (!open) return undefined;
  const { t } = vscode.l10n;
  const all = themesOf(open.study.codebooks);
  if (all.length === 0) {
    const make = t('New Theme…');
    void showInformation(t('This study has no theme yet.'), make).then((choice) => {
      if (choice === make) void vscode.commands.executeCommand(commands.newTheme.id);
    });
    return undefined;
  }
  const meant = all.filter(isMeant);
  if (meant.length === 0) {
    void showInformation(t('There is no theme for which this can be done.'));
    return undefined;
  }
  const choice = await vscode.window.showQuickPick(
    meant.map((one) => ({
      label: one.theme.name,
      description: one.codebook.name,
      detail: one.theme.definition?.trim() ?? '',
      one,
    })),
    { title, matchOnDetail: true },
  );
  return choice && { open, ...choice.one };
}

/** As `themeForCommand`, where the folder may be written to. */
export async function themeToEdit(...args: Parameters<typeof themeForCommand>): Promise<ChosenTheme | undefined> {
  const chosen = await themeForCommand(...args);
  return chosen && (await mayWrite()) ? chosen : undefined;
}
