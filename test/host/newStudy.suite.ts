import * as vscode from 'vscode';
import { CancelledError, neverCancelled } from '../../src/core/base/cancellation';
import { silentLogger } from '../../src/core/base/logger';
import { importBook } from '../../src/extension/newStudyWizard/draftCodebooks';
import { lookAtFolder, lookForRisks } from '../../src/extension/newStudyWizard/lookAtPlace';
import type { Deps } from '../../src/extension/deps';
import { NewStudyPages } from '../../src/extension/newStudyWizard/newStudyPages';
import { StudyDraft } from '../../src/extension/newStudyWizard/studyDraft';
import { writeDraft, type Written } from '../../src/extension/newStudyWizard/writeDraft';
import { WorkspaceFilePort } from '../../src/extension/platform/web/workspaceFilePort';
import { assertEqual, assertOk } from '../support/plainAssert';
import { extensionId, readText, uriOf, writeText } from './support';

const encoder = new TextEncoder();
const interview = 'I: How did it begin?\n\nR: In the garden.\n\nI: And then?\n\nR: We talked.\n';

describe('a new study', () => {
  const folder = 'notTranscripts';

  const named = async (path: string): Promise<readonly string[]> => {
    const entries = await vscode.workspace.fs.readDirectory(uriOf(path));
    return entries.map(([name]) => name).sort();
  };

  const draft = async (): Promise<StudyDraft> => {
    const made = new StudyDraft();
    made.name = 'Made';
    made.own = false;
    made.transcripts.add('A.txt', encoder.encode(interview));
    made.transcripts.add('B.txt', encoder.encode(interview));
    const book = await importBook('1', 'codes.csv', encoder.encode('name,category,count\nContact,Trust,1\n'));
    assertOk(book.ok, 'the codebook is read');
    made.imported = [book.value];
    made.folder = await lookAtFolder(uriOf(folder), false);
    return made;
  };

  const write = (made: StudyDraft, stopAfter = Number.POSITIVE_INFINITY): Promise<Written> => {
    let written = 0;
    const token = {
      get isCancellationRequested() {
        return written >= stopAfter;
      },
      onCancellationRequested: neverCancelled.onCancellationRequested,
    };
    const target = uriOf(folder);
    return writeDraft(made, target, new WorkspaceFilePort(target), (done) => void (written = done), token);
  };

  beforeEach(() => vscode.workspace.fs.createDirectory(uriOf(folder)));
  afterEach(() => vscode.workspace.fs.delete(uriOf(folder), { recursive: true }));

  it('is on the disk as it was shown, with its settings', async () => {
    await writeText(`${folder}/.vscode/settings.json`, '{\n  // mine\n  "editor.fontSize": 20,\n}\n');
    assertEqual(await write(await draft()), { ok: true, value: { notes: [] } });
    assertEqual(await named(folder), [
      '.gitignore',
      '.vscode',
      'cases.yaml',
      'codebooks',
      'transcripts',
      'verbatim.yaml',
    ]);
    assertEqual(await readText(`${folder}/transcripts/B.txt`), interview);
    assertOk((await readText(`${folder}/cases.yaml`)).includes('speakers: {I: interviewer, R: B}'), 'who speaks');
    const book = await readText(`${folder}/codebooks/codes.yaml`);
    assertOk(book.includes('- id: trust') && book.includes('- id: contact'), book);
    assertEqual(
      await readText(`${folder}/.vscode/settings.json`),
      '{\n  // mine\n  "editor.fontSize": 20,\n  "workbench.localHistory.enabled": false,\n  "chat.disableAIFeatures": true,\n  "github.copilot.enable": {"*":false}\n}\n',
    );
    const again = await write(await draft());
    assertOk(!again.ok && again.error.includes('study already'), 'refused');
  });

  it('leaves nothing where it is cancelled, and what was there', async () => {
    await writeText(`${folder}/notes.txt`, 'mine');
    await writeText(`${folder}/.gitignore`, 'dist\n');
    for (const stopAfter of [0, 1, 4, 6]) {
      let cancelled = false;
      await write(await draft(), stopAfter).catch((error: unknown) => {
        cancelled = error instanceof CancelledError;
      });
      assertOk(cancelled, `cancelled after ${stopAfter}`);
      assertEqual(await named(folder), ['.gitignore', 'notes.txt']);
      assertEqual(await readText(`${folder}/.gitignore`), 'dist\n');
    }
  });

  it('is not written over other files', async () => {
    await writeText(`${folder}/transcripts/A.txt`, 'another');
    const outcome = await write(await draft());
    assertOk(!outcome.ok && outcome.error.includes('transcripts/A.txt'), 'names the file');
    assertEqual(await named(folder), ['transcripts']);
    assertEqual(await readText(`${folder}/transcripts/A.txt`), 'another');
  });

  it('is made by its page, which closes without a fault', async () => {
    const context = { extensionUri: vscode.extensions.getExtension(extensionId)?.extensionUri };
    const studies = {
      all: [],
      filesOf: (root: vscode.Uri) => new WorkspaceFilePort(root),
      add: () => Promise.resolve(undefined),
    };
    const pages = new NewStudyPages({ context, log: silentLogger, studies } as unknown as Deps);
    await pages.open();
    const made = pages.draft;
    assertOk(made, 'the page has a draft');
    made.name = 'Made';
    made.folder = await lookAtFolder(uriOf(folder), true);
    const files = [{ name: 'A.txt', bytes: encoder.encode(interview) }];
    await pages.hear({ kind: 'drop', files, uris: [], refused: ['a folder'] });
    assertEqual(made.transcripts.all.length, 1);
    await pages.hear({ kind: 'create' });
    assertOk((await named(folder)).includes('verbatim.yaml'), 'it is made');
    assertEqual(pages.draft, undefined, 'the draft of a page that is closed');
  });

  it('is warned of git remotes, and of what syncs the folder', async () => {
    await writeText(`${folder}/Dropbox/a/b/x.txt`, '');
    assertEqual((await lookForRisks(uriOf(`${folder}/Dropbox/a/b`))).service, 'Dropbox');
    await writeText(`${folder}/.stfolder/x`, '');
    await writeText(`${folder}/.git/config`, '[remote "origin"]\n\turl = https://me:pw@example.org/a.git\n');
    assertEqual(await lookForRisks(uriOf(folder)), { remotes: ['example.org'], service: 'Syncthing' });
  });
});
