import * as vscode from 'vscode';
import { setWording } from '../core/base/say';
import { DisposableStore, type Disposable } from '../core/base/disposable';
import type { Logger } from '../core/base/logger';
import { registerAttributes } from './attributes/attributes';
import { registerAnnotate } from './coding/annotate';
import { registerApplyCode } from './coding/applyCode';
import { registerChangeSegments } from './coding/changeSegments';
import { registerCodesOnText } from './coding/codesOnText';
import { registerCodingMode } from './coding/codingMode';
import { CodingModes } from './coding/codingModes';
import { registerLiveTranscripts } from './coding/liveTranscripts';
import { registerMoveBetween } from './coding/moveBetween';
import { registerStrandedEdits } from './coding/strandedEdits';
import { registerUndo } from './coding/undo';
import { registerEditCode } from './codeForm/editCode';
import { registerCodebook } from './codebook/codebookView';
import { registerChangedIdProblems } from './codeSymbols/changedIdProblems';
import { registerCodeSymbols } from './codeSymbols/codeSymbols';
import type { Deps } from './deps';
import { registerDetails } from './details/detailsView';
import { registerEditEntries } from './entryForm/editEntries';
import { registerFolding } from './editor/folding';
import { registerHighlights } from './editor/highlights';
import { registerHover } from './editor/hover';
import { registerMarginMarks } from './editor/marginMarks';
import { registerOutline } from './editor/outline';
import { registerStatusBar } from './editor/statusBar';
import { registerTranscriptLanguage } from './editor/transcriptLanguage';
import { registerExport } from './export/export';
import { registerOpenHelp } from './help/openHelp';
import { registerDiagnostics } from './problems/diagnostics';
import { registerLostSegments } from './problems/lostSegments';
import { registerJoinCopies } from './problems/joinCopies';
import { registerHistory } from './history/historyView';
import { registerMemos } from './memos/memosView';
import { registerNewStudy } from './newStudyWizard/newStudy';
import { registerRecheckCodings } from './recheck/recheckCodings';
import { registerRelink } from './relink/relink';
import { registerReviewProblems } from './review/reviewProblems';
import { registerReview } from './review/reviewSegments';
import { registerOpenSampleStudy } from './sample/openSampleStudy';
import { registerSegments } from './segments/segmentsView';
import { registerChooseCoder } from './study/chooseCoder';
import { registerEmptyTextCache } from './study/emptyTextCache';
import { registerOpenStudyFile } from './study/openStudyFile';
import { OpenStudies, type Platform } from './study/openStudies';
import { registerThreads } from './threads/threads';
import { registerThemes } from './themes/themesView';
import { registerFinishedNote } from './transcripts/finishedNote';
import { registerMarkTranscripts } from './transcripts/markTranscripts';
import { registerTranscripts } from './transcripts/transcriptsView';
import { registerWriteMemos } from './transcripts/writeMemos';
import { showError } from './say';

/** What each feature is and where it lives; a feature that fails to start is logged and told, and the others go on. */
const features: readonly (readonly [string, (deps: Deps) => Disposable])[] = [
  ['live transcripts', registerLiveTranscripts],
  ['stranded edits', registerStrandedEdits],
  ['highlights', registerHighlights],
  ['margin marks', registerMarginMarks],
  ['codebook', registerCodebook],
  ['themes', registerThemes],
  ['code form', registerEditCode],
  ['codes as symbols', registerCodeSymbols],
  ['ids changed by hand', registerChangedIdProblems],
  ['forms of cases', registerEditEntries],
  ['transcripts', registerTranscripts],
  ['mark transcripts', registerMarkTranscripts],
  ['finished note', registerFinishedNote],
  ['write memos', registerWriteMemos],
  ['segments', registerSegments],
  ['details', registerDetails],
  ['memos', registerMemos],
  ['history', registerHistory],
  ['coding mode', registerCodingMode],
  ['apply code', registerApplyCode],
  ['annotate', registerAnnotate],
  ['threads', registerThreads],
  ['change segments', registerChangeSegments],
  ['attributes', registerAttributes],
  ['review', registerReview],
  ['recheck', registerRecheckCodings],
  ['problems of places', registerReviewProblems],
  ['move between segments', registerMoveBetween],
  ['undo', registerUndo],
  ['codes dropped on text', registerCodesOnText],
  ['hover', registerHover],
  ['outline', registerOutline],
  ['folding', registerFolding],
  ['transcript language', registerTranscriptLanguage],
  ['status bar', registerStatusBar],
  ['problems', registerDiagnostics],
  ['relink', registerRelink],
  ['choose coder', registerChooseCoder],
  ['new study', registerNewStudy],
  ['open study file', registerOpenStudyFile],
  ['open sample study', registerOpenSampleStudy],
  ['empty text cache', registerEmptyTextCache],
  ['conflict copies', registerJoinCopies],
  ['lost segments', registerLostSegments],
  ['export', registerExport],
  ['open help', registerOpenHelp],
];

/** Starts the extension on a platform. Reads no file before it returns: studies are looked for afterwards. */
export function start(context: vscode.ExtensionContext, platform: Platform): OpenStudies {
  // Core says its sentences in the same language, and asks nobody where that is English.
  setWording(vscode.l10n.bundle ?? null);
  const held = new DisposableStore();
  context.subscriptions.push(held);
  const channel = held.add(vscode.window.createOutputChannel('Verbatim', { log: true }));
  const log = loggerOf(channel);
  const studies = held.add(new OpenStudies(platform, log));
  const modes = held.add(new CodingModes());
  for (const [name, register] of features) {
    try {
      held.add(register({ context, studies, modes, log }));
    } catch (error) {
      log.error(`“${name}” could not be started.`, error);
      void showError(vscode.l10n.t('Verbatim could not start “{0}”. The log says more.', name));
    }
  }
  studies.start().catch((error: unknown) => {
    log.error('Looking for studies failed.', error);
  });
  return studies;
}

function loggerOf(channel: vscode.LogOutputChannel): Logger {
  return {
    debug: (message) => {
      channel.debug(message);
    },
    info: (message) => {
      channel.info(message);
    },
    warn: (message) => {
      channel.warn(message);
    },
    error: (message, error) => {
      channel.error(error instanceof Error ? `${message} ${error.stack ?? error.message}` : message);
    },
  };
}
