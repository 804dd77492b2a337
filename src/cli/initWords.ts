import type { Problem } from '../core/base/problem';
import { err, ok, type Result } from '../core/base/result';
import { wrongUse } from './refuse';

/** What the words of `verbatim init` mean. */
export interface InitWords {
  readonly folder: string | undefined;
  readonly codebooks: readonly string[];
}

/**
 * Tells the folder from the codebooks. An option takes one word (or several with commas), so further codebooks of `--codebook a b`
 * stand among the words; one that is built in is a codebook there, any other one is the folder. Refused where that leaves a doubt.
 */
export function initWords(
  words: readonly string[],
  codebooks: readonly string[] | undefined,
  builtIn: readonly string[],
): Result<InitWords, Problem> {
  const folders = codebooks === undefined ? words : words.filter((word) => !builtIn.includes(word));
  const more = words.filter((word) => !folders.includes(word));
  const [folder, second] = folders;
  if (folder !== undefined && second !== undefined) {
    const message = `“${folder}” and “${second}” cannot both be the folder of the study.`;
    const remedy = `Name one folder, in quotes where there are spaces in it. Built-in codebooks: ${builtIn.join(', ')}.`;
    return err(wrongUse('wrong-use', message, remedy));
  }
  const [only] = more;
  if (folder === undefined && only !== undefined) {
    const message = `“${only}” may be the folder or a codebook.`;
    const list = [...(codebooks ?? []), ...more].join(',');
    return err(wrongUse('wrong-use', message, `Write “--codebook ${list}” or “./${only}”.`));
  }
  return ok({ folder, codebooks: [...(codebooks ?? []), ...more] });
}
