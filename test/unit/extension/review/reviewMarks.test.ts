import assert from 'node:assert/strict';
import { describe as describeSpan } from '../../../../src/core/anchor/describe';
import type { Segments } from '../../../../src/core/coding/segment';
import { TranscriptCoding } from '../../../../src/core/project/transcriptCoding';
import { toLf, type LfText } from '../../../../src/core/text/lfText';
import { span } from '../../../../src/core/text/span';
import { marksAt, reviewMarks, type ReviewMark } from '../../../../src/extension/review/reviewMarks';
import { at, digest, interview, rowOn, segmentsOf, transcript } from '../../../support/codingSamples';

const me = 'ada';
const coded = (segments: Segments, text: LfText = interview): TranscriptCoding =>
  new TranscriptCoding(transcript, text, digest, new Map([[me, { ...segments, coder: me }]]));
const { prefix, suffix } = describeSpan(interview, at('clicked'));
const orphan = segmentsOf([rowOn('x', 'clicked', { quote: 'clacked', prefix, suffix, state: 'orphaned' })]);
/** The character that follows the point where an orphan is shown in a text. */
const shownBefore = (text: LfText): string => {
  const [mark] = reviewMarks(coded(orphan, text), me);
  assert.ok(mark && mark.at.start === mark.at.end, 'a point');
  return text.slice(mark.at.start, mark.at.start + 5);
};
const without = (words: string): string => interview.replace(words, '');

describe('marks of what waits for review', () => {
  it('stand at the proposed place of a guess, and are of one coder', () => {
    const guess = segmentsOf([rowOn('x', 'clicked', { state: 'unconfirmed', was: 'clicked at once' })]);
    assert.deepEqual(
      reviewMarks(coded(guess), me).map((mark) => [mark.item.id, mark.at]),
      [['x', at('clicked')]],
    );
    assert.deepEqual(reviewMarks(coded(guess), 'kim'), []);
  });

  it('stand where an orphan stood, by the words before it or behind it, wherever these are now', () => {
    const behind = interview.slice(at('clicked').end, at('clicked').end + 5);
    const before = interview.slice(at('clicked').start - 10, at('clicked').start);
    assert.equal(shownBefore(toLf(without('clicked'))), behind);
    assert.equal(shownBefore(toLf(`I: Something new, first.\n\n${without('clicked')}`)), behind);
    assert.equal(shownBefore(toLf(without(`${before}clicked`))), behind);
    const half = prefix.slice(0, prefix.length / 2);
    assert.equal(shownBefore(toLf(`I: New.\n\n${half}These words are new, too.`)), 'These');
  });

  it('stand at the old distance from the start where nothing around an orphan is left, and at the start of a shorter text', () => {
    const { start } = at('clicked');
    const other = toLf(`${'z'.repeat(start)}Here.${'z'.repeat(50)}`);
    assert.equal(shownBefore(other), 'Here.');
    assert.equal(shownBefore(toLf('Short')), 'Short');
  });

  it('take the surroundings that are nearest to the old place', () => {
    const around = without('clicked');
    const twice = toLf(`${around}\n${around}`);
    const [mark] = reviewMarks(coded(orphan, twice), me);
    assert.equal(mark?.at.start, at('clicked').start);
  });

  it('are at a cursor or selection that touches their words, or that is in the line of an orphan', () => {
    const one = (id: string, start: number, end: number): ReviewMark => ({
      item: {
        id,
        state: 'orphaned',
        was: '',
        now: '',
        span: null,
        last: span(0, 0),
        prefix: '',
        suffix: '',
        reason: '',
      },
      at: span(start, end),
    });
    const marks = [one('words', 5, 9), one('point', 25, 25)];
    const lineOf = (offset: number): number => Math.floor(offset / 10);
    const idsAt = (start: number, end: number): string[] =>
      marksAt(marks, span(start, end), lineOf).map(({ item }) => item.id);
    assert.deepEqual(idsAt(9, 9), ['words']);
    assert.deepEqual(idsAt(4, 4), []);
    assert.deepEqual(idsAt(20, 20), ['point']);
    assert.deepEqual(idsAt(0, 40), ['words', 'point']);
    assert.deepEqual(idsAt(30, 31), []);
  });
});
