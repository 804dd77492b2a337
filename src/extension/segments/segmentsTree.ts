import * as vscode from 'vscode';
import { stalenessWords } from '../stalenessWords';
import { DisposableStore, type Disposable } from '../../core/base/disposable';
import { staleness } from '../../core/coding/staleCodings';
import { noPause } from '../../core/base/pause';
import { baseName, folderOf, type StudyPath } from '../../core/base/studyPath';
import { attributesOf } from '../../core/coding/codingAttributes';
import { attributesLine } from '../attributes/attributeWords';
import type { TranscriptCoding } from '../../core/project/transcriptCoding';
import { codeColors } from '../codebook/codeColors';
import type { CodeNode } from '../codebook/codeNode';
import { swatchIcon } from '../codebook/swatchIcon';
import type { Deps } from '../deps';
import { commands } from '../ids';
import { codeName, coderName } from '../study/names';
import type { OpenStudy } from '../study/openStudy';
import type { ActiveTranscript } from '../transcripts/activeTranscript';
import { Soon } from '../soon';
import { codeSpread } from './codeSpread';
import { FilteredCounts } from './filteredCounts';
import { firstWords } from '../../core/text/shortened';
import {
  certaintyOf,
  codesOf,
  countWanted,
  pageSize,
  rowKey,
  segmentRows,
  type MoreLine,
  type SegmentLine,
  type SegmentsRow,
  type SegmentsWanted,
  type TranscriptGroup,
} from './segmentRows';
import { noFilter, segmentTest, showsEverything, type SegmentFilter, type SegmentTest } from './segmentFilter';
import { segmentFilterWords } from './segmentFilterWords';
import { segmentTooltip } from './segmentTooltip';

/** Longest beginning of a quote in a row, in UTF-16 units: what is said behind it, speaker first, is to be in sight in a narrow side bar too. */
const longestLabel = 24;
/** Rows follow bursts of changes after this many milliseconds. */
const quiet = 120;

/** The rows of the segments view for VS Code. A transcript's words are read when its rows are asked for, not before. */
export class SegmentsTree implements vscode.TreeDataProvider<SegmentsRow>, Disposable {
  private readonly held = new DisposableStore();
  private readonly redraw = this.held.add(new vscode.EventEmitter<SegmentsRow | undefined>());
  private code: CodeNode | undefined;
  private colors: ReadonlyMap<string, string> = new Map();
  private only: SegmentFilter = noFilter;
  private readonly counts = new FilteredCounts();
  /** True where the list was drawn last without a row. */
  private empty = false;
  private colorsOf: OpenStudy['study']['codebooks'] | undefined;
  /** How many rows each transcript shows, where it is more than one page. */
  private readonly pages = new Map<StudyPath, number>();
  /** Groups as VS Code knows them, so that one transcript can be redrawn alone. */
  private readonly groups = new Map<StudyPath, TranscriptGroup>();
  private readonly redrawSoon = this.held.add(
    new Soon(() => {
      this.redraw.fire(undefined);
    }, quiet),
  );

  private readonly read = this.held.add(new vscode.EventEmitter<void>());

  readonly onDidChangeTreeData = this.redraw.event;
  /** The list was put together, and `message` may have changed with it. */
  readonly onDidRead = this.read.event;

  constructor(
    private readonly deps: Deps,
    private readonly active: ActiveTranscript,
  ) {
    this.held.add(
      active.onDidChange(() => {
        if (!this.code) this.begin();
      }),
    );
    this.held.add(
      deps.studies.onDidChangeStudy(({ open, change }) => {
        if (open !== this.open || change.kind === 'problems') return;
        const { path } = change.kind === 'transcript' ? change : {};
        this.counts.forget(path);
        if (path === undefined || this.code || path === active.current?.path) this.redrawSoon.ask();
      }),
    );
    this.held.add(
      deps.studies.onDidChangeList(() => {
        if (this.code && !this.open) this.showTranscript();
      }),
    );
  }

