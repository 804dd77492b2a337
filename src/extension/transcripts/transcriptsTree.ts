import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../../core/base/disposable';
import { baseName, type StudyPath } from '../../core/base/studyPath';
import type { Memo } from '../../core/notes/readMemo';
import type { Deps } from '../deps';
import { commands } from '../ids';
import { missingTranscripts } from '../relink/missingTranscripts';
import type { OpenStudy } from '../study/openStudy';
import { Soon } from '../soon';
import { memoName } from './memoWords';
import { myMark, myStep, othersSteps } from './readingRecord';
import { shownMemos } from './shownMemos';
import {
  percentCoded,
  rowKey,
  transcriptRows,
  type CaseRow,
  type MemoRow,
  type MissingRow,
  type TranscriptRow,
  type TranscriptsRow,
} from './transcriptRows';

/** Rows follow bursts of changes (a study being read) after this many milliseconds. */
const quiet = 120;

/** The rows of the transcripts view for VS Code. A transcript whose codings change is redrawn alone. */
export class TranscriptsTree implements vscode.TreeDataProvider<TranscriptsRow>, Disposable {
  private readonly held = new DisposableStore();
  private readonly redraw = this.held.add(new vscode.EventEmitter<TranscriptsRow[] | undefined>());
  private readonly stale = new Set<StudyPath>();
  private open: OpenStudy | undefined;
  private rows: readonly TranscriptsRow[] = [];
  private unfinishedOnly = false;
  private readonly redrawSoon = this.held.add(
    new Soon(() => {
      this.redrawStale();
    }, quiet),
  );

  readonly onDidChangeTreeData = this.redraw.event;

  constructor(private readonly deps: Deps) {
    this.held.add(
      deps.studies.onDidChangeCurrent(() => {
        this.rebuild();
      }),
    );
    this.held.add(
      deps.studies.onDidChangeStudy(({ open, change }) => {
        if (open !== this.open) return;
        if (change.kind === 'frame') this.rebuild();
        else if (change.kind === 'transcript') {
          this.stale.add(change.path);
          this.redrawSoon.ask();
        }
      }),
    );
    this.rebuild();
  }

  get study(): OpenStudy | undefined {
    return this.open;
  }

  /** The first row of a transcript. */
  rowOf(path: StudyPath): TranscriptRow | undefined {
    return this.rowsOf(path)[0];
  }

  /** How many of the study's transcripts I marked as finished; null where nobody was chosen as the coder, or there are none. */
  get finished(): { readonly count: number; readonly of: number } | null {
    const { open } = this;
    const paths = open?.study.transcripts ?? [];
    if (!open || paths.length === 0 || open.study.me === null) return null;
    return { count: paths.filter(({ path }) => myStep(open, path) === 'finished').length, of: paths.length };
  }

  /** Whether what I marked as finished is left out. */
  get isFiltered(): boolean {
    return this.unfinishedOnly;
  }

  filter(unfinishedOnly: boolean): void {
    this.unfinishedOnly = unfinishedOnly;
    this.rebuild();
  }

  getChildren(row?: TranscriptsRow): TranscriptsRow[] {
    if (!row) return [...this.rows];
    if (row.kind === 'case') return [...row.transcripts];
    return row.kind === 'transcript' ? this.memosOf(row.path).map((memo) => ({ kind: 'memo', memo, of: row })) : [];
  }

  getParent(row: TranscriptsRow): TranscriptsRow | undefined {
    if (row.kind === 'memo') return row.of;
    if (row.kind !== 'transcript' || row.under === undefined) return undefined;
    return this.rows.find((one) => one.kind === 'case' && one.id === row.under);
  }

  getTreeItem(row: TranscriptsRow): vscode.TreeItem {
    const item = this.itemOf(row);
    item.id = `${this.open?.root.toString() ?? ''}\0${rowKey(row)}`;
    return item;
  }

