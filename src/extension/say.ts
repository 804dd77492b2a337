import * as vscode from 'vscode';

/**
 * Messages to the person. VS Code reads Markdown links in them and lets them run commands, and names and quotes come from files, so a
 * link is broken before it is shown.
 */
function withoutLinks(text: string): string {
  return text.replaceAll('](', ']\u200b(');
}

/** As `vscode.window.showInformationMessage`, for text that may hold words of files. */
export function showInformation(text: string, ...buttons: readonly string[]): Thenable<string | undefined> {
  return vscode.window.showInformationMessage(withoutLinks(text), ...buttons);
}

/** As `vscode.window.showWarningMessage`, for text that may hold words of files. */
export function showWarning(text: string, ...buttons: readonly string[]): Thenable<string | undefined> {
  return vscode.window.showWarningMessage(withoutLinks(text), ...buttons);
}

/** As `vscode.window.showErrorMessage`, for text that may hold words of files. */
export function showError(text: string, ...buttons: readonly string[]): Thenable<string | undefined> {
  return vscode.window.showErrorMessage(withoutLinks(text), ...buttons);
}

/** What the status bar says now; VS Code would put the next beside it. */
let said: vscode.Disposable | undefined;

/** A short line in the status bar that goes by itself, or with the next; icons are drawn only where `icon` names one. */
export function showStatus(text: string, icon?: string): void {
  clearStatus();
  said = vscode.window.setStatusBarMessage(withIcon(text, icon), 5000);
}

/** Takes away what the status bar says, for something that says otherwise. */
export function clearStatus(): void {
  said?.dispose();
  said = undefined;
}

/** A text for the status bar, in which no icon is drawn but the one given. */
export function withIcon(text: string, icon?: string): string {
  const plain = text.replaceAll('$(', '$\u200b(');
  return icon === undefined ? plain : `$(${icon}) ${plain}`;
}
