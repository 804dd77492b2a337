import assert from 'node:assert/strict';
import { EarlierText } from '../../../src/core/anchor/reanchorThroughDiff';
import { placeSegments } from '../../../src/core/coding/placeSegments';
import type { SegmentRow } from '../../../src/core/coding/segmentsFile';
import { toLf } from '../../../src/core/text/lfText';
import { describe as describeSpan } from '../../../src/core/anchor/describe';
import { at, digest, interview, otherDigest, rowOn, segmentsOf, transcript } from '../../support/codingSamples';

const origin = { transcript, coder: 'coder1', text: digest };
const full = (id: string, words: string, more: Partial<SegmentRow> = {}): SegmentRow => {
  const { prefix, suffix } = describeSpan(interview, at(words));
  return rowOn(id, words, { prefix, suffix, ...more });
};

describe('placeSegments', () => {
  it('leaves rows as they are in the text that they were made for, sorted', () => {
    const rows = [rowOn('b', 'She came'), rowOn('c', 'clicked'), rowOn('a', 'clicked')];
    const segments = segmentsOf(rows);
    assert.deepEqual(
      segments.list.map((segment) => segment.row),
      [rows[2], rows[1], rows[0]],
    );
    assert.ok(segments.list.every((segment) => segment.placement.outcome === 'exact'));
    assert.deepEqual([segments.transcript, segments.coder, segments.text], [transcript, 'coder1', digest]);
  });

  it('finds them again in a changed text and says in the rows where they stand now', () => {
    const text = toLf(`Header.\n${interview}`);
    const segments = placeSegments(origin, [full('a', 'clicked', { note: 'kept' })], text, otherDigest);
    const [segment] = segments.list;
    assert.equal(segments.text, otherDigest);
    assert.equal(segment?.placement.outcome, 'moved');
    assert.deepEqual([segment.row.start, segment.row.end], [at('clicked', text).start, at('clicked', text).end]);
    assert.equal(segment.row.state, undefined);
    assert.equal(segment.row['note'], 'kept');
  });

  it('keeps what it cannot place as an orphan with its last place', () => {
    const row = full('a', 'We just clicked');
    const text = toLf(interview.replace('We just clicked, ', ''));
    const [segment] = placeSegments(origin, [row], text, otherDigest).list;
    assert.deepEqual(segment?.placement.span, null);
    assert.deepEqual(segment.row, { ...row, state: 'orphaned' });
  });

  it('marks a guess as unconfirmed, and leaves it so until a person confirms', () => {
    const row = rowOn('a', 'you know what I mean');
    const text = toLf(interview.replace('R: At home', 'R: In truth, at home'));
    const [guess] = placeSegments(origin, [row], text, otherDigest).list;
    assert.deepEqual([guess?.placement.outcome, guess?.row.state], ['approximate', 'unconfirmed']);
    const again = placeSegments({ ...origin, text: otherDigest }, [guess!.row], text, otherDigest).list[0]!;
    assert.deepEqual([again.placement.outcome, again.row], ['approximate', guess!.row]);
    assert.match(again.placement.reason, /confirmed/);
  });

  it('keeps the words that a guess at other words was made from, through further changes, until a person confirms', () => {
    const row = full('a', 'I would not have talked to a nurse about the voices');
    const edited = toLf(interview.replace('talked to a nurse', 'spoken with a nurse'));
    const [guess] = placeSegments(origin, [row], edited, otherDigest).list;
    assert.equal(guess?.placement.outcome, 'approximate');
    const words = 'I would not have spoken with a nurse about the voices';
    const { start, end } = at(words, edited);
    assert.deepEqual(guess.row, { ...row, start, end, quote: words, state: 'unconfirmed', was: row.quote });
    const again = placeSegments({ ...origin, text: otherDigest }, [guess.row], edited, otherDigest).list[0]!;
    assert.deepEqual([again.placement.outcome, again.row], ['approximate', guess.row]);
    const back = placeSegments({ ...origin, text: otherDigest }, [guess.row], interview, digest).list[0]!;
    assert.deepEqual(back.row, { ...row, state: 'unconfirmed' });
  });

  it('looks for an unconfirmed segment whose place is none in its text', () => {
    for (const [start, end] of [
      [9000, 9010],
      [4, 4],
    ] as const) {
      const row = full('a', 'We just clicked', { state: 'unconfirmed', start, end });
      const [found] = placeSegments(origin, [row], interview, digest).list;
      assert.equal(found?.row.start, at('We just clicked').start);
    }
  });

  it('does not bring an orphan back by likeness', () => {
    const row = full('a', 'I would not have talked to a nurse about the voices', { state: 'orphaned' });
    const edited = toLf(interview.replace('talked to a nurse', 'spoken with a nurse'));
    assert.deepEqual(placeSegments(origin, [row], edited, otherDigest).list[0]?.row, row);
  });

  it('keeps an unconfirmed place unconfirmed when it moves', () => {
    const row = full('a', 'We just clicked', { state: 'unconfirmed' });
    const [moved] = placeSegments(origin, [row], toLf(`x ${interview}`), otherDigest).list;
    assert.deepEqual([moved?.placement.outcome, moved?.row.state], ['approximate', 'unconfirmed']);
    assert.equal(moved?.row.start, row.start + 2);
  });

  it('leaves an orphan one in the text that it became one in, wherever its words stand', () => {
    for (const more of [{ start: 3, end: 18 }, {}]) {
      const row = full('a', 'We just clicked', { state: 'orphaned', ...more });
      const [lost] = segmentsOf([row]).list;
      assert.deepEqual([lost?.placement.span, lost?.row], [null, row]);
    }
  });

  it('brings an orphan back where it stood, and elsewhere as a guess where it is not known what stood there before', () => {
    const row = full('a', 'We just clicked', { state: 'orphaned' });
    const [back] = placeSegments(origin, [row], interview, otherDigest).list;
    assert.match(back?.placement.reason ?? '', /found again/);
    assert.deepEqual([back?.placement.outcome, back?.row], ['moved', full('a', 'We just clicked')]);

    const elsewhere = { ...row, start: 3, end: 18 };
    const [guess] = placeSegments(origin, [elsewhere], interview, otherDigest).list;
    assert.deepEqual([guess?.placement.outcome, guess?.row.state], ['approximate', 'unconfirmed']);
    assert.equal(guess?.row.start, at('We just clicked').start);

    const doubtful = rowOn('b', 'you know what I mean', { state: 'orphaned' });
    const [lost] = placeSegments(origin, [doubtful], interview, otherDigest).list;
    assert.deepEqual([lost?.placement.span, lost?.row], [null, doubtful]);
  });

  it('brings an orphan back in words that came since, and on none that stood before', () => {
    const row = full('a', 'We just clicked', { state: 'orphaned', start: 3, end: 18 });
    const earlier = (text: string): EarlierText => new EarlierText(toLf(text), interview);
    const without = interview.replace('We just clicked, ', '');
    const [back] = placeSegments(origin, [row], interview, otherDigest, earlier(without)).list;
    assert.deepEqual([back?.placement.outcome, back?.row], ['moved', full('a', 'We just clicked')]);
    const stood = interview.replace('At home', 'In truth, at home');
    const [lost] = placeSegments(origin, [row], interview, otherDigest, earlier(stood)).list;
    assert.deepEqual(lost?.row, row);
  });

  it('brings an orphan that a person left one back only where it stood, if its words were surely gone from there', () => {
    const row = full('a', 'We just clicked', { state: 'orphaned', kept: true });
    const placed = (earlier: string | null, one = row): SegmentRow | undefined => {
      const before = earlier === null ? null : new EarlierText(toLf(earlier), interview);
      return placeSegments(origin, [one], interview, otherDigest, before).list[0]?.row;
    };
    const without = interview.replace('We just clicked, ', '');
    assert.deepEqual(placed(without), full('a', 'We just clicked'));
    assert.deepEqual(placed(null), row);
    assert.deepEqual(placed(`${interview} And so on.`), row);
    const elsewhere = { ...row, start: 3, end: 18 };
    assert.deepEqual(placed(without, elsewhere), elsewhere);
  });

  it('searches where the digest agrees but the offsets are wrong or reach beyond the text', () => {
    for (const wrong of [
      { start: 0, end: 7 },
      { start: 900_000, end: 900_015 },
    ]) {
      const [segment] = segmentsOf([full('a', 'We just clicked', wrong)]).list;
      assert.deepEqual([segment?.placement.outcome, segment?.row.start], ['moved', at('We just clicked').start]);
    }
  });
});
