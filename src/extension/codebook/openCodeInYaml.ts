import * as vscode from 'vscode';
import type { Disposable } from '../../core/base/disposable';
import type { Deps } from '../deps';
import { commands } from '../ids';
import { onRow } from '../onRow';
import type { OpenStudy } from '../study/openStudy';
import { showLine } from '../study/showLine';
import { isCodebookRow } from './codeNode';
import { studyOf } from './editCodebook';

/** Open in Codebook File: the YAML of a codebook, at the code's entry. */
export function registerOpenCodeInYaml(deps: Deps): Disposable {
  const run = async (argument: unknown): Promise<void> => {
    const open = isCodebookRow(argument) ? studyOf(deps, argument) : undefined;
    if (!open || !isCodebookRow(argument)) return;
    await openInYaml(open, argument.codebook, argument.kind === 'code' ? argument.code : null);
  };
  return vscode.commands.registerCommand(commands.openCodeInYaml.id, onRow(deps.log, run));
}

/** Shows a codebook's file with the cursor at a code; at the top where the code is null or gone. */
export async function openInYaml(open: OpenStudy, codebook: string, code: string | null): Promise<void> {
  const book = open.study.codebooks.find(({ id }) => id === codebook);
  if (!book) return;
  await showLine(open, book.file, book.codes.find(({ id }) => id === code)?.line ?? 1);
}
