import * as vscode from 'vscode';
import { baseName } from '../../core/base/studyPath';
import { DisposableStore, type Disposable } from '../../core/base/disposable';
import type { Codebook } from '../../core/codebook/codebook';
import type { ThemeEntry } from '../../core/codebook/codebookFile';
import { idsCountedFor } from '../../core/project/codeReferences';
import { themeRule, themesOf, type ThemeSegment } from '../../core/retrieval/themeSegments';
import { firstWords } from '../../core/text/shortened';
import { codeColors } from '../codebook/codeColors';
import { codeTooltip } from '../codebook/codeTooltip';
import { noCount } from '../codebook/codeCounts';
import { swatchIcon } from '../codebook/swatchIcon';
import type { Deps } from '../deps';
import { commands } from '../ids';
import { segmentTooltip } from '../segments/segmentTooltip';
import { Soon } from '../soon';
import { codeName, coderName } from '../study/names';
import type { OpenStudy } from '../study/openStudy';
import { ThemeReadings } from './themeReadings';
import {
  themesKey,
  type MoreRow,
  type ThemeCodeRow,
  type ThemePart,
  type ThemePartRow,
  type ThemeRow,
  type ThemeSegmentRow,
  type ThemesRow,
} from './themeRows';
import { themeTooltip } from './themeTooltip';

/** Rows follow bursts of changes after this many milliseconds. */
const quiet = 150;
/** Longest beginning of a quote in a row, in UTF-16 units. */
const longestLabel = 32;
/** How many segments a row shows at first, and with each “Show more”: VS Code makes every row of an open node at once. */
const page = 500;

/** The rows of the themes view for VS Code: themes, their codes with counts, and segments. Words are read when they are asked for. */
export class ThemesTree implements vscode.TreeDataProvider<ThemesRow>, Disposable {
  private readonly held = new DisposableStore();
  private readonly redraw = this.held.add(new vscode.EventEmitter<ThemesRow | undefined>());
  private open: OpenStudy | undefined;
  private readings: ThemeReadings | undefined;
  private readonly known = new Map<string, ThemesRow>();
  /** How many segments a row shows, by its key, where it is more than one page. */
  private readonly pages = new Map<string, number>();
  private readonly redrawSoon = this.held.add(
    new Soon(() => {
      this.redraw.fire(undefined);
    }, quiet),
  );

  readonly onDidChangeTreeData = this.redraw.event;

  constructor(private readonly deps: Deps) {
    const { studies } = deps;
    this.held.add(
      studies.onDidChangeCurrent(() => {
        this.follow();
      }),
    );
    this.held.add(
      studies.onDidChangeStudy(({ open, change }) => {
        if (open === this.open && (change.kind === 'frame' || change.kind === 'transcript')) this.redrawSoon.ask();
      }),
    );
    this.follow();
  }

  /** The study whose themes are shown. */
  get study(): OpenStudy | undefined {
    return this.open;
  }

  /** The row of a theme that was shown. */
  rowOf(theme: string): ThemeRow | undefined {
    const found = this.found(theme);
    return found && this.same({ kind: 'theme', ...this.refOf(found) });
  }

  showMore({ under }: MoreRow): void {
    this.pages.set(under, this.most(under) + page);
    const row = this.known.get(under);
    this.redraw.fire(row);
  }

  async getChildren(row?: ThemesRow): Promise<ThemesRow[]> {
    const { open } = this;
    if (!open) return [];
    if (!row) {
      return themesOf(open.study.codebooks).map((one) => this.same({ kind: 'theme', ...this.refOf(one) }));
    }
    if (row.kind === 'theme') return this.partsOf(open, row);
    if (row.kind === 'themeCode' || row.kind === 'themePart') return this.segmentsUnder(open, row);
    return [];
  }

  getParent(row: ThemesRow): ThemesRow | undefined {
    if (row.kind === 'theme') return undefined;
    if (row.kind === 'themeSegment' || row.kind === 'more') return this.known.get(row.under);
    return this.rowOf(row.theme);
  }

  async getTreeItem(row: ThemesRow): Promise<vscode.TreeItem> {
    const item = await this.itemOf(row);
    item.id = themesKey(row);
    return item;
  }

  async resolveTreeItem(item: vscode.TreeItem, row: ThemesRow): Promise<vscode.TreeItem> {
    const { open } = this;
    if (!open) return item;
    if (row.kind === 'theme') {
      const theme = this.found(row.theme)?.theme;
      if (theme) item.tooltip = themeTooltip(theme, await this.counted(open, theme));
    } else if (row.kind === 'themeCode') {
      const code = open.study.codes.byId(row.code);
      const use = {
        count: { ...noCount, own: this.countOf(open, row), all: this.countOf(open, row) },
        here: null,
        byCoder: [],
      };
      if (code) item.tooltip = codeTooltip(code, open.study.codes.codebookOf(code), (id) => codeName(open, id), use);
    } else if (row.kind === 'themeSegment') {
      const { segment, labels, transcript } = row.found;
      const codes = segment.row.codings.map(({ code }) => codeName(open, code));
      const names = { codes, said: [], coder: coderName(open, row.ref.coder) };
      const line = { kind: 'segment', path: transcript, ref: row.ref, segment, speaker: labels[0] ?? null } as const;
      item.tooltip = segmentTooltip(line, names);
    }
    return item;
  }

