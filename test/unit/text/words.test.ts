import assert from 'node:assert/strict';
import fc from 'fast-check';
import { nextWordStart, previousWordEnd, wordEndAfter, wordStartBefore } from '../../../src/core/text/words';
import { runs } from '../../support/runs';

describe('words', () => {
  const text = '  one\ttwo\u00a0three\n';
  const [one, two, three] = [text.indexOf('one'), text.indexOf('two'), text.indexOf('three')];

  it('begin before an offset and end after it, the one it lies in first', () => {
    assert.equal(wordStartBefore(text, one + 1), one);
    assert.equal(wordStartBefore(text, two), one);
    assert.equal(wordStartBefore(text, one), 0);
    assert.equal(wordEndAfter(text, one + 1), one + 3);
    assert.equal(wordEndAfter(text, one + 3), two + 3);
    assert.equal(wordEndAfter(text, three + 5), text.length);
  });

  it('follow one another', () => {
    assert.equal(nextWordStart(text, one), two);
    assert.equal(nextWordStart(text, two), three);
    assert.equal(nextWordStart(text, three), text.length);
    assert.equal(previousWordEnd(text, three + 5), two + 3);
    assert.equal(previousWordEnd(text, one + 3), 0);
  });

  it('law: walking from either end meets the words that white space divides', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('a', '🙂', ' ', '\n', '\u2003', '-'), maxLength: 30 }), (any) => {
        const words = any.split(/\s+/).filter((word) => word !== '');
        const forward: string[] = [];
        for (let at = 0; any.slice(at).trim() !== '';) {
          const end = wordEndAfter(any, at);
          const start = wordStartBefore(any, end);
          forward.push(any.slice(start, end));
          at = end;
        }
        assert.deepEqual(forward, words);
        const backward: string[] = [];
        for (let at = any.length; any.slice(0, at).trim() !== '';) {
          const start = wordStartBefore(any, at);
          backward.unshift(any.slice(start, at).trimEnd());
          at = start;
        }
        assert.deepEqual(backward, words);
      }),
      { seed: 20261122, numRuns: runs(300) },
    );
  });
});
