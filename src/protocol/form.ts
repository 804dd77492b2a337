import { anyOf, isOneOf, isText, listOf, orNull, record, type Check } from './check';

/** What was typed, and what the person saw when they began. */
export interface Draft<Fields> {
  readonly base: Fields;
  readonly fields: Fields;
  /** Fields that somebody else changed as well, as the person is told until they save or take one of the two. */
  readonly meanwhile: readonly string[];
}

/** What is wrong with a field. */
export interface FieldFault<Field extends string = string> {
  readonly field: Field;
  readonly message: string;
}

/** The words that every form has. `{0}` stands for what is put in. */
export const formWords = [
  'save',
  'saveKeys',
  'reset',
  'openFile',
  'unsaved',
  'meanwhile',
  'nothingThere',
  'takeTheirs',
] as const;

export type FormWords = Readonly<Record<(typeof formWords)[number], string>>;

/** What a form is about as its file has it now, with all that the form needs to show it. */
export interface FormModel<Target, Fields> {
  readonly kind: 'model';
  readonly target: Target;
  readonly heading: string;
  readonly path: string;
  readonly words: FormWords;
  readonly fields: Fields;
  /** What was typed before and not saved, where the form was closed meanwhile. */
  readonly draft: Draft<Fields> | null;
  /** Why nothing can be saved; null where it can. */
  readonly readOnly: string | null;
}

/** What became of saving. */
export type FormOutcome<Fields, Field extends string = string> =
  /** `sent` was saved, as `fields`; `said` is for the person. */
  | { readonly kind: 'saved'; readonly sent: Fields; readonly fields: Fields; readonly said: string }
  | { readonly kind: 'refused'; readonly reason: string; readonly faults: readonly FieldFault<Field>[] };

/** What every form asks of the extension. */
export type FormRequest<Fields> =
  | { readonly kind: 'ready' }
  /** What stands in the form now; null where it is what the file says. */
  | { readonly kind: 'draft'; readonly draft: Draft<Fields> | null }
  | { readonly kind: 'save'; readonly draft: Draft<Fields> }
  | { readonly kind: 'openFile' };

/** What a form keeps where it is hidden or VS Code is loaded again. */
export interface KeptForm<Target, Fields> {
  readonly target: Target;
  readonly draft: Draft<Fields> | null;
}

/** Checks what was typed. */
export function draftOf<Fields>(fields: Check<Fields>): Check<Draft<Fields>> {
  return record<Draft<Fields>>({ base: fields, fields, meanwhile: listOf(isText) });
}

/** Checks what VS Code kept of a form. */
export function keptFormOf<Target, Fields>(
  target: Check<Target>,
  fields: Check<Fields>,
): Check<KeptForm<Target, Fields>> {
  return record<KeptForm<Target, Fields>>({ target, draft: orNull(draftOf(fields)) });
}

/** Checks what every form asks. */
export function formRequestOf<Fields>(fields: Check<Fields>): Check<FormRequest<Fields>> {
  return anyOf<FormRequest<Fields>>(
    record({ kind: isOneOf('ready') }),
    record({ kind: isOneOf('draft'), draft: orNull(draftOf(fields)) }),
    record({ kind: isOneOf('save'), draft: draftOf(fields) }),
    record({ kind: isOneOf('openFile') }),
  );
}

/** The checks of what every form's model has; a form adds its words and what else it shows. */
export function modelChecks<Target, Fields>(target: Check<Target>, fields: Check<Fields>) {
  return {
    kind: isOneOf('model'),
    target,
    heading: isText,
    path: isText,
    fields,
    draft: orNull(draftOf(fields)),
    readOnly: orNull(isText),
  };
}

/** Checks what a form is told of saving. */
export function formOutcomeOf<Fields, Field extends string>(
  fields: Check<Fields>,
  field: Check<Field>,
): Check<FormOutcome<Fields, Field>> {
  return anyOf<FormOutcome<Fields, Field>>(
    record({ kind: isOneOf('saved'), sent: fields, fields, said: isText }),
    record({
      kind: isOneOf('refused'),
      reason: isText,
      faults: listOf(record<FieldFault<Field>>({ field, message: isText })),
    }),
  );
}
