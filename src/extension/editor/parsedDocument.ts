import type * as vscode from 'vscode';
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
  const text = toLf(document.getText());
  const kept = place.open.study.keptCoding(place.path);
  if (kept?.text === text) return kept;
  return { text, transcript: parseTranscript(text, place.path), lines: new LineTable(text) };
}
