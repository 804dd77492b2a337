import * as vscode from 'vscode';
import { DisposableStore } from '../core/base/disposable';

/** A choice of a list, and the key that makes it at once. */
export interface KeyedChoice<Answer> {
  readonly answer: Answer;
  /** One character; none where the choice is made by the arrow keys, by what is typed of its label, or by the mouse. */
  readonly key?: string;
  readonly label: string;
  readonly description?: string;
  readonly detail?: string;
  readonly icon?: string;
}

/**
 * Lets a person choose by one key, or as in any list. The key stands before the label. Stays open where the focus goes elsewhere, so
 * that the passage can be read in the editor. Undefined where the person left.
 */
export async function keyedPick<Answer>(
  choices: readonly KeyedChoice<Answer>[],
  title: string,
  placeholder: string,
): Promise<Answer | undefined> {
  type Item = vscode.QuickPickItem & { readonly choice: KeyedChoice<Answer> };
  const held = new DisposableStore();
  const pick = held.add(vscode.window.createQuickPick<Item>());
  pick.title = title;
  pick.placeholder = placeholder;
  pick.ignoreFocusOut = true;
  pick.matchOnDetail = true;
  pick.items = choices.map((choice) => ({
    choice,
    label: choice.key === undefined ? choice.label : `${choice.key} · ${choice.label}`,
    ...(choice.description === undefined ? {} : { description: choice.description }),
    ...(choice.detail === undefined ? {} : { detail: choice.detail }),
    ...(choice.icon === undefined ? {} : { iconPath: new vscode.ThemeIcon(choice.icon) }),
  }));
  try {
    return await new Promise<Answer | undefined>((resolve) => {
      held.add(
        pick.onDidChangeValue((value) => {
          const keyed = choices.find(({ key }) => key === value);
          if (keyed) resolve(keyed.answer);
        }),
      );
      held.add(
        pick.onDidAccept(() => {
          const [item] = pick.activeItems;
          if (item) resolve(item.choice.answer);
        }),
      );
      held.add(
        pick.onDidHide(() => {
          resolve(undefined);
        }),
      );
      pick.show();
    });
  } finally {
    held.dispose();
  }
}
