import type { Code } from './codebook';

interface Searchable {
  readonly code: Code;
  readonly name: string;
  /** Number, other names and id. */
  readonly labels: readonly string[];
  readonly path: string;
}

/** Finds codes as a person types. Texts are prepared once; a search looks at each code once. */
export class CodeSearch {
  private readonly entries: readonly Searchable[];

  constructor(codes: readonly Code[]) {
    this.entries = codes.map((code) => ({
      code,
      name: folded(code.name),
      labels: [code.entry.number ?? '', ...(code.entry.aka ?? []), code.id].map(folded),
      path: folded(code.path.join(' ')),
    }));
  }

  /** Codes that have every word of `text`; best first, retired ones last, otherwise in the order given. */
  find(text: string): readonly Code[] {
    const words = folded(text)
      .split(/\s+/)
      .filter((word) => word !== '');
    const phrase = words.join(' ');
    const hits: { readonly code: Code; readonly score: number }[] = [];
    for (const entry of this.entries) {
      let score = entry.code.retired ? -1000 : 0;
      if (words.length > 0 && entry.name === phrase) score += 100;
      // Words in a row, as they were typed, mean more than the same words apart.
      if (words.length > 1 && startsAWord(entry.name, phrase)) score += 30;
      let all = true;
      for (const word of words) {
        const points = pointsFor(entry, word);
        score += points;
        all &&= points > 0;
      }
      if (all) hits.push({ code: entry.code, score });
    }
    return hits.sort((a, b) => b.score - a.score).map(({ code }) => code);
  }
}

/** Small letters without accents: what is compared. */
export function folded(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}

function pointsFor({ name, labels, path }: Searchable, word: string): number {
  if (name.startsWith(word)) return 20;
  if (labels.includes(word)) return 18;
  if (startsAWord(name, word)) return 12;
  if (labels.some((label) => label.startsWith(word) || startsAWord(label, word))) return 8;
  if (name.includes(word)) return 6;
  if (labels.some((label) => label.includes(word))) return 4;
  return path.includes(word) ? 1 : 0;
}

function startsAWord(text: string, word: string): boolean {
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    if (at === 0 || !/[\p{L}\p{N}]/u.test(text.charAt(at - 1))) return true;
  }
  return false;
}
