import * as vscode from 'vscode';
import type { Disposable } from '../../core/base/disposable';
import type { Deps } from '../deps';
import { views } from '../ids';

/** The Details view. What fills it is loaded when it is first in sight. */
export function registerDetails(deps: Deps): Disposable {
  return vscode.window.registerWebviewViewProvider(views.details, {
    resolveWebviewView: async (view) => {
      const { DetailsPage } = await import('./detailsPage');
      const page = new DetailsPage(deps, view);
      view.onDidDispose(() => {
        page.dispose();
      });
    },
  });
}
