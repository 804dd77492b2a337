import * as vscode from 'vscode';
import type { StudyPath } from '../../src/core/base/studyPath';
import { FileAccessError } from '../../src/core/project/host';
import { webDigest, WorkspaceFilePort } from '../../src/extension/platform/web/workspaceFilePort';
import { filePortContract } from '../support/filePortContract';
import { assertEqual, assertOk } from '../support/plainAssert';
import { FaultyFileSystem } from './faultyFileSystem';
import { uriOf } from './support';

const path = (text: string): StudyPath => text as StudyPath;
const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
let made = 0;

filePortContract(
  'through VS Code’s file system',
  async () => {
    // Hidden, so that the study of the window takes no notice.
    const root = uriOf(`.ports/${++made}`);
    await vscode.workspace.fs.createDirectory(root);
    return {
      files: new WorkspaceFilePort(root),
      put: (file, text) =>
        Promise.resolve(vscode.workspace.fs.writeFile(vscode.Uri.joinPath(root, file), encode(text))),
      names: async (folder) => {
        const entries = await vscode.workspace.fs.readDirectory(vscode.Uri.joinPath(root, folder));
        return entries.map(([name]) => name).sort();
      },
      remove: () => Promise.resolve(vscode.workspace.fs.delete(root, { recursive: true })),
    };
  },
  { disk: true, runs: 5 },
);

