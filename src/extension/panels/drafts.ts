import { changedFields, mergeFields, type Fieldwise } from '../../core/base/fieldwise';
import type { Check } from '../../protocol/check';
import type { Draft } from '../../protocol/form';
import type { Memory } from '../codebook/recentCodes';

/** As many are kept; then the ones that were left longest ago go. */
export const mostDrafts = 50;

/** What was typed in forms of one kind and not saved, by what they are about. Kept on this machine until it is saved or taken back, also over a restart. */
export class Drafts<Fields> {
  private readonly typed = new Map<string, Draft<Fields>>();

  /** `under` names the kind of form; of what is kept there, only what `isDraft` takes counts: another version may have written it. */
  constructor(
    private readonly memory: Memory,
    private readonly under: string,
    isDraft: Check<Draft<Fields>>,
  ) {
    const kept = memory.get(under);
    if (typeof kept !== 'object' || kept === null) return;
    for (const [about, draft] of Object.entries(kept)) if (isDraft(draft)) this.typed.set(about, draft);
  }

  get(about: string): Draft<Fields> | null {
    return this.typed.get(about) ?? null;
  }

  set(about: string, draft: Draft<Fields> | null): void {
    if (!this.typed.delete(about) && draft === null) return;
    if (draft) this.typed.set(about, draft);
    for (const oldest of [...this.typed.keys()].slice(0, -mostDrafts)) this.typed.delete(oldest);
    void this.memory.update(this.under, Object.fromEntries(this.typed));
  }
}

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
