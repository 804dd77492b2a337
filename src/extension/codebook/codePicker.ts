import * as vscode from 'vscode';
import { DisposableStore } from '../../core/base/disposable';
import type { Code } from '../../core/codebook/codebook';
import type { Deps } from '../deps';
import type { OpenStudy } from '../study/openStudy';
import { firstWords } from '../../core/text/shortened';
import { codeColors } from './codeColors';
import { withNumber } from './codeTooltip';
import { createCode } from './createCode';
import { openInYaml } from './openCodeInYaml';
import { pickerRows, type PickerRow } from './pickerRows';
import { recentCodes } from './recentCodes';
import { swatchIcon } from './swatchIcon';

/** How the picker is worded and what it allows. */
export interface PickOptions {
  readonly title: string;
  readonly placeholder: string;
  /** Several codes can be chosen at once, by the button that gives every row a check box. */
  readonly several: boolean;
  /** A code with the name that was typed can be made in place. */
  readonly create: boolean;
}

interface Item extends vscode.QuickPickItem {
  readonly row: PickerRow;
}

/** What a person chose: codes that are there, and the name of one to create. */
interface Chosen {
  readonly codes: readonly string[];
  readonly create: string | null;
}

/** Longest beginning of a definition that a row shows, in UTF-16 units. */
const definitionLength = 120;

/**
 * Lets a person choose codes by typing a part of their name, number, path or id. Enter takes the highlighted one at once. With
 * `several`, the button in the title or the row for it gives check boxes: Space ticks, Enter takes all that are ticked, over several
 * searches. Ids, or undefined where nothing was chosen. A code created here is in the codebook when this returns.
 */
export async function pickCodes(
  deps: Deps,
  open: OpenStudy,
  options: PickOptions,
): Promise<readonly string[] | undefined> {
  const chosen = await new CodePicker(deps, open, options).run();
  if (chosen === undefined) return undefined;
  if (chosen.create === null) return chosen.codes;
  const id = await createCode(deps, open, { name: chosen.create, origin: 'inductive' });
  return id === undefined ? undefined : [...chosen.codes, id];
}

class CodePicker {
  private readonly held = new DisposableStore();
  private readonly pick = this.held.add(vscode.window.createQuickPick<Item>());
  private readonly colors: ReadonlyMap<string, string>;
  private readonly recent: readonly string[];
  private readonly severalButton: vscode.QuickInputButton = {
    iconPath: new vscode.ThemeIcon('checklist'),
    tooltip: vscode.l10n.t('Choose Several'),
  };
  private readonly openButton: vscode.QuickInputButton = {
    iconPath: new vscode.ThemeIcon('go-to-file'),
    tooltip: vscode.l10n.t('Open in Codebook File'),
  };
  /** Ids that are ticked, also of rows that the search hides at the moment. */
  private readonly ticked = new Set<string>();

  constructor(
    deps: Deps,
    private readonly open: OpenStudy,
    private readonly options: PickOptions,
  ) {
    this.colors = codeColors(open.study.codebooks);
    this.recent = recentCodes(deps, open);
    const { pick } = this;
    pick.title = options.title;
    pick.placeholder = options.placeholder;
    // Rows come in the order of our search. VS Code would sort them again by what it finds in labels; the switch for that is not in
    // its typings yet. Without it rows are the same and the first row of ours stays the highlighted one.
    if ('sortByLabel' in pick) Object.assign(pick, { sortByLabel: false });
    if (options.several) pick.buttons = [this.severalButton];
  }

