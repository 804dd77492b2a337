import type { Fieldwise } from '../base/fieldwise';
import { withLfBreaks } from '../text/lfText';

/** What a person edits of a code, as a form shows it: texts and items without white space around them, '' and [] where there is none. */
export interface CodeFields {
  readonly name: string;
  readonly definition: string;
  readonly include: readonly string[];
  readonly exclude: readonly string[];
  readonly examples: readonly string[];
  /** Ids of other codes. */
  readonly confusable: readonly string[];
  /** A palette name or #RRGGBB; '' for the colour of its parent. */
  readonly color: string;
}

/** A key of the codebook file that a form edits. */
export type CodeField = keyof CodeFields;

/** The fields in the order in which a person fills them in. */
export const codeFieldNames = [
  'name',
  'definition',
  'include',
  'exclude',
  'examples',
  'confusable',
  'color',
] as const satisfies readonly CodeField[];

/** The fields of a code as its YAML entry has them. What is not of its kind there counts as absent. */
export function codeFieldsOf(entry: Readonly<Record<string, unknown>>): CodeFields {
  const text = (key: CodeField): string => {
    const value = entry[key];
    return typeof value === 'string' ? cleanText(value) : '';
  };
  const list = (key: CodeField): readonly string[] => {
    const value: unknown = entry[key];
    return Array.isArray(value) ? cleanItems(value.filter((item) => typeof item === 'string')) : [];
  };
  return {
    name: text('name'),
    definition: text('definition'),
    include: list('include'),
    exclude: list('exclude'),
    examples: list('examples'),
    confusable: list('confusable'),
    color: text('color'),
  };
}

/** The same without what a person leaves behind in a form: white space around texts, empty items, a code named twice. */
export function cleanCodeFields(fields: CodeFields): CodeFields {
  return {
    name: cleanText(fields.name),
    definition: cleanText(fields.definition),
    include: cleanItems(fields.include),
    exclude: cleanItems(fields.exclude),
    examples: cleanItems(fields.examples),
    confusable: [...new Set(cleanItems(fields.confusable))],
    color: cleanText(fields.color),
  };
}

/** How these fields are compared and joined. */
export const codeFieldRules: Fieldwise<CodeFields, CodeField> = {
  namesIn: () => codeFieldNames,
  isSame: (a, b, field) => {
    const [one, other] = [a[field], b[field]];
    if (typeof one === 'string' || typeof other === 'string') return one === other;
    return one.length === other.length && one.every((item, i) => item === other[i]);
  },
  withField: (into, field, from) => ({ ...into, [field]: from[field] }),
  clean: cleanCodeFields,
};

function cleanText(text: string): string {
  return withLfBreaks(text).trim();
}

function cleanItems(items: readonly string[]): readonly string[] {
  return items.map(cleanText).filter((item) => item !== '');
}
