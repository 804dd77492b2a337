import * as vscode from 'vscode';
import type { Codebook } from '../../core/codebook/codebook';
import {
  codebookSymbols,
  entryOfCode,
  type CodebookSymbols,
  type SymbolEntry,
} from '../../core/codebook/codebookSymbols';
import { LineTable } from '../../core/text/lineTable';
import { toLf } from '../../core/text/lfText';
import type { Span } from '../../core/text/span';
import type { Deps } from '../deps';
import type { OpenStudy } from '../study/openStudy';

/** The text of a codebook with what it defines and names. */
export interface CodebookText {
  readonly uri: vscode.Uri;
  /** With LF. */
  readonly text: string;
  readonly symbols: CodebookSymbols;
  readonly lines: LineTable;
}

/** A codebook of a study, as a document shows it. */
export interface CodebookDocument {
  readonly open: OpenStudy;
  readonly codebook: Codebook;
  readonly read: CodebookText;
}

/** The codebook that a document shows; undefined for other documents, and for one whose file could not be read when it was last saved. */
export function codebookDocument(
  { studies }: Pick<Deps, 'studies'>,
  document: vscode.TextDocument,
): CodebookDocument | undefined {
  const open = studies.of(document.uri);
  const path = open?.pathOf(document.uri);
  const codebook = open?.study.codebooks.find(({ file }) => file === path);
  return open && codebook && { open, codebook, read: textOfDocument(document) };
}

/** A codebook as an editor has it, with changes that are not saved yet; else as its file was last read. */
export function codebookText(open: OpenStudy, codebook: Codebook): CodebookText {
  const document = documentAt(open.uriOf(codebook.file));
  if (document) return textOfDocument(document);
  const known = readCodebooks.get(codebook);
  if (known) return known;
  const read = readText(open.uriOf(codebook.file), codebook.text);
  readCodebooks.set(codebook, read);
  return read;
}

/** Where a code, or else a relation, is defined; undefined where no codebook of the study has it. */
export function definitionOf(
  open: OpenStudy,
  id: string,
): { readonly read: CodebookText; readonly entry: SymbolEntry } | undefined {
  const { study } = open;
  const code = study.codes.byId(id) ?? study.codes.resolve(id);
  for (const codebook of study.codebooks) {
    if (code && codebook.id !== code.codebook) continue;
    const read = codebookText(open, codebook);
    const entry = code
      ? entryOfCode(read.symbols, code.id)
      : read.symbols.entries.find((one) => one.kind === 'relation' && one.id === id);
    if (entry) return { read, entry };
  }
  return undefined;
}

/** A span of a codebook's text as editor positions. */
export function rangeIn({ lines }: Pick<CodebookText, 'lines'>, { start, end }: Span): vscode.Range {
  const [from, to] = [lines.positionAt(start), lines.positionAt(end)];
  return new vscode.Range(from.line, from.character, to.line, to.character);
}

function documentAt(uri: vscode.Uri): vscode.TextDocument | undefined {
  const key = uri.toString();
  return vscode.workspace.textDocuments.find((one) => one.uri.toString() === key);
}

function textOfDocument(document: vscode.TextDocument): CodebookText {
  const known = readDocuments.get(document);
  if (known?.version === document.version) return known.read;
  const read = readText(document.uri, toLf(document.getText()));
  readDocuments.set(document, { version: document.version, read });
  return read;
}

function readText(uri: vscode.Uri, text: string): CodebookText {
  return { uri, text, symbols: codebookSymbols(text), lines: new LineTable(text) };
}

/** Several providers ask for the same version of a document, one after the other. */
const readDocuments = new WeakMap<vscode.TextDocument, { readonly version: number; readonly read: CodebookText }>();
const readCodebooks = new WeakMap<Codebook, CodebookText>();
