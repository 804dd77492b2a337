/** What gathering asks and tells between two pieces. */
export interface Gathering {
  readonly cancelled: () => boolean;
  /** `bytes` is how many have been gathered so far. */
  readonly progress: (bytes: number) => void;
}

/** The pieces of a text as UTF-8 in one; undefined where it is cancelled, also after the last piece. No further piece is made then. */
export async function gatherBytes(
  pieces: AsyncIterable<string>,
  { cancelled, progress }: Gathering,
): Promise<Uint8Array | undefined> {
  const encoder = new TextEncoder();
  const parts: Uint8Array[] = [];
  let length = 0;
  if (cancelled()) return undefined;
  for await (const piece of pieces) {
    const part = encoder.encode(piece);
    parts.push(part);
    length += part.length;
    progress(length);
    if (cancelled()) return undefined;
  }
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}
