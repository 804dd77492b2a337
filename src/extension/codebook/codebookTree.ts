import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../../core/base/disposable';
import type { Code, Codebook } from '../../core/codebook/codebook';
import { baseName } from '../../core/base/studyPath';
import type { Deps } from '../deps';
import { commands } from '../ids';
import type { OpenStudy } from '../study/openStudy';
import type { ActiveTranscript } from '../transcripts/activeTranscript';
import { Soon } from '../soon';
import { changedCounts, codeCounts, noCount, type CodeCount } from './codeCounts';
import { codeColors } from './codeColors';
import { countedLabel, countWidth } from './countedLabel';
import { keyOf, type CodebookRow, type CodeNode } from './codeNode';
import { CodebookRows } from './codebookRows';
import { codeTooltip, withNumber, type CodeUse } from './codeTooltip';
import { codersOfCode, countSource } from './codeUse';
import { offered } from './pickerRows';
import { changedRows, noLooks, rowLooks, type RowLooks } from './rowLooks';
import { swatchIcon } from './swatchIcon';

/** Counts follow bursts of changes (a study being read, quick coding) after this many milliseconds. */
const quiet = 120;
/** Codebooks up to this many codes begin with their categories open. */
const smallCodebook = 40;

/**
 * The rows of the codebook view for VS Code. Only rows that show something else than before are drawn anew: while VS Code asks for rows
 * again, it cannot tell for which of them a person chose from a menu.
 */
export class CodebookTree implements vscode.TreeDataProvider<CodebookRow>, Disposable {
  private readonly held = new DisposableStore();
  private readonly redraw = this.held.add(new vscode.EventEmitter<CodebookRow[] | undefined>());
  private readonly known = new Map<string, CodebookRow>();
  private open: OpenStudy | undefined;
  private rows: CodebookRows | undefined;
  private colors: ReadonlyMap<string, string> = new Map();
  private counts: ReadonlyMap<string, CodeCount> = new Map();
  private looks: RowLooks = noLooks;
  /** Whether the counts tell of a transcript besides the study. */
  private countsHere = false;
  private wanted = '';
  private readonly recountSoon = this.held.add(
    new Soon(() => {
      this.redrawRows(this.recount());
    }, quiet),
  );

  private readonly rebuilt = this.held.add(new vscode.EventEmitter<void>());

  readonly onDidChangeTreeData = this.redraw.event;
  /** The codebooks, the study or the filter changed, whether or not a row did. */
  readonly onDidRebuild = this.rebuilt.event;

  constructor(
    private readonly deps: Deps,
    private readonly active: ActiveTranscript,
  ) {
    const { studies } = deps;
    this.held.add(
      studies.onDidChangeCurrent(() => {
        this.rebuild();
      }),
    );
    this.held.add(
      studies.onDidChangeStudy(({ open, change }) => {
        if (open !== this.open) return;
        if (change.kind === 'frame') this.rebuild();
        else if (change.kind === 'transcript') this.recountSoon.ask();
      }),
    );
    this.held.add(active.onDidChange(this.recountSoon.ask));
    this.rebuild();
  }

  /** The study whose codebooks are shown. */
  get study(): OpenStudy | undefined {
    return this.open;
  }

  /** What the codes are filtered by; '' where they are not. */
  get filter(): string {
    return this.wanted;
  }

  set filter(text: string) {
    if (text === this.wanted) return;
    this.wanted = text;
    this.looks = noLooks;
    this.rebuild();
  }

  /** Codes that the filter shows, of all; null where there is no filter. */
  get filtered(): { readonly matched: number; readonly total: number } | null {
    return this.wanted === '' || !this.rows ? null : { matched: this.rows.matched, total: this.rows.total };
  }

  /** The row of a code of the study that is shown. */
  rowOf(code: string): CodeNode | undefined {
    return this.rows?.rowOf(code);
  }

  getChildren(row?: CodebookRow): CodebookRow[] {
    if (!this.rows) return [];
    return [...(row ? this.rows.children(row) : this.rows.top())];
  }

  getParent(row: CodebookRow): CodebookRow | undefined {
    return this.rows?.parent(row);
  }

  getTreeItem(row: CodebookRow): vscode.TreeItem {
    const code = this.rows?.code(row);
    const book = this.rows?.codebook(row);
    const item = code ? this.codeItem(row, code, book) : this.codebookItem(row, book);
    // A filter opens what it shows; VS Code remembers what was open by id, so filtered rows have ids of their own.
    item.id = `${this.wanted === '' ? '' : 'filtered\0'}${keyOf(row)}`;
    return item;
  }

  resolveTreeItem(item: vscode.TreeItem, row: CodebookRow): vscode.TreeItem {
    const code = this.rows?.code(row);
    const book = this.rows?.codebook(row);
    const { open } = this;
    if (code && open) {
      const nameOf = (id: string): string => open.study.codes.resolve(id)?.name ?? id;
      item.tooltip = codeTooltip(code, book, nameOf, this.useOf(code, open));
    } else if (book) {
      const lines = [book.name, book.file, book.citation ?? ''];
      item.tooltip = lines.filter((line) => line !== '').join('\n');
    }
    return item;
  }

  dispose(): void {
    this.held.dispose();
  }

