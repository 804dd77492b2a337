import * as vscode from 'vscode';
import { mayWrite } from '../ask';
import type { Deps } from '../deps';
import type { OpenStudy } from '../study/openStudy';
import type { CodebookParts } from './codebookView';
import { isCodebookRow, type CodebookRow } from './codeNode';
import { createCode, writableCodebooks, type NewCodePlace } from './createCode';
import { studyOf } from './editCodebook';
import { nameMessage } from './nameMessage';
import { showWarning } from '../say';

/** New Code… and New Category…: asks where (only if that is a question), then for the name. */
export async function newCode(deps: Deps, parts: CodebookParts, category: boolean): Promise<void> {
  const open = parts.tree.study ?? deps.studies.current;
  if (open && (await mayWrite())) await make(deps, parts, open, await askPlace(open, parts.view.selection), category);
}

/** New Code Under This… and New Category Under This…, on a row of the view. */
export async function newCodeUnder(deps: Deps, parts: CodebookParts, category: boolean, row: unknown): Promise<void> {
  if (!isCodebookRow(row) || !(await mayWrite())) return;
  const open = studyOf(deps, row);
  await make(deps, parts, open, open && placeOf(open, row), category);
}

async function make(
  deps: Deps,
  { tree, view }: CodebookParts,
  open: OpenStudy | undefined,
  place: NewCodePlace | undefined,
  category: boolean,
): Promise<void> {
  if (!open || !place) return;
  const name = await askName(place, category);
  if (name === undefined) return;
  const codable = category ? await askCodable(name) : true;
  if (codable === undefined) return;
  const id = await createCode(deps, open, { name, origin: 'inductive', ...(codable ? {} : { codable: false }) }, place);
  const row = id === undefined ? undefined : tree.rowOf(id);
  if (row && view.visible) await view.reveal(row, { select: false, focus: true });
}

interface PlaceItem extends vscode.QuickPickItem {
  readonly place: NewCodePlace;
}

/** The places that make sense: under the one code that is selected, and the top level of each codebook. Asks where there are several. */
async function askPlace(open: OpenStudy, selection: readonly CodebookRow[]): Promise<NewCodePlace | undefined> {
  const { t } = vscode.l10n;
  const books = writableCodebooks(open);
  const [selected] = selection;
  const under =
    selection.length === 1 && selected?.kind === 'code' && selected.root === open.root.toString()
      ? placeOf(open, selected)
      : undefined;
  const items: PlaceItem[] = books.map((codebook) => ({
    label: t('Top level'),
    ...(books.length > 1 ? { description: codebook.name } : {}),
    iconPath: new vscode.ThemeIcon('book'),
    place: { codebook, parent: null },
  }));
  if (under && books.includes(under.codebook)) {
    const code = under.codebook.codes.find(({ id }) => id === under.parent);
    items.unshift({
      label: t('Under “{0}”', code?.name ?? ''),
      description: code?.path.slice(0, -1).join(' › ') ?? '',
      iconPath: new vscode.ThemeIcon('list-tree'),
      place: under,
    });
  }
  if (items.length === 0) {
    void showWarning(t('This study has no codebook that can be changed. List one under “codebooks” in verbatim.yaml.'));
  }
  if (items.length <= 1) return items[0]?.place;
  const choice = await vscode.window.showQuickPick(items, { title: t('Where Does the New Code Go?') });
  return choice?.place;
}

function placeOf({ study }: OpenStudy, row: CodebookRow): NewCodePlace | undefined {
  const codebook = study.codebooks.find(({ id }) => id === row.codebook);
  return codebook && { codebook, parent: row.kind === 'code' ? row.code : null };
}

async function askName(place: NewCodePlace, category: boolean): Promise<string | undefined> {
  const { t } = vscode.l10n;
  const parent = place.codebook.codes.find(({ id }) => id === place.parent);
  return vscode.window.showInputBox({
    title: category ? t('New Category') : t('New Code'),
    prompt: parent
      ? t('Name of the code, under “{0}”', parent.name)
      : t('Name, at the top level of “{0}”', place.codebook.name),
    validateInput: (value) => nameMessage(value, place),
    ignoreFocusOut: true,
  });
}

/** Whether a category can itself be given to segments; undefined where the person changed their mind. */
async function askCodable(name: string): Promise<boolean | undefined> {
  const { t } = vscode.l10n;
  const choice = await vscode.window.showQuickPick(
    [
      {
        label: t('It can be applied itself'),
        detail: t('Useful while the codes under it are still growing'),
        codable: true,
      },
      { label: t('It only orders the codes under it'), detail: t('It is not offered when you code'), codable: false },
    ],
    { title: t('What Is “{0}” For?', name), ignoreFocusOut: true },
  );
  return choice?.codable;
}
