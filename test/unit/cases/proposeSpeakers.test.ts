import assert from 'node:assert/strict';
import { proposeSpeakers } from '../../../src/core/cases/proposeSpeakers';
import { toLf } from '../../../src/core/text/lfText';
import { labelSamples, type LabelSample } from '../../../src/core/transcript/labelSamples';
import { parseTranscript } from '../../../src/core/transcript/parseTranscript';

const sample = (label: string, turns = 10, words = 100, questions = 0): LabelSample => ({
  label,
  turns,
  words,
  questions,
  first: '',
});

const proposed = (...samples: readonly LabelSample[]): string =>
  proposeSpeakers(samples)
    .map(({ label, role, because }) => `${label}: ${role} (${String(because)})`)
    .join(', ');

describe('who speaks', () => {
  it('is told by labels, whatever their case, numbers and dots', () => {
    assert.equal(proposed(sample('I'), sample('R')), 'I: interviewer (label), R: person (label)');
    assert.equal(proposed(sample('R1'), sample('INT.')), 'R1: person (label), INT.: interviewer (label)');
    assert.equal(
      proposed(sample('Interviewerin'), sample('Befragte')),
      'Interviewerin: interviewer (label), Befragte: person (label)',
    );
    assert.equal(proposed(sample('Q'), sample('Anna')), 'Q: interviewer (label), Anna: person (rest)');
    assert.equal(proposed(sample('Anna'), sample('Resp')), 'Anna: interviewer (rest), Resp: person (label)');
  });

  it('takes “F” for a question only beside an answer', () => {
    assert.equal(proposed(sample('F'), sample('A')), 'F: interviewer (label), A: person (label)');
    assert.equal(proposed(sample('F'), sample('G')), 'F: nobody (null), G: nobody (null)');
  });

  it('takes several who answer for several people', () => {
    assert.equal(
      proposed(sample('Mod'), sample('P1'), sample('P2')),
      'Mod: interviewer (label), P1: other (label), P2: other (label)',
    );
  });

  it('is else guessed by who asks and says little', () => {
    assert.equal(
      proposed(sample('Anna', 10, 50, 8), sample('Ben', 10, 500, 1)),
      'Anna: interviewer (guess), Ben: person (guess)',
    );
    // Who says most does not interview, however much they ask.
    assert.equal(
      proposed(sample('Anna', 10, 500, 8), sample('Ben', 10, 50)),
      'Anna: nobody (null), Ben: nobody (null)',
    );
    assert.equal(
      proposed(sample('Anna', 10, 50, 8), sample('Ben', 10, 500, 7)),
      'Anna: nobody (null), Ben: nobody (null)',
    );
  });

  it('is one person where one speaks alone', () => {
    assert.equal(proposed(sample('Anna')), 'Anna: person (rest)');
    assert.equal(proposed(), '');
  });

  it('is found in an interview, with counts and a first line', () => {
    const text = toLf('I: How did it begin?\n\nR: In the garden.\n\nI: And then?\n\nR: We talked. Or did we?\n');
    assert.deepEqual(labelSamples(text, parseTranscript(text, 'A.txt')), [
      { label: 'I', turns: 2, words: 6, questions: 2, first: 'How did it begin?' },
      { label: 'R', turns: 2, words: 8, questions: 1, first: 'In the garden.' },
    ]);
  });
});
