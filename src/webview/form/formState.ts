import {
  changedCodeFields,
  cleanCodeFields,
  mergeCodeFields,
  sameCodeField,
  type CodeField,
  type CodeFields,
} from '../../core/codebook/codeFields';

/** A form in the middle of being filled in. */
export interface FormState {
  /** What the file says, as far as the person has been shown. */
  readonly base: CodeFields;
  readonly fields: CodeFields;
  /** Fields that somebody else changed as well while they were filled in: `base` has what the file says of them. */
  readonly meanwhile: readonly CodeField[];
}

/** A form as it begins. */
export function begun(fields: CodeFields): FormState {
  return { base: fields, fields, meanwhile: [] };
}

/** True where there is something to save. */
export function isChanged({ base, fields }: FormState): boolean {
  return changedCodeFields(base, cleanCodeFields(fields)).length > 0;
}

/** The form once the file says something else: fields that were left alone follow it, the others keep what was typed. */
export function rebased(state: FormState, theirs: CodeFields): FormState {
  const { fields, conflicts } = mergeCodeFields(state.base, state.fields, theirs);
  const earlier = state.meanwhile.filter((field) => !sameCodeField(fields, theirs, field));
  return { base: theirs, fields, meanwhile: [...new Set([...earlier, ...conflicts])] };
}

/** The form after `sent` was saved as `fields`; what was typed since stays. */
export function saved(state: FormState, sent: CodeFields, fields: CodeFields): FormState {
  return { base: fields, fields: mergeCodeFields(sent, state.fields, fields).fields, meanwhile: [] };
}

/** The form with what the file says of a field in place of what was typed. */
export function withTheirs(state: FormState, field: CodeField): FormState {
  return {
    ...state,
    fields: { ...state.fields, [field]: state.base[field] },
    meanwhile: state.meanwhile.filter((one) => one !== field),
  };
}
