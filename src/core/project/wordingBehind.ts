import { throwIfCancelled, type CancellationToken } from '../base/cancellation';
import type { Digest } from '../base/digest';
import { studyPath } from '../base/studyPath';
import type { CodeEntry } from '../codebook/codebookFile';
import { readCodebook } from '../codebook/readCodebook';
import type { LogEntry } from '../history/logFile';
import { NewestFirst } from '../history/newestFirst';
import { textIn } from '../history/undoEntry';
import type { StudyHost } from './host';
import { readLogs } from './studyTrail';

/** What a code meant under a digest. */
export type Wording = Pick<CodeEntry, 'name' | 'definition' | 'include' | 'exclude' | 'split'>;

/** So many texts of codebooks are read at most: an answer of which a person would not wait longer. */
const mostTexts = 300;

/**
 * The definition and rules that a code had when its digest was this one, as the logs of all coders have them: every edit of a codebook
 * is logged with its text before and after. Null where no log knows it, for it was edited in another program. The newest entries are
 * looked through first, `mostTexts` texts at most. CancelledError where the token is cancelled.
 */
export async function wordingBehind(
  { files, digest: digester, pause }: Pick<StudyHost, 'files' | 'digest' | 'pause'>,
  code: string,
  digest: Digest | string,
  token: CancellationToken,
): Promise<Wording | null> {
  const seen = new Set<string>();
  const entries = new NewestFirst([...(await readLogs(files)).values()]);
  for (let past = entries.next(); past !== null && seen.size < mostTexts; past = entries.next()) {
    if (past.entry.op !== 'edit-codebook') continue;
    for (const [name, text] of textsOf(past.entry)) {
      const file = studyPath(name);
      if (seen.has(text) || !file.ok || !text.includes(code)) continue;
      seen.add(text);
      throwIfCancelled(token);
      await pause?.();
      const { codebook } = await readCodebook(file.value, text, digester);
      const found = codebook?.codes.find((one) => one.id === code && one.digest === digest);
      if (found !== undefined) return found.entry;
    }
  }
  return null;
}

/** Texts of files in an entry, by path, the later before the earlier. */
function textsOf({ before, after }: LogEntry): [string, string][] {
  return [after, before].flatMap((record) =>
    Object.keys(record).flatMap((path): [string, string][] => {
      const text = textIn(record, path);
      return typeof text === 'string' ? [[path, text]] : [];
    }),
  );
}
