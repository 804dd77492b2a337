import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../../core/base/disposable';
import { noPause } from '../../core/base/pause';
import type { StudyPath } from '../../core/base/studyPath';
import type { Segments } from '../../core/coding/segment';
import { unsavedDigest } from '../../core/project/liveEdit';
import type { Study } from '../../core/project/study';
import type { TranscriptCoding } from '../../core/project/transcriptCoding';
import { toLf } from '../../core/text/lfText';
import type { Deps } from '../deps';
import type { OpenStudy } from '../study/openStudy';
import { Soon } from '../soon';
import { DrawnLooks } from './drawnLooks';
import { lookOf, planHighlights, type FlatRanges, type HighlightPlan } from './highlightPlan';
import { highlightStyle } from './highlightStyle';
import { shownMarks } from './shownMarks';
import { showsText } from './showsText';

/** Editors change in bursts; one pass follows after this many milliseconds of quiet. */
const quiet = 50;

/** Highlights the segments of every study transcript in every visible editor. */
export function registerHighlights(deps: Deps): Disposable {
  return new Highlights(deps);
}

class Highlights implements Disposable {
  private readonly held = new DisposableStore();
  /** One decoration type a look, made when first used and shared by all editors: making and disposing them is what costs. */
  private readonly types = new Map<string, vscode.TextEditorDecorationType>();
  private readonly drawn = new WeakMap<vscode.TextEditor, DrawnLooks>();
  private readonly soon = this.held.add(
    new Soon(() => {
      this.drawAll();
    }, quiet),
  );

  constructor(private readonly deps: Deps) {
    const { studies } = deps;
    this.held.add(vscode.window.onDidChangeVisibleTextEditors(this.soon.ask));
    this.held.add(studies.onDidChangeList(this.soon.ask));
    this.held.add(
      studies.onDidChangeStudy(({ open, change }) => {
        if (change.kind === 'frame') this.soon.ask();
        if (change.kind !== 'transcript' || !this.shows(open, change.path)) return;
        // While the person types, the editor moves its decorations by itself. A code that is given is to be seen at once.
        if (open.study.keptCoding(change.path)?.digest === unsavedDigest) this.soon.ask();
        else this.drawAll();
      }),
    );
    this.held.add(
      vscode.workspace.onDidChangeTextDocument((event) => {
        this.edited(event);
      }),
    );
    this.soon.ask();
  }

  dispose(): void {
    this.held.dispose();
    for (const type of this.types.values()) type.dispose();
    this.types.clear();
  }

  private drawAll(): void {
    this.soon.drop();
    for (const editor of vscode.window.visibleTextEditors) {
      this.draw(editor).catch((error: unknown) => {
        this.deps.log.error('Highlighting a transcript failed.', error);
      });
    }
  }

  private shows(open: OpenStudy, path: StudyPath): boolean {
    const uri = open.uriOf(path).toString();
    return vscode.window.visibleTextEditors.some(({ document }) => document.uri.toString() === uri);
  }

  private edited({ document, contentChanges }: vscode.TextDocumentChangeEvent): void {
    const changes = contentChanges.map(({ range, text }) => ({
      startLine: range.start.line,
      endLine: range.end.line,
      breaks: toLf(text).split('\n').length - 1,
    }));
    if (changes.length === 0 || !this.deps.studies.transcriptOf(document.uri)) return;
    // A file that another program changed may be read here before the editor shows it, and nobody tells of that again.
    this.soon.ask();
    for (const editor of vscode.window.visibleTextEditors) {
      if (editor.document === document) this.drawn.get(editor)?.edited(changes);
    }
  }

  private async draw(editor: vscode.TextEditor): Promise<void> {
    const place = this.deps.studies.transcriptOf(editor.document.uri);
    const study = place?.open.study;
    const coding = place && (study?.keptCoding(place.path) ?? (await study?.coding(place.path)));
    if (!study || !coding) {
      await this.drawn.get(editor)?.draw(new Map(), [], noPause);
      return;
    }
    // Offsets of another text would mark the wrong words; the study tells as soon as it has this one, or the editor once it shows that.
    if (!vscode.window.visibleTextEditors.includes(editor) || !showsText(editor.document, coding.text)) return;
    const visible = study.visible(coding);
    const from = [coding.text, study.codes, ...visible];
    const drawn = this.drawnIn(editor);
    if (drawn.isMadeOf(from)) return;
    const plan = planOf(study, coding, visible);
    const pause = study.host.pause ?? noPause;
    const { version } = editor.document;
    const isNewest = (): boolean =>
      (study.keptCoding(place.path) ?? coding) === coding &&
      editor.document.version === version &&
      vscode.window.visibleTextEditors.includes(editor);
    await pause();
    if (isNewest()) await drawn.draw(plan, from, pause, isNewest);
  }

  private drawnIn(editor: vscode.TextEditor): DrawnLooks {
    let drawn = this.drawn.get(editor);
    if (drawn === undefined) {
      drawn = new DrawnLooks((look, ranges) => {
        editor.setDecorations(this.typeOf(look), rangesOf(ranges));
      });
      this.drawn.set(editor, drawn);
    }
    return drawn;
  }

  private typeOf(key: string): vscode.TextEditorDecorationType {
    let type = this.types.get(key);
    if (type === undefined) {
      const look = lookOf(key);
      type = vscode.window.createTextEditorDecorationType({
        rangeBehavior: vscode.DecorationRangeBehavior.ClosedClosed,
        overviewRulerLane: vscode.OverviewRulerLane.Right,
        light: optionsOf(highlightStyle(look, 'light')),
        dark: optionsOf(highlightStyle(look, 'dark')),
      });
      this.types.set(key, type);
    }
    return type;
  }
}

function planOf(study: Study, coding: TranscriptCoding, visible: readonly Segments[]): HighlightPlan {
  const shown = new Set(visible.map(({ coder }) => coder));
  return planHighlights(shownMarks(coding.placed, shown, study.codes), coding.lines);
}

function optionsOf({ border, ruler }: ReturnType<typeof highlightStyle>): vscode.ThemableDecorationRenderOptions {
  if (ruler === null) return { border };
  return { border, overviewRulerColor: ruler.startsWith('#') ? ruler : new vscode.ThemeColor(ruler) };
}

function rangesOf(flat: FlatRanges): vscode.Range[] {
  const ranges: vscode.Range[] = [];
  for (let i = 0; i < flat.length; i += 4) {
    ranges.push(new vscode.Range(flat[i] ?? 0, flat[i + 1] ?? 0, flat[i + 2] ?? 0, flat[i + 3] ?? 0));
  }
  return ranges;
}
