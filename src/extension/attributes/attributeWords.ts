import * as vscode from 'vscode';
import { attributeKeys, type Certainty, type CodingAttributes } from '../../core/coding/codingAttributes';

/** What an attribute is called. */
export function attributeName(key: keyof CodingAttributes): string {
  const { t } = vscode.l10n;
  switch (key) {
    case 'certainty':
      return t('Certainty');
    case 'target':
      return t('Target behaviour');
    case 'deliveredBy':
      return t('Delivered by');
    case 'receivedBy':
      return t('Received by');
  }
}

/** What a certainty means, in the words of coding by BCTTv1; '' for none. */
export function certaintyMeaning(certainty: Certainty | null): string {
  const { t } = vscode.l10n;
  if (certainty === null) return '';
  return certainty === '+' ? t('there in all probability') : t('there beyond reasonable doubt');
}

/** All that is said of a coding in one line: `++ · Target behaviour: walking · Delivered by: PW01`. '' where nothing is. */
export function attributesLine(attributes: CodingAttributes): string {
  const parts = attributeKeys.flatMap((key) => {
    const value = attributes[key];
    if (!value) return [];
    return [key === 'certainty' ? value : vscode.l10n.t('{0}: {1}', attributeName(key), value)];
  });
  return parts.join(' · ');
}
