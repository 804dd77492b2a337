import * as vscode from 'vscode';
import { newStudy, type StartingCodebook } from '../../core/project/newStudy';
import { readableText } from '../../core/text/utf8';
import { mayWrite } from '../ask';
import type { Deps } from '../deps';
import { showInformation, showWarning } from '../say';

/** The codebooks that come with Verbatim: file name without ending, and what the picker says. */
function builtIn(): readonly (readonly [string, string, string])[] {
  const { t } = vscode.l10n;
  return [
    ['bcttv1', t('BCT Taxonomy v1'), t('93 behaviour change techniques in 16 groups (Michie et al. 2013)')],
    ['bcttv1-relational', t('BCTTv1 relational extension'), t('five techniques as group 17 (Marks et al. 2022)')],
    ['peer-worker-change-model', t('Peer worker change model'), t('mechanisms and outcomes (Gillard et al. 2015)')],
    ['peer-worker-role-adoption', t('Peer worker role adoption'), t('five themes (Gillard et al. 2013)')],
    [
      'peer-worker-conditions',
      t('Peer worker conditions'),
      t('organisational conditions and benefits (Gillard et al. 2014)'),
    ],
  ];
}

/** Makes the open folder, or one that the person picks, a study with the codebooks that they choose. */
export async function askNewStudy(deps: Deps): Promise<void> {
  const folder = await chooseFolder(deps);
  if (!folder || !(await mayWrite())) return;
  const name = await vscode.window.showInputBox({
    title: vscode.l10n.t('New Study (1/2)'),
    prompt: vscode.l10n.t('What is the study called?'),
    value: folder.name,
    ignoreFocusOut: true,
    validateInput: (value) => (value.trim() === '' ? vscode.l10n.t('A name is needed.') : undefined),
  });
  if (name === undefined) return;
  const codebooks = await chooseCodebooks(deps);
  if (!codebooks) return;
  const problems = await newStudy(deps.studies.filesOf(folder.uri), name.trim(), codebooks);
  const [problem] = problems;
  if (problem) {
    void showWarning(`${problem.message} ${problem.remedy}`);
    return;
  }
  if (vscode.workspace.getWorkspaceFolder(folder.uri)) {
    await deps.studies.add(folder.uri);
    await vscode.commands.executeCommand('verbatim.codebook.focus');
    void showInformation(
      vscode.l10n.t('The study is ready. Put your transcripts (.txt, .md, .vtt, .srt) into its folder “transcripts”.'),
    );
  } else {
    await vscode.commands.executeCommand('vscode.openFolder', folder.uri);
  }
}

async function chooseFolder({
  studies,
}: Deps): Promise<{ readonly uri: vscode.Uri; readonly name: string } | undefined> {
  const roots = vscode.workspace.workspaceFolders ?? [];
  // A window that shows a study (the sample, say) asks for another folder.
  const free = roots.filter(({ uri }) => !studies.all.some(({ root }) => root.toString() === uri.toString()));
  if (roots.length === 1 && free.length === 1) return free[0];
  if (free.length > 0) {
    return vscode.window.showWorkspaceFolderPick({ placeHolder: vscode.l10n.t('Which folder becomes the study?') });
  }
  const [uri] =
    (await vscode.window.showOpenDialog({
      canSelectFiles: false,
      canSelectFolders: true,
      openLabel: vscode.l10n.t('Make This Folder a Study'),
      title: vscode.l10n.t('Which folder becomes the study?'),
    })) ?? [];
  return uri && { uri, name: uri.path.split('/').at(-1) ?? '' };
}

async function chooseCodebooks(deps: Deps): Promise<readonly StartingCodebook[] | undefined> {
  const own = vscode.l10n.t('My own codebook');
  const choice = await vscode.window.showQuickPick(
    [
      { id: 'codebook', label: own, description: vscode.l10n.t('empty, to grow with the data'), picked: true },
      ...builtIn().map(([id, label, description]) => ({ id, label, description, picked: false })),
    ],
    {
      title: vscode.l10n.t('New Study (2/2)'),
      placeHolder: vscode.l10n.t('Which codebooks does it begin with? More can be added later.'),
      canPickMany: true,
      ignoreFocusOut: true,
    },
  );
  if (!choice) return undefined;
  return Promise.all(
    choice.map(async ({ id }) => {
      if (id === 'codebook') {
        const { newCodebookText } = await import('../../core/codebook/codebookEdits');
        return { id, text: newCodebookText({ id, name: own }) };
      }
      const uri = vscode.Uri.joinPath(deps.context.extensionUri, 'media', 'codebooks', `${id}.yaml`);
      return { id, text: readableText(await vscode.workspace.fs.readFile(uri)) };
    }),
  );
}
