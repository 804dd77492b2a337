import * as vscode from 'vscode';
import { swatch, type SwatchLook } from './swatch';

/** The swatch of a colour as an icon of a row, for light and dark themes. */
export function swatchIcon(color: string | null, look: SwatchLook = {}): { light: vscode.Uri; dark: vscode.Uri } {
  const { light, dark } = swatch(color, look);
  return { light: vscode.Uri.parse(light), dark: vscode.Uri.parse(dark) };
}
