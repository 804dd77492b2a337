import type { Digest, Digester } from '../base/digest';
import { digestOfText } from '../base/digest';
import type { CodeEntry } from './codebookFile';
import { withLfBreaks } from '../text/lfText';

/**
 * Digest of what a code means: definition, include and exclude, and which codes it was split into, as JSON without white space, keys in
 * code unit order, what is absent or empty left out, line breaks as LF. Names, examples and colours may change without changing it.
 */
export async function codeDigest(
  entry: Pick<CodeEntry, 'definition' | 'include' | 'exclude' | 'split'>,
  digester: Digester,
): Promise<Digest> {
  const meaning: Record<string, string | string[]> = {};
  if (entry.definition !== undefined && entry.definition !== '') meaning['definition'] = withLfBreaks(entry.definition);
  if (entry.exclude !== undefined && entry.exclude.length > 0) meaning['exclude'] = entry.exclude.map(withLfBreaks);
  if (entry.include !== undefined && entry.include.length > 0) meaning['include'] = entry.include.map(withLfBreaks);
  if (entry.split !== undefined && entry.split.length > 0) meaning['split'] = [...entry.split];
  return digestOfText(JSON.stringify(meaning), digester);
}
