/**
 * The first of `name`, `name 2`, `name 3` … that is not taken. Capitals do not tell names apart, nor does how an accent is written:
 * they do not on the disks of Windows and macOS.
 */
export function freeName(name: string, taken: Iterable<string>): string {
  const known = new Set([...taken].map(folded));
  for (let count = 1; ; count++) {
    const proposed = count === 1 ? name : `${name} ${count}`;
    if (!known.has(folded(proposed))) return proposed;
  }
}

function folded(name: string): string {
  return name.normalize('NFC').toLowerCase();
}
