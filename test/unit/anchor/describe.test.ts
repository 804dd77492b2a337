import assert from 'node:assert/strict';
import { describe as describeSpan } from '../../../src/core/anchor/describe';
import { contextLength } from '../../../src/core/anchor/selector';
import { toLf } from '../../../src/core/text/lfText';
import { span } from '../../../src/core/text/span';

describe('describe', () => {
  it('keeps the words and what surrounds them', () => {
    const text = toLf(`${'a'.repeat(40)}we just clicked${'b'.repeat(40)}`);
    assert.deepEqual(describeSpan(text, span(40, 55)), {
      quote: 'we just clicked',
      prefix: 'a'.repeat(contextLength),
      suffix: 'b'.repeat(contextLength),
      span: span(40, 55),
    });
  });

  it('keeps less at the borders of the text', () => {
    const selector = describeSpan(toLf('ab word cd'), span(3, 7));
    assert.deepEqual([selector.prefix, selector.quote, selector.suffix], ['ab ', 'word', ' cd']);
  });

  it('never splits a surrogate pair, neither in the context nor in the quote', () => {
    const text = toLf(`😀${'a'.repeat(31)}word${'b'.repeat(31)}😀`);
    const selector = describeSpan(text, span(33, 37));
    assert.equal(selector.prefix, 'a'.repeat(31));
    assert.equal(selector.suffix, 'b'.repeat(31));
    assert.equal(describeSpan(toLf('a😀b'), span(2, 4)).quote, '😀b');
  });

  it('cuts a span that reaches past the text', () => {
    const selector = describeSpan(toLf('short'), span(2, 400));
    assert.equal(selector.quote, 'ort');
    assert.deepEqual(selector.span, span(2, 5));
  });
});
