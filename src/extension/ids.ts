/** Every command that the extension registers. `palette: false` where it needs a row or an argument and is hidden from the palette. */
export const commands = {
  applyCode: { id: 'verbatim.applyCode', palette: true },
  applyLastCode: { id: 'verbatim.applyLastCode', palette: true },
  applyRecentCode: { id: 'verbatim.applyRecentCode', palette: false },
  codeInVivo: { id: 'verbatim.codeInVivo', palette: true },
  annotate: { id: 'verbatim.annotate', palette: true },
  removeCoding: { id: 'verbatim.removeCoding', palette: true },
  changeCode: { id: 'verbatim.changeCode', palette: true },
  resizeSegment: { id: 'verbatim.resizeSegment', palette: true },
  moveBorder: { id: 'verbatim.moveBorder', palette: false },
  editMemo: { id: 'verbatim.editMemo', palette: true },
  commentOnSegment: { id: 'verbatim.commentOnSegment', palette: true },
  commentOnCode: { id: 'verbatim.commentOnCode', palette: false },
  commentOnTranscript: { id: 'verbatim.commentOnTranscript', palette: true },
  commentOnStudy: { id: 'verbatim.commentOnStudy', palette: true },
  commentOnLine: { id: 'verbatim.commentOnLine', palette: true },
  saveComment: { id: 'verbatim.saveComment', palette: false },
  cancelComment: { id: 'verbatim.cancelComment', palette: false },
  editComment: { id: 'verbatim.editComment', palette: false },
  saveEditedComment: { id: 'verbatim.saveEditedComment', palette: false },
  cancelEditedComment: { id: 'verbatim.cancelEditedComment', palette: false },
  removeComment: { id: 'verbatim.removeComment', palette: false },
  resolveThread: { id: 'verbatim.resolveThread', palette: false },
  reopenThread: { id: 'verbatim.reopenThread', palette: false },
  toggleExemplar: { id: 'verbatim.toggleExemplar', palette: true },
  setAttributes: { id: 'verbatim.setAttributes', palette: true },
  cycleCertainty: { id: 'verbatim.cycleCertainty', palette: true },
  pickerCertainty: { id: 'verbatim.pickerCertainty', palette: false },
  pickerAttributes: { id: 'verbatim.pickerAttributes', palette: false },
  recheckCodings: { id: 'verbatim.recheckCodings', palette: true },
  reviewSegments: { id: 'verbatim.reviewSegments', palette: true },
  reviewHere: { id: 'verbatim.reviewHere', palette: true },
  confirmPlace: { id: 'verbatim.confirmPlace', palette: false },
  reattachSegment: { id: 'verbatim.reattachSegment', palette: true },
  keepOrphan: { id: 'verbatim.keepOrphan', palette: false },
  joinConflictCopies: { id: 'verbatim.joinConflictCopies', palette: true },
  emptyTextCache: { id: 'verbatim.emptyTextCache', palette: true },
  nextSegment: { id: 'verbatim.nextSegment', palette: true },
  previousSegment: { id: 'verbatim.previousSegment', palette: true },
  undoCoding: { id: 'verbatim.undoCoding', palette: true },
  redoCoding: { id: 'verbatim.redoCoding', palette: true },
  export: { id: 'verbatim.export', palette: true },
  newStudy: { id: 'verbatim.newStudy', palette: true },
  chooseCoder: { id: 'verbatim.chooseCoder', palette: true },
  toggleCodingMode: { id: 'verbatim.toggleCodingMode', palette: true },
  toggleCodeLabels: { id: 'verbatim.toggleCodeLabels', palette: true },
  showKeys: { id: 'verbatim.showKeys', palette: true },
  tellKeys: { id: 'verbatim.tellKeys', palette: false },
  checkStudy: { id: 'verbatim.checkStudy', palette: true },
  newCode: { id: 'verbatim.newCode', palette: true },
  newCategory: { id: 'verbatim.newCategory', palette: true },
  newCodeUnder: { id: 'verbatim.newCodeUnder', palette: false },
  newCategoryUnder: { id: 'verbatim.newCategoryUnder', palette: false },
  editCode: { id: 'verbatim.editCode', palette: true },
  renameCode: { id: 'verbatim.renameCode', palette: false },
  recolourCode: { id: 'verbatim.recolourCode', palette: false },
  mergeCodes: { id: 'verbatim.mergeCodes', palette: true },
  splitCode: { id: 'verbatim.splitCode', palette: true },
  copyCode: { id: 'verbatim.copyCode', palette: true },
  similarCodes: { id: 'verbatim.similarCodes', palette: true },
  codebookHistory: { id: 'verbatim.codebookHistory', palette: true },
  markStage: { id: 'verbatim.markStage', palette: true },
  compareStages: { id: 'verbatim.compareStages', palette: true },
  retireCode: { id: 'verbatim.retireCode', palette: false },
  reviveCode: { id: 'verbatim.reviveCode', palette: false },
  openCodeInYaml: { id: 'verbatim.openCodeInYaml', palette: false },
  applyCodeToSelection: { id: 'verbatim.applyCodeToSelection', palette: false },
  filterCodes: { id: 'verbatim.filterCodes', palette: true },
  clearCodeFilter: { id: 'verbatim.clearCodeFilter', palette: false },
  showSegmentsOfCode: { id: 'verbatim.showSegmentsOfCode', palette: false },
  showSegmentsOfTranscript: { id: 'verbatim.showSegmentsOfTranscript', palette: true },
  filterSegments: { id: 'verbatim.filterSegments', palette: true },
  clearSegmentFilter: { id: 'verbatim.clearSegmentFilter', palette: false },
  openSegment: { id: 'verbatim.openSegment', palette: false },
  filterHistory: { id: 'verbatim.filterHistory', palette: true },
  clearHistoryFilter: { id: 'verbatim.clearHistoryFilter', palette: false },
  openHistoryEvent: { id: 'verbatim.openHistoryEvent', palette: false },
  undoThisChange: { id: 'verbatim.undoThisChange', palette: true },
  restoreFromHere: { id: 'verbatim.restoreFromHere', palette: true },
  relinkTranscript: { id: 'verbatim.relinkTranscript', palette: true },
  openStudyFile: { id: 'verbatim.openStudyFile', palette: true },
  openSampleStudy: { id: 'verbatim.openSampleStudy', palette: true },
  markRead: { id: 'verbatim.markRead', palette: true },
  markUnread: { id: 'verbatim.markUnread', palette: true },
  markFinished: { id: 'verbatim.markFinished', palette: true },
  markNotFinished: { id: 'verbatim.markNotFinished', palette: true },
  writeSummary: { id: 'verbatim.writeSummary', palette: true },
  writeFieldNote: { id: 'verbatim.writeFieldNote', palette: true },
  showUnfinishedOnly: { id: 'verbatim.showUnfinishedOnly', palette: true },
  showAllTranscripts: { id: 'verbatim.showAllTranscripts', palette: false },
  editTranscript: { id: 'verbatim.editTranscript', palette: true },
  editParticipant: { id: 'verbatim.editParticipant', palette: true },
  editCase: { id: 'verbatim.editCase', palette: true },
  newParticipant: { id: 'verbatim.newParticipant', palette: true },
  newCase: { id: 'verbatim.newCase', palette: true },
  filterMemos: { id: 'verbatim.filterMemos', palette: true },
  clearMemoFilter: { id: 'verbatim.clearMemoFilter', palette: false },
  openThread: { id: 'verbatim.openThread', palette: false },
  newTheme: { id: 'verbatim.newTheme', palette: true },
  editTheme: { id: 'verbatim.editTheme', palette: true },
  renameTheme: { id: 'verbatim.renameTheme', palette: true },
  removeTheme: { id: 'verbatim.removeTheme', palette: true },
  moveThemeUp: { id: 'verbatim.moveThemeUp', palette: false },
  moveThemeDown: { id: 'verbatim.moveThemeDown', palette: false },
  putCodesIntoTheme: { id: 'verbatim.putCodesIntoTheme', palette: true },
  removeFromTheme: { id: 'verbatim.removeFromTheme', palette: false },
  openThemeInYaml: { id: 'verbatim.openThemeInYaml', palette: false },
  includeInTheme: { id: 'verbatim.includeInTheme', palette: true },
  leaveOutOfTheme: { id: 'verbatim.leaveOutOfTheme', palette: true },
  contradictTheme: { id: 'verbatim.contradictTheme', palette: true },
  showTheme: { id: 'verbatim.showTheme', palette: true },
  reportThemes: { id: 'verbatim.reportThemes', palette: true },
  takeBackInTheme: { id: 'verbatim.takeBackInTheme', palette: false },
  openHelp: { id: 'verbatim.openHelp', palette: true },
} as const;

