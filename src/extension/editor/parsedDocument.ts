import type * as vscode from 'vscode';
import type { StudyPath } from '../../core/base/studyPath';
import { LineTable } from '../../core/text/lineTable';
import { toLf } from '../../core/text/lfText';
import { parseTranscript } from '../../core/transcript/parseTranscript';
import type { Transcript } from '../../core/transcript/transcript';
import type { Deps } from '../deps';

/** The turns of a document as it stands in the editor. */
export interface ParsedDocument {
  readonly text: string;
  readonly transcript: Transcript;
  readonly lines: LineTable;
}

/** A study's transcript with its turns, or undefined for other documents. What the study has parsed is used where the text is the same. */
export function parsedDocument({ studies }: Deps, document: vscode.TextDocument): ParsedDocument | undefined {
  const place = studies.transcriptOf(document.uri);
  if (!place) return undefined;
  const known = lastParsed.get(document);
  if (known?.version === document.version && known.path === place.path) return known.parsed;
  const text = toLf(document.getText());
  const kept = place.open.study.keptCoding(place.path);
  const parsed =
    kept?.text === text ? kept : { text, transcript: parseTranscript(text, place.path), lines: new LineTable(text) };
  lastParsed.set(document, { version: document.version, path: place.path, parsed });
  return parsed;
}

/** Outline and folding ask one after the other for the same version; a long transcript takes too long to be parsed for each. */
const lastParsed = new WeakMap<
  vscode.TextDocument,
  { readonly version: number; readonly path: StudyPath; readonly parsed: ParsedDocument }
>();
