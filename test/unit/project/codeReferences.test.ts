import assert from 'node:assert/strict';
import { codeSpreads, idsCountedFor, placesOfCode } from '../../../src/core/project/codeReferences';
import { applyCodes } from '../../../src/core/coding/codingOperations';
import {
  codebookText,
  interview,
  interviewText,
  openStudy,
  smallStudyFiles,
  spanOfWords,
} from '../../support/smallStudy';

describe('the references of a code', () => {
  it('are its segments and those of codes that were merged into it, by place', async () => {
    const { study, session } = await openStudy(
      smallStudyFiles({
        'codebooks/small.yaml': codebookText.replace('name: Talking', 'name: Talking\n        merged: [chat]'),
      }),
    );
    const code = async (words: string, ...ids: string[]): Promise<void> => {
      const span = spanOfWords(interviewText, words);
      const done = await session.change(interview, (mine, { text }) =>
        applyCodes(mine, text, span, ids, session.tools()),
      );
      assert.ok(done.ok);
    };
    await code('my sister', 'talking', 'connection');
    await code('I talk more', 'chat');
    const paths = study.transcripts.map(({ path }) => path);
    const { index, codes } = study;
    assert.deepEqual(
      placesOfCode(index, codes, paths, 'talking').map(({ transcript, places }) => [
        transcript,
        places.map(({ start, end }) => interviewText.slice(start, end)),
      ]),
      [[interview, ['I talk more', 'my sister']]],
    );
    assert.deepEqual(placesOfCode(index, codes, paths, 'change'), []);
    assert.deepEqual([...idsCountedFor(index, codes, 'chat')].sort(), ['chat', 'talking']);
    const spreads = codeSpreads(index, codes, paths);
    assert.deepEqual(spreads.get('talking')?.own, { segments: 2, transcripts: 1 });
    assert.deepEqual(spreads.get('bond'), {
      own: { segments: 0, transcripts: 0 },
      all: { segments: 2, transcripts: 1 },
    });
    assert.equal(spreads.get('change'), undefined);
  });
});
