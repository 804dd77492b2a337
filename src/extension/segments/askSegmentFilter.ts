import * as vscode from 'vscode';
import type { StudyPath } from '../../core/base/studyPath';
import { usedAttributes } from '../../core/project/usedAttributes';
import { attributeName } from '../attributes/attributeWords';
import { settings } from '../ids';
import { codeName, coderName } from '../study/names';
import type { OpenStudy } from '../study/openStudy';
import { noFilter, type SegmentFilter } from './segmentFilter';
import { certaintyName, placeName } from './segmentFilterWords';

/** A row of the list: what it asks for, as a filter of that alone. */
interface FilterItem extends vscode.QuickPickItem {
  readonly asks: Partial<SegmentFilter>;
}

/**
 * Asks what the segments view shall show: marks, certainty, coders, what is said of codings (the values that the study has, those of the
 * transcript at hand first), codes. Undefined where the person leaves.
 */
export async function askSegmentFilter(
  open: OpenStudy,
  path: StudyPath | undefined,
  before: SegmentFilter,
): Promise<SegmentFilter | undefined> {
  const { t } = vscode.l10n;
  const picked = await vscode.window.showQuickPick(itemsOf(open, path, before), {
    title: t('Filter Segments'),
    placeHolder: t('What to show; nothing chosen shows everything'),
    canPickMany: true,
    matchOnDescription: true,
  });
  return picked?.reduce((filter, { asks }) => joined(filter, asks), noFilter);
}

function joined(filter: SegmentFilter, asks: Partial<SegmentFilter>): SegmentFilter {
  const members = Object.entries(asks).map(([key, value]) => {
    const now = filter[key as keyof SegmentFilter];
    return [key, typeof now === 'boolean' ? value : [...now, ...(value as readonly string[])]];
  });
  return { ...filter, ...(Object.fromEntries(members) as Partial<SegmentFilter>) };
}

async function itemsOf(
  open: OpenStudy,
  path: StudyPath | undefined,
  before: SegmentFilter,
): Promise<readonly FilterItem[]> {
  const { t } = vscode.l10n;
  const { study } = open;
  const onlyMine = vscode.workspace.getConfiguration().get(settings.showSegmentsOf.key) === 'me';
  const used = await usedAttributes(study, path ?? study.transcripts[0]?.path ?? ('' as StudyPath), onlyMine);
  const group = (label: string, items: readonly FilterItem[]): FilterItem[] =>
    items.length === 0 ? [] : [{ label, kind: vscode.QuickPickItemKind.Separator, asks: {} }, ...items];
  const item = (label: string, icon: string, asks: Partial<SegmentFilter>, description = ''): FilterItem => ({
    label,
    description,
    iconPath: new vscode.ThemeIcon(icon),
    picked: isAsked(before, asks),
    asks,
  });
  const values = (key: 'target' | 'deliveredBy' | 'receivedBy', icon: string): FilterItem[] =>
    group(
      attributeName(key),
      used[key].map((value) =>
        item(value, icon, key === 'target' ? { targets: [value] } : { [key]: [value] }, attributeName(key)),
      ),
    );
  const certainties = (['++', '+', 'none'] as const).map((one) =>
    item(certaintyName(one), 'symbol-property', { certainties: [one] }, attributeName('certainty')),
  );
  const marks = [
    item(t('Exemplars'), 'star', { exemplar: true }),
    item(t('With a memo'), 'note', { memo: true }),
    item(t('Coded before the definition changed'), 'history', { stale: true }),
    ...(['unsure', 'orphaned'] as const).map((one) => item(placeName(one), 'location', { places: [one] })),
  ];
  const coders = study.coders.map(({ id }) =>
    item(coderName(open, id), 'person', { coders: [id] }, id === study.me ? t('you') : ''),
  );
  return [
    ...group(t('Marks'), marks),
    ...group(attributeName('certainty'), certainties),
    ...(study.coders.length > 1 && !onlyMine ? group(t('Who'), coders) : []),
    ...values('target', 'target'),
    ...values('deliveredBy', 'arrow-right'),
    ...values('receivedBy', 'arrow-left'),
    ...group(
      t('Codes'),
      usedCodes(open).map((id) => item(codeName(open, id), 'tag', { codes: [id] }, above(open, id))),
    ),
  ];
}

/** The codes that segments have, and those above them, in the order of the codebooks; then those that no codebook has. */
function usedCodes({ study }: OpenStudy): readonly string[] {
  const { codes } = study;
  const used = new Set(study.index.usedCodes().map((code) => codes.resolve(code)?.id ?? code));
  const known = codes.all.filter(({ id }) => used.has(id) || codes.subtreeOf(id).some((under) => used.has(under.id)));
  return [...known.map(({ id }) => id), ...[...used].filter((id) => codes.resolve(id) === undefined)];
}

function above({ study }: OpenStudy, code: string): string {
  return (study.codes.resolve(code)?.path ?? []).slice(0, -1).join(' › ');
}

function isAsked(before: SegmentFilter, asks: Partial<SegmentFilter>): boolean {
  return Object.entries(asks).every(([key, value]) => {
    const now = before[key as keyof SegmentFilter];
    return typeof now === 'boolean' ? now : (value as readonly string[]).every((one) => now.includes(one as never));
  });
}
