import * as vscode from 'vscode';
import { attributeName } from '../attributes/attributeWords';
import { codeName, coderName } from '../study/names';
import type { OpenStudy } from '../study/openStudy';
import type { SegmentFilter } from './segmentFilter';

/** What a filter shows, in words; '' where that is everything. */
export function segmentFilterWords(open: OpenStudy, filter: SegmentFilter): string {
  const { t } = vscode.l10n;
  const said = (key: 'target' | 'deliveredBy' | 'receivedBy', values: readonly string[]): string[] =>
    values.map((value) => t('{0}: {1}', attributeName(key), value));
  return [
    ...(filter.exemplar ? [t('Exemplars')] : []),
    ...(filter.memo ? [t('With a memo')] : []),
    ...(filter.stale ? [t('Coded before the definition changed')] : []),
    ...filter.places.map(placeName),
    ...filter.certainties.map(certaintyName),
    ...filter.coders.map((id) => coderName(open, id)),
    ...said('target', filter.targets),
    ...said('deliveredBy', filter.deliveredBy),
    ...said('receivedBy', filter.receivedBy),
    ...filter.codes.map((id) => codeName(open, id)),
  ].join(', ');
}

/** What a certainty is called in a filter. */
export function certaintyName(certainty: SegmentFilter['certainties'][number]): string {
  return certainty === 'none' ? vscode.l10n.t('No certainty') : certainty;
}

/** What is called so of which somebody should look where it belongs. */
export function placeName(place: SegmentFilter['places'][number]): string {
  return place === 'unsure' ? vscode.l10n.t('Place to be confirmed') : vscode.l10n.t('Without a place');
}