  dispose(): void {
    this.held.dispose();
    this.readings?.dispose();
  }

  private follow(): void {
    const { current } = this.deps.studies;
    if (current !== this.open) {
      this.readings?.dispose();
      this.readings = current && new ThemeReadings(this.deps, current);
      this.known.clear();
      this.pages.clear();
    }
    this.open = current;
    this.redrawSoon.ask();
  }

  private found(id: string): { readonly theme: ThemeEntry; readonly codebook: Codebook } | undefined {
    return themesOf(this.open?.study.codebooks ?? []).find(({ theme }) => theme.id === id);
  }

  private refOf({ theme, codebook }: { readonly theme: ThemeEntry; readonly codebook: Codebook }) {
    return { root: this.open?.root.toString() ?? '', codebook: codebook.id, theme: theme.id };
  }

  private same<R extends ThemesRow>(row: R): R {
    const key = themesKey(row);
    const known = row.kind === 'themeSegment' ? row : (this.known.get(key) ?? row);
    this.known.set(key, known);
    return known as R;
  }

  private partsOf({ study }: OpenStudy, { root, codebook, theme }: ThemeRow): ThemesRow[] {
    const entry = this.found(theme)?.theme;
    if (!entry) return [];
    const ref = { root, codebook, theme };
    const codes = new Set((entry.codes ?? []).map((id) => study.codes.resolve(id)?.id ?? id));
    const parts: readonly (readonly [ThemePart, readonly string[] | undefined])[] = [
      ['takenIn', entry.include],
      ['leftOut', entry.exclude],
      ['against', entry.against],
    ];
    return [
      ...[...codes].map((code) => this.same<ThemeCodeRow>({ kind: 'themeCode', ...ref, code })),
      ...parts.flatMap(([part, ids]) =>
        (ids?.length ?? 0) > 0 ? [this.same<ThemePartRow>({ kind: 'themePart', ...ref, part })] : [],
      ),
    ];
  }

  private async segmentsUnder(open: OpenStudy, row: ThemeCodeRow | ThemePartRow): Promise<ThemesRow[]> {
    const under = themesKey(row);
    const found = await this.segmentsOf(row);
    const { root, codebook, theme } = row;
    const most = this.most(under);
    const rows: ThemesRow[] = found.slice(0, most).map((one) =>
      this.same<ThemeSegmentRow>({
        kind: 'themeSegment',
        root,
        codebook,
        theme,
        under,
        part: row.kind === 'themePart' ? row.part : null,
        ref: { uri: open.uriOf(one.transcript).toString(), coder: one.coder, segment: one.segment.row.id },
        found: one,
      }),
    );
    if (found.length > most)
      rows.push(this.same<MoreRow>({ kind: 'more', root, codebook, theme, under, hidden: found.length - most }));
    return rows;
  }

  private async segmentsOf(row: ThemeCodeRow | ThemePartRow): Promise<readonly ThemeSegment[]> {
    const read = await this.readings?.of(row.theme);
    if (!read) return [];
    if (row.kind === 'themePart') {
      if (row.part === 'takenIn') return read.segments.filter(({ place }) => place.isTakenIn);
      return row.part === 'leftOut' ? read.leftOut : read.against;
    }
    return read.segments.filter(({ place }) => place.codes.some((code) => read.rule.codes.get(code) === row.code));
  }

  private most(under: string): number {
    return this.pages.get(under) ?? page;
  }

  private async itemOf(row: ThemesRow): Promise<vscode.TreeItem> {
    const { open } = this;
    const { t } = vscode.l10n;
    if (!open) return new vscode.TreeItem('');
    switch (row.kind) {
      case 'theme':
        return this.themeItem(open, row);
      case 'themeCode':
        return this.codeItem(open, row);
      case 'themePart': {
        const [label, icon] = partWords(row.part);
        const count = (await this.segmentsOf(row)).length;
        const item = new vscode.TreeItem(label, vscode.TreeItemCollapsibleState.Collapsed);
        item.iconPath = new vscode.ThemeIcon(icon);
        item.description = String(count);
        item.accessibilityInformation = { label: `${label}, ${segmentsCount(count)}` };
        item.contextValue = 'themePart';
        return item;
      }
      case 'themeSegment':
        return this.segmentItem(open, row);
      case 'more': {
        const item = new vscode.TreeItem(t('Show more…'));
        item.description = t('{0} are not shown yet', row.hidden);
        item.accessibilityInformation = { label: [t('Show more…'), item.description].join(', ') };
        item.iconPath = new vscode.ThemeIcon('ellipsis');
        return item;
      }
    }
  }

