import assert from 'node:assert/strict';
import { flowText } from '../../../src/core/yaml/blockText';
import { isSafePlain, literalLines, scalarText } from '../../../src/core/yaml/scalarText';
import { isPlainMap, plainCopy, sameValue } from '../../../src/core/yaml/sameValue';
import { readYaml } from '../../../src/core/yaml/yamlFile';

describe('scalarText', () => {
  it('writes plainly what is read as itself', () => {
    for (const text of [
      'making-a-connection',
      'Making a connection',
      'a:b',
      'a#b',
      '18-25',
      '2013-05-01',
      'M1.1',
      'é語 “x”',
      '“we just clicked”',
    ])
      assert.equal(scalarText(text, 'block'), text);
  });

  it('quotes what YAML, old or new, would misread', () => {
    const texts = [
      '',
      'yes',
      'No',
      'ON',
      '~',
      'null',
      'TRUE',
      '12',
      '-1.5',
      '1e3',
      '0x1F',
      '0o7',
      '.inf',
      '-.INF',
      '.nan',
      '12:30',
      '1_000',
      '<<',
      '=',
      'a: b',
      'a #b',
      'a:',
      ' a',
      'a ',
      '- a',
      '?',
      '#a',
      '&a',
      '*a',
      '!a',
      '|',
      '>',
      '%a',
      '@a',
      '`a',
      "'a",
      '"a',
      '[a',
      '{a',
      ',a',
      'a\nb',
      'a\tb',
      'a\u2028b',
      'a\u0085b',
      '\ufeffa',
      '.5',
      '...',
      '---',
    ];
    for (const text of texts) {
      const written = scalarText(text, 'block');
      assert.equal(written.charAt(0), '"', text);
      assert.equal(
        readYaml(`k: ${written}\n`, '').value && (readYaml(`k: ${written}\n`, '').value as { k: string }).k,
        text,
      );
    }
  });

  it('is stricter within brackets and before a colon', () => {
    assert.equal(isSafePlain('a, b', 'block'), true);
    assert.equal(isSafePlain('a, b', 'flow'), false);
    assert.equal(isSafePlain('a:b', 'key'), false);
    assert.equal(isSafePlain('x'.repeat(10_001), 'block'), false);
  });

  it('keeps the quotes that were there where they can hold the text', () => {
    assert.equal(scalarText("it's", 'block', "'"), "'it''s'");
    assert.equal(scalarText('plain', 'block', '"'), '"plain"');
    assert.equal(scalarText('a\u0007', 'block', "'"), '"a\\u0007"');
    assert.equal(scalarText('\\u0085\u0085', 'block', '"'), '"\\\\u0085\\u0085"');
  });

  it('writes numbers, truth and nothing', () => {
    assert.deepEqual(
      [1.5, -0, Infinity, -Infinity, NaN, true, null].map((value) => scalarText(value, 'block')),
      ['1.5', '-0', '.inf', '-.inf', '.nan', 'true', 'null'],
    );
  });
});

describe('literalLines', () => {
  it('takes texts of several lines', () => {
    assert.deepEqual(literalLines('a\nb'), { header: '|-', lines: ['a', 'b'] });
    assert.deepEqual(literalLines('a\n\n b\n'), { header: '|', lines: ['a', '', ' b'] });
  });

  it('leaves to quotes what a literal would lose or make hard to see', () => {
    for (const text of ['one', 'one\n', ' a\nb', '\na\nb', 'a\n  \nb', 'a\nb\n\n', 'a\r\nb', 'a\nb\u2028']) {
      assert.equal(literalLines(text), undefined, JSON.stringify(text));
    }
  });
});

describe('flowText', () => {
  it('writes lists and groups on one line', () => {
    assert.equal(flowText({ a: [1, 'x, y'], 'b c': null, d: {} }), '{a: [1, "x, y"], b c: null, d: {}}');
  });

  it('refuses what is no value of a file', () => {
    assert.throws(() => flowText(() => 1), RangeError);
  });
});

describe('sameValue', () => {
  it('compares every part, keys in any order', () => {
    assert.ok(sameValue({ a: 1, b: [{ c: NaN }] }, { b: [{ c: NaN }], a: 1 }));
    assert.ok(sameValue(0, -0));
    for (const [a, b] of [
      [{ a: 1 }, { a: 2 }],
      [{ a: 1 }, {}],
      [[1], [1, 2]],
      [[1], { 0: 1 }],
      [{ 0: 1 }, [1]],
      [{ a: undefined }, { b: undefined }],
      [null, {}],
      ['1', 1],
    ] as const) {
      assert.equal(sameValue(a, b), false, JSON.stringify([a, b]));
    }
  });

  it('copies without sharing and without what is undefined', () => {
    const shared = [1];
    const copy = plainCopy({ a: shared, b: shared, c: undefined }) as { a: number[]; b: number[] };
    assert.deepEqual(copy, { a: [1], b: [1] });
    assert.notEqual(copy.a, copy.b);
    assert.equal(isPlainMap(null), false);
  });
});
