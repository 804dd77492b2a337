import * as vscode from 'vscode';
import type { Disposable } from '../../core/base/disposable';
import { newId } from '../../core/base/ids';
import { noPause } from '../../core/base/pause';
import type { Problem } from '../../core/base/problem';
import { inTurns } from '../../core/base/steps';
import type { StudyPath } from '../../core/base/studyPath';
import { CodingSession } from '../../core/project/codingSession';
import type { StudyHost } from '../../core/project/host';
import { afterEdit, inOtherText, unsavedDigest } from '../../core/project/liveEdit';
import { Study, type Shown } from '../../core/project/study';
import type { TranscriptCoding } from '../../core/project/transcriptCoding';
import type { LfText } from '../../core/text/lfText';
import type { TextChange } from '../../core/text/textChange';
import { parsingTranscript } from '../../core/transcript/parseTranscript';
import type { Transcript } from '../../core/transcript/transcript';
import { pathBelow } from './pathBelow';

/**
 * A study that is open in this window, with its folder and the session through which it is changed. What reads and changes studies is
 * loaded with this class, once one is opened: features import its type alone, and ask it for what they need of that at once.
 */
export class OpenStudy implements Disposable {
  private constructor(
    readonly root: vscode.Uri,
    readonly study: Study,
    readonly session: CodingSession,
  ) {}

  /** Reads the frame of the study in a folder. Null where there is no sound study; the problems say why. */
  static async at(
    root: vscode.Uri,
    host: StudyHost,
    shown: Shown,
  ): Promise<{ readonly open: OpenStudy | null; readonly problems: readonly Problem[] }> {
    const { study, problems } = await Study.open(host, shown);
    if (study === null) return { open: null, problems };
    const writer = `${new Date().toISOString().slice(0, 10)}-${newId().slice(0, 8)}`;
    return { open: new OpenStudy(root, study, new CodingSession(study, writer)), problems };
  }

  uriOf(path: StudyPath): vscode.Uri {
    return vscode.Uri.joinPath(this.root, this.study.host.files.spelling(path));
  }

  /** The study path of a file below the study's folder, or null. */
  pathOf(uri: vscode.Uri): StudyPath | null {
    const { root } = this;
    return uri.scheme === root.scheme && uri.authority === root.authority ? pathBelow(root, uri) : null;
  }

  /** Has the segments of a transcript follow edits that are known exactly; `text` is the text after them. */
  follow(before: TranscriptCoding, changes: readonly TextChange[], text: LfText): void {
    this.study.replace(afterEdit(before, changes, text));
  }

  /** Has the segments of a transcript found again in another text, which no file has yet. */
  match(before: TranscriptCoding, text: LfText): void {
    this.study.replace(inOtherText(before, text, unsavedDigest));
  }

  /** The turns of a text that stands in an editor, worked out so that others have their turn meanwhile. */
  turnsOf(path: StudyPath, text: LfText): Promise<Transcript> {
    return inTurns(parsingTranscript(text, path), this.study.host.pause ?? noPause);
  }

  dispose(): void {
    this.study.dispose();
  }
}
