import type { CodeField, CodeFields } from '../core/codebook/codeFields';
import { codeFieldNames } from '../core/codebook/codeFields';
import { anyOf, isOneOf, isText, listOf, record, wordsOf, type Check } from './check';
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
  type KeptForm,
} from './form';

/** Which code a form is about. */
export interface CodeTarget {
  /** The study's folder as URI text. */
  readonly root: string;
  readonly codebook: string;
  readonly code: string;
}

/** Another code, by the name under which the form shows it. */
export interface NamedCode {
  readonly id: string;
  readonly name: string;
}

/** A colour to choose from: how it is drawn, and in which shape. */
export interface ColorChoice {
  /** '' for that of the code above. */
  readonly value: string;
  readonly label: string;
  readonly shape: 'solid' | 'dashed' | 'dotted';
  /** A palette name or #RRGGBB. */
  readonly drawn: string;
}

/** Every word of the form's own. `{0}` and `{1}` stand for what is put in. */
export const codeFormWords = [
  ...formWords,
  'name',
  'nameHint',
  'definition',
  'definitionHint',
  'include',
  'includeHint',
  'exclude',
  'excludeHint',
  'examples',
  'examplesHint',
  'confusable',
  'confusableHint',
  'color',
  'colorHint',
  'customColor',
  'item',
  'add',
  'addTo',
  'choose',
  'chooseFor',
  'up',
  'upItem',
  'down',
  'downItem',
  'remove',
  'removeItem',
  'moved',
  'removed',
] as const;

export type CodeFormWords = Readonly<Record<(typeof codeFormWords)[number], string>>;

/** The code as the file has it now, with all that the form needs to show it. */
export interface CodeFormModel extends FormModel<CodeTarget, CodeFields> {
  readonly words: CodeFormWords;
  /** Names of the codes that it may be confused with. */
  readonly names: readonly NamedCode[];
  readonly colors: readonly ColorChoice[];
}

/** What the extension tells a form. */
export type CodeFormNews =
  | CodeFormModel
  | FormOutcome<CodeFields, CodeField>
  | { readonly kind: 'picked'; readonly codes: readonly NamedCode[] };

/** What a form asks of the extension. */
export type CodeFormRequest =
  FormRequest<CodeFields> | { readonly kind: 'pickCodes'; readonly chosen: readonly string[] };

const isTexts = listOf(isText);

/** Checks what a form shows or was told of a code. */
export const isCodeFields: Check<CodeFields> = record({
  name: isText,
  definition: isText,
  include: isTexts,
  exclude: isTexts,
  examples: isTexts,
  confusable: isTexts,
  color: isText,
});

const isTarget: Check<CodeTarget> = record({ root: isText, codebook: isText, code: isText });
const isNamed: Check<NamedCode> = record({ id: isText, name: isText });

/** Checks what was typed in a form and kept. */
export const isCodeDraft: Check<Draft<CodeFields>> = draftOf(isCodeFields);

/** Checks what VS Code kept of a form. */
export const isCodeFormState: Check<KeptForm<CodeTarget, CodeFields>> = keptFormOf(isTarget, isCodeFields);

/** Checks what a form asks. */
export const isCodeFormRequest: Check<CodeFormRequest> = anyOf<CodeFormRequest>(
  formRequestOf(isCodeFields),
  record({ kind: isOneOf('pickCodes'), chosen: isTexts }),
);

/** Checks what a form is told. */
export const isCodeFormNews: Check<CodeFormNews> = anyOf<CodeFormNews>(
  record<CodeFormModel>({
    ...modelChecks(isTarget, isCodeFields),
    words: wordsOf(codeFormWords),
    names: listOf(isNamed),
    colors: listOf(
      record<ColorChoice>({ value: isText, label: isText, shape: isOneOf('solid', 'dashed', 'dotted'), drawn: isText }),
    ),
  }),
  formOutcomeOf(isCodeFields, isOneOf(...codeFieldNames)),
  record({ kind: isOneOf('picked'), codes: listOf(isNamed) }),
);
