import * as vscode from 'vscode';
import { newId } from '../../core/base/ids';
import type { Check } from '../../protocol/check';
import { guarded } from '../ask';
import type { Deps } from '../deps';
import { webviewHtml } from './webviewHtml';

/** What an extension’s page is, and what it may ask for. */
export interface LinkedPage<Request> {
  /** The name of its script below dist/webview. */
  readonly script: 'codeForm' | 'entryForm' | 'details' | 'newStudy' | 'themePage';
  readonly title: string;
  readonly takes: Check<Request>;
  /** Does what the page asks. A page asks `ready` whenever it was loaded, also when it is shown again: then all is told to it anew. */
  readonly hear: (request: Request) => Promise<void>;
}

/**
 * Fills a webview with one of our pages and listens to it. A request that is not of its form is dropped and logged without what it says,
 * since that may be words of a transcript.
 */
export function linkWebview<Request>(
  { context, log }: Deps,
  webview: vscode.Webview,
  { script, title, takes, hear }: LinkedPage<Request>,
): vscode.Disposable {
  const folder = vscode.Uri.joinPath(context.extensionUri, 'dist/webview');
  webview.options = { enableScripts: true, localResourceRoots: [folder] };
  const address = (name: string): string => webview.asWebviewUri(vscode.Uri.joinPath(folder, name)).toString();
  const heard = guarded(log, hear);
  const listening = webview.onDidReceiveMessage((message: unknown) => {
    if (takes(message)) void heard(message);
    else log.warn(`The page “${script}” asked for something that it cannot ask for.`);
  });
  webview.html = webviewHtml({
    title,
    lang: vscode.env.language,
    script: address(`${script}.js`),
    styles: address('page.css'),
    nonce: newId(),
  });
  return listening;
}
