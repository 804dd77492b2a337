import type * as vscode from 'vscode';

/** What a page stands in: a panel or a view. */
export interface PageHolder {
  readonly webview: Pick<vscode.Webview, 'postMessage'>;
  readonly onDidDispose: (listener: () => void) => unknown;
}

/** A page for as long as it is open: the person may close it while something is awaited, and VS Code throws where a closed one is touched. */
export class OpenPage<News> {
  private closed = false;

  constructor(private readonly holder: PageHolder) {
    holder.onDidDispose(() => {
      this.closed = true;
    });
  }

  get isOpen(): boolean {
    return !this.closed;
  }

  /** Tells the page something; one that is closed is told nothing. */
  tell(news: News): void {
    if (!this.closed) void this.holder.webview.postMessage(news);
  }
}
