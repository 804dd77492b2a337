import * as vscode from 'vscode';
import type { PaletteName } from '../../core/codebook/palette';

/** What the colours of the palette are called. */
export function paletteLabels(): Readonly<Record<PaletteName, string>> {
  const { t } = vscode.l10n;
  return {
    blue: t('Blue'),
    orange: t('Orange'),
    green: t('Green'),
    purple: t('Purple'),
    red: t('Red'),
    teal: t('Teal'),
    pink: t('Pink'),
    brown: t('Brown'),
    yellow: t('Yellow'),
    grey: t('Grey'),
    indigo: t('Indigo'),
    olive: t('Olive'),
  };
}
