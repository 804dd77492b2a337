import * as vscode from 'vscode';
import { logLabel } from '../../core/base/logLabel';
import { slugOf } from '../../core/base/ids';
import type { Codebook } from '../../core/codebook/codebook';
import type { CodeEntry } from '../../core/codebook/codebookFile';
import type { Deps } from '../deps';
import type { OpenStudy } from '../study/openStudy';
import { editCodebook } from './editCodebook';
import { RecentCodes } from './recentCodes';
import { showWarning } from '../say';

/** Where a new code goes. */
export interface NewCodePlace {
  readonly codebook: Codebook;
  /** The code that it stands under, or null for the top level. */
  readonly parent: string | null;
}

/**
 * Adds a code to a codebook as one step that can be undone. Without a place it goes to the top level of the codebook that was last added
 * to. Returns the id, or undefined where it was not done (the reason has been told).
 */
export async function createCode(
  deps: Deps,
  open: OpenStudy,
  code: { readonly name: string } & Partial<Pick<CodeEntry, 'origin' | 'codable'>>,
  place: NewCodePlace | undefined = lastPlace(deps, open),
): Promise<string | undefined> {
  if (!place) return undefined;
  const name = code.name.trim();
  const [id = ''] = newCodeIds(open, [name]);
  const done = await editCodebook(open, place.codebook, logLabel('Created “{0}”', name), (yaml, { addCode }) =>
    addCode(yaml, { entry: { id, ...code, name }, parent: place.parent }),
  );
  if (!done) return undefined;
  await new RecentCodes(deps.context.workspaceState).usedCodebook(open.root.toString(), place.codebook.id);
  return id;
}

/** An id for each new code: it follows from the name, and is like none of the study, those of merged codes and of codings included. */
export function newCodeIds({ study }: OpenStudy, names: readonly string[]): readonly string[] {
  const known = new Set(
    study.codebooks.flatMap(({ codes }) => codes.flatMap(({ id, entry }) => [id, ...(entry.merged ?? [])])),
  );
  for (const used of study.index.usedCodes()) known.add(used);
  return names.map((name) => {
    const id = slugOf(name, 'code', (candidate) => known.has(candidate));
    known.add(id);
    return id;
  });
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
