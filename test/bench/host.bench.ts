/** Runs inside an extension host: starts the extension on the folder, and writes what it took to a file. */
import { Session } from 'node:inspector';
import { renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as vscode from 'vscode';
import type { Running } from '../../src/extension/extension';

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** The longest time for which nothing else could run while `work` did, and `after` milliseconds on. */
async function longestStall(work: () => Promise<void>, after: number, gaps: number[][] = []): Promise<number> {
  let longest = 0;
  let last = performance.now();
  const timer = setInterval(() => {
    const now = performance.now();
    longest = Math.max(longest, now - last - 5);
    if (now - last > 30) gaps.push([last, now]);
    last = now;
  }, 5);
  await work();
  await wait(after);
  clearInterval(timer);
  return longest;
}

async function show(uri: vscode.Uri): Promise<void> {
  await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri));
}

/** Called by VS Code. */
export async function run(): Promise<void> {
  const root = vscode.workspace.workspaceFolders?.[0]?.uri;
  const extension = vscode.extensions.getExtension<Running>('verbatim-qda.verbatim');
  if (root === undefined || extension === undefined) throw new Error('There is no folder or no extension.');
  if (extension.isActive) throw new Error('The extension runs already.');
  await wait(2000);
  const [transcript] = await vscode.workspace.fs.readDirectory(vscode.Uri.joinPath(root, 'transcripts'));
  const name = transcript?.[0] ?? '';
  const plainStall = await longestStall(() => show(vscode.Uri.joinPath(root, 'plain', name)), 1000);
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  renameSync(join(root.fsPath, 'verbatim.later'), join(root.fsPath, 'verbatim.yaml'));
  let activate = 0;
  const profiler = process.env['VERBATIM_BENCH_PROFILE'] === undefined ? undefined : new Session();
  profiler?.connect();
  profiler?.post('Profiler.enable');
  profiler?.post('Profiler.start');
  const profiled = performance.now();
  const gaps: number[][] = [];
  let filled = 0;
  const start = async (): Promise<void> => {
    const began = performance.now();
    const { studies } = await extension.activate();
    activate = performance.now() - began;
    await new Promise<void>((resolve) => {
      const look = (): void => {
        const study = studies.current?.study;
        if (study === undefined || study.transcripts.some(({ path }) => study.lengthOf(path) === 0)) return;
        filled = performance.now() - began;
        resolve();
      };
      studies.onDidChangeStudy(look);
      look();
    });
  };
  const stall =
    process.env['VERBATIM_BENCH'] === 'stall'
      ? await longestStall(
          async () => {
            await start();
            await show(vscode.Uri.joinPath(root, 'transcripts', name));
          },
          3000,
          gaps,
        )
      : (await start(), 0);
  profiler?.post('Profiler.stop', (_error, { profile }) => {
    writeFileSync(
      process.env['VERBATIM_BENCH_PROFILE'] ?? '',
      JSON.stringify({ ...profile, gaps: gaps.map((gap) => gap.map((time) => time - profiled)) }),
    );
  });
  writeFileSync(process.env['VERBATIM_BENCH_SAYS'] ?? '', JSON.stringify({ activate, filled, stall, plainStall }));
  console.log('@@result {"passed":1,"failed":0,"skipped":0,"failures":[],"retried":[]}');
}
