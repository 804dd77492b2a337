import type * as vscode from 'vscode';
import { toLf, type LfText } from '../../core/text/lfText';

/** The last text that a document was compared with, and the answer. */
interface Compared {
  readonly version: number;
  readonly text: LfText;
  readonly same: boolean;
}

const compared = new WeakMap<vscode.TextDocument, Compared>();

/**
 * True where a document shows this very text, so that offsets in it are places in the document. All that is drawn in an editor asks;
 * long texts are compared once for each version of the document.
 */
export function showsText(document: vscode.TextDocument, text: LfText): boolean {
  const { version } = document;
  const known = compared.get(document);
  if (known?.version === version && known.text === text) return known.same;
  const same = toLf(document.getText()) === text;
  compared.set(document, { version, text, same });
  return same;
}
