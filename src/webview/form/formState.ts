import { changedFields, mergeFields, type Fieldwise } from '../../core/base/fieldwise';
import type { Draft } from '../../protocol/form';

/** A form in the middle of being filled in. */
export interface FormState<Fields, Field extends string = string> {
  /** What the file says, as far as the person has been shown. */
  readonly base: Fields;
  readonly fields: Fields;
  /** Fields that somebody else changed as well while they were filled in: `base` has what the file says of them. */
  readonly meanwhile: readonly Field[];
}

/** What becomes of a form whose fields are compared in this way. */
export class FormStates<Fields, Field extends string = string> {
  constructor(private readonly rules: Fieldwise<Fields, Field>) {}

  /** A form as it begins. */
  begun(fields: Fields): FormState<Fields, Field> {
    return { base: fields, fields, meanwhile: [] };
  }

  /** A form in which something was typed before: what the file says meanwhile is told of, and what was told of before is not forgotten. */
  resumed({ base, fields, meanwhile }: Draft<Fields>, theirs: Fields): FormState<Fields, Field> {
    const told = this.rules.namesIn(base, fields).filter((field) => meanwhile.includes(field));
    return this.rebased({ base, fields, meanwhile: told }, theirs);
  }

  /** What is to be kept of a form; null where nothing was typed. */
  draft(state: FormState<Fields, Field>): Draft<Fields> | null {
    return this.isChanged(state) ? state : null;
  }

  /** True where there is something to save. */
  isChanged({ base, fields }: FormState<Fields, Field>): boolean {
    return changedFields(this.rules, base, this.rules.clean(fields)).length > 0;
  }

  /** The form once the file says something else: fields that were left alone follow it, the others keep what was typed. */
  rebased(state: FormState<Fields, Field>, theirs: Fields): FormState<Fields, Field> {
    const { fields, conflicts } = mergeFields(this.rules, state.base, state.fields, theirs);
    const earlier = state.meanwhile.filter((field) => !this.rules.isSame(fields, theirs, field));
    return { base: theirs, fields, meanwhile: [...new Set([...earlier, ...conflicts])] };
  }

  /** The form after `sent` was saved as `fields`; what was typed since stays. */
  saved(state: FormState<Fields, Field>, sent: Fields, fields: Fields): FormState<Fields, Field> {
    return { base: fields, fields: mergeFields(this.rules, sent, state.fields, fields).fields, meanwhile: [] };
  }

  /** The form with what the file says of a field in place of what was typed. */
  withTheirs(state: FormState<Fields, Field>, field: Field): FormState<Fields, Field> {
    return {
      ...state,
      fields: this.rules.withField(state.fields, field, state.base),
      meanwhile: state.meanwhile.filter((one) => one !== field),
    };
  }
}
