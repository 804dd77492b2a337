import assert from 'node:assert/strict';
import fc from 'fast-check';
import { filled, isTranslated, say, setWording } from '../../../src/core/base/say';

describe('say', () => {
  afterEach(() => {
    setWording(null);
  });

  it('is English until a face says otherwise, and again when it takes that back', () => {
    assert.equal(say('{0} has its place.', 'x'), 'x has its place.');
    setWording({ '{0} has its place.': '{0} hat seine Stelle.' });
    assert.equal(say('{0} has its place.', 'x'), 'x hat seine Stelle.');
    assert.ok(isTranslated());
    setWording(null);
    assert.equal(say('{0} has its place.', 'x'), 'x has its place.');
    assert.equal(isTranslated(), false);
  });

  it('is English where the language has no words for it', () => {
    setWording({});
    assert.equal(say('There is nothing to undo.'), 'There is nothing to undo.');
  });

  it('lets a language put values in another order', () => {
    setWording({ '{0} of {1}': 'von {1}: {0}' });
    assert.equal(say('{0} of {1}', 2, 3), 'von 3: 2');
  });

  it('puts values in as they are, whatever they hold, and leaves a place without a value', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (a, b) => {
        assert.equal(filled('<{0}|{1}|{2}>', [a, b]), `<${a}|${b}|{2}>`);
      }),
      { seed: 20261130 },
    );
    assert.equal(filled('{of: {0}}', ['{1}', '$&']), '{of: {1}}');
  });
});