  /** True where one code is shown across the study. */
  get ofCode(): boolean {
    return this.code !== undefined;
  }

  /** What the rows are of, for the title: the code's or the transcript's name. */
  get shows(): string {
    if (this.code) return this.open?.study.codes.byId(this.code.code)?.name ?? this.code.code;
    const place = this.active.current;
    return place ? baseName(place.path) : '';
  }

  /** What is filtered, and that nothing is left; or, in place of rows, that the code that is shown was not used yet. '' otherwise. */
  get message(): string {
    const { open, code } = this;
    if (open && this.isFiltered) {
      const words = segmentFilterWords(open, this.only);
      return this.empty
        ? vscode.l10n.t('No segment here is as the filter asks: {0}', words)
        : vscode.l10n.t('Filtered: {0}', words);
    }
    if (!open || !code || this.spread(open, code.code).length > 0) return '';
    return open.study.codes.childrenOf(code.code).length > 0
      ? vscode.l10n.t('No segment has the code “{0}” or one under it yet.', this.shows)
      : vscode.l10n.t('No segment has the code “{0}” yet.', this.shows);
  }

  /** What the rows are filtered by. */
  get filter(): SegmentFilter {
    return this.only;
  }

  set filter(filter: SegmentFilter) {
    this.only = filter;
    this.begin();
  }

  get isFiltered(): boolean {
    return !showsEverything(this.only);
  }

  /** What a filter is asked about: the study that is shown, and the transcript at hand. */
  get place(): { readonly open: OpenStudy; readonly path: StudyPath | undefined } | undefined {
    const { open } = this;
    const current = this.active.current;
    return open && { open, path: current?.open === open ? current.path : undefined };
  }

  /** Shows the segments of a code and of all codes under it, transcript by transcript. */
  showCode(code: CodeNode): void {
    this.code = code;
    this.begin();
  }

  /** Shows the segments of the transcript being read. */
  showTranscript(): void {
    this.code = undefined;
    this.begin();
  }

  /** Shows the next page of a list. */
  showMore({ path }: MoreLine): void {
    this.pages.set(path, this.most(path) + pageSize);
    this.redraw.fire(this.code ? this.groups.get(path) : undefined);
  }

  async getChildren(row?: SegmentsRow): Promise<SegmentsRow[]> {
    if (row?.kind === 'orphans') return [...row.lines];
    const { open } = this;
    if (!open) return [];
    if (row?.kind === 'transcript') return this.rowsOf(open, row.path);
    if (row) return [];
    const rows = await this.roots(open);
    this.empty = rows.length === 0;
    this.read.fire();
    return rows;
  }

  private async roots(open: OpenStudy): Promise<SegmentsRow[]> {
    if (this.code) {
      const groups = await this.shownOf(open, this.code.code);
      this.groups.clear();
      for (const group of groups) this.groups.set(group.path, group);
      return [...groups];
    }
    const place = this.active.current;
    return place ? this.rowsOf(open, place.path) : [];
  }

  getTreeItem(row: SegmentsRow): vscode.TreeItem {
    const item = this.itemOf(row);
    item.id = `${this.code?.code ?? ''}\0${rowKey(row)}`;
    return item;
  }

  resolveTreeItem(item: vscode.TreeItem, row: SegmentsRow): vscode.TreeItem {
    const { open } = this;
    if (row.kind === 'segment' && open) {
      const codes = this.codeIds(open, row).map((id) => codeName(open, id));
      const said = row.segment.row.codings.flatMap((coding) => {
        const line = attributesLine(attributesOf(coding));
        return line === '' ? [] : [{ code: codeName(open, coding.code), line }];
      });
      item.tooltip = segmentTooltip(row, { codes, said, coder: coderName(open, row.ref.coder) });
    } else if (row.kind === 'transcript') {
      item.tooltip = row.path;
    }
    return item;
  }

  dispose(): void {
    this.held.dispose();
  }

