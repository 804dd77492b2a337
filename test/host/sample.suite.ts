import * as vscode from 'vscode';
import { copySample } from '../../src/extension/sample/copySample';
import { assertEqual, assertOk } from '../support/plainAssert';
import { extensionId, uriOf } from './support';

describe('a copy of the sample study', () => {
  const parent = 'elsewhere';
  const name = 'Sample';

  before(() => vscode.workspace.fs.createDirectory(uriOf(parent)));

  after(() => vscode.workspace.fs.delete(uriOf(parent), { recursive: true }));

  const read = async (...path: string[]): Promise<string> =>
    new TextDecoder().decode(await vscode.workspace.fs.readFile(vscode.Uri.joinPath(uriOf(parent), ...path)));

  it('is whole, and takes a free name beside what is there', async () => {
    const extension = vscode.extensions.getExtension(extensionId);
    assertOk(extension, 'the extension is installed');
    const first = await copySample(extension.extensionUri, uriOf(parent), name);
    assertEqual(first.path.split('/').at(-1), name);
    await vscode.workspace.fs.writeFile(vscode.Uri.joinPath(first, 'verbatim.yaml'), new TextEncoder().encode('mine'));
    const second = await copySample(extension.extensionUri, uriOf(parent), name);
    assertEqual(second.path.split('/').at(-1), `${name} 2`);
    assertEqual(await read(name, 'verbatim.yaml'), 'mine');
    assertOk((await read(`${name} 2`, 'verbatim.yaml')).includes('verbatim: 1'), 'a study');
    assertEqual(await read(`${name} 2`, '.gitignore'), '.verbatim/\n');
    const transcripts = await vscode.workspace.fs.readDirectory(vscode.Uri.joinPath(second, 'transcripts'));
    assertOk(transcripts.length > 0, 'transcripts');
  });
});
