import { compareCodeUnits } from '../base/order';
import type { ExportedCoder } from './exportPlan';

/**
 * Numbers in the place of coders: 1, 2, … in the order of their ids, over all coders of the study, so that leaving some out changes
 * no number. All have as many digits as the last one, so that numbers sort as text. Keys are the coders' own ids.
 */
export function maskedCoders(coders: readonly { readonly id: string }[]): Map<string, ExportedCoder> {
  const ids = coders.map(({ id }) => id).sort(compareCodeUnits);
  const width = String(ids.length).length;
  return new Map(
    ids.map((id, i) => {
      const number = String(i + 1).padStart(width, '0');
      return [id, { id: number, name: `Coder ${number}` }];
    }),
  );
}