  private get open(): OpenStudy | undefined {
    const { code } = this;
    if (!code) return this.active.current?.open;
    return this.deps.studies.all.find(({ root }) => root.toString() === code.root);
  }

  private begin(): void {
    this.pages.clear();
    this.groups.clear();
    this.counts.end();
    this.redraw.fire(undefined);
  }

  private most(path: StudyPath): number {
    return this.pages.get(path) ?? pageSize;
  }

  private async rowsOf(open: OpenStudy, path: StudyPath): Promise<SegmentsRow[]> {
    const { study } = open;
    const read = await study.inPassing(path);
    if (read === null) return [];
    const coding = await read.prepared(study.host.pause ?? noPause);
    return [
      ...segmentRows(coding, {
        uri: open.uriOf(path).toString(),
        ...this.wanted(open, coding),
        most: this.most(path),
      }),
    ];
  }

  /** Which segments of a transcript are meant: both its rows and what is counted of it. */
  private wanted(open: OpenStudy, coding: TranscriptCoding): Omit<SegmentsWanted, 'uri' | 'most'> {
    return {
      coders: new Set(open.study.visible(coding).map(({ coder }) => coder)),
      codes: this.code ? subtreeIds(open, this.code.code) : null,
      survivor: survivorIn(open),
      test: this.test(open),
    };
  }

  private test(open: OpenStudy): SegmentTest | null {
    if (!this.isFiltered) return null;
    const { codes } = open.study;
    return segmentTest(this.only, {
      survivor: survivorIn(open),
      subtree: (code) => [code, ...codes.subtreeOf(code).map(({ id }) => id)],
      now: codes,
    });
  }

  /** The transcripts with a code and how many segments of theirs are shown. With a filter the segments are read, one transcript after the other. */
  private shownOf(open: OpenStudy, code: string): Promise<readonly TranscriptGroup[]> {
    const groups = this.spread(open, code);
    const { study } = open;
    const count = async (path: StudyPath): Promise<number> => {
      const coding = await study.inPassing(path);
      return coding === null ? 0 : countWanted(coding, this.wanted(open, coding));
    };
    return this.counts.of(groups, this.isFiltered ? count : null, study.host.pause ?? noPause);
  }

  private spread({ study }: OpenStudy, code: string): TranscriptGroup[] {
    const { index, codes } = study;
    const under = new Set(codes.subtreeOf(code).map(({ id }) => id));
    const meant = index.usedCodes().filter((id) => under.has(codes.resolve(id)?.id ?? id));
    const paths = study.transcripts.map(({ path }) => path);
    const found = codeSpread(meant, paths, (id, within) => index.codingsOf(id, within));
    return found.map(({ path, count }) => ({ kind: 'transcript', path, count }));
  }

  private itemOf(row: SegmentsRow): vscode.TreeItem {
    const { t } = vscode.l10n;
    switch (row.kind) {
      case 'segment':
        return this.segmentItem(row);
      case 'transcript': {
        const open = this.groups.size <= 3 ? 'Expanded' : 'Collapsed';
        const item = new vscode.TreeItem(baseName(row.path), vscode.TreeItemCollapsibleState[open]);
        item.iconPath = new vscode.ThemeIcon('comment-discussion');
        // Below the folder of all transcripts, the folder tells rows of one name apart.
        const folder = folderOf(row.path).split('/').slice(1).join('/');
        item.description = [`${row.count}`, folder].filter((part) => part !== '').join(' · ');
        item.accessibilityInformation = {
          label: `${baseName(row.path)}, ${row.count === 1 ? t('1 segment') : t('{0} segments', row.count)}`,
        };
        item.contextValue = 'transcript';
        return item;
      }
      case 'orphans': {
        const item = new vscode.TreeItem(t('Lost their place'), vscode.TreeItemCollapsibleState.Collapsed);
        item.iconPath = new vscode.ThemeIcon('debug-disconnect');
        item.description = `${row.lines.length}`;
        item.accessibilityInformation = { label: [t('Lost their place'), item.description].join(', ') };
        item.tooltip = t(
          'Their words are not in the text any more, or more than once. They are kept with their codes.',
        );
        item.contextValue = 'orphans';
        return item;
      }
      case 'more': {
        const item = new vscode.TreeItem(t('Show more…'));
        item.description = t('{0} are not shown yet', row.hidden);
        item.accessibilityInformation = { label: [t('Show more…'), item.description].join(', ') };
        item.iconPath = new vscode.ThemeIcon('ellipsis');
        return item;
      }
    }
  }

