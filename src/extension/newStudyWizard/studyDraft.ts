import type * as vscode from 'vscode';
import type { NewStudyStep } from '../../protocol/newStudy';
import type { BuiltInCodebook, ImportedBook } from './draftCodebooks';
import { DraftTranscripts } from './draftTranscripts';

/** A folder that was chosen for the study. */
export interface ChosenFolder {
  readonly uri: vscode.Uri;
  /** Names of what is in it. */
  readonly entries: readonly string[];
  /** A folder of its own is made in it; null where the folder is empty, or is the window’s. */
  readonly own: boolean | null;
}

/** Where the folder’s files go beside it: hosts that git pushes to, and a service that syncs it. */
export interface PlaceRisks {
  readonly remotes: readonly string[];
  readonly service: string | null;
}

/** A study that is being made. */
export class StudyDraft {
  step: NewStudyStep = 'place';
  name = '';
  /** What the name was proposed from has not been typed over. */
  nameIsProposed = true;
  folder: ChosenFolder | null = null;
  risks: PlaceRisks = { remotes: [], service: null };
  readonly transcripts = new DraftTranscripts();
  usePattern = true;
  builtIn: readonly BuiltInCodebook[] = [];
  own = true;
  ownName = '';
  imported: readonly ImportedBook[] = [];
  noHistory = true;
  noAi = true;
  progress: { readonly done: number; readonly all: number; readonly path: string } | null = null;
}
