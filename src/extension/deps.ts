import type * as vscode from 'vscode';
import type { Logger } from '../core/base/logger';
import type { CodingModes } from './coding/codingModes';
import type { OpenStudies } from './study/openStudies';

/** What every feature gets from activation. */
export interface Deps {
  readonly context: vscode.ExtensionContext;
  readonly studies: OpenStudies;
  /** Which transcripts are open for coding, and which for editing. */
  readonly modes: CodingModes;
  readonly log: Logger;
}
