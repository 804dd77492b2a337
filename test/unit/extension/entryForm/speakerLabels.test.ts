import assert from 'node:assert/strict';
import { toLf } from '../../../../src/core/text/lfText';
import { parseTranscript } from '../../../../src/core/transcript/parseTranscript';
import { speakerLabels } from '../../../../src/extension/entryForm/speakerLabels';
import { interview, interviewText } from '../../../support/smallStudy';

describe('the labels of a transcript', () => {
  it('come in the order of the text, with how often and what is said first', () => {
    const text = toLf(interviewText);
    assert.deepEqual(speakerLabels(text, parseTranscript(text, interview)), [
      { label: 'I', turns: 2, firstWords: 'How did you meet?' },
      {
        label: 'R',
        turns: 2,
        firstWords: 'We just clicked — the first time we spoke. He had been on that ward himself.',
      },
    ]);
  });

  it('are one in every Unicode form, have words where something is said, and are few', () => {
    const body = { start: 0, end: 3 };
    const turn = (speaker: string | null, spoken: boolean) => ({ speaker, body: spoken ? [body] : [] });
    const made = [turn('Be\u0301a', false), turn('B\u00e9a', true), turn(null, true)];
    const many = Array.from({ length: 300 }, (_, i) => turn(`S${i % 150}`, i >= 200));
    const labels = (turns: readonly object[]) => speakerLabels('Hi!', { style: 'plain', turns } as never);
    assert.deepEqual(labels(made), [{ label: 'B\u00e9a', turns: 2, firstWords: 'Hi!' }]);
    assert.equal(labels(many).length, 100);
    assert.deepEqual(labels([]), []);
  });
});
