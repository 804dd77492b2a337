import * as vscode from 'vscode';
import type { StudyPath } from '../../core/base/studyPath';
import type { TranscriptCoding, PlacedSegment } from '../../core/project/transcriptCoding';
import { toLf } from '../../core/text/lfText';
import { wholeCharacters, type Span } from '../../core/text/span';
import { turnAt } from '../../core/transcript/turns';
import { mayWrite } from '../ask';
import type { Deps } from '../deps';
import { ensureCoder } from '../study/chooseCoder';
import type { OpenStudy } from '../study/openStudy';
import { showInformation, showWarning } from '../say';

/** Where a command acts: an editor that shows a transcript, and what is selected in it. */
export interface CodingTarget {
  readonly editor: vscode.TextEditor;
  readonly open: OpenStudy;
  readonly path: StudyPath;
  readonly coding: TranscriptCoding;
  /** What is selected; empty at the cursor. */
  readonly selection: Span;
}

/** The active editor (or the one given) as a target for reading, or undefined (with a word to the person) where it shows no transcript. */
export async function readingTarget(
  deps: Deps,
  editor = vscode.window.activeTextEditor,
): Promise<CodingTarget | undefined> {
  const place = editor && deps.studies.transcriptOf(editor.document.uri);
  if (!editor || !place) {
    void showInformation(untitledOrForeign(editor));
    return undefined;
  }
  const coding = await place.open.study.keep(place.path);
  if (coding === null) {
    void showWarning(
      vscode.l10n.t('This transcript cannot be read as text. The Problems panel says why, and what to do.'),
    );
    return undefined;
  }
  return { editor, ...place, coding, selection: spanOf(coding, editor.selection) };
}

/** As `readingTarget`, made ready for writing: trusted folder, a coder, the text saved. Undefined where the person declined. */
export async function writingTarget(
  deps: Deps,
  editor = vscode.window.activeTextEditor,
): Promise<CodingTarget | undefined> {
  const target = await readingTarget(deps, editor);
  if (!target || !(await mayWrite()) || !(await ensureCoder(target.open))) return undefined;
  const { document } = target.editor;
  if (document.isDirty) {
    if (!(await document.save())) {
      void showWarning(
        vscode.l10n.t(
          'The transcript has changes that could not be saved. Save it first: codings refer to the saved text.',
        ),
      );
      return undefined;
    }
    await target.open.session.settled();
  }
  const coding = target.open.study.keptCoding(target.path) ?? target.coding;
  if (coding.text !== toLf(document.getText())) {
    void showInformation(vscode.l10n.t('The transcript is just being read again. Please try once more.'));
    return undefined;
  }
  return { ...target, coding, selection: spanOf(coding, target.editor.selection) };
}

/** What to code: the selection, or without one the words of the turn at the cursor. */
export function spanToCode({ coding, selection }: CodingTarget): Span {
  if (selection.start < selection.end) return selection;
  const turn = turnAt(coding.transcript, selection.start);
  const first = turn?.body[0];
  const last = turn?.body.at(-1);
  return first && last ? { start: first.start, end: last.end } : selection;
}

/** My segments that the selection touches, innermost (shortest) first. */
export function mySegmentsAt({ open, coding, selection }: CodingTarget): PlacedSegment[] {
  return coding
    .touching(selection)
    .filter(({ coder }) => coder === open.study.me)
    .sort((a, b) => a.span.end - a.span.start - (b.span.end - b.span.start));
}

/** Editor positions as a span of LF text that splits no character. */
export function spanOf(coding: TranscriptCoding, selection: vscode.Range): Span {
  return wholeCharacters(coding.text, {
    start: coding.lines.offsetAt(selection.start),
    end: coding.lines.offsetAt(selection.end),
  });
}

/** A span of LF text as editor positions. */
export function rangeOf(coding: TranscriptCoding, span: Span): vscode.Range {
  const start = coding.lines.positionAt(span.start);
  const end = coding.lines.positionAt(span.end);
  return new vscode.Range(start.line, start.character, end.line, end.character);
}

function untitledOrForeign(editor: vscode.TextEditor | undefined): string {
  return editor?.document.isUntitled === true
    ? vscode.l10n.t('Save this document into the study’s transcripts folder first; then it can be coded.')
    : vscode.l10n.t('Open a transcript of a study first.');
}
