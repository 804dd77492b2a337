import * as vscode from 'vscode';
import { shownLabel } from '../../core/base/logLabel';
import { CancelledError } from '../../core/base/cancellation';
import { DisposableStore, type Disposable } from '../../core/base/disposable';
import { baseName } from '../../core/base/studyPath';
import type { HistoryFilter } from '../../core/history/historyFilter';
import { isEmptyFilter } from '../../core/history/historyFilter';
import type { StudyTrail, OpenTrail, PastEvent } from '../../core/project/studyTrail';
import { firstWords } from '../../core/text/shortened';
import type { Deps } from '../deps';
import { commands } from '../ids';
import { markdownLine } from '../markdownText';
import { Soon } from '../soon';
import { coderName } from '../study/names';
import type { OpenStudy } from '../study/openStudy';
import { dayRows, rowKey, type DayRow, type EventRow, type HistoryRow } from './historyRows';
import { dayName, filterWords, kindIcon, momentName, timeName } from './historyWords';

/** How many events are read at a time. */
const pageSize = 200;
/** After a change the view reads again at most so many; the rest comes page by page as before. */
const mostAgain = 1000;
/** Rows follow bursts of changes after this many milliseconds. */
const quiet = 150;
/** Longest label of a row, in UTF-16 units: behind it stand who and where. The whole is in the tooltip. */
const longestLabel = 48;

/** Lets whatever else waits have its turn. */
const rest = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));

/** What was read of a study's past. */
interface Past {
  readonly open: OpenStudy;
  readonly trail: OpenTrail;
  readonly events: readonly PastEvent[];
  readonly isEnd: boolean;
}

/** The rows of the history view for VS Code: what was done in the current study, the newest first, by days, read page by page. */
export class HistoryTree implements vscode.TreeDataProvider<HistoryRow>, Disposable {
  private readonly held = new DisposableStore();
  private readonly redraw = this.held.add(new vscode.EventEmitter<undefined>());
  /** One trail for each study: it keeps what has not changed in the logs. */
  private readonly trails = new Map<OpenStudy, StudyTrail>();
  private past: Promise<Past | undefined> | undefined;
  private wanted: HistoryFilter = {};
  private shown = pageSize;
  private found: number | undefined;
  private reading = new vscode.CancellationTokenSource();
  private readonly parents = new WeakMap<HistoryRow, DayRow>();
  private readonly redrawSoon = this.held.add(
    new Soon(() => {
      this.readAgain();
    }, quiet),
  );

  private readonly read = this.held.add(new vscode.EventEmitter<void>());

  readonly onDidChangeTreeData = this.redraw.event;
  /** What the rows are made of was read. */
  readonly onDidRead = this.read.event;

  constructor(private readonly deps: Deps) {
    this.held.add(
      deps.studies.onDidChangeCurrent(() => {
        this.shown = pageSize;
        this.readAgain();
      }),
    );
    this.held.add(
      deps.studies.onDidChangeStudy(({ open, change }) => {
        // Names of codes and coders stand in the rows.
        if (open === this.open && change.kind === 'frame') this.redrawSoon.ask();
      }),
    );
  }

  /** Something was written to a log. */
  readonly logChanged = (): void => {
    this.redrawSoon.ask();
  };

  get open(): OpenStudy | undefined {
    return this.deps.studies.current;
  }

  get filter(): HistoryFilter {
    return this.wanted;
  }

  set filter(filter: HistoryFilter) {
    this.wanted = filter;
    this.shown = pageSize;
    this.readAgain();
  }

  get isFiltered(): boolean {
    return !isEmptyFilter(this.wanted);
  }

  /** What is shown alone, for the title. */
  get description(): string {
    return this.open ? filterWords(this.open, this.wanted) : '';
  }

  /** Said where nothing fits the filter; '' otherwise. */
  get message(): string {
    return this.isFiltered && this.found === 0 ? vscode.l10n.t('Nothing that was done fits the filter.') : '';
  }

  /** Reads the next page. */
  async showOlder(): Promise<void> {
    // Chained at once, so that asking twice reads two pages, one after the other.
    const next = this.past?.then((past) =>
      past === undefined || past.isEnd ? past : this.pageAfter(past, pageSize).catch(this.failed),
    );
    if (next === undefined) return;
    this.past = next;
    this.shown += pageSize;
    await next;
    this.redraw.fire(undefined);
  }

  async getChildren(row?: HistoryRow): Promise<HistoryRow[]> {
    if (row?.kind === 'day') return [...row.events];
    if (row) return [];
    this.past ??= this.readNewest().catch(this.failed);
    const past = await this.past;
    if (past === undefined) return [];
    this.found = past.events.length;
    this.read.fire();
    const days = dayRows(past.open.root.toString(), past.events);
    for (const day of days) for (const event of day.events) this.parents.set(event, day);
    return past.isEnd ? days : [...days, { kind: 'older', shown: past.events.length }];
  }

  getParent(row: HistoryRow): HistoryRow | undefined {
    return this.parents.get(row);
  }