  resolveTreeItem(item: vscode.TreeItem, row: TranscriptsRow): vscode.TreeItem {
    const { open } = this;
    if (row.kind === 'transcript' && open) item.tooltip = tooltip(open, row.path);
    else if (row.kind === 'missing') {
      const why = vscode.l10n.t(
        'It is not there any more; what you and others gave it is kept. “Relink Transcript…” says which it is now.',
      );
      item.tooltip = `${row.path}\n${why}`;
    }
    return item;
  }

  dispose(): void {
    this.held.dispose();
  }

  private rebuild(): void {
    this.redrawSoon.drop();
    this.stale.clear();
    const { current } = this.deps.studies;
    this.open = current;
    const study = current?.study;
    this.rows =
      current && study
        ? [
            ...missingTranscripts(current).map((missing) => ({ kind: 'missing' as const, ...missing })),
            ...transcriptRows({
              paths: study.transcripts
                .map(({ path }) => path)
                .filter((path) => !this.unfinishedOnly || myStep(current, path) !== 'finished'),
              cases: [...study.cases.cases.values()],
              casesOf: (path) => study.cases.casesOf(path),
            }),
          ]
        : [];
    this.redraw.fire(undefined);
  }

  private redrawStale(): void {
    const rows = [...this.stale].flatMap((one) => this.rowsOf(one));
    this.stale.clear();
    if (rows.length > 0) this.redraw.fire(rows);
  }

  private rowsOf(path: StudyPath): readonly TranscriptRow[] {
    const all = this.rows.flatMap((row) =>
      row.kind === 'case' ? row.transcripts : row.kind === 'transcript' ? [row] : [],
    );
    return all.filter((row) => row.path === path);
  }

  private itemOf(row: TranscriptsRow): vscode.TreeItem {
    switch (row.kind) {
      case 'missing':
        return this.missingItem(row);
      case 'case':
        return caseItem(row);
      case 'transcript':
        return this.transcriptItem(row);
      case 'memo':
        return this.memoItem(row);
    }
  }

  private memosOf(path: StudyPath): readonly Memo[] {
    return this.open ? shownMemos(this.open.study, path) : [];
  }

  private memoItem({ memo }: MemoRow): vscode.TreeItem {
    const { t } = vscode.l10n;
    const item = new vscode.TreeItem(memoName(memo));
    const study = this.open?.study;
    const by = memo.by === study?.me ? undefined : memo.by;
    const author = study?.coders.find(({ id }) => id === by)?.name ?? by;
    const words = memo.firstWords === '' ? t('nothing written yet') : memo.firstWords;
    item.description = [...(author == null ? [] : [author]), words].join(' · ');
    item.iconPath = new vscode.ThemeIcon('note');
    item.tooltip = [memo.title, author, memo.at?.slice(0, 10), memo.file].filter((line) => line != null).join('\n');
    item.accessibilityInformation = { label: [memoName(memo), item.description].join(', ') };
    item.contextValue = 'memo';
    const uri = this.open?.uriOf(memo.file);
    if (uri) item.command = { command: 'vscode.open', title: t('Open Memo'), arguments: [uri] };
    return item;
  }

  private missingItem({ path, coders, root }: MissingRow): vscode.TreeItem {
    const { t } = vscode.l10n;
    const item = new vscode.TreeItem(baseName(path));
    const names = coders.map((id) => this.open?.study.coders.find((coder) => coder.id === id)?.name ?? id);
    item.description =
      names.length === 0
        ? t('not there any more · you marked it, or wrote of it')
        : t('not there any more · segments of {0}', names.join(', '));
    item.iconPath = new vscode.ThemeIcon('warning', new vscode.ThemeColor('list.warningForeground'));
    item.accessibilityInformation = { label: `${baseName(path)}, ${item.description}` };
    item.contextValue = 'missing';
    const title = t('Relink Transcript…');
    item.command = { command: commands.relinkTranscript.id, title, arguments: [{ root, path }] };
    return item;
  }

