import type * as vscode from 'vscode';
import { noPause } from '../../core/base/pause';
import type { StudyPath } from '../../core/base/studyPath';
import { LineTable } from '../../core/text/lineTable';
import { toLf } from '../../core/text/lfText';
import type { Transcript } from '../../core/transcript/transcript';
import type { Deps } from '../deps';
import type { TranscriptPlace } from '../study/openStudies';

/** The turns of a document as it stands in the editor. */
export interface ParsedDocument {
  readonly text: string;
  readonly transcript: Transcript;
  readonly lines: LineTable;
}

/**
 * A study's transcript with its turns, or undefined for other documents. What the study has parsed is used where the text is the same;
 * otherwise it is parsed here, so that others have their turn meanwhile.
 */
export function parsedDocument({ studies }: Deps, document: vscode.TextDocument): Promise<ParsedDocument> | undefined {
  const place = studies.transcriptOf(document.uri);
  if (!place) return undefined;
  const known = lastParsed.get(document);
  if (known?.version === document.version && known.path === place.path) return known.parsed;
  const parsed = parse(place, document);
  lastParsed.set(document, { version: document.version, path: place.path, parsed });
  return parsed;
}

async function parse({ open, path }: TranscriptPlace, document: vscode.TextDocument): Promise<ParsedDocument> {
  const { study } = open;
  const text = toLf(document.getText());
  const coding = study.keptCoding(path) ?? (document.isDirty ? null : await study.coding(path));
  if (coding?.text === text) return coding.prepared(study.host.pause ?? noPause);
  return { text, transcript: await open.turnsOf(path, text), lines: new LineTable(text) };
}

/** Outline and folding ask one after the other for the same version; a long transcript takes too long to be parsed for each. */
const lastParsed = new WeakMap<
  vscode.TextDocument,
  { readonly version: number; readonly path: StudyPath; readonly parsed: Promise<ParsedDocument> }
>();
