import type * as vscode from 'vscode';
import { symbolAt } from '../../core/codebook/codebookSymbols';
import { rangeOf } from '../coding/target';
import type { Deps } from '../deps';
import { hoveredSegments } from '../editor/hoverSegments';
import { showsText } from '../editor/showsText';
import type { OpenStudy } from '../study/openStudy';
import { codebookDocument, rangeIn } from './codebookTexts';

/** A code (or, in a codebook, a relation) at a place of a document. */
export interface FoundCode {
  readonly open: OpenStudy;
  readonly id: string;
  /** What stands for it there: the words of its segment, its id or its name. */
  readonly range: vscode.Range;
}

/**
 * The codes at a position: in a transcript those of the segments there, innermost first; in a codebook the one that is defined or named
 * there; at the top of a memo the one that it is about. Each once.
 */
export async function codesAt(
  deps: Deps,
  document: vscode.TextDocument,
  position: vscode.Position,
  token?: vscode.CancellationToken,
): Promise<readonly FoundCode[]> {
  const place = deps.studies.transcriptOf(document.uri);
  if (place) return codesInTranscript(deps, document, position, token);
  const shown = codebookDocument(deps, document);
  if (!shown) return codeInMemo(deps, document, position);
  const { open, read } = shown;
  const found = symbolAt(read.symbols, read.lines.offsetAt(position));
  if (!found) return [];
  if ('mention' in found) return [{ open, id: found.mention.id, range: rangeIn(read, found.mention.span) }];
  const { entry, on } = found;
  if (entry.kind === 'theme') return [];
  return [
    { open, id: entry.id, range: rangeIn(read, on === 'name' && entry.nameSpan ? entry.nameSpan : entry.idSpan) },
  ];
}

async function codesInTranscript(
  { studies }: Deps,
  document: vscode.TextDocument,
  position: vscode.Position,
  token?: vscode.CancellationToken,
): Promise<readonly FoundCode[]> {
  const place = studies.transcriptOf(document.uri);
  if (!place) return [];
  const { open, path } = place;
  const { study } = open;
  const coding = study.keptCoding(path) ?? (await study.coding(path));
  if (coding === null || token?.isCancellationRequested === true) return [];
  if (!showsText(document, coding.text)) return [];
  const shown = new Set(study.visible(coding).map(({ coder }) => coder));
  const found = new Map<string, FoundCode>();
  for (const { segment, span } of hoveredSegments(coding, coding.lines.offsetAt(position), shown)) {
    for (const { code } of segment.row.codings) {
      const id = study.codes.resolve(code)?.id ?? code;
      if (!found.has(id)) found.set(id, { open, id, range: rangeOf(coding, span) });
    }
  }
  return [...found.values()];
}

/** A memo says at its top, between lines of three hyphens, what it is about. */
function codeInMemo({ studies }: Deps, document: vscode.TextDocument, position: vscode.Position): readonly FoundCode[] {
  const open = studies.of(document.uri);
  const path = open?.pathOf(document.uri);
  const memo = open?.study.memos.find(({ file }) => file === path);
  const range = document.getWordRangeAtPosition(position, /[A-Za-z0-9][A-Za-z0-9._-]*/);
  if (!open || !memo || !range) return [];
  for (let line = 1; line <= position.line; line++) if (document.lineAt(line).text.startsWith('---')) return [];
  const id = document.getText(range);
  return memo.about.includes(id) && open.study.codes.resolve(id) ? [{ open, id, range }] : [];
}
