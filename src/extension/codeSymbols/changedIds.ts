import * as vscode from 'vscode';
import type { Digest } from '../../core/base/digest';
import type { Result } from '../../core/base/result';
import { codeWithChangedId } from '../../core/codebook/changedIds';
import type { Code } from '../../core/codebook/codebook';
import { mergeIdInto, putIdBack } from '../../core/codebook/codebookEdits';
import { entryOfCode } from '../../core/codebook/codebookSymbols';
import { LineTable } from '../../core/text/lineTable';
import type { Deps } from '../deps';
import type { OpenStudy } from '../study/openStudy';
import { codebookDocument, codebookText, rangeIn } from './codebookTexts';

/** An id that codings have and no codebook knows, and the code that had it before its id was changed by hand. */
export interface ChangedId {
  readonly uri: vscode.Uri;
  readonly was: string;
  readonly code: Code;
  readonly diagnostic: vscode.Diagnostic;
}

/** The rule of the problem, as its code in the Problems panel. */
const changedIdRule = 'changed-id';

/** In so many transcripts it is looked up under which definitions a code was given. */
const lookedAt = 5;

/** The codes of a study whose ids were changed by hand while codings have the old ones. Reads a few transcripts for each such id. */
export async function changedIds(open: OpenStudy): Promise<readonly ChangedId[]> {
  const { codes, index } = open.study;
  const found: ChangedId[] = [];
  for (const was of index.usedCodes()) {
    if (codes.resolve(was)) continue;
    const code = codeWithChangedId(was, await digestsOf(open, was), codes.all);
    const codebook = code && codes.codebookOf(code);
    if (!code || !codebook) continue;
    const read = codebookText(open, codebook);
    const entry = entryOfCode(read.symbols, code.id);
    const range = entry ? rangeIn(read, entry.idSpan) : new vscode.Range(code.line - 1, 0, code.line - 1, 0);
    const diagnostic = new vscode.Diagnostic(range, words(was, index.count(was)), vscode.DiagnosticSeverity.Warning);
    diagnostic.source = 'Verbatim';
    diagnostic.code = changedIdRule;
    found.push({ uri: read.uri, was, code, diagnostic });
  }
  return found;
}

/** What mends a changed id in the document that shows its codebook: edits that can be undone there, like the one that changed it. */
export function fixesOf(
  deps: Deps,
  document: vscode.TextDocument,
  { was, code, diagnostic }: ChangedId,
): readonly vscode.CodeAction[] {
  const { t } = vscode.l10n;
  const shown = codebookDocument(deps, document);
  if (!shown) return [];
  const { index } = shown.open.study;
  const fix = (title: string, edited: Result<string, string>): vscode.CodeAction[] => {
    if (!edited.ok || edited.value === shown.read.text) return [];
    const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
    action.diagnostics = [diagnostic];
    action.edit = new vscode.WorkspaceEdit();
    action.edit.set(document.uri, [editBetween(shown.read.text, edited.value)]);
    return [action];
  };
  const keep = fix(t('Let This Code Stand for “{0}” as Well', was), mergeIdInto(shown.read.text, code.id, was));
  for (const action of keep) action.isPreferred = true;
  // What was coded with the new id meanwhile would be left without a code.
  const back =
    index.count(code.id) > 0 ? [] : fix(t('Put the Id “{0}” Back', was), putIdBack(shown.read.text, code.id, was));
  return [...keep, ...back];
}

async function digestsOf({ study }: OpenStudy, id: string): Promise<ReadonlySet<Digest>> {
  const digests = new Set<Digest>();
  const paths = study.transcripts.map(({ path }) => path).filter((path) => study.index.countIn(id, path) > 0);
  for (const path of paths.slice(0, lookedAt)) {
    const coding = await study.inPassing(path);
    for (const { list } of coding?.byCoder.values() ?? [])
      for (const { row } of list)
        for (const { code, codeDigest } of row.codings)
          if (code === id && codeDigest !== undefined) digests.add(codeDigest as Digest);
  }
  return digests;
}

function words(was: string, count: number): string {
  const { t } = vscode.l10n;
  return count === 1
    ? t('1 coding has the id “{0}”, which no codebook has now; it seems to be this code, whose id was changed.', was)
    : t(
        '{0} codings have the id “{1}”, which no codebook has now; it seems to be this code, whose id was changed.',
        count,
        was,
      );
}

/** The stretch that differs between two texts, as one edit of the first. */
function editBetween(before: string, after: string): vscode.TextEdit {
  let start = 0;
  while (start < before.length && before[start] === after[start]) start++;
  let end = 0;
  const most = Math.min(before.length, after.length) - start;
  while (end < most && before[before.length - 1 - end] === after[after.length - 1 - end]) end++;
  const lines = new LineTable(before);
  const [from, to] = [lines.positionAt(start), lines.positionAt(before.length - end)];
  const range = new vscode.Range(from.line, from.character, to.line, to.character);
  return vscode.TextEdit.replace(range, after.slice(start, after.length - end));
}