  private transcriptItem({ path }: TranscriptRow): vscode.TreeItem {
    const { t } = vscode.l10n;
    const item = new vscode.TreeItem(baseName(path));
    const { open } = this;
    if (!open) return item;
    if (this.memosOf(path).length > 0) item.collapsibleState = vscode.TreeItemCollapsibleState.Collapsed;
    const { index, me } = open.study;
    const segments = index.segmentCount(path);
    const percent = percentCoded(index.coveredLength(path), open.study.lengthOf(path));
    const orphans = index.orphanCount(path);
    const parts =
      segments === 0 ? [t('not coded yet')] : [segments === 1 ? t('1 segment') : t('{0} segments', segments)];
    const coded = segments > 0 && percent !== null;
    const lost = orphans > 0 ? [t('{0} lost their place', orphans)] : [];
    const step = myStep(open, path);
    const marked = step === 'finished' ? [t('finished')] : step === 'read' ? [t('read')] : [];
    // What I code I am reading, whatever I have marked.
    const isUnread = step === 'unread' && !index.hasSegmentsOf(me ?? '', path);
    item.description = [...marked, ...parts, ...(coded ? [t('{0} %', percent)] : []), ...lost].join(' · ');
    if (coded) parts.push(t('{0} % coded', percent));
    parts.push(...lost);
    item.iconPath = new vscode.ThemeIcon(
      orphans > 0
        ? 'warning'
        : isUnread
          ? stepIcons.unread
          : stepIcons[step === null || step === 'unread' ? 'begun' : step],
    );
    const read = isUnread ? [t('unread')] : marked;
    item.accessibilityInformation = { label: [baseName(path), ...read, ...parts].join(', ') };
    item.contextValue = `transcript ${step ?? 'unread'}`;
    item.command = { command: 'vscode.open', title: t('Open Transcript'), arguments: [open.uriOf(path)] };
    return item;
  }
}

/** The picture of how far I have come; `begun` where I code without having marked anything, and where nobody was chosen as the coder. */
const stepIcons = { unread: 'comment-unresolved', begun: 'comment-discussion', read: 'book', finished: 'pass' };

function caseItem({ id, label, transcripts }: CaseRow): vscode.TreeItem {
  const { t } = vscode.l10n;
  const item = new vscode.TreeItem(label ?? t('Without case'), vscode.TreeItemCollapsibleState.Expanded);
  item.description = [id !== null && label !== id ? id : '', `${transcripts.length}`]
    .filter((part) => part !== '')
    .join(' · ');
  item.iconPath = new vscode.ThemeIcon(id === null ? 'question' : 'organization');
  item.accessibilityInformation = {
    label: [
      label ?? t('Without case'),
      transcripts.length === 1 ? t('1 transcript') : t('{0} transcripts', transcripts.length),
    ].join(', '),
  };
  item.contextValue = id === null ? 'withoutCase' : 'case';
  return item;
}

/** Who takes part, where the file is, and how far coders have come with it. Plain text: names from files are not read as Markdown. */
function tooltip(open: OpenStudy, path: StudyPath): string {
  const { study } = open;
  const lines = study.cases.participantsOf(path).map((id) => {
    const person = study.cases.participants.get(id);
    const name = person && person.name !== id ? `${id} (${person.name})` : id;
    return [name, person?.role ?? ''].filter((part) => part !== '').join(' · ');
  });
  const { t } = vscode.l10n;
  const mine = myMark(open, path);
  const steps = [
    ...(mine?.read === undefined ? [] : [t('Read on {0}', mine.read)]),
    ...(mine?.finished === undefined ? [] : [t('Coding finished on {0}', mine.finished)]),
    ...othersSteps(open, path).map(({ name, step }) =>
      step === 'finished' ? t('{0}: finished', name) : t('{0}: read', name),
    ),
  ];
  return [...lines, path, ...steps].join('\n');
}
