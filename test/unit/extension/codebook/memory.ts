import type { Memory } from '../../../../src/extension/codebook/recentCodes';

/** A memory as VS Code keeps one: what comes back went through JSON. */
export function memory(start: Record<string, unknown> = {}): Memory & { readonly kept: Record<string, unknown> } {
  const kept = { ...start };
  return {
    kept,
    get: (key) => kept[key],
    update: (key, value) => {
      kept[key] = JSON.parse(JSON.stringify(value));
      return Promise.resolve();
    },
  };
}
