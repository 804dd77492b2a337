import * as vscode from 'vscode';
import { DisposableStore } from '../../core/base/disposable';
import type { StudyPath } from '../../core/base/studyPath';
import type { Code } from '../../core/codebook/codebook';
import { attributeKeys, type Certainty, type CodingAttributes } from '../../core/coding/codingAttributes';
import { attributesLine } from '../attributes/attributeWords';
import type { Deps } from '../deps';
import { contextKeys } from '../ids';
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
  /** What is said of the code now, in which transcript, where the person may say it by keys of the picker (and the button in its title). */
  readonly attributes?: { readonly path: StudyPath; readonly now: CodingAttributes };
}

/** The codes that a person chose, and what they said of them that was not said before. */
export interface PickedCodes {
  readonly codes: readonly string[];
  readonly attributes: CodingAttributes;
}

interface Item extends vscode.QuickPickItem {
  readonly row: PickerRow;
}

/** What a person chose: codes that are there, and the name of one to create. */
interface Chosen extends PickedCodes {
  readonly create: string | null;
}

/** Longest beginning of a definition that a row shows, in UTF-16 units. */
const definitionLength = 120;

/**
 * Lets a person choose codes by typing a part of their name, number, path or id. Enter takes the highlighted one at once. With
 * `several`, the button in the title or the row for it gives check boxes: Space ticks, Enter takes all that are ticked, over several
 * searches. Undefined where nothing was chosen. A code created here is in the codebook when this returns.
 */
export async function pickCodes(deps: Deps, open: OpenStudy, options: PickOptions): Promise<PickedCodes | undefined> {
  const picker = new CodePicker(deps, open, options, (isShown) => {
    if (options.attributes) follow(picker, isShown);
  });
  const chosen = await picker.run();
  if (chosen === undefined) return undefined;
  const { codes, attributes } = chosen;
  if (chosen.create === null) return { codes, attributes };
  const id = await createCode(deps, open, { name: chosen.create, origin: 'inductive' });
  return id === undefined ? undefined : { codes: [...codes, id], attributes };
}

/** The picker that is open and takes what is said of a code. */
let opened: CodePicker | undefined;

function follow(picker: CodePicker, isShown: boolean): void {
  if (!isShown && opened !== picker) return;
  opened = isShown ? picker : undefined;
  void vscode.commands.executeCommand('setContext', contextKeys.codePickerOpen, isShown);
}

