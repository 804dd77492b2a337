import assert from 'node:assert/strict';
import { LineTable } from '../../../../src/core/text/lineTable';
import { span } from '../../../../src/core/text/span';
import { palette, paletteNames } from '../../../../src/core/codebook/palette';
import { glyphOf, swatch } from '../../../../src/extension/codebook/swatch';
import { mostStripes, stripeStyle } from '../../../../src/extension/editor/highlightStyle';
import { labelText, planLabels, planStripes } from '../../../../src/extension/editor/marginPlan';
import { memoIcon } from '../../../../src/extension/editor/memoIcon';

const lines = new LineTable('I: How?\nR: We clicked.\n\nR: We talk.\n');
const whole = [{ first: 0, last: 4 }];
const names: Readonly<Record<string, string>> = {
  trust: 'Building trusting relationships based on experience',
  talk: 'Talking',
  hope: 'Hope',
};

describe('labels and stripes beside the words', () => {
  it('stand where a segment ends, outer codes first, and say how many more there are', () => {
    const marks = [
      { span: span(0, 22), code: 'trust', color: 'blue' },
      { span: span(8, 22), code: 'talk', color: 'orange' },
      { span: span(8, 22), code: 'hope', color: 'green' },
      { span: span(11, 13), code: 'talk', color: 'orange' },
      { span: span(11, 13), code: '', color: 'annotation' },
    ];
    const [label, ...more] = planLabels(marks, lines, whole);
    assert.deepEqual(more, []);
    assert.equal(label?.line, 1);
    const text = labelText(label.codes, (code) => names[code] ?? code, glyphOf);
    assert.equal(text, `${glyphOf('blue')} Building trusting relations… · ${glyphOf('orange')} Talking +1`);
    assert.deepEqual(
      planStripes(marks, lines).map(({ first, last, lane }) => [first, last, lane]),
      [
        [0, 1, 0],
        [1, 1, 1],
        [1, 1, 2],
      ],
    );
  });

  it('tell palette colours apart by shape as well, as swatches do', () => {
    assert.equal(new Set(paletteNames.map(glyphOf)).size, Object.keys(palette).length);
    const shapes = paletteNames.map((name) => /d="[^"]+"/.exec(atob(swatch(name).light.split(',')[1] ?? ''))?.[0]);
    assert.equal(new Set(shapes).size, paletteNames.length);
    assert.equal(glyphOf('no colour'), glyphOf(paletteNames[0] ?? ''));
  });

  it('put stripes side by side at the right, in the colour and dashes of the code', () => {
    const styles = [0, 1, 2, 3].map((lane) => stripeStyle('blue', lane, 'light'));
    assert.equal(new Set(styles).size, 4);
    for (const style of styles) assert.match(style, /^none; background: .*var\(--vscode-verbatim-blue\).*no-repeat;$/);
    assert.match(stripeStyle('#zzzzzz;} body {', 0, 'dark'), /verbatim-grey/);
    assert.match(stripeStyle('blue', mostStripes + 3, 'dark'), /repeating-linear-gradient\(180deg/);
    assert.doesNotMatch(stripeStyle('"}', 0, 'light'), /"/);
  });

  it('mark memos by a picture that holds nothing of a file', () => {
    assert.notEqual(memoIcon('light'), memoIcon('dark'));
    assert.match(memoIcon('light'), /^data:image\/svg\+xml;base64,[A-Za-z0-9+/=]+$/);
  });
});
