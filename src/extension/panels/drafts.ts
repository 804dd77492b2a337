import { changedFields, mergeFields, type Fieldwise } from '../../core/base/fieldwise';
import type { Draft } from '../../protocol/form';

/** What is left of a draft once `sent` was saved as `written`: what was typed since; null where that is nothing. */
export function draftAfterSaving<Fields, Field extends string>(
  rules: Fieldwise<Fields, Field>,
  draft: Draft<Fields> | null,
  sent: Fields,
  written: Fields,
): Draft<Fields> | null {
  if (draft === null) return null;
  const { fields } = mergeFields(rules, sent, draft.fields, written);
  const isChanged = changedFields(rules, written, rules.clean(fields)).length > 0;
  return isChanged ? { base: written, fields, meanwhile: [] } : null;
}
