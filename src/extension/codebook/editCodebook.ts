import * as vscode from 'vscode';
import type { Codebook } from '../../core/codebook/codebook';
import type * as codebookEdits from '../../core/codebook/codebookEdits';
import type { Result } from '../../core/base/result';
import type { Done } from '../../core/project/done';
import { mayWrite, tell } from '../ask';
import type { Deps } from '../deps';
import { ensureCoder } from '../study/chooseCoder';
import type { OpenStudy } from '../study/openStudy';
import { savedFirst } from '../savedFirst';
import { showWarning } from '../say';

/** The edits of a codebook's text. They bring the part of the YAML library that writes, so they are loaded when first used. */
export type CodebookEdits = typeof codebookEdits;

/** The open study of a row or a drag; undefined where it was closed since. */
export function studyOf(deps: Deps, { root }: { readonly root: string }): OpenStudy | undefined {
  return deps.studies.all.find((open) => open.root.toString() === root);
}

/**
 * Changes a codebook file as one step that can be undone, and tells the outcome. Asks first where the folder is not trusted, nobody
 * was named as the coder yet, or the file is open with unsaved changes. Returns whether it was done.
 */
export async function editCodebook(
  open: OpenStudy,
  codebook: Codebook,
  label: string,
  edit: (yaml: string, edits: CodebookEdits) => Result<string, string>,
): Promise<boolean> {
  const outcome = await changeCodebook(open, codebook, label, edit);
  return outcome !== undefined && tell(outcome);
}

/** As `editCodebook`, for who tells the outcome elsewhere; undefined where the person was told why nothing was tried, or declined. */
export async function changeCodebook(
  open: OpenStudy,
  codebook: Codebook,
  label: string,
  edit: (yaml: string, edits: CodebookEdits) => Result<string, string>,
): Promise<Result<Done, string> | undefined> {
  if (!(await mayEditCodebook(open, codebook))) return undefined;
  const edits = await import('../../core/codebook/codebookEdits');
  return open.session.editCodebook(codebook.file, label, (yaml) => edit(yaml, edits));
}

/** Whether a codebook can be edited now: asks where that is to be asked, and tells why not. */
export async function mayEditCodebook(open: OpenStudy, codebook: Codebook): Promise<boolean> {
  if (codebook.readOnly || open.study.project.readOnly) {
    void showWarning(
      vscode.l10n.t(
        '“{0}” was written by a newer Verbatim, so it is shown but not changed. Update Verbatim to edit it.',
        codebook.name,
      ),
    );
    return false;
  }
  return (await mayWrite()) && (await ensureCoder(open)) && savedFirst(open, codebook.file);
}
