import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { StudyPath } from '../../../src/core/base/studyPath';
import { renameCode } from '../../../src/core/codebook/codebookEdits';
import { applyCodes } from '../../../src/core/coding/codingOperations';
import type { MemoryFiles } from '../../support/memoryFiles';
import { runs } from '../../support/runs';
import {
  codebookText,
  interview,
  interviewText,
  openStudy,
  smallStudyFiles,
  spanOfWords,
} from '../../support/smallStudy';

const book = 'codebooks/small.yaml' as StudyPath;

/** What every file holds but the codebook and the logs. */
async function others(files: MemoryFiles): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  for (const { path } of await files.list())
    if (path !== book && !path.includes('/log/')) found.set(path, new TextDecoder().decode(await files.read(path)));
  return found;
}

const textOf = async (files: MemoryFiles): Promise<string> => new TextDecoder().decode(await files.read(book));

const rename = fc.record({
  id: fc.constantFrom('bond', 'connection', 'talking', 'change'),
  name: fc.oneof(fc.string({ minLength: 1, maxLength: 20 }), fc.constantFrom('yes', '# no', 'a: b', '"', '- x', '1')),
});

describe('law: renaming a code', () => {
  it('changes one line of the codebook and no other file but the log, and undo takes each back', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(rename, { minLength: 1, maxLength: 4 }), async (renames) => {
        const files = smallStudyFiles();
        const { study, session } = await openStudy(files);
        const coded = await session.change(interview, (mine, { text }) =>
          applyCodes(mine, text, spanOfWords(interviewText, 'my sister'), ['talking', 'connection'], session.tools()),
        );
        assert.ok(coded.ok);
        const before = await others(files);
        let done = 0;
        for (const { id, name } of renames) {
          const text = await textOf(files);
          const outcome = await session.editCodebook(book, 'Renamed “a” to “b”', (yaml) =>
            renameCode(yaml, id, name, yaml === study.codebooks[0]?.text),
          );
          const wanted = name.trim();
          const isSame = study.codes.byId(id)?.name === wanted && (await textOf(files)) === text;
          assert.equal(outcome.ok, wanted !== '' && !isSame, name);
          if (!outcome.ok) continue;
          done++;
          const [old, now] = [text.split('\n'), (await textOf(files)).split('\n')];
          assert.equal(now.length, old.length);
          assert.equal(now.filter((line, i) => line !== old[i]).length, 1, name);
          assert.equal(study.codes.byId(id)?.name, wanted);
          assert.deepEqual(await others(files), before);
        }
        for (let i = 0; i < done; i++) assert.ok((await session.undo()).ok);
        assert.equal(await textOf(files), codebookText);
      }),
      { numRuns: runs(40) },
    );
  });
});
