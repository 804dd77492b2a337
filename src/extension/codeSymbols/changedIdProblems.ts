import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../../core/base/disposable';
import type { Deps } from '../deps';
import { Soon } from '../soon';
import type { ChangedId } from './changedIds';

/** Looked for after so many milliseconds without a change; nothing is loaded where every id that codings have is known. */
const quiet = 500;

/** Problems for codes whose ids were changed by hand while codings have the old ones, with quick fixes that keep their meaning. */
export function registerChangedIdProblems(deps: Deps): Disposable {
  const held = new DisposableStore();
  const collection = held.add(vscode.languages.createDiagnosticCollection('verbatim-ids'));
  let shown: readonly ChangedId[] = [];
  let round = 0;

  const look = async (): Promise<void> => {
    const own = ++round;
    const concerned = deps.studies.all.filter(({ study: { index, codes } }) =>
      index.usedCodes().some((id) => codes.resolve(id) === undefined),
    );
    if (concerned.length === 0 && shown.length === 0) return;
    const { changedIds } = await import('./changedIds');
    const found: ChangedId[] = [];
    for (const open of concerned) found.push(...(await changedIds(open)));
    // Something changed meanwhile, and is looked at by itself.
    if (own !== round) return;
    shown = found;
    collection.clear();
    collection.set(found.map(({ uri, diagnostic }) => [uri, [diagnostic]]));
  };
  const soon = held.add(
    new Soon(() => {
      look().catch((error: unknown) => {
        deps.log.error('Looking for ids that were changed by hand failed.', error);
      });
    }, quiet),
  );
  held.add(deps.studies.onDidChangeList(soon.ask));
  held.add(deps.studies.onDidChangeStudy(soon.ask));
  held.add(
    vscode.languages.registerCodeActionsProvider(
      '*',
      {
        provideCodeActions: async (document, range) => {
          const key = document.uri.toString();
          const here = shown.filter(
            ({ uri, diagnostic }) => uri.toString() === key && diagnostic.range.intersection(range) !== undefined,
          );
          if (here.length === 0) return [];
          const { fixesOf } = await import('./changedIds');
          return here.flatMap((one) => fixesOf(deps, document, one));
        },
      },
      { providedCodeActionKinds: [vscode.CodeActionKind.QuickFix] },
    ),
  );
  return held;
}
