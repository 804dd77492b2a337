import * as vscode from 'vscode';
import type { Logger } from '../core/base/logger';
import { guarded } from './ask';
import { showInformation } from './say';

/**
 * Wraps a command that stands in the menu of rows, as `guarded` does. While a view asks for its rows again, VS Code does not know for
 * which row something was chosen and gives undefined in its place; without this, the command would be done to what is at the cursor
 * or selected. From the palette or a key it comes with no argument at all.
 */
export function onRow<A extends readonly unknown[]>(
  log: Logger,
  run: (...args: A) => Promise<unknown>,
): (...args: A) => Promise<unknown> {
  return guarded(log, async (...args: A) => {
    if (args.length > 0 && args[0] === undefined) {
      void showInformation(vscode.l10n.t('The list was drawn anew at that moment. Please choose again.'));
      return undefined;
    }
    return run(...args);
  });
}
