import assert from 'node:assert/strict';
import type { Digest } from '../../../src/core/base/digest';
import { applyCodes } from '../../../src/core/coding/codingOperations';
import { afterEdit, inOtherText } from '../../../src/core/project/liveEdit';
import { linesOfSegments } from '../../../src/core/project/segmentsStore';
import type { TranscriptCoding } from '../../../src/core/project/transcriptCoding';
import { toLf } from '../../../src/core/text/lfText';
import { span } from '../../../src/core/text/span';
import { interview, interviewText, openStudy, smallStudyFiles, spanOfWords } from '../../support/smallStudy';

/** The small interview with some words coded by Ada. */
async function coded(...words: string[]): Promise<TranscriptCoding> {
  const { study, session } = await openStudy(smallStudyFiles());
  await study.keep(interview);
  for (const one of words) {
    await session.change(interview, (mine, { text }) =>
      applyCodes(mine, text, spanOfWords(text, one), ['change'], session.tools()),
    );
  }
  return study.keptCoding(interview)!;
}

const quotes = (placed: TranscriptCoding['placed']): string[] => placed.map(({ segment }) => segment.row.quote);

describe('TranscriptCoding', () => {
  it('gives what holds an offset, outer before inner; at an end only where nothing else holds it', async () => {
    const coding = await coded('clicked', 'just clicked — the first', 'I talk more');
    const at = interviewText.indexOf('clicked');
    assert.deepEqual(quotes(coding.at(at)), ['just clicked — the first', 'clicked']);
    assert.deepEqual(quotes(coding.at(at + 'clicked'.length)), ['just clicked — the first']);
    const end = interviewText.indexOf('I talk more') + 'I talk more'.length;
    assert.deepEqual(quotes(coding.at(end)), ['I talk more']);
    assert.deepEqual(quotes(coding.at(end + 1)), []);
    assert.deepEqual(quotes(coding.touching(span(at - 1, at))), ['just clicked — the first']);
    assert.deepEqual(quotes(coding.touching(span(at, at))), ['just clicked — the first', 'clicked']);
    assert.equal(coding.touching(span(0, interviewText.length)).length, 3);
  });

  it('knows turns and lines of its text', async () => {
    const coding = await coded();
    assert.equal(coding.transcript.turns.length, 4);
    assert.equal(coding.lines, coding.lines);
    assert.deepEqual([coding.placed, coding.orphans], [[], []]);
  });
});

describe('a text that came from elsewhere', () => {
  const digest = 'sha256:other' as Digest;

  it('has every segment found again by its words, those that are gone without a place', async () => {
    const coding = await coded('We just clicked', 'I even ring my sister');
    const text = toLf(`# Interview 1\n\n${interviewText.replace(' I even ring my sister.', '')}`);
    const other = inOtherText(coding, text, digest);
    assert.equal(other.digest, digest);
    assert.deepEqual(
      other.placed.map(({ span: at }) => text.slice(at.start, at.end)),
      ['We just clicked'],
    );
    assert.equal(other.placed[0]?.segment.placement.outcome, 'moved');
    const [lost] = other.orphans;
    assert.deepEqual([lost?.segment.row.quote, lost?.segment.row.state], ['I even ring my sister', 'orphaned']);
    const back = inOtherText(other, coding.text, coding.digest);
    assert.equal(back.orphans.length, 0);
    assert.deepEqual(quotes(back.placed), quotes(coding.placed));
  });

  it('leaves a place that is a guess a guess, through edits and searches, until a person confirms it', async () => {
    const coding = await coded('We just clicked');
    const mine = coding.byCoder.get('ada')!;
    const doubtful = mine.list.map(({ row, placement }) => ({
      row: { ...row, state: 'unconfirmed' as const },
      placement,
    }));
    const guessed = coding.with({ ...mine, list: doubtful });
    const text = toLf(`# A\n${coding.text}`);
    const edited = afterEdit(guessed, [{ ...span(0, 0), text: '# A\n' }], text);
    const found = inOtherText(guessed, text, digest);
    for (const [placed] of [edited.placed, found.placed]) {
      assert.equal(placed?.segment.row.state, 'unconfirmed');
      assert.equal(text.slice(placed.span.start, placed.span.end), 'We just clicked');
    }
  });
});

describe('an edit of whole lines', () => {
  it('never cuts a segment within a character, though the new one begins with the same half', async () => {
    const coding = await coded('more 🙂 now');
    const start = interviewText.indexOf('🙂');
    const text = toLf(`${interviewText.slice(0, start)}🙃`);
    const edited = afterEdit(coding, [{ ...span(start, interviewText.length), text: '🙃' }], text);
    assert.deepEqual(
      edited.placed.map(({ span: at }) => text.slice(at.start, at.end)),
      ['more '],
    );
  });
});

describe('a text whose words were edited elsewhere', () => {
  it('has them followed through what was changed, and orphans left alone', async () => {
    const coding = await coded('We just clicked — the first', 'I even ring my sister');
    const gone = inOtherText(coding, toLf(interviewText.replace(' I even ring my sister.', '')), 'sha256:b' as Digest);
    const text = toLf(
      interviewText
        .replace('We just clicked — the first', 'We clicked — at first')
        .replace('I even ring my sister', 'I even rang my sister'),
    );
    const other = inOtherText(gone, text, 'sha256:c' as Digest);
    assert.deepEqual(
      other.placed.map(({ segment: { row, placement } }) => [row.quote, row.state, placement.outcome]),
      [['We clicked — at first', undefined, 'moved']],
    );
    assert.deepEqual(
      other.placed.map(({ span: there }) => text.slice(there.start, there.end)),
      ['We clicked — at first'],
    );
    assert.deepEqual(
      other.orphans.map(({ segment: { row } }) => row.quote),
      ['I even ring my sister'],
    );
  });
});

describe('linesOfSegments', () => {
  it('gives the line of each id, and nothing for what has none', () => {
    const content = '{"verbatim":"segments"}\n{"id":"a"}\n\n{"id":"b"}';
    assert.deepEqual(
      [...linesOfSegments(new TextEncoder().encode(content))],
      [
        ['a', 2],
        ['b', 4],
      ],
    );
    assert.equal(linesOfSegments(null).size, 0);
  });
});