describe('the file port through VS Code’s file system, where that fails', () => {
  const scheme = 'verbatim-faulty';
  const file = '/study/coding/me/a.jsonl';
  let system: FaultyFileSystem;
  let files: WorkspaceFilePort;
  let held: vscode.Disposable;

  beforeEach(() => {
    system = new FaultyFileSystem();
    held = vscode.workspace.registerFileSystemProvider(scheme, system, { isCaseSensitive: true });
    files = another();
  });

  afterEach(() => {
    held.dispose();
  });

  /** The port of a window that is opened later, on what is there then. */
  const another = (): WorkspaceFilePort => new WorkspaceFilePort(vscode.Uri.from({ scheme, path: '/study' }));
  const read = async (port: WorkspaceFilePort): Promise<string | undefined> => {
    const bytes = await port.read(path('coding/me/a.jsonl'));
    return bytes && new TextDecoder().decode(bytes);
  };
  const replace = (port: WorkspaceFilePort, text: string): Promise<void> =>
    port.replace(path('coding/me/a.jsonl'), encode(text));
  const failure = async (work: Promise<unknown>): Promise<FileAccessError> => {
    const error: unknown = await work.then(
      () => undefined,
      (reason: unknown) => reason,
    );
    assertOk(error instanceof FileAccessError, `a FileAccessError, not ${String(error)}`);
    return error;
  };
  const replacementOf = async (text: string): Promise<string> =>
    `${file}.${(await webDigest(encode(text))).slice('sha256:'.length, 'sha256:'.length + 16)}.new`;

  it('takes the SHA-256 of bytes', async () => {
    assertEqual(
      await webDigest(encode('abc')),
      'sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
    );
  });

  it('has the old text where a write stopped before the file, and the new one where it stopped in it', async () => {
    await replace(files, 'the old text\n');
    system.fault = (one) => (one === file ? undefined : { error: new Error('stopped'), torn: true });
    await failure(replace(files, 'the new text\n'));
    system.fault = () => undefined;
    const before = another();
    await before.list();
    assertEqual(await read(before), 'the old text\n', 'stopped before');

    system.fault = (one) => (one === file ? { error: new Error('stopped'), torn: true } : undefined);
    await failure(replace(before, 'the new text\n'));
    assertEqual(system.text(file), 'the ne', 'what the crash left');
    system.fault = () => undefined;
    const after = another();
    assertEqual(
      (await after.list()).map((entry) => [entry.path, entry.size]),
      [['coding/me/a.jsonl', 13]],
    );
    assertEqual(await read(after), 'the new text\n', 'stopped in it');
    assertEqual(system.text(file), 'the new text\n', 'the file itself');
  });

  it('reads a replacement that another window is putting in place, and leaves it to that window for half a minute', async () => {
    const left = await replacementOf('one coding, and two\n');
    let later = 0;
    const other = new WorkspaceFilePort(vscode.Uri.from({ scheme, path: '/study' }), () => system.now() + later);
    const begin = (): void => {
      system.put(file, 'one coding\n');
      system.put(left, 'one coding, and two\n');
    };
    begin();
    await other.list();
    assertEqual(await read(other), 'one coding, and two\n', 'what it reads');
    assertEqual([system.text(file), system.files.size], ['one coding\n', 2], 'what is there');

    // The window ends that and writes once more.
    system.files.delete(left);
    system.put(file, 'one coding, two, and three\n');
    assertEqual(await read(other), 'one coding, two, and three\n');

    // One that is not done with it by now has stopped.
    begin();
    later = 30_000;
    await other.list();
    assertEqual(system.text(file), 'one coding, and two\n');
    assertEqual([...system.files.keys()], [file]);
  });

  it('leaves the file alone where its replacement was put in place while it was looked at', async () => {
    const left = await replacementOf('one coding, and two\n');
    system.put(file, 'one coding\n');
    system.put(left, 'one coding, and two\n');
    let asked = 0;
    system.refusal = (one) => {
      // Its time, its text, and once more when the file has been read.
      if (one === left && ++asked === 3) {
        system.files.delete(left);
        system.put(file, 'one coding, two, and three\n');
      }
      return undefined;
    };
    await files.list();
    assertEqual(system.text(file), 'one coding, two, and three\n');
  });

  it('never puts in place later what was refused', async () => {
    for (const before of ['one coding\n', undefined]) {
      system.files.clear();
      if (before !== undefined) system.put(file, before);
      system.fault = (one) => (one === file ? { error: vscode.FileSystemError.Unavailable(one) } : undefined);
      await failure(replace(files, 'one coding, and two\n'));
      system.fault = () => undefined;
      await files.list();
      assertEqual(await read(files), before);
      assertEqual([...system.files.keys()], before === undefined ? [] : [file]);
    }
  });

  it('has written a file whose replacement cannot be removed, and drops that later', async () => {
    const remove = system.delete.bind(system);
    system.delete = ({ path: one }) => {
      throw vscode.FileSystemError.Unavailable(one);
    };
    await replace(files, 'the new text\n');
    system.delete = remove;
    assertEqual(await read(files), 'the new text\n');
    await files.list();
    assertEqual([...system.files.keys()], [file]);
  });

  it('drops a replacement that was left behind where the file was written since', async () => {
    const left = await replacementOf('left behind\n');
    system.put(left, 'left behind\n');
    system.put(file, 'written since\n');
    await files.list();
    assertEqual(await read(files), 'written since\n');
    assertEqual([...system.files.keys()], [file]);
  });

  it('reads a replacement in place of its file where nothing can be written, until it can', async () => {
    const left = await replacementOf('the new text\n');
    system.put(file, 'the ne');
    system.put(left, 'the new text\n');
    system.readOnly = true;
    assertEqual(
      (await files.list()).map((entry) => [entry.path, entry.size]),
      [['coding/me/a.jsonl', 13]],
    );
    assertEqual(await read(files), 'the new text\n');
    system.readOnly = false;
    await files.list();
    assertEqual(system.text(file), 'the new text\n');
    assertEqual([...system.files.keys()], [file]);
  });

  it('lists the rest where a replacement stands beside a folder of its name', async () => {
    system.put('/study/a.txt/below.txt', 'x');
    const left = (await replacementOf('y')).replace(file, '/study/a.txt');
    system.put(left, 'y');
    assertEqual(
      (await files.list()).map((entry) => entry.path),
      ['a.txt/below.txt'],
    );
    assertEqual(system.text(left), 'y', 'kept, since nothing else has it');
  });

  it('says why a file system refuses', async () => {
    system.put(file, 'x');
    system.readOnly = true;
    const refused = await failure(replace(files, 'y'));
    assertEqual([refused.path, refused.reason], ['coding/me/a.jsonl', 'no-permission']);
    assertEqual((await failure(files.remove(path('coding/me/a.jsonl')))).reason, 'no-permission');
    assertEqual(system.text(file), 'x');
    system.refusal = (one) => (one.startsWith('/study') ? vscode.FileSystemError.Unavailable(one) : undefined);
    assertEqual((await failure(read(files))).reason, 'unavailable', 'read');
    assertEqual((await failure(files.list())).reason, 'unavailable', 'list');
  });
});
