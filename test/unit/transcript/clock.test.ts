import assert from 'node:assert/strict';
import { readBracketedClock, readClock } from '../../../src/core/transcript/clock';

const seconds = (text: string): number | undefined => readClock(text, 0)?.seconds;

describe('readClock', () => {
  it('reads minutes, hours and days, fractions and count-downs', () => {
    const cases: [string, number][] = [
      ['0:02', 2],
      ['75:10', 4510],
      ['00:01:02', 62],
      ['1:00:00.5', 3600.5],
      ['00:00:01,250', 1.25],
      ['01:02:03:04', 93_784],
      ['-00:00:00:10', -10],
      ['−0:01', -1],
      ['0:02.', 2],
    ];
    for (const [text, expected] of cases) assert.equal(seconds(text), expected, text);
    assert.ok(Object.is(seconds('-0:00'), 0));
  });

  it('refuses what is no time', () => {
    const wrong = [
      '',
      '12',
      '0:2',
      '0:60',
      '1:60:00',
      '0:000',
      '12345:00',
      '1:24:00:00',
      '1:2:3:4:05',
      '0:02:',
      'a',
      ':02',
      '00:0:1d',
      '0:02.1234567890',
    ];
    for (const text of wrong) assert.equal(seconds(text), undefined, text);
  });
});

describe('readBracketedClock', () => {
  it('reads every bracket, escapes and ranges', () => {
    for (const text of ['[0:02]', '(0:02)', '<0:02>', '{ 0:02 }', '\\[0:02\\]']) {
      assert.deepEqual(readBracketedClock(text, 0), { start: 2, endTime: null, parts: 2, end: text.length }, text);
    }
    assert.equal(readBracketedClock('[0:02–0:05]', 0)?.endTime, 5);
  });

  it('refuses brackets that do not fit, and ranges without an end', () => {
    for (const text of ['[0:02)', '0:02', '[x]', '[0:02 - x]', '[0:02'])
      assert.equal(readBracketedClock(text, 0), undefined, text);
  });
});
