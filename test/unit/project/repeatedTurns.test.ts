import assert from 'node:assert/strict';
import { applyCodes } from '../../../src/core/coding/codingOperations';
import { keepOrphan } from '../../../src/core/coding/reviewSegments';
import { removeSegment } from '../../../src/core/coding/segmentOperations';
import type { Segment } from '../../../src/core/coding/segment';
import type { CodingSession } from '../../../src/core/project/codingSession';
import { afterEdit, inOtherText, unsavedDigest } from '../../../src/core/project/liveEdit';
import type { Study } from '../../../src/core/project/study';
import { toLf, type LfText } from '../../../src/core/text/lfText';
import { span } from '../../../src/core/text/span';
import { applyChanges } from '../../../src/core/text/textChange';
import type { MemoryFiles } from '../../support/memoryFiles';
import { interview, openStudy, smallStudyFiles } from '../../support/smallStudy';

// A question that is read out twice, with the same words around it for longer than is kept with a segment.
const turn =
  'I: I will now read you the usual question. How have you felt since we last met? Take your time.\nR: Fine, on the whole.\n';
const between = 'I: And at home?\nR: We talked about the garden, and about my sister.\n';
const text = toLf(`I: Hello.\n${turn}${between}${turn}I: Thank you.\n`);
const words = 'How have you felt';
const first = text.indexOf(turn);
const second = text.lastIndexOf(turn);
const without = toLf(text.slice(0, first) + text.slice(first + turn.length));

interface Opened {
  readonly files: MemoryFiles;
  readonly study: Study;
  readonly session: CodingSession;
}

/** A study with the words of the first turn coded. */
async function coded(): Promise<Opened> {
  const files = smallStudyFiles({ [interview]: text });
  const { study, session } = await openStudy(files);
  await study.keep(interview);
  const at = text.indexOf(words);
  const done = await session.change(interview, (mine) =>
    applyCodes(mine, text, span(at, at + words.length), ['change'], session.tools()),
  );
  assert.ok(done.ok);
  return { files, study, session };
}

const segmentIn = (study: Study): Segment => study.keptCoding(interview)!.byCoder.get('ada')!.list[0]!;

function edit(study: Study, start: number, end: number, put: string): void {
  const before = study.keptCoding(interview)!;
  const changes = [{ ...span(start, end), text: put }];
  study.replace(afterEdit(before, changes, toLf(applyChanges(before.text, changes))));
}

async function save({ files, study, session }: Opened): Promise<void> {
  files.set(interview, study.keptCoding(interview)!.text);
  assert.ok((await session.transcriptSaved(interview)).ok);
}

/** What another program made of the transcript, as an open editor takes it; the text is kept for later. */
async function becomes(opened: Opened, other: LfText): Promise<void> {
  const { study } = opened;
  study.replace(inOtherText(study.keptCoding(interview)!, other, unsavedDigest));
  await save(opened);
  await study.texts.remember(study.keptCoding(interview)!.digest, other);
}

