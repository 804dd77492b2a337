import * as vscode from 'vscode';
import { freeName } from '../sample/freeName';
import { isDeviceName } from './deviceName';
import type { StudyDraft } from './studyDraft';

/** The folder that the study will be in, and whether it is made for it; undefined where none was chosen. */
export function targetOf({
  folder,
  name,
}: StudyDraft): { readonly uri: vscode.Uri; readonly isNew: boolean } | undefined {
  if (!folder) return undefined;
  if (folder.own !== true) return { uri: folder.uri, isNew: false };
  return { uri: vscode.Uri.joinPath(folder.uri, freeName(folderName(name), folder.entries)), isNew: true };
}

/** A name as folders may have it on every system. */
function folderName(name: string): string {
  const plain = name
    .normalize('NFC')
    .replace(/[\\/:*?"<>|\p{Cc}]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^[. ]+|[. ]+$/g, '')
    .slice(0, 80)
    .trimEnd();
  return plain === '' || isDeviceName(plain) ? vscode.l10n.t('Study') : plain;
}

/** A place as a person reads it. */
export function shownPath(uri: vscode.Uri): string {
  return uri.scheme === 'file' ? uri.fsPath : uri.path;
}