  run(): Promise<Chosen | undefined> {
    const { pick, held } = this;
    return new Promise((resolve) => {
      held.add(
        pick.onDidChangeValue(() => {
          this.showRows();
        }),
      );
      held.add(
        pick.onDidTriggerButton(() => {
          this.chooseSeveral(!pick.canSelectMany);
        }),
      );
      held.add(
        pick.onDidTriggerItemButton(({ item: { row } }) => {
          if (row.kind !== 'code') return;
          pick.hide();
          void openInYaml(this.open, row.code.codebook, row.code.id);
        }),
      );
      held.add(
        pick.onDidChangeSelection((selected) => {
          if (pick.canSelectMany) this.tick(selected);
        }),
      );
      held.add(
        pick.onDidAccept(() => {
          const chosen = this.accepted();
          if (!chosen) return;
          pick.hide();
          // VS Code tells that it is hidden only after it is, and what was chosen need not wait for that.
          resolve(chosen);
        }),
      );
      held.add(
        pick.onDidHide(() => {
          held.dispose();
          resolve(undefined);
        }),
      );
      this.showRows();
      pick.show();
    });
  }

  /** Undefined where nothing is chosen yet and the picker stays. */
  private accepted(): Chosen | undefined {
    if (this.pick.canSelectMany) return this.ticked.size > 0 ? { codes: [...this.ticked], create: null } : undefined;
    const row = this.pick.activeItems[0]?.row;
    switch (row?.kind) {
      case 'code':
        return { codes: [row.code.id], create: null };
      case 'create':
        return { codes: [], create: row.name };
      case 'several':
        this.chooseSeveral(true);
        return undefined;
      case 'heading':
      case undefined:
        return undefined;
    }
  }

  private chooseSeveral(several: boolean): void {
    this.pick.canSelectMany = several;
    this.pick.placeholder = several
      ? vscode.l10n.t('Space ticks a code, Enter applies all that are ticked')
      : this.options.placeholder;
    this.showRows();
  }

  private tick(selected: readonly Item[]): void {
    const ids = new Set(selected.flatMap(({ row }) => (row.kind === 'code' ? [row.code.id] : [])));
    for (const { row } of this.pick.items) {
      if (row.kind !== 'code') continue;
      if (ids.has(row.code.id)) this.ticked.add(row.code.id);
      else this.ticked.delete(row.code.id);
    }
  }

  private showRows(): void {
    const { pick } = this;
    const { codes } = this.open.study;
    const single = !pick.canSelectMany;
    const rows = pickerRows(
      pick.value,
      { codes: codes.all, recent: this.recent, search: (text) => codes.search(text) },
      { create: single && this.options.create, several: single && this.options.several },
    );
    const items = rows.map((row) => this.itemOf(row));
    pick.items = items;
    if (single) pick.activeItems = items.filter(({ row }) => row.kind !== 'heading').slice(0, 1);
    else pick.selectedItems = items.filter(({ row }) => row.kind === 'code' && this.ticked.has(row.code.id));
  }

  private itemOf(row: PickerRow): Item {
    switch (row.kind) {
      case 'heading':
        return { row, label: headings()[row.of], kind: vscode.QuickPickItemKind.Separator };
      case 'several':
        return {
          row,
          label: vscode.l10n.t('Choose several…'),
          iconPath: new vscode.ThemeIcon('checklist'),
          alwaysShow: true,
        };
      case 'create':
        return {
          row,
          label: vscode.l10n.t('Create “{0}”', row.name),
          iconPath: new vscode.ThemeIcon('add'),
          alwaysShow: true,
        };
      case 'code':
        return { row, ...this.codeItem(row.code, row.number) };
    }
  }

  private codeItem(code: Code, number: number | null): Omit<Item, 'row'> {
    const above = code.path.slice(0, -1).join(' › ');
    const key = number === null ? '' : vscode.l10n.t('key {0}', number);
    const detail = firstWords(code.entry.definition ?? '', definitionLength);
    return {
      label: withNumber(code, code.name),
      description: [key, above].filter((part) => part !== '').join(' · '),
      ...(detail === '' ? {} : { detail }),
      iconPath: swatchIcon(this.colors.get(code.id) ?? null),
      buttons: [this.openButton],
      alwaysShow: true,
    };
  }
}

function headings(): Readonly<Record<'recent' | 'all' | 'found' | 'none', string>> {
  const { t } = vscode.l10n;
  return { recent: t('recent'), all: t('all codes'), found: t('codes'), none: t('no code matches') };
}
