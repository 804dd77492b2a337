import * as vscode from 'vscode';
import { logLabel } from '../../core/base/logLabel';
import { isHexColor, paletteNames } from '../../core/codebook/palette';
import { mayWrite } from '../ask';
import type { Deps } from '../deps';
import { byCodebook, editEach } from './chosenCodes';
import { codeColors } from './codeColors';
import { codeNodesOf } from './codeNode';
import { editCodebook, studyOf } from './editCodebook';
import { paletteLabels } from './paletteLabels';
import { swatchIcon } from './swatchIcon';

interface ColorItem extends vscode.QuickPickItem {
  readonly choice?: { readonly color: string | undefined } | 'custom';
}

/** Change Colour…: one of the palette, a colour of one's own, or that of the category; for all selected codes at once. */
export async function recolourCodes(deps: Deps, argument: unknown, selected: unknown): Promise<void> {
  const rows = codeNodesOf(argument, selected);
  const open = rows[0] && studyOf(deps, rows[0]);
  if (!open || !(await mayWrite())) return;
  const { codebooks } = open.study;
  const chosen = byCodebook(rows, codebooks);
  const first = chosen[0]?.codes[0];
  if (!first) return;
  const count = chosen.reduce((sum, { codes }) => sum + codes.length, 0);
  const title =
    count === 1 ? vscode.l10n.t('Colour of “{0}”', first.name) : vscode.l10n.t('Colour of {0} Codes', count);
  const color = await askColor(title, first.entry.color, codeColors(codebooks).get(first.parent ?? first.id) ?? null);
  if (!color) return;
  for (const { codebook, codes } of chosen) {
    const label =
      codes.length === 1
        ? logLabel('Changed the colour of “{0}”', codes[0]?.name ?? '')
        : logLabel('Changed the colour of {0} codes', codes.length);
    const done = await editCodebook(open, codebook, label, (yaml, edits) =>
      editEach(yaml, codes, (text, id) => edits.recolourCode(text, id, color.value)),
    );
    if (!done) return;
  }
}

/** The colour chosen; `value` undefined for that of the category. Undefined where nothing was chosen. */
async function askColor(
  title: string,
  now: string | undefined,
  inherited: string | null,
): Promise<{ readonly value: string | undefined } | undefined> {
  const { t } = vscode.l10n;
  const names = paletteLabels();
  const current = (color: string): { description?: string } => (color === now ? { description: t('now') } : {});
  const items: ColorItem[] = [
    ...paletteNames.map((name): ColorItem => ({
      label: names[name],
      iconPath: swatchIcon(name),
      choice: { color: name },
      ...current(name),
    })),
    { label: '', kind: vscode.QuickPickItemKind.Separator },
    {
      label: t('Like its category'),
      description: t('no colour of its own'),
      iconPath: swatchIcon(inherited, { hollow: true }),
      choice: { color: undefined },
    },
    {
      label: t('Custom #RRGGBB…'),
      iconPath: now !== undefined && isHexColor(now) ? swatchIcon(now) : new vscode.ThemeIcon('symbol-color'),
      choice: 'custom',
    },
  ];
  const picked = await vscode.window.showQuickPick(items, { title });
  if (picked?.choice === undefined) return undefined;
  if (picked.choice !== 'custom') return { value: picked.choice.color };
  const hex = await vscode.window.showInputBox({
    title,
    prompt: t(
      'Red, green and blue as #RRGGBB. Palette colours follow light, dark and high-contrast themes; this one stays.',
    ),
    value: now !== undefined && isHexColor(now) ? now : '#',
    validateInput: (value) =>
      isHexColor(value.trim()) ? undefined : t('Write # and six of the signs 0–9 and A–F: #3366CC.'),
  });
  return hex === undefined ? undefined : { value: hex.trim() };
}
