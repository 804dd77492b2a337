import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../../core/base/disposable';
import { unsavedDigest } from '../../core/project/liveEdit';
import type { TranscriptCoding } from '../../core/project/transcriptCoding';
import { guarded } from '../ask';
import { glyphOf } from '../codebook/swatch';
import type { Deps } from '../deps';
import { commands, settings } from '../ids';
import { showStatus } from '../say';
import { Soon } from '../soon';
import { codeName } from '../study/names';
import type { OpenStudy } from '../study/openStudy';
import type { Mark } from './highlightPlan';
import { stripeStyle } from './highlightStyle';
import { labelText, memoLines, planLabels, planStripes, stripesIn, type Lines, type Stripe } from './marginPlan';
import { memoIcon } from './memoIcon';
import { shownMarks } from './shownMarks';
import { showsText } from './showsText';

/** Scrolling and typing come in bursts; the marks follow after this many milliseconds of quiet. */
const quiet = 80;

/** Lines above and below those in sight that are marked as well, so that a little scrolling shows no gap. */
const around = 60;

/** What stands beside the words, in the order in which the command goes through it. */
const kinds = ['off', 'endOfLine', 'stripes'] as const;
type CodeLabels = (typeof kinds)[number];

/** Names of codes at the ends of lines, or stripes at the right; and in the gutter, where a segment with a memo begins. */
export function registerMarginMarks(deps: Deps): Disposable {
  return new MarginMarks(deps);
}

/** What one editor was last drawn from, and what of it does not depend on what is in sight. */
interface Drawn {
  readonly coding: TranscriptCoding;
  readonly kind: CodeLabels;
  readonly from: readonly unknown[];
  readonly marks: readonly Mark[];
  readonly stripes: readonly Stripe[];
  /** What the editor shows: keys of stripes, and what is said once for all labels and all memos. */
  readonly shown: Set<string>;
}

const labelsShown = 'labels';
const memosShown = 'memos';

class MarginMarks implements Disposable {
  private readonly held = new DisposableStore();
  /** Scrolling is followed only while something depends on it. */
  private scrolling: vscode.Disposable | undefined;
  private kind: CodeLabels = 'off';
  /** How many times the command is writing the setting. */
  private writing = 0;
  private readonly drawn = new WeakMap<vscode.TextEditor, Drawn>();
  private readonly stripeTypes = new Map<string, vscode.TextEditorDecorationType>();
  private readonly labels = this.held.add(
    vscode.window.createTextEditorDecorationType({
      after: {
        margin: '0 0 0 2em',
        color: new vscode.ThemeColor('editorCodeLens.foreground'),
        // Out of the flow: a label that does not fit would make the whole editor scroll sideways, and whole lines wider than what is in
        // sight, so that stripes would stand where nobody sees them.
        textDecoration: 'none; position: absolute;',
      },
    }),
  );
  private readonly memos = this.held.add(
    vscode.window.createTextEditorDecorationType({
      light: { gutterIconPath: vscode.Uri.parse(memoIcon('light')) },
      dark: { gutterIconPath: vscode.Uri.parse(memoIcon('dark')) },
      gutterIconSize: 'contain',
    }),
  );
  private readonly soon = this.held.add(
    new Soon(() => {
      for (const editor of vscode.window.visibleTextEditors) this.draw(editor);
    }, quiet),
  );

