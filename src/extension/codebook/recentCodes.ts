import type { Deps } from '../deps';
import type { OpenStudy } from '../study/openStudy';

/** Where small things are kept for this window: VS Code's Memento, without VS Code. */
export interface Memory {
  get(key: string): unknown;
  update(key: string, value: unknown): PromiseLike<void>;
}

/** As many as there are number keys. */
export const mostRecent = 9;

const codesKey = 'verbatim.recentCodes';
const bookKey = 'verbatim.lastCodebook';

/** The codes that were used last in each study, and the codebook that was last added to. Kept on this machine alone. */
export class RecentCodes {
  constructor(private readonly memory: Memory) {}

  /** Ids, the last used first, at most nine. They may name codes that are gone; callers look. */
  of(study: string): readonly string[] {
    const list = record(this.memory.get(codesKey))[study];
    return Array.isArray(list) ? list.filter((id) => typeof id === 'string').slice(0, mostRecent) : [];
  }

  /** Puts codes to the front in the order given. */
  async used(study: string, codes: readonly string[]): Promise<void> {
    const list = [...new Set([...codes, ...this.of(study)])].slice(0, mostRecent);
    await this.memory.update(codesKey, { ...record(this.memory.get(codesKey)), [study]: list });
  }

  /** The id of the codebook that a code was last added to; null where none was. */
  lastCodebook(study: string): string | null {
    const id = record(this.memory.get(bookKey))[study];
    return typeof id === 'string' ? id : null;
  }

  async usedCodebook(study: string, codebook: string): Promise<void> {
    await this.memory.update(bookKey, { ...record(this.memory.get(bookKey)), [study]: codebook });
  }
}

/** The codes of a study that were used last and can still be given, the last first: number keys give them. */
export function recentCodes(deps: Deps, { root, study }: OpenStudy): readonly string[] {
  const kept = new RecentCodes(deps.context.workspaceState).of(root.toString());
  const living = kept
    .flatMap((id) => study.codes.resolve(id) ?? [])
    .filter(({ codable, retired }) => codable && !retired);
  return [...new Set(living.map(({ id }) => id))];
}

/** Puts codes that were just given to the front of the study's recent codes. */
export async function rememberCodes(deps: Deps, { root }: OpenStudy, codes: readonly string[]): Promise<void> {
  await new RecentCodes(deps.context.workspaceState).used(root.toString(), codes);
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
