/** A number with its noun: “1 segment”, “2 segments”. */
export function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