/** The picker that keys which say something of a code are meant for, or undefined where none is open. */
export function openPicker(): Pick<CodePicker, 'toggleCertainty' | 'askMore'> | undefined {
  return opened;
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
  private readonly attributesButton: vscode.QuickInputButton = {
    iconPath: new vscode.ThemeIcon('symbol-property'),
    tooltip: vscode.l10n.t('Certainty, Target Behaviour, Delivered by, Received by…'),
  };
  /** Ids that are ticked, also of rows that the search hides at the moment. */
  private readonly ticked = new Set<string>();
  /** What is said of the code that will be chosen. */
  private said: CodingAttributes;
  /** Another box is in the picker's place, which comes back after it. */
  private asking = false;

  constructor(
    private readonly deps: Deps,
    private readonly open: OpenStudy,
    private readonly options: PickOptions,
    /** Told that the picker is on the screen, and that it is not any more. */
    private readonly shown: (isShown: boolean) => void,
  ) {
    this.said = options.attributes?.now ?? {};
    this.colors = codeColors(open.study.codebooks);
    this.recent = recentCodes(deps, open);
    const { pick } = this;
    pick.placeholder = options.placeholder;
    // Rows come in the order of our search. VS Code would sort them again by what it finds in labels; the switch for that is not in
    // its typings yet. Without it rows are the same and the first row of ours stays the highlighted one.
    if ('sortByLabel' in pick) Object.assign(pick, { sortByLabel: false });
    pick.buttons = [
      ...(options.attributes ? [this.attributesButton] : []),
      ...(options.several ? [this.severalButton] : []),
    ];
  }

  /** Says how sure the code is that will be chosen; said again, it is taken back. */
  toggleCertainty(certainty: Certainty): void {
    this.say({ certainty: this.said.certainty === certainty ? null : certainty });
  }

  /** Asks for all attributes in boxes that take the picker's place meanwhile; what was typed and ticked in it stays. */
  async askMore(): Promise<void> {
    const { attributes } = this.options;
    if (!attributes || this.asking) return;
    this.asking = true;
    try {
      const { askAttributes } = await import('../attributes/askAttributes');
      const title = vscode.l10n.t('Attributes of the Code');
      this.say((await askAttributes(this.open, attributes.path, this.said, title)) ?? {});
    } finally {
      this.asking = false;
      this.show();
    }
  }

  private say(attributes: CodingAttributes): void {
    this.said = { ...this.said, ...attributes };
    this.showRows(this.pick.activeItems[0]?.row);
  }

  private show(): void {
    this.shown(true);
    this.pick.show();
  }

  /** What was said here, without what was said before. */
  private saidHere(): CodingAttributes {
    const before = this.options.attributes?.now ?? {};
    return Object.fromEntries(
      attributeKeys.flatMap((key) => {
        const value = this.said[key] ?? null;
        return value === (before[key] ?? null) ? [] : [[key, value]];
      }),
    );
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
        pick.onDidTriggerButton((button) => {
          if (button !== this.attributesButton) {
            this.chooseSeveral(!pick.canSelectMany);
            return;
          }
          this.askMore().catch((error: unknown) => {
            this.deps.log.error('Asking for attributes failed.', error);
          });
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
          this.shown(false);
          if (this.asking) return;
          held.dispose();
          resolve(undefined);
        }),
      );
      this.showRows();
      this.show();
    });
  }

  /** Undefined where nothing is chosen yet and the picker stays. */
  private accepted(): Chosen | undefined {
    const attributes = this.saidHere();
    if (this.pick.canSelectMany) {
      return this.ticked.size > 0 ? { codes: [...this.ticked], create: null, attributes } : undefined;
    }
    const row = this.pick.activeItems[0]?.row;
    switch (row?.kind) {
      case 'code':
        return { codes: [row.code.id], create: null, attributes };
      case 'create':
        return { codes: [], create: row.name, attributes };
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

  /** Draws title and rows; `highlighted` is the row that stays so, else it is the first. */
  private showRows(highlighted?: PickerRow): void {
    const { pick } = this;
    pick.title = [this.options.title, attributesLine(this.said)].filter((part) => part !== '').join(' · ');
    const { codes } = this.open.study;
    const single = !pick.canSelectMany;
    const rows = pickerRows(
      pick.value,
      { codes: codes.all, recent: this.recent, search: (text) => codes.search(text) },
      { create: single && this.options.create, several: single && this.options.several },
    );
    const items = rows.map((row) => this.itemOf(row));
    pick.items = items;
    const same = items.find(({ row }) => highlighted !== undefined && isSameRow(row, highlighted));
    if (same) pick.activeItems = [same];
    else if (single) pick.activeItems = items.filter(({ row }) => row.kind !== 'heading').slice(0, 1);
    if (!single) pick.selectedItems = items.filter(({ row }) => row.kind === 'code' && this.ticked.has(row.code.id));
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
      // Said in the row, too: a screen reader reads that, not the title.
      description: [this.said.certainty ?? '', key, above].filter((part) => part !== '').join(' · '),
      ...(detail === '' ? {} : { detail }),
      iconPath: swatchIcon(this.colors.get(code.id) ?? null),
      buttons: [this.openButton],
      alwaysShow: true,
    };
  }
}

function isSameRow(a: PickerRow, b: PickerRow): boolean {
  if (a.kind === 'code' && b.kind === 'code') return a.code.id === b.code.id;
  return a.kind === b.kind && a.kind !== 'heading';
}

function headings(): Readonly<Record<'recent' | 'all' | 'found' | 'none', string>> {
  const { t } = vscode.l10n;
  return { recent: t('recent'), all: t('all codes'), found: t('codes'), none: t('no code matches') };
}
