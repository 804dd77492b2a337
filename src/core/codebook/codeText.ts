import { say } from '../base/say';
import type { Code, Codebook } from './codebook';

/** A piece of what is said about a code; `list` where `items` stand below the title. Plain text: whoever shows it escapes it. */
export interface CodeTextBlock {
  readonly kind:
    'definition' | 'useWhen' | 'doNotUseWhen' | 'examples' | 'confusable' | 'aka' | 'note' | 'source' | 'paraphrase';
  readonly title: string;
  readonly items: readonly string[];
}

/** What a tooltip, a hover or a screen reader says about a code. */
export interface CodeText {
  readonly name: string;
  readonly path: string;
  readonly blocks: readonly CodeTextBlock[];
}

/** Said wherever a definition is not the cited source's own words. */
export const paraphraseNotice = (): string =>
  say(
    'Definition and rules are a paraphrase of the source; your team can put its licensed wording in their place in the codebook file.',
  );

/** What is known of a code, in the order in which a coder needs it. `nameOf` gives other codes' names. */
export function codeText(code: Code, codebook: Codebook | undefined, nameOf: (id: string) => string): CodeText {
  const { entry } = code;
  const blocks: CodeTextBlock[] = [];
  const add = (
    kind: CodeTextBlock['kind'],
    title: string,
    items: readonly (string | null | undefined)[] | undefined,
  ): void => {
    const said = (items ?? []).flatMap((item) => (item ? [item.trim()] : [])).filter((item) => item !== '');
    if (said.length > 0) blocks.push({ kind, title, items: said });
  };
  add('definition', say('Definition'), [entry.definition]);
  add('useWhen', say('Use when'), entry.include);
  add('doNotUseWhen', say('Do not use when'), entry.exclude);
  add('examples', say('Examples'), entry.examples);
  add('confusable', say('Easily confused with'), entry.confusable?.map(nameOf));
  add('aka', say('Also called'), entry.aka);
  add('note', say('Note'), [entry.note]);
  add('source', say('Source'), [codebook?.citation]);
  if (codebook?.paraphrase === true && blocks.some(({ kind }) => kind === 'definition')) {
    add('paraphrase', say('Wording'), [paraphraseNotice()]);
  }
  return { name: code.name, path: code.path.join(' › '), blocks };
}
