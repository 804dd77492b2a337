import * as vscode from 'vscode';
import { codesDragged } from '../codebook/codeNode';
import type { Deps } from '../deps';
import { codesMime, views } from '../ids';
import { themeFrom, type ChosenTheme } from './editTheme';
import { isThemesRow, type ThemesRow } from './themeRows';

/** MIME type under which rows of the themes view (as a JSON list) are dragged within it. */
const themesMime = `application/vnd.code.tree.${views.themes.toLowerCase()}`;

const loaded = () => import('./themeCommands');

/**
 * Dropping on a theme, or on a row of it: codes of the codebook view, or of another theme, go into it. A code of the same theme takes the
 * place of the one that it is dropped on, and so does a theme. Codes dropped below the rows begin a new theme.
 */
export class ThemesDrag implements vscode.TreeDragAndDropController<ThemesRow> {
  readonly dragMimeTypes = [codesMime];
  readonly dropMimeTypes = [codesMime, themesMime];

  constructor(private readonly deps: Deps) {}

  handleDrag(rows: readonly ThemesRow[], transfer: vscode.DataTransfer): void {
    // What was found of a segment is not needed to know its row, and is too much to hand over.
    const plain = rows.flatMap((row) => (row.kind === 'theme' || row.kind === 'themeCode' ? [row] : []));
    if (plain.length > 0) transfer.set(themesMime, new vscode.DataTransferItem(JSON.stringify(plain)));
  }

  async handleDrop(target: ThemesRow | undefined, transfer: vscode.DataTransfer): Promise<void> {
    const { deps } = this;
    deps.modes.endDrag();
    const own = (await textsOf(transfer, themesMime)).flatMap(rowsIn);
    const [codes = []] = (await textsOf(transfer, codesMime)).flatMap((text) => [codesDragged(text) ?? []]);
    const chosen = target && themeFrom(deps, target);
    if (own.length > 0) {
      if (target && chosen) await dropOwn(deps, own, target, chosen);
      return;
    }
    if (codes.length === 0) return;
    const { addCodes, newTheme, topMost } = await loaded();
    if (chosen) await addCodes(chosen, codes);
    else if (!target && deps.studies.current) {
      await newTheme(deps, deps.studies.current, topMost(deps.studies.current, codes));
    }
  }
}

async function dropOwn(deps: Deps, rows: readonly ThemesRow[], target: ThemesRow, chosen: ChosenTheme): Promise<void> {
  const { addCodes, placeCode, placeTheme } = await loaded();
  const [first] = rows;
  if (first?.kind === 'theme') {
    const moving = themeFrom(deps, first);
    const index = chosen.codebook.themes.findIndex(({ id }) => id === chosen.theme.id);
    // Themes of two files have no order among each other but that of the files.
    if (moving?.codebook.id === chosen.codebook.id && moving.theme.id !== chosen.theme.id)
      await placeTheme(moving, index);
    return;
  }
  const codes = rows.flatMap((row) => (row.kind === 'themeCode' ? [row.code] : []));
  if (first?.theme !== target.theme) await addCodes(chosen, codes);
  else if (target.kind === 'themeCode' && codes[0] !== undefined && codes[0] !== target.code) {
    await placeCode(chosen, codes[0], target.code);
  }
}

/** All that is handed over under a type: from another view, VS Code hands over an empty text first, and then what the view gave. */
async function textsOf(transfer: vscode.DataTransfer, mime: string): Promise<readonly string[]> {
  const items = [...transfer].flatMap(([type, item]) => (type === mime ? [item] : []));
  return (await Promise.all(items.map((item) => item.asString()))).filter((text) => text !== '');
}

function rowsIn(text: string): readonly ThemesRow[] {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    // VS Code puts words of its own there where the rows came from elsewhere.
    return [];
  }
  const items: readonly unknown[] = Array.isArray(value) ? value : [];
  return items.filter(isThemesRow);
}