describe('a segment in a turn that the transcript has twice', () => {
  it('is without a place once its turn is deleted by hand, and where it was once that is undone', async () => {
    const opened = await coded();
    const { study } = opened;
    edit(study, first, first + turn.length, '');
    assert.equal(segmentIn(study).row.state, 'orphaned');
    await save(opened);
    edit(study, first, first, turn);
    assert.deepEqual([segmentIn(study).row.state, segmentIn(study).row.start], [undefined, text.indexOf(words)]);
  });

  it('goes with its turn where that is cut and pasted, at once or in two edits, whatever else says the same', async () => {
    const { study } = await coded();
    const end = without.length;
    edit(study, first, first + turn.length, '');
    edit(study, end, end, turn);
    assert.deepEqual(
      [segmentIn(study).row.state, segmentIn(study).row.start],
      [undefined, end + turn.indexOf(words)],
      'in two edits that nobody looked between',
    );
    edit(study, end, end + turn.length, '');
    assert.equal(segmentIn(study).row.state, 'orphaned');
    edit(study, 0, 0, turn);
    assert.deepEqual([segmentIn(study).row.state, segmentIn(study).row.start], [undefined, turn.indexOf(words)]);
  });

  it('is without a place also after the study is opened again, and when other words are changed then', async () => {
    const opened = await coded();
    await becomes(opened, without);
    for (const now of [without, toLf(`Title.\n${without}`), toLf(without.replace('Hello', 'Good morning'))]) {
      opened.files.set(interview, now);
      const again = await openStudy(opened.files, 'later');
      const coding = (await again.study.coding(interview))!;
      assert.deepEqual([coding.placed.length, coding.orphans.length], [0, 1]);
    }
  });

  it('is where it was when the turn is back, exactly and without review', async () => {
    for (const forget of [false, true]) {
      const opened = await coded();
      await becomes(opened, without);
      if (forget) await opened.study.texts.empty();
      opened.files.set(interview, text);
      const again = await openStudy(opened.files, 'later');
      const [placed] = (await again.study.coding(interview))!.placed;
      assert.deepEqual([placed?.segment.row.state, placed?.span.start], [undefined, text.indexOf(words)]);
    }
  });

  it('is back in a turn that came elsewhere; with the earlier text unknown that is a guess', async () => {
    for (const [forget, state] of [
      [false, undefined],
      [true, 'unconfirmed'],
    ] as const) {
      const opened = await coded();
      await becomes(opened, toLf(without.replace(turn, '')));
      if (forget) await opened.study.texts.empty();
      const now = toLf(`I: Good morning, and welcome.\n${without}`);
      opened.files.set(interview, now);
      const again = await openStudy(opened.files, 'later');
      const [placed] = (await again.study.coding(interview))!.placed;
      assert.deepEqual([placed?.segment.row.state, placed?.span.start], [state, now.indexOf(words)]);
    }
  });

  it('stays without a place where the other turn moves to where it stood', async () => {
    const beside = toLf(text.replace(between, ''));
    const files = smallStudyFiles({ [interview]: beside });
    const { study, session } = await openStudy(files);
    await study.keep(interview);
    const at = beside.indexOf(words);
    await session.change(interview, (mine) =>
      applyCodes(mine, beside, span(at, at + words.length), ['change'], session.tools()),
    );
    edit(study, first, first + turn.length, '');
    await save({ files, study, session });
    assert.equal(study.keptCoding(interview)!.text.indexOf(words), at);
    assert.equal(segmentIn(study).row.state, 'orphaned');
    await becomes({ files, study, session }, toLf(`${study.keptCoding(interview)!.text}I: Bye.\n`));
    assert.equal(segmentIn(study).row.state, 'orphaned');
  });

  it('stays without a place where a person leaves it so, until the very text that it stood in is back', async () => {
    const opened = await coded();
    await becomes(opened, without);
    const { id } = segmentIn(opened.study).row;
    assert.ok((await opened.session.change(interview, (mine) => keepOrphan(mine, id))).ok);
    assert.deepEqual([segmentIn(opened.study).row.state, segmentIn(opened.study).row.kept], ['orphaned', true]);
    edit(opened.study, first, first, turn);
    assert.equal(segmentIn(opened.study).row.kept, true);
    await becomes(opened, toLf(`Title.\n${text}`));
    assert.equal(segmentIn(opened.study).row.kept, true);
    await becomes(opened, without);
    await becomes(opened, text);
    const { state, kept, start } = segmentIn(opened.study).row;
    assert.deepEqual([state, kept, start], [undefined, undefined, text.indexOf(words)]);
  });

  it('is no more than proposed where a removal is undone after its turn went', async () => {
    const opened = await coded();
    const { id } = segmentIn(opened.study).row;
    assert.ok((await opened.session.change(interview, (mine) => removeSegment(mine, id))).ok);
    opened.files.set(interview, without);
    await opened.study.refresh(interview);
    assert.ok((await opened.session.undo()).ok);
    const { row, placement } = segmentIn(opened.study);
    assert.deepEqual([row.state, placement.outcome], ['unconfirmed', 'approximate']);
    assert.equal(second - turn.length, without.indexOf(turn));
  });
});
