import type * as vscode from 'vscode';
import type { Logger } from '../core/base/logger';
import type { OpenStudies } from './study/openStudies';

/** What every feature gets from activation. */
export interface Deps {
  readonly context: vscode.ExtensionContext;
  readonly studies: OpenStudies;
  readonly log: Logger;
}
