import type { Code } from '../../core/codebook/codebook';
import { codeNamed } from './codeName';
import { mostRecent } from './recentCodes';

/** A row of the code picker. A number is the key that gives the code without the picker. */
export type PickerRow =
  | { readonly kind: 'heading'; readonly of: 'recent' | 'all' | 'found' | 'none' }
  | { readonly kind: 'code'; readonly code: Code; readonly number: number | null }
  | { readonly kind: 'several' }
  | { readonly kind: 'create'; readonly name: string };

/** What rows the picker may have besides codes. */
export interface PickerMode {
  /** Offer to create a code with the name that was typed. */
  readonly create: boolean;
  /** Offer check boxes; a row of its own, since keys do not reach a button in the title. */
  readonly several: boolean;
}

/** What the picker chooses from. */
export interface PickerSource {
  /** Every code of the study, in the order of the codebooks. */
  readonly codes: readonly Code[];
  /** Ids of the codes used last, the last first. */
  readonly recent: readonly string[];
  /** Codes that match what was typed, the best first. */
  search(text: string): readonly Code[];
}

/**
 * The rows for what was typed so far: with nothing typed the recent codes, then all; else what matches, in the order of the search;
 * then the offer of check boxes, and last that of a code with this name unless one has it. Only codes that can be given are offered.
 *
 * A heading always comes first, so that row n stays row n while somebody types: Enter that arrives before the new rows are drawn
 * still means the first of them.
 */
export function pickerRows(typed: string, source: PickerSource, mode: PickerMode): readonly PickerRow[] {
  const text = typed.trim();
  const several: PickerRow[] = mode.several ? [{ kind: 'several' }] : [];
  if (text === '') return [...allRows(source), ...several];
  const found = source.search(text).filter(offered);
  const rows: PickerRow[] = [{ kind: 'heading', of: found.length > 0 ? 'found' : 'none' }];
  const numbers = numbersOf(source);
  for (const code of found) rows.push({ kind: 'code', code, number: numbers.get(code.id) ?? null });
  if (found.length > 0) rows.push(...several);
  if (mode.create && codeNamed(text, source.codes.filter(offered)) === undefined)
    rows.push({ kind: 'create', name: text });
  return rows;
}

/** True for a code that can be given to a segment. */
export function offered(code: Code): boolean {
  return code.codable && !code.retired;
}

function allRows(source: PickerSource): PickerRow[] {
  const numbers = numbersOf(source);
  const all = source.codes.filter(offered);
  const byId = new Map(all.map((code) => [code.id, code]));
  const recent = [...numbers].flatMap(([id, number]): PickerRow[] => {
    const code = byId.get(id);
    return code ? [{ kind: 'code', code, number }] : [];
  });
  const rest = all
    .filter(({ id }) => !numbers.has(id))
    .map((code): PickerRow => ({ kind: 'code', code, number: null }));
  return [
    ...(recent.length > 0 ? [{ kind: 'heading', of: 'recent' } as const, ...recent] : []),
    ...(rest.length > 0 || recent.length === 0 ? [{ kind: 'heading', of: 'all' } as const, ...rest] : []),
  ];
}

/** Numbers follow the recent list as it is kept, so that a key means the same in the picker and in the text. */
function numbersOf({ codes, recent }: PickerSource): ReadonlyMap<string, number> {
  const known = new Set(codes.filter(offered).map(({ id }) => id));
  return new Map(
    recent
      .slice(0, mostRecent)
      .map((id, index): [string, number] => [id, index + 1])
      .filter(([id]) => known.has(id)),
  );
}
