import * as vscode from 'vscode';
import { readableText } from '../../core/text/utf8';
import { remotesIn, serviceOfMarks, serviceOfPath } from './placeRisks';
import type { ChosenFolder, PlaceRisks } from './studyDraft';

/** How many folders above are looked at. */
const mostAncestors = 12;

/** What is in a folder that was picked. `isOwn`: it is the window's, so no other is made in it. A folder that cannot be read is taken for empty. */
export async function lookAtFolder(uri: vscode.Uri, isOwn: boolean): Promise<ChosenFolder> {
  const entries = await namesIn(uri);
  const seen = entries.filter((name) => !name.startsWith('.'));
  return { uri, entries, own: isOwn || seen.length === 0 ? null : true };
}

/** Where what is in a folder goes beside it: through git, through a service that syncs. What cannot be read is passed over. */
export async function lookForRisks(uri: vscode.Uri): Promise<PlaceRisks> {
  const remotes = new Set<string>();
  let inGit = false;
  let service = serviceOfPath(uri.path.split('/'));
  let folder = uri;
  for (let i = 0; i < mostAncestors; i++) {
    const names = await namesIn(folder);
    service ??= serviceOfMarks(names);
    if (!inGit && names.includes('.git')) {
      inGit = true;
      const config = await textOf(vscode.Uri.joinPath(folder, '.git', 'config'));
      for (const remote of remotesIn(config)) remotes.add(remote);
    }
    const above = vscode.Uri.joinPath(folder, '..');
    if (above.path === folder.path) break;
    folder = above;
  }
  return { remotes: [...remotes], service };
}

async function namesIn(uri: vscode.Uri): Promise<readonly string[]> {
  try {
    return (await vscode.workspace.fs.readDirectory(uri)).map(([name]) => name);
  } catch {
    return [];
  }
}

async function textOf(uri: vscode.Uri): Promise<string> {
  try {
    return readableText(await vscode.workspace.fs.readFile(uri));
  } catch {
    return '';
  }
}
