import * as vscode from 'vscode';
import type { Disposable } from '../../core/base/disposable';
import type { StudyPath } from '../../core/base/studyPath';
import { firstWords } from '../../core/text/shortened';
import { commands } from '../ids';
import { showInformation, withIcon } from '../say';
import type { OpenStudy } from '../study/openStudy';

/** A segment for which the person is about to select words. */
export interface Awaited {
  readonly open: OpenStudy;
  readonly path: StudyPath;
  readonly id: string;
  /** The words as they were coded. */
  readonly was: string;
  /** What goes on when the words were chosen: the review that it was taken from. */
  readonly then?: () => Promise<void>;
}

/** The segment that the next “Re-attach to Selection” means. A status bar item says so for as long as it waits, and a click on it re-attaches. */
export class Reattaching implements Disposable {
  private readonly item = vscode.window.createStatusBarItem('verbatim.reattaching', vscode.StatusBarAlignment.Left, 8);
  private awaited: Awaited | undefined;

  constructor() {
    this.item.name = vscode.l10n.t('Verbatim: Segment to Re-attach');
    this.item.command = commands.reattachSegment.id;
    this.item.backgroundColor = new vscode.ThemeColor('statusBarItem.warningBackground');
  }

  /** The segment that is waited for in a transcript. */
  in(open: OpenStudy, path: StudyPath): Awaited | undefined {
    const { awaited } = this;
    return awaited?.open === open && awaited.path === path ? awaited : undefined;
  }

  /** Waits for the words of a segment, and says how they are given. Where the words can be typed in, no plain key may be told of. */
  begin(awaited: Awaited, plainKeys: boolean): void {
    this.awaited = awaited;
    const { t } = vscode.l10n;
    const was = firstWords(awaited.was, 40);
    this.item.text = withIcon(
      plainKeys ? t('Select words for “{0}”, then press P', was) : t('Select words for “{0}”, then click here', was),
      'link',
    );
    this.item.tooltip = t('Re-attach “{0}” to the words that are selected', firstWords(awaited.was));
    this.item.accessibilityInformation = { label: this.item.tooltip, role: 'button' };
    this.item.show();
    void showInformation(
      plainKeys
        ? t('Select the words for “{0}”, then press P.', was)
        : t('Select the words for “{0}”, then run “Verbatim: Re-attach Segment to Selection”.', was),
    );
  }

  /** Waits no more. Gives what is to go on where that segment was waited for. */
  end(id?: string): (() => Promise<void>) | undefined {
    const { awaited } = this;
    if (awaited === undefined || (id !== undefined && awaited.id !== id)) return undefined;
    this.awaited = undefined;
    this.item.hide();
    return awaited.then;
  }

  dispose(): void {
    this.item.dispose();
  }
}
