import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../../core/base/disposable';
import { baseName, type StudyPath } from '../../core/base/studyPath';
import { isResolved, type Thread } from '../../core/notes/threads';
import { firstWords } from '../../core/text/shortened';
import type { Deps } from '../deps';
import { commands } from '../ids';
import { Soon } from '../soon';
import { codeName, coderName } from '../study/names';
import type { OpenStudy } from '../study/openStudy';
import { memoName } from '../transcripts/memoWords';
import {
  memoGroupsOf,
  memoLabel,
  memoRowKey,
  rowsOfGroup,
  type MemoGroup,
  type MemoRow,
  type MemosRow,
  type SegmentMemo,
} from './memoRows';

/** Rows follow bursts of changes after this many milliseconds. */
const quiet = 250;

/** The rows of the memos view for VS Code: threads, free memos and the memos of segments of the current study. */
export class MemosTree implements vscode.TreeDataProvider<MemosRow>, Disposable {
  private readonly held = new DisposableStore();
  private readonly redraw = this.held.add(new vscode.EventEmitter<undefined>());
  private readonly read = this.held.add(new vscode.EventEmitter<void>());
  /** Memos of segments by transcript: a transcript that did not change is not read again. */
  private ofSegments = new Map<StudyPath, readonly SegmentMemo[]>();
  /** How often a transcript changed: what was read before it did is not kept. */
  private readonly changed = new Map<StudyPath, number>();
  private readonly redrawSoon = this.held.add(
    new Soon(() => {
      this.redraw.fire(undefined);
    }, quiet),
  );
  private wanted = '';
  private groups: readonly MemosRow[] = [];
  private count: number | undefined;

  readonly onDidChangeTreeData = this.redraw.event;
  /** What the rows are made of was read. */
  readonly onDidRead = this.read.event;

  constructor(private readonly deps: Deps) {
    const { studies } = deps;
    this.held.add(
      studies.onDidChangeCurrent(() => {
        this.ofSegments = new Map();
        this.redrawSoon.ask();
      }),
    );
    this.held.add(
      studies.onDidChangeStudy(({ open, change }) => {
        if (open !== this.open || (change.kind !== 'frame' && change.kind !== 'transcript')) return;
        if (change.kind === 'transcript') {
          this.ofSegments.delete(change.path);
          this.changed.set(change.path, (this.changed.get(change.path) ?? 0) + 1);
        }
        this.redrawSoon.ask();
      }),
    );
  }

  get open(): OpenStudy | undefined {
    return this.deps.studies.current;
  }

  get filter(): string {
    return this.wanted;
  }

  set filter(filter: string) {
    this.wanted = filter.trim();
    this.redraw.fire(undefined);
  }

  /** How many memos and threads are shown, or what they are filtered by, for the title. */
  get description(): string {
    if (this.wanted !== '') return vscode.l10n.t('“{0}”', this.wanted);
    return this.count === undefined || this.count === 0 ? '' : String(this.count);
  }

  /** Said where nothing fits the filter; '' otherwise. */
  get message(): string {
    return this.wanted !== '' && this.count === 0 ? vscode.l10n.t('No memo and no thread fits the filter.') : '';
  }

  async getChildren(row?: MemosRow): Promise<MemosRow[]> {
    if (row) return row.kind === 'group' ? [...rowsOfGroup(row)] : [];
    const { open } = this;
    if (!open) return [];
    const rows = await this.rowsIn(open);
    const root = open.root.toString();
    this.groups = memoGroupsOf(root, rows, this.wanted, (coder) => coderName(open, coder));
    this.count = this.groups.reduce((sum, one) => sum + (one.kind === 'group' ? one.rows.length : 0), 0);
    this.read.fire();
    return [...this.groups];
  }

  getParent(row: MemosRow): MemosRow | undefined {
    return row.kind === 'group' ? undefined : this.groups.find(({ group }) => group === row.group);
  }

  getTreeItem(row: MemosRow): vscode.TreeItem {
    const item = this.itemOf(row);
    item.id = memoRowKey(row);
    return item;
  }

  dispose(): void {
    this.held.dispose();
  }

  private async rowsIn(open: OpenStudy): Promise<readonly MemoRow[]> {
    const { study } = open;
    const root = open.root.toString();
    const threads = study.threads.map((of): MemoRow => {
      const group = isResolved(of) ? 'resolved' : 'threads';
      return { kind: 'thread', root, group, thread: of.id, of, about: aboutWords(open, of) };
    });
    const free = study.memos
      .filter(({ by }) => by === null || study.isShown(by))
      .map((memo): MemoRow => ({ kind: 'free', root, group: 'free', memo, name: memoName(memo) }));
    const ofSegments: MemoRow[] = [];
    for (const { path } of study.transcripts) {
      const known = this.ofSegments.get(path);
      const changed = this.changed.get(path);
      const memos = known ?? (await segmentMemos(open, path));
      if (!known && open === this.open && this.changed.get(path) === changed) this.ofSegments.set(path, memos);
      if (!known) await study.host.pause?.();
      ofSegments.push(...memos.map((of): MemoRow => ({ kind: 'segment', root, group: 'segments', of, ref: of.ref })));
    }
    return [...threads, ...free, ...ofSegments];
  }

