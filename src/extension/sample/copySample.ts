import * as vscode from 'vscode';
import { readableText } from '../../core/text/utf8';
import { freeName } from './freeName';

/**
 * Copies the sample study into a new folder below `parent` and gives that folder. Nothing that is there is written over: the folder
 * takes a free name. Through VS Code's file system, so that it works wherever a window has folders.
 *
 * The sample is one file of texts by path: a browser can read files of an extension, but not list its folders.
 * @throws what the file system throws; what had been copied is removed then
 */
export async function copySample(extension: vscode.Uri, parent: vscode.Uri, name: string): Promise<vscode.Uri> {
  const { fs } = vscode.workspace;
  const packed = readableText(await fs.readFile(vscode.Uri.joinPath(extension, 'dist', 'sample.json')));
  const texts = Object.entries(JSON.parse(packed) as Readonly<Record<string, string>>);
  const there = await fs.readDirectory(parent);
  const folder = vscode.Uri.joinPath(
    parent,
    freeName(
      name,
      there.map(([entry]) => entry),
    ),
  );
  const encoder = new TextEncoder();
  try {
    // Missing folders above a file are made with it.
    for (const [path, text] of texts) await fs.writeFile(vscode.Uri.joinPath(folder, path), encoder.encode(text));
  } catch (error) {
    await removeWhatCame(folder);
    throw error;
  }
  return folder;
}

/** Half a study would be taken for a whole one. Where it cannot be removed either, the first error is the one that counts. */
async function removeWhatCame(folder: vscode.Uri): Promise<void> {
  try {
    await vscode.workspace.fs.delete(folder, { recursive: true, useTrash: false });
  } catch {
    return;
  }
}
