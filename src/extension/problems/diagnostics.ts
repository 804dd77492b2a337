import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../../core/base/disposable';
import { studyPath } from '../../core/base/studyPath';
import type { Problem, Severity } from '../../core/base/problem';
import { orphanRule, unsureRule } from '../../core/project/segmentsProblems';
import { codingFileOf, projectFileName } from '../../core/project/studyFiles';
import { guarded } from '../ask';
import type { Deps } from '../deps';
import { commands } from '../ids';
import { Soon } from '../soon';
import type { OpenStudy } from '../study/openStudy';
import { checkStudies } from './checkStudies';
import { problemMarks, type ProblemMark } from './problemMarks';

/** Studies tell of changes with every keystroke; the Problems panel follows after this many milliseconds of quiet. */
const quiet = 200;

/** A column past the end of every line: VS Code takes it as the line's end. */
const lineEnd = 100_000;

/** Shows what is wrong with the files of the window's studies in the Problems panel, and the command that looks again. */
export function registerDiagnostics(deps: Deps): Disposable {
  const { studies } = deps;
  const held = new DisposableStore();
  const collection = held.add(vscode.languages.createDiagnosticCollection('verbatim'));
  let shown = '';

  const show = (): void => {
    soon.drop();
    const found = [
      // A file may have a name that its disk spells otherwise than its study path.
      ...studies.all.map((open) => ({
        problems: open.study.problems.filter((problem) => !isShownInText(problem, open)),
        uriOf: (file: string) => {
          const path = studyPath(file);
          return path.ok ? open.uriOf(path.value) : vscode.Uri.joinPath(open.root, file);
        },
      })),
      ...studies.unsound.map(({ root, problems }) => ({
        problems,
        uriOf: (file: string) => vscode.Uri.joinPath(root, file),
      })),
    ];
    const entries = found.flatMap(({ problems, uriOf }) => entriesOf(problems, uriOf));
    const now = JSON.stringify(entries);
    if (now === shown) return;
    shown = now;
    collection.clear();
    collection.set(entries.map(([uri, marks]) => [uri, marks.map(diagnosticOf)]));
  };
  const soon = held.add(new Soon(show, quiet));

  held.add(studies.onDidChangeList(soon.ask));
  held.add(studies.onDidChangeStudy(soon.ask));
  const check = async (): Promise<void> => {
    await checkStudies(deps);
    show();
  };
  held.add(vscode.commands.registerCommand(commands.checkStudy.id, guarded(deps.log, check)));
  soon.ask();
  return held;
}

/** My segments without a place, or at a guess, are shown in their transcripts (see the review), not in the files that keep them. */
function isShownInText({ rule, file }: Problem, { study: { me } }: OpenStudy): boolean {
  const settled = rule === orphanRule || rule === unsureRule;
  const path = settled && file !== undefined ? studyPath(file) : null;
  const kept = path?.ok === true ? codingFileOf(path.value) : null;
  return kept?.kind === 'segments' && kept.coder === me;
}

function entriesOf(
  problems: readonly Problem[],
  uriOf: (file: string) => vscode.Uri,
): [vscode.Uri, readonly ProblemMark[]][] {
  return [...problemMarks(problems, projectFileName)].map(([file, marks]) => [uriOf(file), marks]);
}

function diagnosticOf({ line, start, end, severity, message, rule }: ProblemMark): vscode.Diagnostic {
  const diagnostic = new vscode.Diagnostic(
    new vscode.Range(line, start, line, end ?? lineEnd),
    message,
    severityOf(severity),
  );
  diagnostic.source = 'Verbatim';
  diagnostic.code = rule;
  return diagnostic;
}

function severityOf(severity: Severity): vscode.DiagnosticSeverity {
  switch (severity) {
    case 'error':
      return vscode.DiagnosticSeverity.Error;
    case 'warning':
      return vscode.DiagnosticSeverity.Warning;
    case 'information':
      return vscode.DiagnosticSeverity.Information;
  }
}