  private itemOf(row: MemosRow): vscode.TreeItem {
    const { t } = vscode.l10n;
    const { open } = this;
    if (row.kind === 'group') {
      const item = new vscode.TreeItem(
        groupName(row.group),
        row.group === 'resolved' ? vscode.TreeItemCollapsibleState.Collapsed : vscode.TreeItemCollapsibleState.Expanded,
      );
      item.description = String(row.rows.length);
      item.accessibilityInformation = { label: `${groupName(row.group)}, ${row.rows.length}` };
      item.contextValue = 'group';
      return item;
    }
    if (row.kind === 'more') {
      const label = t('… and {0} more; filter to see them', row.left);
      const item = new vscode.TreeItem(label);
      item.accessibilityInformation = { label };
      item.contextValue = 'more';
      return item;
    }
    const item = new vscode.TreeItem(memoLabel(row));
    const said = open ? this.fill(item, row, open) : [];
    item.description = said.filter((part) => part !== '').join(' · ');
    item.accessibilityInformation = { label: [memoLabel(row), ...said].filter((part) => part !== '').join(', ') };
    return item;
  }

  /** Gives a row its icon, tooltip and command; returns what is said behind its label. */
  private fill(item: vscode.TreeItem, row: MemoRow, open: OpenStudy): readonly string[] {
    const { t } = vscode.l10n;
    switch (row.kind) {
      case 'thread': {
        const { notes, state } = row.of;
        item.iconPath = new vscode.ThemeIcon(row.group === 'resolved' ? 'pass' : 'comment-discussion');
        item.contextValue = `thread ${row.group === 'resolved' ? 'resolved' : 'open'}`;
        item.command = { command: commands.openThread.id, title: t('Open Thread'), arguments: [row] };
        const lines = notes.map(
          (note) => `${coderName(open, note.coder)}, ${note.row.at.slice(0, 10)}: ${note.row.text}`,
        );
        if (state?.resolved === true) lines.push(t('Resolved by {0}', coderName(open, state.coder)));
        item.tooltip = lines.join('\n\n');
        const replies = notes.length - 1;
        const count = replies === 0 ? '' : replies === 1 ? t('1 reply') : t('{0} replies', replies);
        return [row.about, coderName(open, notes[0]?.coder ?? ''), count];
      }
      case 'free': {
        const { by, at, firstWords: words, file } = row.memo;
        item.iconPath = new vscode.ThemeIcon('note');
        item.contextValue = 'memo';
        item.command = { command: 'vscode.open', title: t('Open Memo'), arguments: [open.uriOf(file)] };
        item.tooltip = [row.memo.title, at?.slice(0, 10), file].filter((line) => line != null).join('\n');
        return [words === '' ? t('nothing written yet') : words, by === null ? '' : coderName(open, by)];
      }
      case 'segment': {
        const { memo, quote, transcript } = row.of;
        item.iconPath = new vscode.ThemeIcon('symbol-text');
        item.contextValue = 'segmentMemo';
        item.command = { command: commands.openSegment.id, title: t('Go to Segment'), arguments: [row.ref] };
        item.tooltip = `${memo}\n\n${t('“{0}”', firstWords(quote))}`;
        return [t('“{0}”', firstWords(quote)), transcript, coderName(open, row.ref.coder)];
      }
    }
  }
}

async function segmentMemos(open: OpenStudy, path: StudyPath): Promise<readonly SegmentMemo[]> {
  const { study } = open;
  if (study.index.segmentCount(path) === 0) return [];
  const coding = await study.inPassing(path);
  const uri = open.uriOf(path).toString();
  const shown = coding ? study.visible(coding) : [];
  return shown.flatMap(({ coder, list }) =>
    list.flatMap(({ row: { id, memo, quote } }) =>
      memo === undefined || memo === ''
        ? []
        : [{ ref: { uri, coder, segment: id }, memo, quote, transcript: baseName(path) }],
    ),
  );
}

function groupName(group: MemoGroup): string {
  const { t } = vscode.l10n;
  switch (group) {
    case 'threads':
      return t('Threads');
    case 'free':
      return t('Memos');
    case 'segments':
      return t('Memos on segments');
    case 'resolved':
      return t('Resolved threads');
  }
}

/** What a thread is about, in a word; what is not in the study any more says so. */
function aboutWords(open: OpenStudy, { about }: Thread): string {
  const { t } = vscode.l10n;
  const { study } = open;
  const gone = (name: string): string => t('{0} (not there any more)', name);
  switch (about.kind) {
    case 'study':
      return t('the study');
    case 'transcript':
    case 'segment': {
      const path = (about.kind === 'transcript' ? about.path : (about.transcript ?? '')).normalize('NFC') as StudyPath;
      if (path === '') return t('a segment');
      return study.isTranscript(path) ? baseName(path) : gone(baseName(path));
    }
    case 'code':
      return study.codes.resolve(about.id) ? codeName(open, about.id) : gone(about.id);
    case 'case':
    case 'participant': {
      const entry = (about.kind === 'case' ? study.cases.cases : study.cases.participants).get(about.id);
      return entry?.name ?? gone(about.id);
    }
    case 'theme':
      return about.id;
  }
}
