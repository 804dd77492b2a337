import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../../core/base/disposable';
import { Queues } from '../../core/base/queues';
import { guarded } from '../ask';
import type { Deps } from '../deps';
import { commands, contextKeys } from '../ids';
import { showStatus } from '../say';
import { Soon } from '../soon';

/** How long there may be no active editor while one takes the place of another, in milliseconds. */
const betweenEditors = 300;

/**
 * Coding mode: a transcript in an editor is read-only to the keyboard, so plain keys code. VS Code has no call that makes a document
 * read-only; its own command does it for the active editor, so each transcript is made so when it first becomes active.
 */
export function registerCodingMode(deps: Deps): Disposable {
  const held = new DisposableStore();
  /** VS Code keeps a file read-only after its editor is closed, and perhaps not for ever. */
  const readOnly = new Map<string, 'surely' | 'perhaps'>();
  const { modes } = deps;
  const failed = (error: unknown): void => {
    deps.log.error('Setting the coding mode failed.', error);
  };

  // VS Code saves no read-only editor, so a transcript that has changes (hot exit, replace in files) is open for editing.
  const dirtied = (document: vscode.TextDocument): void => {
    if (!document.isDirty || modes.isEditing(document.uri) || !deps.studies.transcriptOf(document.uri)) return;
    modes.setEditing(document.uri, true);
  };

  const none = async (): Promise<void> => {
    if (vscode.window.activeTextEditor !== undefined) return;
    await setContext(contextKeys.transcriptActive, false);
    await setContext(contextKeys.codingMode, false);
    modes.left();
  };

  const follow = async (): Promise<void> => {
    const editor = vscode.window.activeTextEditor;
    if (editor === undefined) {
      noneSoon();
      return;
    }
    const { uri } = editor.document;
    const key = uri.toString();
    dirtied(editor.document);
    const isTranscript = deps.studies.transcriptOf(uri) !== undefined;
    const coding = isTranscript && modes.isCoding(uri);
    // VS Code does what it is asked for in this order; waiting for one before the next would triple the time.
    const asked: Thenable<unknown>[] = [
      setContext(contextKeys.transcriptActive, isTranscript),
      setContext(contextKeys.codingMode, coding),
    ];
    const fixed = modes.isReadOnly(uri);
    const changes = isTranscript && readOnly.get(key) !== (fixed ? 'surely' : undefined);
    if (changes) {
      readOnly.set(key, 'perhaps');
      asked.push(
        vscode.commands.executeCommand(
          fixed
            ? 'workbench.action.files.setActiveEditorReadonlyInSession'
            : 'workbench.action.files.resetActiveEditorReadonlyInSession',
        ),
      );
    }
    await Promise.all(asked);
    if (!isTranscript) modes.left();
    // The command takes the active editor of that moment, which may have been another; this one has its turn when it is active again.
    if (!isTranscript || vscode.window.activeTextEditor !== editor) return;
    if (changes && fixed) readOnly.set(key, 'surely');
    else if (changes) readOnly.delete(key);
    modes.tookEffect(uri, coding);
  };
  // One at a time: of two that overlap, the one that began first could have the last word.
  const queues = new Queues();
  const inTurn = (work: () => Promise<void>) => (): void => {
    queues.run('', work).catch(failed);
  };
  const followed = inTurn(follow);
  // From one transcript to the next there is no active editor for a moment: a key that is pressed then is to code, not to be typed.
  const { ask: noneSoon } = held.add(new Soon(inTurn(none), betweenEditors));

  const toggle = async (): Promise<void> => {
    const editor = vscode.window.activeTextEditor;
    if (!editor || !deps.studies.transcriptOf(editor.document.uri)) return;
    const { uri } = editor.document;
    if (modes.isEditing(uri)) {
      if (editor.document.isDirty) await editor.document.save();
      modes.setEditing(uri, false);
      showStatus(vscode.l10n.t('Coding: the words are read-only, plain keys code.'));
    } else {
      modes.setEditing(uri, true);
      showStatus(vscode.l10n.t('Editing: type freely, segments follow. F9 goes back to coding.'));
    }
  };

  held.add(vscode.window.onDidChangeActiveTextEditor(followed));
  held.add(
    vscode.workspace.onDidChangeTextDocument(({ document }) => {
      dirtied(document);
    }),
  );
  held.add(deps.studies.onDidChangeList(followed));
  held.add(
    deps.studies.onDidChangeStudy(({ change }) => {
      if (change.kind === 'frame') followed();
    }),
  );
  held.add(
    vscode.workspace.onDidCloseTextDocument((document) => {
      const key = document.uri.toString();
      if (readOnly.has(key)) readOnly.set(key, 'perhaps');
    }),
  );
  held.add(modes.onDidChange(followed));
  held.add(vscode.commands.registerCommand(commands.toggleCodingMode.id, guarded(deps.log, toggle)));
  held.add(
    vscode.commands.registerCommand(
      commands.showKeys.id,
      guarded(deps.log, async () => (await import('./showKeys')).showKeys()),
    ),
  );
  // For keys without a meaning. VS Code would say that the file is read-only, with a link that makes it writable behind the mode's back.
  held.add(
    vscode.commands.registerCommand(commands.tellKeys.id, () => {
      showStatus(vscode.l10n.t('Coding: ? shows what the keys do, E switches to editing the words.'));
    }),
  );
  followed();
  return held;
}

async function setContext(key: string, value: boolean): Promise<unknown> {
  return vscode.commands.executeCommand('setContext', key, value);
}
