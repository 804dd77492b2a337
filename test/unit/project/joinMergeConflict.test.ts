import assert from 'node:assert/strict';
import { applyCodes, removeCoding } from '../../../src/core/coding/codingOperations';
import { CodingSession } from '../../../src/core/project/codingSession';
import { Study } from '../../../src/core/project/study';
import { memoryHost, type MemoryFiles } from '../../support/memoryFiles';
import { interview, interviewText, openStudy, smallStudyFiles, spanOfWords } from '../../support/smallStudy';

const mine = 'coding/ada/segments/transcripts/INT1.txt.jsonl';
const log = 'coding/ada/log/test.jsonl';
/** The same words are said twice in it, the second time where a program that goes by offsets alone would look. */
const title = 'Interview 1, with Ada. We just clicked, she says.\n\n';
const other = `${title}${interviewText}`;

async function code(session: CodingSession, span: { start: number; end: number }, id = 'change'): Promise<void> {
  const done = await session.change(interview, (segments, { text }) =>
    applyCodes(segments, text, span as ReturnType<typeof spanOfWords>, [id], session.tools()),
  );
  assert.ok(done.ok, done.ok ? '' : done.error);
}

/** As git leaves it where both sides changed the whole of a file. */
const conflict = (left: string, right: string, base?: string): string =>
  `<<<<<<< HEAD\n${left}${base === undefined ? '' : `||||||| base\n${base}`}=======\n${right}>>>>>>> other\n`;

interface Sides {
  readonly files: MemoryFiles;
  readonly base: string;
  readonly left: string;
  readonly right: string;
}

/** Ada codes in one branch in the text as it was, and in another one, which puts a title before the text. */
async function twoBranches(): Promise<Sides> {
  const files = smallStudyFiles();
  const first = await openStudy(files, 'first');
  await code(first.session, spanOfWords(interviewText, 'We just clicked'));
  await code(first.session, spanOfWords(interviewText, 'I even ring my sister'));
  const base = files.text(mine);
  await code(first.session, spanOfWords(interviewText, 'What changed?'));
  const left = files.text(mine);
  files.set(mine, base);
  files.set(interview, other);
  const second = await openStudy(files, 'second');
  await code(second.session, spanOfWords(other, 'How did you meet?'), 'talking');
  const removed = await second.session.change(interview, (segments) => {
    const id = segments.list.find(({ row }) => row.quote === 'I even ring my sister')?.row.id ?? '';
    return removeCoding(segments, id, 'change', second.session.tools());
  });
  assert.ok(removed.ok);
  return { files, base, left, right: files.text(mine) };
}

/** What stands at each segment's offsets, as the text has it now, with its codes. */
function standing(files: MemoryFiles): string[] {
  const text = files.text(interview);
  return files
    .text(mine)
    .trimEnd()
    .split('\n')
    .slice(1)
    .map((line) => {
      const row = JSON.parse(line) as { start: number; end: number; quote: string; codings: { code: string }[] };
      assert.equal(text.slice(row.start, row.end), row.quote);
      return `${row.start} ${row.quote}: ${row.codings.map(({ code: id }) => id).join(', ')}`;
    });
}

const at = (words: string): string => `${other.lastIndexOf(words)} ${words}`;

describe('joining the two versions of a segments file that git left in it', () => {
  for (const [name, firstIsOld] of [
    ['the text is that of the other version', true],
    ['the text is that of the version here', false],
  ] as const) {
    it(`places each in the text that it was made for, where ${name}`, async () => {
      const { files, left, right, base } = await twoBranches();
      files.set(mine, firstIsOld ? conflict(left, right, base) : conflict(right, left, base));
      const { study, session } = await openStudy(files);
      assert.deepEqual(
        study.problems.map(({ rule }) => rule),
        ['merge-conflict'],
      );
      const shown = (await study.coding(interview))?.placed.map(
        ({ span, segment }) => `${span.start} ${segment.row.quote}`,
      );
      const expected = [at('How did you meet?'), at('We just clicked'), at('What changed?')];
      assert.deepEqual(shown, expected);
      // The clock of these tests begins anew with each program.
      for (let seconds = 0; seconds < 100; seconds++) study.host.now();
      const done = await session.joinVersions(interview);
      assert.ok(done.ok, done.ok ? '' : done.error);
      assert.deepEqual(standing(files), [
        `${expected[0]}: talking`,
        `${expected[1]}: change`,
        `${expected[2]}: change`,
      ]);
      assert.deepEqual(study.problems, []);
      assert.deepEqual((await openStudy(files, 'again')).study.problems, []);
      assert.match(files.text(log), /"op":"join-copy"/);
      assert.ok((await session.undo()).ok);
      assert.equal(standing(files).length, firstIsOld ? 3 : 2);
    });
  }

  it('loses nothing where git wrote no base, and says so in the log once', async () => {
    const { files, left, right } = await twoBranches();
    files.set(mine, conflict(left, right));
    const { session } = await openStudy(files);
    assert.ok((await session.joinVersions(interview)).ok);
    assert.deepEqual(
      standing(files)
        .map((line) => line.replace(/^\d+ /, ''))
        .sort(),
      [
        'How did you meet?: talking',
        'I even ring my sister: change',
        'We just clicked: change',
        'What changed?: change',
      ],
    );
    const again = await session.joinVersions(interview);
    assert.ok(!again.ok);
    assert.match(again.error, /holds no two versions any more/);
  });

  it('is refused, with nothing changed, where one cannot be read whole or a newer program wrote the study', async () => {
    const { files, left, right } = await twoBranches();
    const torn = conflict(left, right.slice(0, -20));
    files.set(mine, torn);
    const { session } = await openStudy(files);
    const done = await session.joinVersions(interview);
    assert.ok(!done.ok);
    assert.match(done.error, /cannot be read whole, so they are not joined\. ./);
    assert.equal(files.text(mine), torn);
  });

  it('uses the earlier text where it is kept: edited words stay surely placed', async () => {
    const files = smallStudyFiles();
    const host = { ...memoryHost(files, 'test'), keepsTexts: () => true };
    const { study } = await Study.open(host);
    assert.ok(study);
    await study.fill();
    const session = new CodingSession(study, 'test');
    await code(session, spanOfWords(interviewText, 'We just clicked — the first time we spoke.'));
    const coding = await study.coding(interview);
    assert.ok(coding);
    await study.texts.remember(coding.digest, coding.text);
    const old = files.text(mine);
    const edited = interviewText.replace('the first time we spoke', 'the very first time we talked');
    files.set(interview, edited);
    files.contents.delete(mine);
    const elsewhere = await openStudy(files, 'elsewhere');
    await code(elsewhere.session, spanOfWords(edited, 'What changed?'));
    files.set(mine, conflict(files.text(mine), old));
    const now = await Study.open(host);
    assert.ok(now.study);
    await now.study.fill();
    assert.ok((await new CodingSession(now.study, 'now').joinVersions(interview)).ok);
    assert.deepEqual(
      standing(files).map((line) => line.replace(/^\d+ /, '')),
      ['We just clicked — the very first time we talked.: change', 'What changed?: change'],
    );
    assert.doesNotMatch(files.text(mine), /unconfirmed/);
  });
});
