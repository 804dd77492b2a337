import { throwIfCancelled, type CancellationToken } from '../base/cancellation';
import { nearestFirst } from '../base/nearest';
import { baseName, type StudyPath } from '../base/studyPath';
import { readSegments } from '../coding/readSegments';
import { utf8Text } from '../text/utf8';
import { readTranscript } from './readTranscript';
import type { Study } from './study';
import { segmentsFilesAmong, type SegmentsFileEntry } from './studyFiles';

/** A transcript that stray segments may belong to. */
export interface RelinkCandidate {
  readonly path: StudyPath;
  /** True where its text is the one that the segments were made for. */
  readonly sameText: boolean;
  /** How many of the quotes that were looked for stand in its text. */
  readonly found: number;
  /** How many were looked for. */
  readonly quotes: number;
  /** True where nobody has coded in it. */
  readonly isUncoded: boolean;
}

/** So many quotes are looked for at most, spread over the file. */
const mostQuotes = 200;

/** A quote of fewer units stands in any text. */
const leastQuote = 8;

/**
 * The transcripts that stray segments may be given to: all of which their coder has no segments. Those nobody coded come first, then
 * those in which more of the quotes stand, then those with a more like name. Reads each of them. CancelledError where the token is
 * cancelled.
 */
export async function relinkCandidates(
  study: Study,
  stray: SegmentsFileEntry,
  told: (path: StudyPath, share: number) => void,
  token: CancellationToken,
): Promise<readonly RelinkCandidate[]> {
  const { files, digest } = study.host;
  const linked = segmentsFilesAmong(await files.list('coding' as StudyPath));
  const mine = new Set(linked.filter(({ coder }) => coder === stray.coder).map(({ transcript }) => transcript));
  const coded = new Set(linked.map(({ transcript }) => transcript));
  const content = utf8Text((await files.read(stray.path)) ?? new Uint8Array()) ?? '';
  const { header, rows } = readSegments(stray.path, content, stray);
  const every = Math.max(1, Math.ceil(rows.length / mostQuotes));
  const quotes = rows
    .filter((_, i) => i % every === 0)
    .map(({ quote }) => quote)
    .filter((quote) => quote.length >= leastQuote);
  const paths = study.transcripts.map(({ path }) => path).filter((path) => !mine.has(path));
  const candidates: RelinkCandidate[] = [];
  for (const path of paths) {
    throwIfCancelled(token);
    told(path, 1 / paths.length);
    const bytes = await files.read(path);
    const source = bytes && (await readTranscript(path, bytes, digest)).source;
    if (!source) continue;
    candidates.push({
      path,
      sameText: source.digest === header?.text,
      found: quotes.filter((quote) => source.text.includes(quote)).length,
      quotes: quotes.length,
      isUncoded: !coded.has(path),
    });
  }
  const likeness = new Map(nearestFirst(baseName(stray.transcript), paths.map(baseName)).map((name, i) => [name, i]));
  const rank = ({ path }: RelinkCandidate): number => likeness.get(baseName(path)) ?? likeness.size;
  return candidates.sort(
    (a, b) =>
      Number(b.sameText) - Number(a.sameText) ||
      Number(b.isUncoded) - Number(a.isUncoded) ||
      b.found - a.found ||
      rank(a) - rank(b),
  );
}
