import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../../core/base/disposable';
import type { StudyPath } from '../../core/base/studyPath';
import { orphanRule, unsureRule } from '../../core/project/segmentsProblems';
import { firstWords } from '../../core/text/shortened';
import type { SegmentRef } from '../coding/segmentRef';
import { rangeOf } from '../coding/target';
import type { Deps } from '../deps';
import { commands } from '../ids';
import { Soon } from '../soon';
import type { OpenStudy } from '../study/openStudy';
import { reviewMarks, type ReviewMark } from './reviewMarks';

/** Studies tell of changes with every keystroke; the Problems panel follows after this many milliseconds of quiet. */
const quiet = 200;

/** A segment that waits, as the Problems panel has it. */
interface Shown {
  readonly diagnostic: vscode.Diagnostic;
  readonly ref: SegmentRef;
  readonly unsure: boolean;
}

/**
 * My segments that wait for review, as problems of the transcript at the place where they may belong, or stood: warnings for guesses,
 * information for orphans; with quick fixes that decide.
 */
export function registerReviewProblems(deps: Deps): Disposable {
  const held = new DisposableStore();
  const collection = held.add(vscode.languages.createDiagnosticCollection('verbatim-review'));
  const shown = new Map<string, readonly Shown[]>();
  const changed = new Map<OpenStudy, Set<StudyPath>>();

  const show = (uri: vscode.Uri, found: readonly Shown[]): void => {
    const key = uri.toString();
    if (found.length === 0 && !shown.has(key)) return;
    if (found.length > 0) shown.set(key, found);
    else shown.delete(key);
    collection.set(
      uri,
      found.map(({ diagnostic }) => diagnostic),
    );
  };
  const follow = async (): Promise<void> => {
    const all = [...changed];
    changed.clear();
    for (const [open, paths] of all) {
      for (const path of paths) {
        const uri = open.uriOf(path);
        const isHere = deps.studies.transcriptOf(uri)?.open === open;
        show(uri, isHere ? await problemsOf(open, path, uri) : []);
      }
    }
  };
  const soon = held.add(
    new Soon(() => {
      follow().catch((error: unknown) => {
        deps.log.error('Showing what waits for review failed.', error);
      });
    }, quiet),
  );
  const ask = (open: OpenStudy, paths: Iterable<StudyPath>): void => {
    const its = changed.get(open) ?? new Set();
    for (const path of paths) its.add(path);
    changed.set(open, its);
    soon.ask();
  };

  const everything = (): void => {
    const uris = new Map(deps.studies.all.flatMap((open) => urisOf(open)));
    for (const key of shown.keys()) if (!uris.has(key)) show(vscode.Uri.parse(key, true), []);
    for (const open of deps.studies.all) {
      ask(
        open,
        open.study.transcripts.map(({ path }) => path),
      );
    }
  };
  held.add(deps.studies.onDidChangeList(everything));
  held.add(
    deps.studies.onDidChangeStudy(({ open, change }) => {
      if (change.kind === 'transcript') ask(open, [change.path]);
      else if (change.kind === 'frame') everything();
    }),
  );
  held.add(
    vscode.languages.registerCodeActionsProvider(
      '*',
      {
        provideCodeActions: ({ uri }, range) =>
          (shown.get(uri.toString()) ?? [])
            .filter(({ diagnostic }) => diagnostic.range.intersection(range) !== undefined)
            .flatMap(fixes),
      },
      { providedCodeActionKinds: [vscode.CodeActionKind.QuickFix] },
    ),
  );
  return held;
}

function urisOf(open: OpenStudy): [string, StudyPath][] {
  return open.study.transcripts.map(({ path }) => [open.uriOf(path).toString(), path]);
}

/** A transcript's text is read only where something of mine waits in it. */
async function problemsOf(open: OpenStudy, path: StudyPath, uri: vscode.Uri): Promise<readonly Shown[]> {
  const { study } = open;
  const { me } = study;
  if (me === null) return [];
  const coding = study.index.waitingCount(path) > 0 ? await study.inPassing(path) : null;
  if (coding === null) return [];
  return reviewMarks(coding, me).map((mark) => ({
    diagnostic: diagnosticOf(mark, rangeOf(coding, mark.at)),
    ref: { uri: uri.toString(), coder: me, segment: mark.item.id },
    unsure: mark.item.state === 'unconfirmed',
  }));
}

function diagnosticOf({ item: { state, was, now, reason } }: ReviewMark, range: vscode.Range): vscode.Diagnostic {
  const { t } = vscode.l10n;
  const unsure = state === 'unconfirmed';
  const words = firstWords(was, 120);
  const said = !unsure
    ? t('“{0}” stood about here and has no place in the text: {1}', words, reason)
    : now === was
      ? t('“{0}” may belong elsewhere. {1}', words, reason)
      : t('Coded as “{0}”. {1}', words, reason);
  const severity = unsure ? vscode.DiagnosticSeverity.Warning : vscode.DiagnosticSeverity.Information;
  const diagnostic = new vscode.Diagnostic(range, said, severity);
  diagnostic.source = 'Verbatim';
  diagnostic.code = unsure ? unsureRule : orphanRule;
  return diagnostic;
}

function fixes({ diagnostic, ref, unsure }: Shown): vscode.CodeAction[] {
  const { t } = vscode.l10n;
  const fix = (title: string, command: string, ...args: readonly SegmentRef[]): vscode.CodeAction => {
    const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
    action.command = { title, command, arguments: [...args] };
    action.diagnostics = [diagnostic];
    return action;
  };
  const all = [
    fix(t('Re-attach to Selection'), commands.reattachSegment.id, ref),
    fix(t('Leave Without a Place'), commands.keepOrphan.id, ref),
    fix(t('Review All Segments…'), commands.reviewSegments.id),
  ];
  if (!unsure) return all;
  const confirm = fix(t('Confirm Place'), commands.confirmPlace.id, ref);
  confirm.isPreferred = true;
  return [confirm, ...all];
}
