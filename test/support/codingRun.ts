import assert from 'node:assert/strict';
import { err, type Result } from '../../src/core/base/result';
import type { StudyPath } from '../../src/core/base/studyPath';
import { addCode } from '../../src/core/codebook/codebookEdits';
import { applyCodes, removeCoding } from '../../src/core/coding/codingOperations';
import { setMemo } from '../../src/core/coding/segmentOperations';
import { writeRow } from '../../src/core/coding/writeSegments';
import type { CodingSession, Operation } from '../../src/core/project/codingSession';
import type { Done } from '../../src/core/project/done';
import type { Study } from '../../src/core/project/study';
import { segmentsPath } from '../../src/core/project/studyFiles';
import { interview, spanOfWords } from './smallStudy';

/** Files as a test looks at them, past the port of the program. */
export interface PlainFiles {
  /** The text of a file, or null where there is none. */
  text(path: string): string | null;
}

/** The files that a coding run changes, beside its log. */
export const mineOf = segmentsPath('ada', interview);
export const book = 'codebooks/small.yaml' as StudyPath;

type Step = (session: CodingSession) => Promise<Result<Done, string>>;

const change =
  (operate: (session: CodingSession) => Operation): Step =>
  (session) =>
    session.change(interview, operate(session));
const code = (words: string, id: string): Step =>
  change(
    (session) =>
      (mine, { text }) =>
        applyCodes(mine, text, spanOfWords(text, words), [id], session.tools()),
  );
const onFirst = (
  operate: (session: CodingSession, mine: Parameters<Operation>[0], id: string) => ReturnType<Operation>,
) =>
  change((session) => (mine) => {
    const first = mine.list[0]?.row.id;
    return first === undefined ? err('Nothing is coded.') : operate(session, mine, first);
  });
const add = (id: string): Step =>
  function adds(session) {
    return session.editCodebook(book, `Added ${id}`, (text) =>
      addCode(text, { entry: { id, name: id }, parent: null }),
    );
  };

/** A coding run in which everything happens that a session writes, each as one step that may fail and be tried again. */
export const codingRun: readonly Step[] = [
  code('We just clicked', 'connection'),
  code('I even ring my sister', 'change'),
  code('We just clicked', 'talking'),
  onFirst((session, mine, id) => removeCoding(mine, id, 'talking', session.tools())),
  (session) => session.undo(),
  (session) => session.redo(),
  onFirst((_session, mine, id) => setMemo(mine, id, 'A memo.')),
  add('new-one'),
  (session) => session.undo(),
  code('He had been on that ward himself', 'change'),
];

/** What a refusal has to say: nothing was changed, which file, why, and what to do. */
const refusal = /^Nothing was changed: “[^”]+” cannot be used: [^;]+; [^;]+, then try again\.$/;

/** How a run went: the steps that failed, and what the log was said to miss. */
export interface RunReport {
  readonly refused: number;
  readonly notes: readonly string[];
}

/**
 * Does the run. After each step, in memory is what is on the disk; a step that was refused changed nothing and says why and what to do,
 * and is done when tried again. The last step is done after `faultless`, so that what the log still lacks is written with it.
 */
export async function doCodingRun(
  study: Study,
  session: CodingSession,
  files: PlainFiles,
  faultless: () => void,
): Promise<RunReport> {
  let refused = 0;
  const notes: string[] = [];
  for (const [i, step] of codingRun.entries()) {
    if (i === codingRun.length - 1) faultless();
    for (let attempt = 0; ; attempt++) {
      const before = [files.text(mineOf), files.text(book)];
      const outcome = await step(session);
      assertShown(study, files);
      if (outcome.ok) {
        notes.push(...outcome.value.notes);
        break;
      }
      assert.match(outcome.error, refusal);
      assert.deepEqual([files.text(mineOf), files.text(book)], before, 'a refused step changes no file');
      assert.equal(attempt, 0, 'what was refused is done when the fault is gone');
      refused++;
    }
  }
  return { refused, notes };
}

/** What is shown of my segments is what their file says. */
function assertShown(study: Study, files: PlainFiles): void {
  const shown = study.keptCoding(interview)?.byCoder.get('ada')?.list ?? [];
  const written = files.text(mineOf)?.trimEnd().split('\n').slice(1) ?? [];
  assert.deepEqual(
    shown.map(({ row }) => writeRow(row)),
    written,
  );
}
