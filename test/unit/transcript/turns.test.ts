import assert from 'node:assert/strict';
import { toLf } from '../../../src/core/text/lfText';
import { span } from '../../../src/core/text/span';
import { parseTranscript } from '../../../src/core/transcript/parseTranscript';
import { countWords, speakersOf } from '../../../src/core/transcript/speakers';
import { turnAt, turnsIn } from '../../../src/core/transcript/turns';

const text = toLf('Title\n\nI: How are you?\nR: Fine, thanks – really.\n\nI: Good.\n');
const transcript = parseTranscript(text, 'a.txt');
const at = (words: string): number => text.indexOf(words);

describe('turnAt', () => {
  it('finds the turn at a place, its label included, and none between turns', () => {
    assert.equal(turnAt(transcript, at('Fine'))?.speaker, 'R');
    assert.equal(turnAt(transcript, at('R:'))?.speaker, 'R');
    assert.equal(turnAt(transcript, 0), undefined);
    assert.equal(turnAt(transcript, at('\n\nI: Good') + 1), undefined);
    assert.equal(turnAt(transcript, text.length), undefined);
  });
});

describe('turnsIn', () => {
  it('gives the turns that a span touches', () => {
    assert.equal(turnsIn(transcript, span(at('are'), at('Good') + 1)).length, 3);
    assert.equal(turnsIn(transcript, span(0, 4)).length, 0);
    assert.equal(turnsIn(transcript, span(at('Fine'), at('Fine'))).length, 1);
    assert.equal(turnsIn(transcript, span(0, 0)).length, 0);
  });
});

describe('speakers', () => {
  it('are counted with their turns and words', () => {
    assert.deepEqual(speakersOf(text, transcript), [
      { speaker: 'I', turns: 2, words: 4 },
      { speaker: 'R', turns: 1, words: 3 },
    ]);
  });

  it('say words, which hold a letter or a digit', () => {
    assert.equal(countWords(' one – two\n3 … d’accord '), 4);
    assert.equal(countWords(''), 0);
  });
});
