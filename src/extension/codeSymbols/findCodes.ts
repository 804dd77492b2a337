import * as vscode from 'vscode';
import type { StudyPath } from '../../core/base/studyPath';
import { placesOfCode } from '../../core/project/codeReferences';
import type { LineTable } from '../../core/text/lineTable';
import type { Deps } from '../deps';
import type { OpenStudy } from '../study/openStudy';
import { codebookText, definitionOf, rangeIn } from './codebookTexts';
import { codesAt } from './codesAt';

/** Where lines begin in the transcripts of a study. */
export type LinesOf = (open: OpenStudy, paths: readonly StudyPath[]) => Promise<ReadonlyMap<StudyPath, LineTable>>;

/** Go to Definition: where the codes at a position are defined. */
export async function findDefinitions(
  deps: Deps,
  document: vscode.TextDocument,
  position: vscode.Position,
  token: vscode.CancellationToken,
): Promise<vscode.LocationLink[]> {
  const found = await codesAt(deps, document, position, token);
  return found.flatMap(({ open, id, range }) => {
    const defined = definitionOf(open, id);
    if (!defined) return [];
    const { read, entry } = defined;
    return [
      {
        originSelectionRange: range,
        targetUri: read.uri,
        targetRange: rangeIn(read, entry.whole),
        targetSelectionRange: rangeIn(read, entry.nameSpan ?? entry.idSpan),
      },
    ];
  });
}

/**
 * Find All References: of the codes at a position every segment in every transcript, also by ids that were merged into them, and where
 * codebooks name them. Segments without a place have none to go to; the Segments view lists them.
 */
export async function findReferences(
  deps: Deps,
  linesOf: LinesOf,
  document: vscode.TextDocument,
  position: vscode.Position,
  withDefinition: boolean,
  token: vscode.CancellationToken,
): Promise<vscode.Location[]> {
  const found = await codesAt(deps, document, position, token);
  const locations: vscode.Location[] = [];
  for (const { open, id } of found) {
    if (token.isCancellationRequested) return [];
    if (withDefinition) {
      const defined = definitionOf(open, id);
      if (defined) locations.push(new vscode.Location(defined.read.uri, rangeIn(defined.read, defined.entry.idSpan)));
    }
    locations.push(...mentionsOf(open, id), ...(await segmentsOf(open, linesOf, id)));
  }
  return locations;
}

function mentionsOf(open: OpenStudy, id: string): readonly vscode.Location[] {
  const { codes, codebooks } = open.study;
  const meant = (one: string): string => codes.byId(one)?.id ?? codes.resolve(one)?.id ?? one;
  const wanted = meant(id);
  return codebooks.flatMap((codebook) => {
    const read = codebookText(open, codebook);
    return read.symbols.mentions
      .filter((mention) => mention.id === id || meant(mention.id) === wanted)
      .map(({ span }) => new vscode.Location(read.uri, rangeIn(read, span)));
  });
}

async function segmentsOf(open: OpenStudy, linesOf: LinesOf, id: string): Promise<readonly vscode.Location[]> {
  const { index, codes, transcripts } = open.study;
  const found = placesOfCode(
    index,
    codes,
    transcripts.map(({ path }) => path),
    id,
  );
  const tables = await linesOf(
    open,
    found.map(({ transcript }) => transcript),
  );
  return found.flatMap(({ transcript, places }) => {
    const lines = tables.get(transcript);
    const uri = open.uriOf(transcript);
    return lines ? places.map((span) => new vscode.Location(uri, rangeIn({ lines }, span))) : [];
  });
}
