/**
 * UTF-16 units after which a piece is handed on: large enough to be few writes, and small enough that an engine has room for it at hand.
 * For a string of more than about 128 kB it asks the system for memory each time, which takes longer than making the string.
 */
const batchLength = 1 << 15;

/**
 * Joins small strings to pieces of about 32 kB, in order, so that a writer is not called for each. They come by the group (those of one
 * transcript, say), since waiting for each of a hundred thousand takes longer than making them. Nothing empty is handed on.
 */
export async function* batched(groups: AsyncIterable<Iterable<string>>): AsyncGenerator<string, void, undefined> {
  let held: string[] = [];
  let length = 0;
  for await (const group of groups) {
    for (const part of group) {
      held.push(part);
      length += part.length;
      if (length < batchLength) continue;
      yield held.join('');
      held = [];
      length = 0;
    }
  }
  if (length > 0) yield held.join('');
}
