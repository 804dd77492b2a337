import type { Problem } from '../../base/problem';
import { err, ok, type Result } from '../../base/result';
import { say } from '../../base/say';
import { extensionOf, fileTitle } from '../../base/studyPath';
import { decodeSource } from '../../text/decode';
import type { GivenCodes } from './givenCodes';
import { readCodebookOutline } from './readCodebookOutline';
import { readCodebookTable } from './readCodebookTable';

/** A codebook file, read: one of Verbatim's own as its text, or the codes of another. */
export type CodebookSource =
  | { readonly kind: 'own'; readonly text: string }
  | { readonly kind: 'given'; readonly given: GivenCodes; readonly problems: readonly Problem[] };

/**
 * Reads a file that holds a codebook: YAML of Verbatim, a table (`.csv`, `.tsv`), Markdown (`.md`), or else an outline; a text whose
 * first lines all have the same sign between cells is a table, too. `problems` tell of a guessed encoding. Refused, with a remedy: what
 * is no text or holds nothing, and YAML of other programs.
 */
export function readCodebookSource(bytes: Uint8Array, fileName: string): Result<CodebookSource, Problem> {
  const decoded = decodeSource(bytes);
  if (!decoded.ok) return err({ ...decoded.error, file: fileName });
  const { text, problems } = decoded.value;
  const ending = extensionOf(fileName);
  if (/^verbatim-codebook\s*:/m.test(text)) return ok({ kind: 'own', text });
  if (text.trim() === '') return err({ ...nothing(), file: fileName });
  if (ending === '.yaml' || ending === '.yml') return err({ ...otherYaml(), file: fileName });
  const isTable = ending === '.csv' || ending === '.tsv' || (ending !== '.md' && looksLikeTable(text));
  const given = isTable
    ? readCodebookTable(text)
    : readCodebookOutline(text, ending === '.md' || ending === '.markdown');
  if (given.codes.length === 0) return err({ ...nothing(), file: fileName });
  return ok({ kind: 'given', given: { ...given, title: given.title ?? fileTitle(fileName) }, problems });
}

/** True where the first lines are cells parted by tabs or semicolons, as many in each; commas stand in plain sentences as well. */
function looksLikeTable(text: string): boolean {
  const lines = text
    .slice(0, 10_000)
    .split('\n')
    .filter((line) => line.trim() !== '')
    .slice(0, 5);
  return ['\t', ';'].some((sign) => {
    const [first = 0, ...others] = lines.map((line) => line.trim().split(sign).length);
    return first > 1 && others.length > 0 && others.every((count) => count === first);
  });
}

const nothing = (): Problem => ({
  severity: 'error',
  rule: 'no-codes',
  message: say('No codes were found in the file.'),
  remedy: say('Give a table with a column “name”, or a list with a code a line, indented by what stands below what.'),
});

const otherYaml = (): Problem => ({
  severity: 'error',
  rule: 'not-a-codebook',
  message: say('This YAML file is no codebook of Verbatim.'),
  remedy: say('Begin it with “verbatim-codebook: 1”, or give the codes as a table or an outline.'),
});