/** The views in the activity bar container. */
export const views = {
  codebook: 'verbatim.codebook',
  themes: 'verbatim.themes',
  transcripts: 'verbatim.transcripts',
  segments: 'verbatim.segments',
  details: 'verbatim.details',
  memos: 'verbatim.memos',
  history: 'verbatim.history',
} as const;

/** The kinds of panels beside the editors. */
export const panels = {
  codeForm: 'verbatim.codeForm',
  entryForm: 'verbatim.entryForm',
  themeForm: 'verbatim.themeForm',
  themePage: 'verbatim.themePage',
} as const;

/** What shows comments in threads. */
export const commentController = 'verbatim.threads';

/** The walkthrough that VS Code opens once Verbatim is installed. */
export const walkthrough = 'verbatim.start';

/** Keys that `when` clauses look at. */
export const contextKeys = {
  /** A study is open in some root of the window. */
  studyOpen: 'verbatim.studyOpen',
  /** The active editor shows a transcript of a study. */
  transcriptActive: 'verbatim.transcriptActive',
  /** The active transcript is open for coding, so that plain keys code. */
  codingMode: 'verbatim.codingMode',
  /** The picker of codes is open, and takes what is said of the code that is chosen. */
  codePickerOpen: 'verbatim.codePickerOpen',
  /** The codebook view is filtered. */
  codesFiltered: 'verbatim.codesFiltered',
  /** The segments view shows one code across the study. */
  segmentsOfCode: 'verbatim.segmentsOfCode',
  /** The segments view is filtered. */
  segmentsFiltered: 'verbatim.segmentsFiltered',
  /** How far the coder has come with the active transcript: unread, read or finished. */
  transcriptStep: 'verbatim.transcriptStep',
  /** The transcripts view leaves out what is finished. */
  unfinishedOnly: 'verbatim.unfinishedOnly',
  /** The memos view is filtered. */
  memosFiltered: 'verbatim.memosFiltered',
  /** The history view is filtered. */
  historyFiltered: 'verbatim.historyFiltered',
} as const;

/** Settings with their defaults. */
export const settings = {
  codingMode: { key: 'verbatim.codingMode', default: true },
  codeLabels: { key: 'verbatim.codeLabels', default: 'off' },
  keepEarlierTexts: { key: 'verbatim.keepEarlierTexts', default: true },
  showSegmentsOf: { key: 'verbatim.showSegmentsOf', default: 'everyone' },
} as const;

/** The language of a study's plain transcripts. Nothing depends on it but fonts, folding marks and colours of labels. */
export const transcriptLanguage = 'verbatim-transcript';

/** Prefix of the theme colours of the palette: `verbatim.blue` and its wash `verbatim.blueWash`. */
export const colorPrefix = 'verbatim.';

/** MIME type under which codes (their ids, as a JSON list) are dragged out of the codebook view. */
export const codesMime = 'application/vnd.verbatim.codes';
