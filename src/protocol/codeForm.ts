import type { CodeField, CodeFields } from '../core/codebook/codeFields';
import { codeFieldNames } from '../core/codebook/codeFields';
import { anyOf, isOneOf, isText, listOf, orNull, record, wordsOf, type Check } from './check';

/** Which code a form is about. */
export interface CodeTarget {
  /** The study's folder as URI text. */
  readonly root: string;
  readonly codebook: string;
  readonly code: string;
}

/** What was typed, and what the person saw when they began. */
export interface CodeDraft {
  readonly base: CodeFields;
  readonly fields: CodeFields;
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

/** What is wrong with a field. */
export interface FieldFault {
  readonly field: CodeField;
  readonly message: string;
}

/** Every word of the form's own. `{0}` and `{1}` stand for what is put in. */
export const codeFormWords = [
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
  'save',
  'saveKeys',
  'reset',
  'openFile',
  'unsaved',
  'meanwhile',
  'nothingThere',
  'takeTheirs',
] as const;

export type CodeFormWords = Readonly<Record<(typeof codeFormWords)[number], string>>;

/** The code as the file has it now, with all that the form needs to show it. */
export interface CodeFormModel {
  readonly kind: 'model';
  readonly target: CodeTarget;
  readonly heading: string;
  readonly path: string;
  readonly words: CodeFormWords;
  readonly fields: CodeFields;
  /** Names of the codes that it may be confused with. */
  readonly names: readonly NamedCode[];
  readonly colors: readonly ColorChoice[];
  /** What was typed before and not saved, where the form was closed meanwhile. */
  readonly draft: CodeDraft | null;
  /** Why nothing can be saved; null where it can. */
  readonly readOnly: string | null;
}

/** What the extension tells a form. */
export type CodeFormNews =
  | CodeFormModel
  /** `sent` was saved, as `fields`; `said` is for the person. */
  | { readonly kind: 'saved'; readonly sent: CodeFields; readonly fields: CodeFields; readonly said: string }
  | { readonly kind: 'refused'; readonly reason: string; readonly faults: readonly FieldFault[] }
  | { readonly kind: 'picked'; readonly codes: readonly NamedCode[] };

/** What a form asks of the extension. */
export type CodeFormRequest =
  | { readonly kind: 'ready' }
  /** What stands in the form now; null where it is what the file says. */
  | { readonly kind: 'draft'; readonly draft: CodeDraft | null }
  | { readonly kind: 'save'; readonly draft: CodeDraft }
  | { readonly kind: 'pickCodes'; readonly chosen: readonly string[] }
  | { readonly kind: 'openFile' };

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

const isDraft: Check<CodeDraft> = record({ base: isCodeFields, fields: isCodeFields });
const isTarget: Check<CodeTarget> = record({ root: isText, codebook: isText, code: isText });
const isNamed: Check<NamedCode> = record({ id: isText, name: isText });

/** What a form keeps where it is hidden or VS Code is loaded again. */
export interface CodeFormState {
  readonly target: CodeTarget;
  readonly draft: CodeDraft | null;
}

/** Checks what VS Code kept of a form. */
export const isCodeFormState: Check<CodeFormState> = record({ target: isTarget, draft: orNull(isDraft) });

/** Checks what a form asks. */
export const isCodeFormRequest: Check<CodeFormRequest> = anyOf<CodeFormRequest>(
  record({ kind: isOneOf('ready') }),
  record({ kind: isOneOf('draft'), draft: orNull(isDraft) }),
  record({ kind: isOneOf('save'), draft: isDraft }),
  record({ kind: isOneOf('pickCodes'), chosen: isTexts }),
  record({ kind: isOneOf('openFile') }),
);

/** Checks what a form is told. */
export const isCodeFormNews: Check<CodeFormNews> = anyOf<CodeFormNews>(
  record({
    kind: isOneOf('model'),
    target: isTarget,
    heading: isText,
    path: isText,
    words: wordsOf(codeFormWords),
    fields: isCodeFields,
    names: listOf(isNamed),
    colors: listOf(
      record<ColorChoice>({ value: isText, label: isText, shape: isOneOf('solid', 'dashed', 'dotted'), drawn: isText }),
    ),
    draft: orNull(isDraft),
    readOnly: orNull(isText),
  }),
  record({ kind: isOneOf('saved'), sent: isCodeFields, fields: isCodeFields, said: isText }),
  record({
    kind: isOneOf('refused'),
    reason: isText,
    faults: listOf(record<FieldFault>({ field: isOneOf(...codeFieldNames), message: isText })),
  }),
  record({ kind: isOneOf('picked'), codes: listOf(isNamed) }),
);
