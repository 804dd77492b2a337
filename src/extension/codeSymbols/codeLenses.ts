import * as vscode from 'vscode';
import { codeSpreads, type CodeSpread, type Spread } from '../../core/project/codeReferences';
import { commands } from '../ids';
import type { OpenStudy } from '../study/openStudy';
import { codebookDocument, rangeIn, type CodebookDocument } from './codebookTexts';
import type { Deps } from '../deps';

/** Over a code in its codebook: how far it is used. What it says is worked out when it comes in sight. */
export class UseLens extends vscode.CodeLens {
  constructor(
    range: vscode.Range,
    readonly shown: Pick<CodebookDocument, 'open' | 'codebook'>,
    readonly code: string,
  ) {
    super(range);
  }
}

/** A place over each code of a codebook. */
export function codeLenses(deps: Deps, document: vscode.TextDocument): UseLens[] {
  const shown = codebookDocument(deps, document);
  if (!shown) return [];
  const { entries } = shown.read.symbols;
  return entries
    .filter(({ kind }) => kind === 'code')
    .map(({ id, idSpan }) => new UseLens(rangeIn(shown.read, idSpan), shown, id));
}

/** Says at a code how many segments of how many transcripts have it; a click lists them in the Segments view. */
export function resolvedLens(lens: UseLens, spreads: ReadonlyMap<string, CodeSpread>): UseLens {
  const { open, codebook } = lens.shown;
  const spread = spreads.get(lens.code);
  const title = spread ? spreadWords(spread) : vscode.l10n.t('No segments');
  const row = { kind: 'code', root: open.root.toString(), codebook: codebook.id, code: lens.code };
  lens.command = { title, command: spread ? commands.showSegmentsOfCode.id : '', arguments: [row, 'reveal'] };
  return lens;
}

/** How far each code of a study is used, as of now. */
export function spreadsOf({ study }: OpenStudy): ReadonlyMap<string, CodeSpread> {
  return codeSpreads(
    study.index,
    study.codes,
    study.transcripts.map(({ path }) => path),
  );
}

function spreadWords({ own, all }: CodeSpread): string {
  const { t } = vscode.l10n;
  if (own.segments === all.segments) return words(own);
  const together =
    all.transcripts === 1
      ? t('{0} in 1 transcript with the codes under it', all.segments)
      : t('{0} in {1} transcripts with the codes under it', all.segments, all.transcripts);
  return own.segments === 0 ? together : `${words(own)} · ${together}`;
}

function words({ segments, transcripts }: Spread): string {
  const { t } = vscode.l10n;
  if (segments === 1) return t('1 segment in 1 transcript');
  if (transcripts === 1) return t('{0} segments in 1 transcript', segments);
  return t('{0} segments in {1} transcripts', segments, transcripts);
}
