import * as vscode from 'vscode';
import { CancelledError } from '../../core/base/cancellation';
import type { Code } from '../../core/codebook/codebook';
import { wordingBehind, type Wording } from '../../core/project/wordingBehind';
import { showInformation } from '../say';
import type { OpenStudy } from '../study/openStudy';

/** The scheme of documents that show what a code means or meant. */
const scheme = 'verbatim-wording';

/** What the documents say, by their address; VS Code asks for them. */
const texts = new Map<string, string>();
let provider: vscode.Disposable | undefined;

/** Shows the wording under which a coding was made beside that of now; says so where no log knows it. */
export async function compareWordings(open: OpenStudy, code: Code, digest: string): Promise<void> {
  const { t } = vscode.l10n;
  const { host } = open.study;
  const before = await vscode.window.withProgress(
    {
      location: vscode.ProgressLocation.Notification,
      title: t('Looking for the earlier wording of “{0}”', code.name),
      cancellable: true,
    },
    async (_progress, token) =>
      wordingBehind(host, code.id, digest, token).catch((error: unknown) => {
        if (error instanceof CancelledError) return undefined;
        throw error;
      }),
  );
  if (before === undefined) return;
  if (before === null) {
    void showInformation(
      t(
        'No log has the earlier wording of “{0}”: its codebook was edited in another program. Git may know it.',
        code.name,
      ),
    );
    return;
  }
  provider ??= vscode.workspace.registerTextDocumentContentProvider(scheme, {
    provideTextDocumentContent: (uri) => texts.get(uri.toString()) ?? '',
  });
  const address = (when: string, wording: Wording): vscode.Uri => {
    const uri = vscode.Uri.from({ scheme, path: `/${code.id}.md`, query: when });
    texts.set(uri.toString(), wordingText(wording));
    return uri;
  };
  await vscode.commands.executeCommand(
    'vscode.diff',
    address(digest, before),
    address(code.digest, code.entry),
    t('{0}: when it was coded ↔ now', code.name),
    { preview: true },
  );
}

function wordingText({ name, definition = '', include = [], exclude = [], split = [] }: Wording): string {
  const { t } = vscode.l10n;
  const list = (title: string, items: readonly string[]): string =>
    items.length === 0 ? '' : `\n${title}\n\n${items.map((item) => `- ${item}`).join('\n')}\n`;
  return `${name}\n\n${definition.trim()}\n${list(t('Use when'), include)}${list(t('Do not use when'), exclude)}${list(t('Split into'), split)}`;
}