  getTreeItem(row: HistoryRow): vscode.TreeItem {
    const item = this.itemOf(row);
    item.id = `${this.open?.root.toString() ?? ''}\0${rowKey(row)}`;
    return item;
  }

  resolveTreeItem(item: vscode.TreeItem, row: HistoryRow): vscode.TreeItem {
    const { open } = this;
    if (row.kind === 'event' && open) item.tooltip = tooltip(open, row.event);
    return item;
  }

  dispose(): void {
    this.stopReading();
    this.held.dispose();
  }

  private stopReading(): void {
    this.reading.cancel();
    this.reading.dispose();
  }

  private readonly failed = (error: unknown): undefined => {
    if (!(error instanceof CancelledError)) this.deps.log.error('The history could not be read.', error);
    return undefined;
  };

  private readAgain(): void {
    this.redrawSoon.drop();
    this.stopReading();
    this.reading = new vscode.CancellationTokenSource();
    this.past = undefined;
    this.found = undefined;
    this.redraw.fire(undefined);
  }

  private async readNewest(): Promise<Past | undefined> {
    const { open } = this;
    if (!open) return undefined;
    for (const known of this.trails.keys()) if (!this.deps.studies.all.includes(known)) this.trails.delete(known);
    // Loaded when the view is first looked at.
    const trails = await import('../../core/project/studyTrail');
    const trail = this.trails.get(open) ?? new trails.StudyTrail(open.study.host.files);
    this.trails.set(open, trail);
    const nothing = { open, trail: await trail.open(), events: [], isEnd: false };
    return this.pageAfter(nothing, Math.min(this.shown, mostAgain));
  }

  private async pageAfter(past: Past, most: number): Promise<Past> {
    const { codes } = past.open.study;
    const name = (code: string): string => codes.resolve(code)?.name ?? code;
    const page = await past.trail.page(most, this.wanted, name, rest, this.reading.token);
    return { ...past, events: [...past.events, ...page.events], isEnd: page.isEnd };
  }

  private itemOf(row: HistoryRow): vscode.TreeItem {
    const { t } = vscode.l10n;
    switch (row.kind) {
      case 'day': {
        const item = new vscode.TreeItem(dayName(row.day), vscode.TreeItemCollapsibleState.Expanded);
        item.description = `${row.events.length}`;
        const count = row.events.length === 1 ? t('1 change') : t('{0} changes', row.events.length);
        item.accessibilityInformation = { label: `${dayName(row.day)}, ${count}` };
        item.contextValue = 'day';
        return item;
      }
      case 'event':
        return this.eventItem(row);
      case 'older': {
        const item = new vscode.TreeItem(t('Show older…'));
        item.iconPath = new vscode.ThemeIcon('ellipsis');
        item.accessibilityInformation = { label: t('Show older…') };
        return item;
      }
    }
  }

  private eventItem(row: EventRow): vscode.TreeItem {
    const { t } = vscode.l10n;
    const { open } = this;
    const { event } = row;
    const time = timeName(event.at);
    // The time stands before the words, in a column: VS Code cuts a row at its end.
    const item = new vscode.TreeItem(
      `${time === '' ? '' : `${time}\u2002`}${firstWords(shownLabel(event.what), longestLabel)}`,
    );
    if (!open) return item;
    const where = event.transcript ?? event.file;
    const parts = [
      event.isUndone ? t('undone since') : '',
      coderName(open, event.coder),
      where === null ? '' : baseName(where),
    ].filter((part) => part !== '');
    item.description = parts.join(' · ');
    item.iconPath = event.isUndone ? new vscode.ThemeIcon('circle-slash') : kindIcon(event.kind);
    item.accessibilityInformation = { label: [shownLabel(event.what), time, ...parts].join(', ') };
    item.contextValue = `event ${event.coder === open.study.me ? 'mine' : 'others'}`;
    item.command = { command: commands.openHistoryEvent.id, title: t('Go to What Was Changed'), arguments: [row] };
    return item;
  }
}

/** All that is known of an event. What files say goes in as text alone. */
function tooltip(open: OpenStudy, event: PastEvent): vscode.MarkdownString {
  const { t } = vscode.l10n;
  const text = new vscode.MarkdownString();
  text.isTrusted = false;
  text.supportHtml = false;
  text.appendMarkdown(`**${markdownLine(shownLabel(event.what))}**\n\n`);
  text.appendMarkdown(markdownLine(`${momentName(event.at)} · ${coderName(open, event.coder)}`));
  const where = event.transcript ?? event.file;
  if (where !== null) text.appendMarkdown(`\n\n${markdownLine(where)}`);
  for (const [i, detail] of event.details.entries()) {
    text.appendMarkdown(`${i === 0 ? '\n' : ''}\n- ${markdownLine(detail)}`);
  }
  if (event.unsaid > 0) text.appendMarkdown(`\n- ${markdownLine(t('and {0} more', event.unsaid))}`);
  if (event.isUndone) text.appendMarkdown(`\n\n*${markdownLine(t('This has been undone since.'))}*`);
  return text;
}
