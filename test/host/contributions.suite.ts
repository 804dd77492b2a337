import * as vscode from 'vscode';
import { commands } from '../../src/extension/ids';
import { assertEqual, assertOk } from '../support/plainAssert';
import { extensionId } from './support';

describe('the extension in VS Code', () => {
  it('activates, and registers every command of its table and no other', async () => {
    const extension = vscode.extensions.getExtension(extensionId);
    assertOk(extension, 'the extension is there');
    await extension.activate();
    const known = (await vscode.commands.getCommands(true)).filter((id) => /^verbatim\.[a-zA-Z]+$/.test(id));
    assertEqual(
      known.sort(),
      Object.values(commands)
        .map(({ id }) => id)
        .sort(),
      'commands',
    );
  });
});
