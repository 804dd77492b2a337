import type { EntryFields } from '../core/cases/entryFields';
import { anyOf, isOneOf, isText, isTextByKey, listOf, record, wordsOf, type Check } from './check';
import {
  draftOf,
  formOutcomeOf,
  formRequestOf,
  formWords,
  keptFormOf,
  modelChecks,
  type Draft,
  type FormModel,
  type FormOutcome,
  type FormRequest,
  type FormWords,
  type KeptForm,
} from './form';

/** Which case, participant or transcript a form is about. */
export interface EntryTarget {
  /** The study's folder as URI text. */
  readonly root: string;
  readonly level: 'case' | 'participant' | 'transcript';
  /** Its id, or path; '' for one that is to be made. */
  readonly id: string;
}

/** Which theme a form is about. */
export interface ThemeTarget {
  /** The study's folder as URI text. */
  readonly root: string;
  readonly level: 'theme';
  readonly id: string;
}

/** What a form of named fields may be about. */
export type FormTarget = EntryTarget | ThemeTarget;

/** A value to choose, and what it is called. */
export interface EntryChoice {
  readonly value: string;
  readonly label: string;
}

/** A field of the form. */
export interface EntryField {
  readonly field: string;
  readonly label: string;
  readonly hint: string;
  /** A text of one line, one of several, or a list to choose from. */
  readonly kind: 'line' | 'lines' | 'choice';
  /** Of a list to choose from, '' for saying nothing among them. */
  readonly choices: readonly EntryChoice[];
}

/** Fields that belong together, under a heading; '' for those that need none. */
export interface EntryGroup {
  readonly heading: string;
  readonly hint: string;
  readonly fields: readonly EntryField[];
}

/** The field of the id of something that is to be made; the file never has it. */
export const idField = 'id';

/** The entry as the file has it now, with all that the form needs to show it. */
export interface EntryFormModel<Target extends FormTarget = FormTarget> extends FormModel<Target, EntryFields> {
  readonly groups: readonly EntryGroup[];
}

/** What the extension tells a form. */
export type EntryFormNews = EntryFormModel | FormOutcome<EntryFields>;

/** What a form asks of the extension. */
export type EntryFormRequest = FormRequest<EntryFields>;

const isTarget: Check<EntryTarget> = record({
  root: isText,
  level: isOneOf('case', 'participant', 'transcript'),
  id: isText,
});

const isThemeTarget: Check<ThemeTarget> = record({ root: isText, level: isOneOf('theme'), id: isText });

const isField: Check<EntryField> = record<EntryField>({
  field: isText,
  label: isText,
  hint: isText,
  kind: isOneOf('line', 'lines', 'choice'),
  choices: listOf(record<EntryChoice>({ value: isText, label: isText })),
});

/** Checks what was typed in a form and kept. */
export const isEntryDraft: Check<Draft<EntryFields>> = draftOf(isTextByKey);

/** Checks what VS Code kept of a form. */
export const isEntryFormState: Check<KeptForm<EntryTarget, EntryFields>> = keptFormOf(isTarget, isTextByKey);

/** As `isEntryFormState`, of a form of a theme. */
export const isThemeFormState: Check<KeptForm<ThemeTarget, EntryFields>> = keptFormOf(isThemeTarget, isTextByKey);

/** As both, for the page, which is the same. */
export const isNamedFormState: Check<KeptForm<FormTarget, EntryFields>> = keptFormOf(
  anyOf<FormTarget>(isTarget, isThemeTarget),
  isTextByKey,
);

/** Checks what a form asks. */
export const isEntryFormRequest: Check<EntryFormRequest> = formRequestOf(isTextByKey);

/** Checks what a form is told. */
export const isEntryFormNews: Check<EntryFormNews> = anyOf<EntryFormNews>(
  record<EntryFormModel>({
    ...modelChecks(anyOf<FormTarget>(isTarget, isThemeTarget), isTextByKey),
    words: wordsOf(formWords) satisfies Check<FormWords>,
    groups: listOf(record<EntryGroup>({ heading: isText, hint: isText, fields: listOf(isField) })),
  }),
  formOutcomeOf(isTextByKey, isText),
);
