import * as vscode from 'vscode';
import { throwIfCancelled, type CancellationToken } from '../../core/base/cancellation';
import type { StudyPath } from '../../core/base/studyPath';
import type { CodebookStep } from '../../core/project/codebookHistory';

/** The part of the interface of VS Code's own git extension that is used here (version 1 of it). */
interface GitApi {
  getRepository(uri: vscode.Uri): GitRepository | null;
}

interface GitRepository {
  log(options: { readonly maxEntries: number; readonly path: string }): Promise<readonly GitCommit[]>;
  show(ref: string, path: string): Promise<string>;
}

interface GitCommit {
  readonly hash: string;
  readonly message: string;
  readonly parents: readonly string[];
  readonly authorDate?: Date;
  readonly authorName?: string;
}

/** So many commits of one file are looked at, the newest. */
const mostCommits = 2000;

/** So many signs of a commit's name tell it apart. */
const shortHash = 10;

/**
 * The commits in which files of codebooks changed, where VS Code's git extension knows of a repository: what was edited in another
 * program has no other record. None where there is no git, or it cannot be asked.
 */
export async function gitSteps(
  files: readonly { readonly path: StudyPath; readonly uri: vscode.Uri }[],
  token: CancellationToken,
): Promise<readonly CodebookStep[]> {
  const api = await gitApi();
  const steps: CodebookStep[] = [];
  for (const { path, uri } of files) {
    const repository = api?.getRepository(uri);
    if (!repository) continue;
    const commits = await repository.log({ maxEntries: mostCommits, path: uri.fsPath }).catch(() => []);
    for (const { hash, message, parents, authorDate, authorName } of commits) {
      throwIfCancelled(token);
      const textAt = (ref: string | undefined): Promise<string | null> =>
        // Where the file was not there at that commit, git says so by an error.
        ref === undefined ? Promise.resolve(null) : repository.show(ref, uri.fsPath).catch(() => null);
      steps.push({
        at: (authorDate ?? new Date(0)).toISOString(),
        who: authorName ?? '',
        source: { commit: hash.slice(0, shortHash) },
        step: message.split('\n', 1)[0] ?? '',
        file: path,
        before: await textAt(parents[0]),
        after: await textAt(hash),
      });
    }
  }
  return steps;
}

async function gitApi(): Promise<GitApi | undefined> {
  const git = vscode.extensions.getExtension<{ readonly enabled: boolean; getAPI(version: 1): GitApi }>('vscode.git');
  if (!git) return undefined;
  try {
    const exported = await git.activate();
    return exported.enabled ? exported.getAPI(1) : undefined;
  } catch {
    // No git on this machine.
    return undefined;
  }
}