  private rebuild(): void {
    const { current } = this.deps.studies;
    if (current !== this.open) {
      this.known.clear();
      this.looks = noLooks;
    }
    this.open = current;
    const study = current?.study;
    this.rows = undefined;
    this.colors = codeColors(study?.codebooks ?? []);
    let looks = noLooks;
    if (current && study) {
      const matches = this.wanted === '' ? null : new Set([...study.codes.search(this.wanted)].map(({ id }) => id));
      this.rows = new CodebookRows(current.root.toString(), study.codebooks, matches, this.known);
      const writable = (row: CodebookRow): boolean => this.access(this.rows?.codebook(row)) === 'writable';
      looks = rowLooks(this.rows, this.colors, writable, this.opensRows());
    }
    const changed = changedRows(this.looks, looks);
    this.looks = looks;
    const recounted = this.recount();
    this.redrawRows(changed && recounted && [...new Set([...changed, ...recounted])]);
    this.rebuilt.fire();
  }

  /** Counts anew, and gives the rows whose counts are others; null where the column of counts is wider or narrower in all. */
  private recount(): readonly CodebookRow[] | null {
    const { counts: before, countsHere } = this;
    this.counts = this.counted();
    this.countsHere = this.here() !== undefined;
    if (countWidth(before) !== countWidth(this.counts)) return null;
    const ids = this.countsHere === countsHere ? changedCounts(before, this.counts) : [...this.counts.keys()];
    return ids.flatMap((id) => this.rows?.rowOf(id) ?? []);
  }

  /** Draws rows anew with what stands under them; all where `rows` is null. */
  private redrawRows(rows: readonly CodebookRow[] | null): void {
    if (rows === null) this.redraw.fire(undefined);
    else if (rows.length > 0) this.redraw.fire([...rows]);
  }

  private counted(): ReadonlyMap<string, CodeCount> {
    const study = this.open?.study;
    if (!study) return new Map();
    return codeCounts(countSource(study), study.codebooks, this.here()?.path ?? null);
  }

  private here(): ActiveTranscript['current'] {
    const place = this.active.current;
    return place?.open === this.open ? place : undefined;
  }

  private codeItem(row: CodebookRow, code: Code, book: Codebook | undefined): vscode.TreeItem {
    const { t } = vscode.l10n;
    const count = this.counts.get(code.id) ?? noCount;
    const label = withNumber(code, code.name);
    const item = new vscode.TreeItem(
      countedLabel(label, count.all, countWidth(this.counts)),
      this.stateOf(row, code.children.length > 0),
    );
    item.iconPath = swatchIcon(this.colors.get(code.id) ?? null, { hollow: code.retired });
    const here = count.allHere === 0 ? '' : t('{0} here', count.allHere);
    item.description = [code.retired ? t('retired') : '', here].filter((part) => part !== '').join(' · ');
    item.contextValue = [
      'code',
      ...(offered(code) ? ['codable'] : []),
      code.retired ? 'retired' : 'active',
      this.access(book),
    ].join(' ');
    item.accessibilityInformation = {
      label: [label, code.retired ? t('retired') : '', this.said(count)].filter((part) => part !== '').join(', '),
    };
    // A category opens by a click, so its segments are shown by its being selected (see codebookView).
    if (code.children.length === 0) {
      item.command = {
        command: commands.showSegmentsOfCode.id,
        title: t('Show Segments of This Code'),
        arguments: [row],
      };
    }
    return item;
  }

  private codebookItem(row: CodebookRow, book: Codebook | undefined): vscode.TreeItem {
    const item = new vscode.TreeItem(book?.name ?? row.codebook, vscode.TreeItemCollapsibleState.Expanded);
    item.iconPath = new vscode.ThemeIcon('book');
    item.description =
      book?.readOnly === true ? vscode.l10n.t('read-only') : vscode.l10n.t('{0} codes', book?.codes.length ?? 0);
    item.accessibilityInformation = { label: `${book?.name ?? row.codebook}, ${item.description}` };
    item.contextValue = `codebook ${this.access(book)}`;
    return item;
  }

  private stateOf(row: CodebookRow, hasCodes: boolean): vscode.TreeItemCollapsibleState {
    if (!hasCodes || this.rows?.children(row).length === 0) return vscode.TreeItemCollapsibleState.None;
    return this.opensRows() ? vscode.TreeItemCollapsibleState.Expanded : vscode.TreeItemCollapsibleState.Collapsed;
  }

  private opensRows(): boolean {
    return this.wanted !== '' || (this.rows?.total ?? 0) <= smallCodebook;
  }

  private access(book: Codebook | undefined): 'writable' | 'readOnly' {
    return book?.readOnly === false && this.open?.study.project.readOnly === false ? 'writable' : 'readOnly';
  }

  private said(count: CodeCount): string {
    const { t } = vscode.l10n;
    const study = count.all === 1 ? t('1 coding in the study') : t('{0} codings in the study', count.all);
    if (!this.here()) return study;
    const here =
      count.allHere === 1 ? t('1 coding in this transcript') : t('{0} codings in this transcript', count.allHere);
    return `${here}, ${study}`;
  }

  private useOf(code: Code, open: OpenStudy): CodeUse {
    const here = this.here();
    return {
      count: this.counts.get(code.id) ?? noCount,
      here: here ? baseName(here.path) : null,
      byCoder: codersOfCode(open, code.id),
    };
  }
}