  private async themeItem(open: OpenStudy, row: ThemeRow): Promise<vscode.TreeItem> {
    const { t } = vscode.l10n;
    const found = this.found(row.theme);
    const item = new vscode.TreeItem(found?.theme.name ?? row.theme);
    if (!found) return item;
    const { theme, codebook } = found;
    const isEmpty = [theme.codes, theme.include, theme.exclude, theme.against].every((one) => (one?.length ?? 0) === 0);
    item.collapsibleState = isEmpty ? vscode.TreeItemCollapsibleState.None : vscode.TreeItemCollapsibleState.Collapsed;
    item.iconPath = new vscode.ThemeIcon('layers');
    const books = new Set(themesOf(open.study.codebooks).map((one) => one.codebook.id));
    const counted = isEmpty ? t('no codes yet') : await this.counted(open, theme);
    item.description = [counted, books.size > 1 ? codebook.name : ''].filter((part) => part !== '').join(' · ');
    item.accessibilityInformation = { label: [t('Theme {0}', theme.name), item.description].join(', ') };
    item.contextValue = `theme ${access(open, codebook)}`;
    return item;
  }

  private codeItem(open: OpenStudy, row: ThemeCodeRow): vscode.TreeItem {
    const { t } = vscode.l10n;
    const { study } = open;
    const code = study.codes.byId(row.code);
    const item = new vscode.TreeItem(code?.name ?? row.code, vscode.TreeItemCollapsibleState.Collapsed);
    item.iconPath = code
      ? swatchIcon(codeColors(study.codebooks).get(code.id) ?? null, { hollow: code.retired })
      : new vscode.ThemeIcon('warning');
    const below = code ? study.codes.subtreeOf(code.id).length - 1 : 0;
    const said = [
      segmentsCount(this.countOf(open, row)),
      code ? (below > 0 ? t('with the codes under it') : '') : t('in no codebook'),
      code?.retired === true ? t('retired') : '',
    ].filter((part) => part !== '');
    item.description = said.join(' · ');
    item.accessibilityInformation = { label: [code?.name ?? row.code, ...said].join(', ') };
    item.contextValue = `themeCode ${access(open, this.found(row.theme)?.codebook)}`;
    return item;
  }

  private segmentItem(open: OpenStudy, row: ThemeSegmentRow): vscode.TreeItem {
    const { t } = vscode.l10n;
    const { segment, labels, transcript, coder } = row.found;
    const { span, reason } = segment.placement;
    const words = firstWords(segment.row.quote, longestLabel);
    const label = words === '' ? t('(no words)') : words;
    const item = new vscode.TreeItem(label);
    item.iconPath = new vscode.ThemeIcon(span === null ? 'debug-disconnect' : 'quote');
    const who = open.study.coders.length > 1 ? coderName(open, coder) : '';
    const said = [span === null ? reason : (labels[0] ?? ''), baseName(transcript), who].filter((part) => part !== '');
    item.description = said.join(' · ');
    item.accessibilityInformation = { label: [label, ...said].join(', ') };
    item.contextValue = `themeSegment ${row.part ?? 'in'} ${access(open, this.found(row.theme)?.codebook)}`;
    item.command = { command: commands.openSegment.id, title: t('Go to Segment'), arguments: [row.ref] };
    return item;
  }

  /** How many segments a theme has. What the index knows by itself is not read. */
  private async counted(open: OpenStudy, theme: ThemeEntry): Promise<string> {
    const { index, codes } = open.study;
    const against = theme.against?.length ?? 0;
    const isByCodes = (theme.include?.length ?? 0) + (theme.exclude?.length ?? 0) === 0;
    const meant = themeRule(theme, codes).codes;
    const count = isByCodes
      ? index.segmentsWith(index.usedCodes().filter((id) => meant.has(codes.resolve(id)?.id ?? id)))
      : ((await this.readings?.of(theme.id))?.segments.length ?? 0);
    return [segmentsCount(count), against === 0 ? '' : vscode.l10n.t('{0} against it', against)]
      .filter((part) => part !== '')
      .join(' · ');
  }

  /** How many segments a code has with what the theme counts for it; some of them may be left out of the theme one by one. */
  private countOf({ study: { index, codes } }: OpenStudy, { theme, code }: ThemeCodeRow): number {
    const entry = this.found(theme)?.theme;
    const under = entry
      ? [...themeRule(entry, codes).codes].flatMap(([id, named]) => (named === code ? [id] : []))
      : [];
    return index.segmentsWith(under.flatMap((id) => idsCountedFor(index, codes, id)));
  }
}

/** Whether what is said of a theme can be changed. */
function access({ study }: OpenStudy, codebook: Codebook | undefined): 'writable' | 'readOnly' {
  return codebook?.readOnly === false && !study.project.readOnly ? 'writable' : 'readOnly';
}

function segmentsCount(count: number): string {
  return count === 1 ? vscode.l10n.t('1 segment') : vscode.l10n.t('{0} segments', count);
}

function partWords(part: ThemePart): readonly [string, string] {
  const { t } = vscode.l10n;
  switch (part) {
    case 'takenIn':
      return [t('Taken in one by one'), 'add'];
    case 'leftOut':
      return [t('Left out one by one'), 'circle-slash'];
    case 'against':
      return [t('Contradicting it'), 'thumbsdown'];
  }
}
