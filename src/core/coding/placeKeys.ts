/** Keys of a row that say where it stands, and how surely; the others say what a person made of it. */
export const placeKeys: readonly string[] = ['start', 'end', 'quote', 'prefix', 'suffix', 'state', 'was', 'kept'];
