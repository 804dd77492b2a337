import { seededNumbers } from './seededNumbers';

/** A run of so many letters without spaces, of four kinds as a genome has them: much of it recurs, and nothing in it is a word. */
export function seededLetters(seed: number, length: number, kinds = 'ACGT'): string {
  const number = seededNumbers(seed);
  return Array.from({ length }, () => kinds[number(kinds.length)]).join('');
}
