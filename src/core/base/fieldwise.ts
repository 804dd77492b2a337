/** How what a form shows is taken apart into fields, which are compared and joined one by one. */
export interface Fieldwise<Fields, Field extends string = string> {
  /** The fields that either of two versions has, in the order in which a person fills them in. */
  namesIn(a: Fields, b: Fields): readonly Field[];
  /** True where a field says the same in both. */
  isSame(a: Fields, b: Fields, field: Field): boolean;
  /** `into` with one field as `from` has it. */
  withField(into: Fields, field: Field, from: Fields): Fields;
  /** Without what a person leaves behind in a form, such as white space around texts. */
  clean(fields: Fields): Fields;
}

/** The fields that do not say the same in both. */
export function changedFields<Fields, Field extends string>(
  rules: Fieldwise<Fields, Field>,
  a: Fields,
  b: Fields,
): readonly Field[] {
  return rules.namesIn(a, b).filter((field) => !rules.isSame(a, b, field));
}

/** Two versions put together. */
export interface MergedFields<Fields, Field extends string = string> {
  /** What only one of the two changed is as that one has it; where both did otherwise, `mine` stands. */
  readonly fields: Fields;
  /** The fields that both changed, each in its own way. */
  readonly conflicts: readonly Field[];
}

/** Joins what I made of `base` with what became of it meanwhile, field by field. */
export function mergeFields<Fields, Field extends string>(
  rules: Fieldwise<Fields, Field>,
  base: Fields,
  mine: Fields,
  theirs: Fields,
): MergedFields<Fields, Field> {
  const byMe = changedFields(rules, base, mine);
  const byThem = changedFields(rules, base, theirs);
  const fields = byThem
    .filter((field) => !byMe.includes(field))
    .reduce((merged, field) => rules.withField(merged, field, theirs), mine);
  return {
    fields,
    conflicts: byMe.filter((field) => byThem.includes(field) && !rules.isSame(mine, theirs, field)),
  };
}
