import assert from 'node:assert/strict';
import type { StudyPath } from '../../../../src/core/base/studyPath';
import { applyCodes } from '../../../../src/core/coding/codingOperations';
import { setExemplar } from '../../../../src/core/coding/segmentOperations';
import type { CodingSession } from '../../../../src/core/project/codingSession';
import type { Study } from '../../../../src/core/project/study';
import { Exemplars } from '../../../../src/extension/details/exemplars';
import type { OpenStudy } from '../../../../src/extension/study/openStudy';
import { codebookText, interview, openStudy, smallStudyFiles, spanOfWords } from '../../../support/smallStudy';

const always = (): boolean => true;

function exemplarsOf(study: Study): Exemplars {
  const uriOf = (path: string): { toString(): string } => ({ toString: () => path });
  return new Exemplars({ study, uriOf } as unknown as OpenStudy);
}

/** Codes a passage, and gives what marks it as an exemplar. */
async function coded(session: CodingSession): Promise<() => Promise<void>> {
  const done = await session.change(interview, (mine, { text }) =>
    applyCodes(mine, text, spanOfWords(text, 'We just clicked'), ['talking'], session.tools()),
  );
  assert.ok(done.ok);
  return async () => {
    const marked = await session.change(interview, (mine) =>
      setExemplar(mine, mine.list[0]?.row.id ?? '', 'talking', true),
    );
    assert.ok(marked.ok);
  };
}

describe('the exemplars of a code', () => {
  it('are those of the codes that were merged into it as well', async () => {
    const files = smallStudyFiles();
    const { study, session } = await openStudy(files);
    await (
      await coded(session)
    )();
    const merged = codebookText
      .replace('      - id: talking\n        name: Talking\n', '')
      .replace('name: Making a connection', 'name: Making a connection\n        merged: [talking]');
    files.set('codebooks/small.yaml', merged);
    await study.filesChanged(['codebooks/small.yaml' as StudyPath]);
    assert.equal(study.codes.resolve('talking')?.id, 'connection');
    const exemplars = exemplarsOf(study);
    assert.equal(exemplars.known('connection'), null);
    await exemplars.look('connection', always);
    assert.deepEqual(
      exemplars.known('connection')?.map(({ quote }) => quote),
      ['We just clicked'],
    );
  });

  it('are not what was read before they were forgotten', async () => {
    const { study, session } = await openStudy(smallStudyFiles());
    const mark = await coded(session);
    const exemplars = exemplarsOf(study);
    const read = study.inPassing.bind(study);
    let markOnce: (() => Promise<void>) | undefined = mark;
    study.inPassing = async (path) => {
      const coding = await read(path);
      await markOnce?.();
      if (markOnce) exemplars.forget(path);
      markOnce = undefined;
      return coding;
    };
    await exemplars.look('talking', always);
    assert.equal(exemplars.known('talking'), null);
    await exemplars.look('talking', always);
    assert.equal(exemplars.known('talking')?.length, 1);
  });
});
