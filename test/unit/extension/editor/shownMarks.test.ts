import assert from 'node:assert/strict';
import { annotationColor } from '../../../../src/extension/editor/highlightPlan';
import { colorOfCode, shownMarks } from '../../../../src/extension/editor/shownMarks';
import { sampleCode, sampleTree } from './sampleCodes';
import { sampleCoding } from './sampleSegments';

const tree = sampleTree([
  sampleCode('first'),
  sampleCode('second', { children: ['under'] }),
  sampleCode('under', { parent: 'second' }),
  sampleCode('own', { color: 'pink' }),
  sampleCode('hex', { color: '#123456' }),
  sampleCode('joined', { entry: { id: 'joined', name: 'joined', merged: ['old'] }, color: 'teal' }),
]);

describe('colorOfCode', () => {
  it('takes the code’s own colour, a palette name or #RRGGBB', () => {
    assert.equal(colorOfCode('own', tree), 'pink');
    assert.equal(colorOfCode('hex', tree), '#123456');
  });

  it('gives codes without one the colour of their top category’s turn', () => {
    assert.equal(colorOfCode('first', tree), 'blue');
    assert.equal(colorOfCode('second', tree), 'orange');
    assert.equal(colorOfCode('under', tree), 'orange');
  });

  it('follows a merge, and draws an unknown code in grey', () => {
    assert.equal(colorOfCode('old', tree), 'teal');
    assert.equal(colorOfCode('nowhere', tree), 'grey');
  });
});

describe('shownMarks', () => {
  const coding = sampleCoding('one two three four', [
    { at: [0, 3], codes: ['own', 'first'] },
    { at: [4, 7], coder: 'ben', codes: ['own'] },
    { at: [8, 13] },
    { at: [14, 18], codes: ['old', 'nowhere'] },
  ]);
  const marksFor = (...coders: string[]): string[] =>
    shownMarks(coding.placed, new Set(coders), tree).map(
      ({ span, code, color }) => `${span.start}-${span.end} ${code} ${color}`,
    );

  it('has one mark for each code in the order of the segment, and one for an annotation', () => {
    assert.deepEqual(marksFor('anna'), [
      '0-3 own pink',
      '0-3 first blue',
      `8-13  ${annotationColor}`,
      '14-18 joined teal',
      '14-18 nowhere grey',
    ]);
  });

  it('leaves out coders who are not shown', () => {
    assert.deepEqual(marksFor('ben'), ['4-7 own pink']);
    assert.deepEqual(marksFor(), []);
  });
});