  private segmentItem(row: SegmentLine): vscode.TreeItem {
    const { t } = vscode.l10n;
    const { open } = this;
    const { row: record, placement } = row.segment;
    const label = firstWords(record.quote, longestLabel);
    const words = label === '' ? t('(no words)') : label;
    const item = new vscode.TreeItem(words);
    if (!open) return item;
    const ids = this.codeIds(open, row);
    const codes = ids.length > 0 ? this.codesSaid(open, row, ids) : t('annotation');
    const orphan = placement.span === null;
    item.iconPath =
      ids[0] === undefined ? new vscode.ThemeIcon('note') : swatchIcon(this.colorOf(open, ids[0]), { hollow: orphan });
    const coder = open.study.coders.length > 1 ? coderName(open, row.ref.coder) : null;
    const sure = this.code ? certaintyOf(row.segment, this.code.code, survivorIn(open)) : null;
    const who = this.code ? [sure, coder, codes] : [codes, coder];
    const stale = this.staleness(open, row);
    const parts = orphan ? [placement.reason, stale, ...who] : [row.speaker, stale, ...who];
    const said = parts.filter((part) => part !== null && part !== '');
    item.description = said.join(' · ');
    item.accessibilityInformation = { label: [words, ...said].join(', ') };
    item.contextValue = `segment ${row.ref.coder === open.study.me ? 'mine' : 'others'}${orphan ? ' orphan' : record.state === 'unconfirmed' ? ' unconfirmed' : ''}`;
    item.command = { command: commands.openSegment.id, title: t('Go to Segment'), arguments: [row.ref] };
    return item;
  }

  /** The codes of a row, each behind how sure it is: a narrow side bar cuts names off. The one code that is shown need not be said in every row. */
  private codesSaid(open: OpenStudy, { segment }: SegmentLine, ids: readonly string[]): string {
    const said = ids.filter((id) => id !== this.code?.code);
    return said
      .map((id) => {
        const certainty = certaintyOf(segment, id, survivorIn(open));
        return certainty === null ? codeName(open, id) : `${certainty} ${codeName(open, id)}`;
      })
      .join(', ');
  }

  /** What changed of the codes that the row tells of since they were given; null where nothing did. */
  private staleness(open: OpenStudy, { segment, ref }: SegmentLine): string | null {
    const words = stalenessWords();
    const meant = segment.row.codings.filter(({ code }) => ref.code === undefined || code === ref.code);
    const said = meant.map((coding) => staleness(coding, open.study.codes)).filter((one) => one !== null);
    return said.length === 0 ? null : [...new Set(said)].map((one) => words[one]).join(', ');
  }

  private codeIds(open: OpenStudy, row: SegmentLine): readonly string[] {
    const survivor = survivorIn(open);
    return codesOf(row.segment, survivor, row.ref.code === undefined ? undefined : survivor(row.ref.code));
  }

  private colorOf({ study }: OpenStudy, code: string): string | null {
    if (this.colorsOf !== study.codebooks) {
      this.colorsOf = study.codebooks;
      this.colors = codeColors(study.codebooks);
    }
    return this.colors.get(code) ?? null;
  }
}

function subtreeIds({ study }: OpenStudy, code: string): ReadonlySet<string> {
  return new Set([code, ...study.codes.subtreeOf(code).map(({ id }) => id)]);
}

function survivorIn({ study }: OpenStudy): (code: string) => string {
  return (code) => study.codes.resolve(code)?.id ?? code;
}
