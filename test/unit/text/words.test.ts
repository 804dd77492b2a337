import assert from 'node:assert/strict';
import { span } from '../../../src/core/text/span';
import fc from 'fast-check';
import {
  isBorderMove,
  movedBorder,
  nextWordStart,
  previousWordEnd,
  wordEndAfter,
  wordStartBefore,
} from '../../../src/core/text/words';
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

describe('movedBorder', () => {
  const text = 'We just clicked, you know.';
  const just = { ...span(3, 7) };

  it('moves one border by one word', () => {
    const words = (move: 'startOut' | 'startIn' | 'endOut' | 'endIn', from = just): string | undefined => {
      const moved = movedBorder(text, from, move);
      return moved && text.slice(moved.start, moved.end);
    };
    assert.equal(words('startOut'), 'We just');
    assert.equal(words('endOut'), 'just clicked,');
    assert.equal(words('startIn', span(3, 15)), 'clicked');
    assert.equal(words('endIn', span(3, 15)), 'just');
  });

  it('leaves the segment alone where nothing would be left of it or nothing moves', () => {
    assert.equal(movedBorder(text, just, 'startIn'), undefined);
    assert.equal(movedBorder(text, just, 'endIn'), undefined);
    assert.equal(movedBorder(text, span(0, 2), 'startOut'), undefined);
    assert.equal(movedBorder(text, span(3, text.length), 'endOut'), undefined);
  });

  it('knows the names of the moves', () => {
    assert.ok(isBorderMove('endIn'));
    assert.ok(!isBorderMove('endin') && !isBorderMove(undefined));
  });
});
