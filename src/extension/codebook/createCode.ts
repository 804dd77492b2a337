import * as vscode from 'vscode';
import { slugOf } from '../../core/base/ids';
import type { Codebook } from '../../core/codebook/codebook';
import type { CodeEntry } from '../../core/codebook/codebookFile';
import type { Deps } from '../deps';
import type { OpenStudy } from '../study/openStudies';
import { editCodebook } from './editCodebook';
import { nameFault } from './codeName';
import { RecentCodes } from './recentCodes';
import { showWarning } from '../say';

/** Where a new code goes. */
export interface NewCodePlace {
  readonly codebook: Codebook;
  /** The code that it stands under, or null for the top level. */
  readonly parent: string | null;
}

/**
 * Adds a code to a codebook as one step that can be undone. Its id follows from the name and is like none in the study, merged and
 * split ones included. Without a place
 * it goes to the top level of the codebook that was last added to. Returns the id, or undefined where it was not done (the reason has been told).
 */
export async function createCode(
  deps: Deps,
  open: OpenStudy,
  code: { readonly name: string } & Partial<Pick<CodeEntry, 'origin' | 'codable'>>,
  place: NewCodePlace | undefined = lastPlace(deps, open),
): Promise<string | undefined> {
  if (!place) return undefined;
  const { study } = open;
  const known = new Set(
    study.codebooks.flatMap(({ codes }) => codes.flatMap(({ id, entry }) => [id, ...(entry.merged ?? [])])),
  );
  for (const used of study.index.usedCodes()) known.add(used);
  const name = code.name.trim();
  const id = slugOf(name, 'code', (candidate) => known.has(candidate));
  const done = await editCodebook(open, place.codebook, vscode.l10n.t('Created “{0}”', name), (yaml, { addCode }) =>
    addCode(yaml, { entry: { id, ...code, name }, parent: place.parent }),
  );
  if (!done) return undefined;
  await new RecentCodes(deps.context.workspaceState).usedCodebook(open.root.toString(), place.codebook.id);
  return id;
}

/** The top level of the codebook that was last added to, else of the first that can be written; undefined (and told) where there is none. */
function lastPlace(deps: Deps, open: OpenStudy): NewCodePlace | undefined {
  const books = writableCodebooks(open);
  const last = new RecentCodes(deps.context.workspaceState).lastCodebook(open.root.toString());
  const codebook = books.find(({ id }) => id === last) ?? books[0];
  if (codebook) return { codebook, parent: null };
  void showWarning(
    vscode.l10n.t('This study has no codebook that can be changed. List one under “codebooks” in verbatim.yaml.'),
  );
  return undefined;
}

export function writableCodebooks({ study }: OpenStudy): readonly Codebook[] {
  return study.project.readOnly ? [] : study.codebooks.filter(({ readOnly }) => !readOnly);
}

/** What an input box says of a name while it is typed: an error keeps it from being accepted, a twin is a warning alone. */
export function nameMessage(
  name: string,
  place: NewCodePlace & { readonly except?: string },
): vscode.InputBoxValidationMessage | undefined {
  const { t } = vscode.l10n;
  const fault = nameFault(name, place);
  switch (fault?.kind) {
    case undefined:
      return undefined;
    case 'empty':
      return error(t('A code needs a name.'));
    case 'too-long':
      return error(t('A name has at most 500 characters. Put the rest into the definition.'));
    case 'line-break':
      return error(t('A name has one line. Put the rest into the definition.'));
    case 'twin':
      return {
        message: t('“{0}” has this name already. Both can stand, but coders may mix them up.', fault.path),
        severity: vscode.InputBoxValidationSeverity.Warning,
      };
  }
}

function error(message: string): vscode.InputBoxValidationMessage {
  return { message, severity: vscode.InputBoxValidationSeverity.Error };
}
