import { say } from '../base/say';
import type { Pause } from '../base/pause';
import type { Problem } from '../base/problem';
import type { StudyPath } from '../base/studyPath';
import { readMemo, type Memo } from '../notes/readMemo';
import type { FrameFiles } from './frameFiles';
import type { FrameReadings } from './frameReadings';
import type { FileEntry } from './host';
import { isMemoPath } from './studyFiles';

/** More memos are not read, and a memo of more bytes is not: they are read whenever the frame of a study is. */
const mostMemos = 2_000;
const mostBytes = 256_000;

/** Reads the memos among the files of a study, in the order of paths; of hundreds, with pauses. */
export async function loadMemos(
  source: FrameFiles,
  kept: FrameReadings,
  files: readonly FileEntry[],
  isTranscript: (path: StudyPath) => boolean,
  problems: Problem[],
  pause: Pause,
): Promise<readonly Memo[]> {
  const found = files.filter(({ path }) => isMemoPath(path) && !isTranscript(path));
  const [first] = found.slice(mostMemos);
  if (first !== undefined) problems.push(tooMany(first.path));
  const paths = new Set<string>(files.map(({ path }) => path));
  const isThere = (path: string): boolean => paths.has(path);
  const memos: Memo[] = [];
  for (const { path, size } of found.slice(0, mostMemos)) {
    if (size > mostBytes) {
      problems.push(tooLarge(path));
      continue;
    }
    const memo = await source.textIfAllowed(path);
    if (memo === undefined) continue;
    const reading = await kept.memos.of(path, memo.digest, isThere, (asked) => readMemo(path, memo.text, asked));
    problems.push(...reading.problems);
    memos.push(reading.memo);
    await pause();
  }
  return memos;
}

function tooLarge(file: StudyPath): Problem {
  return {
    severity: 'warning',
    rule: 'memo-too-large',
    message: say('A memo of more than {0} kB is not listed.', mostBytes / 1000),
    remedy: say('Split it into several files.'),
    file,
  };
}

function tooMany(file: StudyPath): Problem {
  return {
    severity: 'warning',
    rule: 'too-many-memos',
    message: say('A study’s first {0} memos are listed; this one and those after it are not.', mostMemos),
    remedy: say('Move memos that are done with into a folder within “memos”.'),
    file,
  };
}
