import * as vscode from 'vscode';
import { nameFault } from './codeName';
import type { NewCodePlace } from './createCode';

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
