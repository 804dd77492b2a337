import assert from 'node:assert/strict';
import {
  acceptedLabels,
  isLabel,
  isNameLike,
  maySpeak,
  readColonLabel,
} from '../../../src/core/transcript/speakerLabel';

describe('isLabel', () => {
  it('takes names, roles and codes in any script', () => {
    for (const name of [
      'I',
      'P01',
      'Dr. Smith',
      'Prof. J. Doe',
      'U.S. Nurse',
      'היו"ר',
      'Zoe\u0308',
      '主持人',
      'Mother-in-law',
      'Speaker 1 (left)',
      'R2/D2',
    ]) {
      assert.ok(isLabel(name), name);
    }
  });

  it('refuses sentences, numbers, paths, markup and remarks', () => {
    const wrong = [
      '',
      '12',
      'Well, no',
      'Stop. Now',
      'Really?',
      'a.b.txt',
      'a <b>',
      '“Ann”',
      '"Ann"',
      '[Ann',
      'x=1',
      '_page',
      '#Ann',
      'one two three four five six seven',
      'x'.repeat(61),
      'Wait…',
    ];
    for (const name of wrong) assert.ok(!isLabel(name), name);
  });
});

describe('isNameLike', () => {
  it('asks for a capital, a digit or a script without capitals in each word but particles', () => {
    for (const name of ['Ann', 'Marcel van Lohuizen', 'Mother and Child', 'P01', '2nd Nurse', 'משה', 'Ann (Head)'])
      assert.ok(isNameLike(name), name);
    for (const name of ['he said', 'He said', 'my point', 'van Dyke']) assert.ok(!isNameLike(name), name);
  });
});

describe('maySpeak', () => {
  it('leaves out words that head lines of a document, whatever their case', () => {
    assert.ok(!maySpeak('Note') && !maySpeak('DATE') && !maySpeak('Transcribed by'));
    assert.ok(maySpeak('Noted') && maySpeak('Interviewer') && maySpeak('constructor'));
  });
});

describe('readColonLabel', () => {
  const read = (line: string): string | undefined => readColonLabel(line, 0, line.length)?.name;

  it('reads up to the first colon', () => {
    assert.equal(read('Ann: Bo: yes'), 'Ann');
    assert.equal(read('  Ann : yes'), 'Ann');
    assert.equal(read('Ann:'), 'Ann');
    assert.equal(read('采访者：你好'), '采访者');
    assert.deepEqual(readColonLabel('x\n\tAnn:\tyes', 2, 12), { name: 'Ann', start: 3, end: 6, after: 7 });
  });

  it('leaves alone a colon inside what follows', () => {
    for (const line of ['http://a', 'At 10:30', 'std::vector', 'ratio a:b', ': yes', 'no colon', 'Ann:yes'])
      assert.equal(read(line), undefined, line);
    assert.equal(read('INT:yes'), 'INT');
    assert.equal(read('INT:“yes”'), 'INT');
  });
});

describe('acceptedLabels', () => {
  const accepted = (names: string[], lines: number): string[] => [...acceptedLabels(names, lines)];

  it('takes labels that alternate, also in text of many lines', () => {
    assert.deepEqual(accepted(['I', 'R', 'I', 'R'], 100), ['I', 'R']);
    assert.deepEqual(accepted(['I', 'R'], 4), ['I', 'R']);
  });

  it('takes a single voice where it makes up enough of the text', () => {
    assert.deepEqual(accepted(['P', 'P', 'P'], 20), ['P']);
    assert.deepEqual(accepted(['P', 'P', 'P'], 200), []);
    assert.deepEqual(accepted(['P', 'P'], 20), []);
  });

  it('takes no labels that stand once in much text, nor phrases', () => {
    assert.deepEqual(accepted(['One thing', 'Another thing'], 40), []);
    assert.deepEqual(accepted(['I', 'he said'], 2), []);
    assert.deepEqual(accepted(['Ann'], 1), []);
    assert.deepEqual(accepted([], 0), []);
  });

  it('adds a name that stands once beside sure ones, and no phrase', () => {
    assert.deepEqual(accepted(['I', 'R', 'I', 'R', 'Nurse', 'my point', 'Note', 'Note'], 10), ['I', 'R', 'Nurse']);
  });
});
