import type { Code, Codebook } from './codebook';

/** A part of what is shown about a code. Plain content; a face of the program decides how it looks, and escapes it. */
export type CodeTextBlock =
  | { readonly kind: 'path'; readonly names: readonly string[] }
  | { readonly kind: 'text'; readonly title: string | null; readonly text: string }
  | { readonly kind: 'list'; readonly title: string; readonly items: readonly string[] }
  | { readonly kind: 'quotes'; readonly title: string; readonly items: readonly string[] }
  | { readonly kind: 'note'; readonly text: string };

/** Shown with a codebook whose definitions are not the cited source’s own words. */
export const paraphraseNote =
  'These definitions are a paraphrase of the cited source. A team that holds a licence for the original wording can import it into its own codebook.';

/**
 * What a person needs to know about a code when they decide whether to use it, in the order in which it is read: path, definition,
 * when to use it and when not, examples, what it may be confused with, source. `nameOf` gives the name of another code; an id that it does not know stands as it is.
 */
export function codeText(
  code: Code,
  codebook: Codebook,
  nameOf: (id: string) => string | undefined,
): readonly CodeTextBlock[] {
  const { definition, include, exclude, examples, confusable, aka, note } = code.entry;
  const blocks: CodeTextBlock[] = [{ kind: 'path', names: code.path }];
  const list = (title: string, items: readonly string[] | undefined): void => {
    if (items && items.length > 0) blocks.push({ kind: 'list', title, items });
  };
  const text = (title: string | null, words: string | null | undefined): void => {
    const trimmed = words?.trim() ?? '';
    if (trimmed !== '') blocks.push({ kind: 'text', title, text: trimmed });
  };
  if (code.retired)
    blocks.push({ kind: 'note', text: 'This code is retired: its codings stay readable, new ones are not offered.' });
  if (!code.codable) blocks.push({ kind: 'note', text: 'This is a heading; code with the codes under it.' });
  text(null, definition);
  list('Use when', include);
  list('Do not use when', exclude);
  if (examples && examples.length > 0) blocks.push({ kind: 'quotes', title: 'Examples', items: examples });
  list(
    'Easily confused with',
    confusable?.map((id) => nameOf(id) ?? id),
  );
  list('Also called', aka);
  text('Note', note);
  text('Source', codebook.citation);
  if (codebook.paraphrase) blocks.push({ kind: 'note', text: paraphraseNote });
  return blocks;
}