  constructor(private readonly deps: Deps) {
    const { studies } = deps;
    const { ask } = this.soon;
    this.held.add(vscode.window.onDidChangeVisibleTextEditors(ask));
    this.held.add(studies.onDidChangeList(ask));
    this.held.add(
      studies.onDidChangeStudy(({ change }) => {
        if (change.kind === 'frame' || change.kind === 'transcript') ask();
      }),
    );
    this.held.add(
      vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (contentChanges.length > 0 && studies.transcriptOf(document.uri)) ask();
      }),
    );
    this.held.add(
      vscode.workspace.onDidChangeConfiguration((event) => {
        // What is being written by the command is in effect already, and may be behind a second press of its key.
        if (event.affectsConfiguration(settings.codeLabels.key) && this.writing === 0) this.take(codeLabelsNow());
      }),
    );
    this.held.add(
      vscode.commands.registerCommand(
        commands.toggleCodeLabels.id,
        guarded(deps.log, () => this.toggle()),
      ),
    );
    this.take(codeLabelsNow());
  }

  dispose(): void {
    this.scrolling?.dispose();
    this.held.dispose();
    for (const type of this.stripeTypes.values()) type.dispose();
  }

  private async toggle(): Promise<void> {
    const { t } = vscode.l10n;
    const next = kinds[(kinds.indexOf(this.kind) + 1) % kinds.length] ?? 'off';
    // At once: VS Code takes its time to write a setting.
    this.take(next);
    const said = {
      off: t('Code labels: off'),
      endOfLine: t('Code labels: names at the ends of lines'),
      stripes: t('Code labels: stripes at the right'),
    };
    showStatus(said[next]);
    const configuration = vscode.workspace.getConfiguration();
    const here = configuration.inspect(settings.codeLabels.key)?.workspaceValue !== undefined;
    const target = here ? vscode.ConfigurationTarget.Workspace : vscode.ConfigurationTarget.Global;
    this.writing++;
    try {
      await configuration.update(settings.codeLabels.key, next, target);
    } finally {
      this.writing--;
    }
  }

  private take(kind: CodeLabels): void {
    this.kind = kind;
    this.scrolling?.dispose();
    this.scrolling = kind === 'off' ? undefined : vscode.window.onDidChangeTextEditorVisibleRanges(this.soon.ask);
    this.soon.drop();
    for (const editor of vscode.window.visibleTextEditors) this.draw(editor);
  }

  /** Draws from what is in memory; what is still being read is drawn when the study tells of it. */
  private draw(editor: vscode.TextEditor): void {
    const place = this.deps.studies.transcriptOf(editor.document.uri);
    const coding = place?.open.study.keptCoding(place.path);
    if (!place || !coding) {
      if (this.drawn.has(editor)) this.clear(editor);
      return;
    }
    // The editor moves icons with what is typed by itself: who has labels off pays nothing for them.
    if (this.kind === 'off' && coding.digest === unsavedDigest && this.drawn.get(editor)?.kind === 'off') return;
    const drawn = this.prepared(editor, place.open, coding);
    if (!drawn) return;
    const visible = this.kind === 'off' ? [] : linesInSight(editor);
    this.drawLabels(editor, place.open, drawn, visible);
    this.drawStripes(editor, drawn, visible);
  }

  /** Works out what does not depend on what is in sight, and draws the memos; nothing where the editor shows another text. */
  private prepared(editor: vscode.TextEditor, open: OpenStudy, coding: TranscriptCoding): Drawn | undefined {
    const { study } = open;
    const shown = study.visible(coding);
    const from = [coding.text, study.codes, this.kind, ...shown];
    const before = this.drawn.get(editor);
    if (before?.from.length === from.length && before.from.every((one, i) => one === from[i])) return before;
    if (!showsText(editor.document, coding.text)) return undefined;
    const coders = new Set(shown.map(({ coder }) => coder));
    const marks = this.kind === 'off' ? [] : shownMarks(coding.placed, coders, study.codes);
    const stripes = this.kind === 'stripes' ? planStripes(marks, coding.lines) : [];
    const drawn: Drawn = { coding, kind: this.kind, from, marks, stripes, shown: before?.shown ?? new Set() };
    this.drawn.set(editor, drawn);
    const starts = coding.placed.flatMap(({ coder, segment: { row }, span }) =>
      coders.has(coder) && row.memo !== undefined && row.memo !== '' ? [span.start] : [],
    );
    const memos = memoLines(starts, coding.lines).map((line) => new vscode.Range(line, 0, line, 0));
    set(editor, this.memos, memos, drawn.shown, memosShown);
    return drawn;
  }

  private drawLabels(editor: vscode.TextEditor, open: OpenStudy, drawn: Drawn, visible: readonly Lines[]): void {
    const plan = this.kind === 'endOfLine' ? planLabels(drawn.marks, drawn.coding.lines, visible) : [];
    const { lineCount } = editor.document;
    // What was typed just now may have taken lines away that the study still has.
    const there = plan.filter(({ line }) => line < lineCount);
    const options = there.map(({ line, codes }): vscode.DecorationOptions => {
      const { end } = editor.document.lineAt(line).range;
      const contentText = labelText(codes, (code) => codeName(open, code), glyphOf);
      return { range: new vscode.Range(end, end), renderOptions: { after: { contentText } } };
    });
    set(editor, this.labels, options, drawn.shown, labelsShown);
  }

  private drawStripes(editor: vscode.TextEditor, { stripes, shown }: Drawn, visible: readonly Lines[]): void {
    const parts = stripesIn(stripes, visible);
    for (const key of new Set([...parts.keys(), ...shown])) {
      if (key === labelsShown || key === memosShown) continue;
      const ranges = (parts.get(key) ?? []).map(({ first, last }) => new vscode.Range(first, 0, last, 0));
      set(editor, this.stripeType(key), ranges, shown, key);
    }
  }

  private clear(editor: vscode.TextEditor): void {
    const drawn = this.drawn.get(editor);
    this.drawn.delete(editor);
    for (const key of drawn?.shown ?? []) {
      const type = key === labelsShown ? this.labels : key === memosShown ? this.memos : this.stripeType(key);
      editor.setDecorations(type, []);
    }
  }

  /** One decoration type a colour and lane, made when first used. */
  private stripeType(key: string): vscode.TextEditorDecorationType {
    let type = this.stripeTypes.get(key);
    if (type === undefined) {
      const [lane = '', color = ''] = key.split('/');
      const border = (theme: 'light' | 'dark'): vscode.ThemableDecorationRenderOptions => ({
        border: stripeStyle(color, Number(lane), theme),
      });
      type = vscode.window.createTextEditorDecorationType({
        isWholeLine: true,
        light: border('light'),
        dark: border('dark'),
      });
      this.stripeTypes.set(key, type);
    }
    return type;
  }
}

/** Sets decorations; where there are none, and none are shown, VS Code is not asked to. */
function set(
  editor: vscode.TextEditor,
  type: vscode.TextEditorDecorationType,
  options: readonly vscode.Range[] | readonly vscode.DecorationOptions[],
  shown: Set<string>,
  key: string,
): void {
  if (options.length === 0 && !shown.has(key)) return;
  editor.setDecorations(type, options);
  if (options.length > 0) shown.add(key);
  else shown.delete(key);
}

function codeLabelsNow(): CodeLabels {
  const value = vscode.workspace.getConfiguration().get(settings.codeLabels.key);
  return kinds.find((kind) => kind === value) ?? 'off';
}

function linesInSight({ visibleRanges, document }: vscode.TextEditor): readonly Lines[] {
  return visibleRanges.map(({ start, end }) => ({
    first: Math.max(0, start.line - around),
    last: Math.min(document.lineCount - 1, end.line + around),
  }));
}
