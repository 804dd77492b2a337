/** Names a segment (and one of its codes) across commands, hover links and tree rows; plain JSON. */
export interface SegmentRef {
  /** The transcript's URI as text. */
  readonly uri: string;
  readonly coder: string;
  readonly segment: string;
  readonly code?: string;
}

/** What a command that concerns a segment may be called with: a ref (hover link), or a tree row that holds one. */
export function refOf(argument: unknown): SegmentRef | undefined {
  const value = isRecord(argument) && isRecord(argument['ref']) ? argument['ref'] : argument;
  if (!isRecord(value)) return undefined;
  const { uri, coder, segment, code } = value;
  if (typeof uri !== 'string' || typeof coder !== 'string' || typeof segment !== 'string') return undefined;
  return { uri, coder, segment, ...(typeof code === 'string' ? { code } : {}) };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
