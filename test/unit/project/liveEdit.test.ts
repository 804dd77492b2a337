import assert from 'node:assert/strict';
import { applyCodes } from '../../../src/core/coding/codingOperations';
import { resizeSegment } from '../../../src/core/coding/segmentOperations';
import type { Segment } from '../../../src/core/coding/segment';
import type { CodingSession } from '../../../src/core/project/codingSession';
import { afterEdit } from '../../../src/core/project/liveEdit';
import type { Study } from '../../../src/core/project/study';
import { toLf } from '../../../src/core/text/lfText';
import { span } from '../../../src/core/text/span';
import { applyChanges } from '../../../src/core/text/textChange';
import type { MemoryFiles } from '../../support/memoryFiles';
import { interview, interviewText, openStudy, smallStudyFiles, spanOfWords } from '../../support/smallStudy';

interface Opened {
  readonly files: MemoryFiles;
  readonly study: Study;
  readonly session: CodingSession;
}

async function coded(words: string): Promise<Opened> {
  const files = smallStudyFiles();
  const { study, session } = await openStudy(files);
  await study.keep(interview);
  const done = await session.change(interview, (mine, { text }) =>
    applyCodes(mine, text, spanOfWords(text, words), ['change'], session.tools()),
  );
  assert.ok(done.ok);
  return { files, study, session };
}

const segmentIn = (study: Study): Segment => study.keptCoding(interview)!.byCoder.get('ada')!.list[0]!;
const quoteIn = (study: Study): string => segmentIn(study).row.quote;

function edit(study: Study, start: number, end: number, put: string): void {
  const before = study.keptCoding(interview)!;
  const changes = [{ ...span(start, end), text: put }];
  study.replace(afterEdit(before, changes, toLf(applyChanges(before.text, changes))));
}

/** Takes words out that stand once, and gives what puts them back, as an undo does. */
function take(study: Study, words: string): () => void {
  const { start, end } = spanOfWords(study.keptCoding(interview)!.text, words);
  edit(study, start, end, '');
  return () => {
    edit(study, start, start, words);
  };
}

async function save({ files, study, session }: Opened): Promise<void> {
  files.set(interview, study.keptCoding(interview)!.text);
  assert.ok((await session.transcriptSaved(interview)).ok);
}

const rowsOf = (files: MemoryFiles): string => files.text('coding/ada/segments/transcripts/INT1.txt.jsonl');

describe('a segment that an edit cuts at a border', () => {
  for (const taken of ['just clicked — the first', 'R: We just', 'clicked', 'We just']) {
    it(`has its words again once “${taken}” is put back, though it was saved in between`, async () => {
      const opened = await coded('We just clicked');
      const { files, study } = opened;
      const before = rowsOf(files);
      const undo = take(study, taken);
      await save(opened);
      assert.notEqual(quoteIn(study), 'We just clicked');
      undo();
      await save(opened);
      assert.equal(files.text(interview), interviewText);
      assert.equal(rowsOf(files), before);
    });
  }

  it('has them again where nobody looked in between', async () => {
    const { study } = await coded('We just clicked');
    take(study, 'just clicked — the first')();
    assert.equal(quoteIn(study), 'We just clicked');
  });

  it('has them again step by step, also when what was left of it was deleted', async () => {
    const { study } = await coded('We just clicked');
    const said: string[] = [quoteIn(study)];
    const undos = ['clicked — the', 'just', 'R: We'].map((words) => {
      const undo = take(study, words);
      said.push(quoteIn(study));
      return undo;
    });
    assert.deepEqual(said, ['We just clicked', 'We just ', 'We  ', '  ']);
    for (const undo of undos.reverse()) {
      undo();
      said.pop();
      assert.equal(quoteIn(study), said.at(-1));
    }
  });

  it('has all of them again though its letters were taken one by one', async () => {
    const { study } = await coded('We just clicked');
    const { start, end } = spanOfWords(interviewText, 'We just clicked');
    for (let at = end - 1; at > start; at--) {
      edit(study, at, at + 1, '');
      assert.equal(quoteIn(study), interviewText.slice(start, at));
    }
    edit(study, start + 1, start + 1, interviewText.slice(start + 1, end));
    assert.equal(quoteIn(study), 'We just clicked');
  });

  it('keeps what is left of it while other words stand there', async () => {
    const { study } = await coded('We just clicked');
    take(study, 'just clicked — the first');
    const at = segmentIn(study).row.end;
    edit(study, at, at, 'got on, just');
    assert.equal(quoteIn(study), 'We ');
    assert.equal(segmentIn(study).row.state, undefined);
  });

  it('does not take back what a person left out of it', async () => {
    const opened = await coded('We just clicked');
    const { study, session } = opened;
    const undo = take(study, 'just clicked — the first');
    await save(opened);
    const { id, start } = segmentIn(study).row;
    const text = study.keptCoding(interview)!.text;
    assert.ok((await session.change(interview, (mine) => resizeSegment(mine, text, id, span(start, start + 1)))).ok);
    undo();
    assert.equal(quoteIn(study), 'W');
  });
});
