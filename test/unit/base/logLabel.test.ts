import assert from 'node:assert/strict';
import fc from 'fast-check';
import { logLabel, logLabels, shownLabel } from '../../../src/core/base/logLabel';
import { setWording } from '../../../src/core/base/say';
import { readBundle } from '../../support/shownSentences';

/** How many values a label takes. */
const places = (label: string): number => new Set(label.match(/\{\d\}/g)).size;
/** Names and quotes as people give them; no quotation marks or labels of ours within. */
const value = fc.stringMatching(/^[A-Za-zäöüß.,;0-9-]{1,12}( [a-zäöü]{1,8})?$/);

describe('labels of the log', () => {
  afterEach(() => {
    setWording(null);
  });

  it('are the same on the disk in every language', () => {
    const english = logLabel('Coded “{0}” as {1}', 'we just clicked', 'Trust');
    assert.equal(english, 'Coded “we just clicked” as Trust');
    setWording(readBundle('de'));
    assert.equal(logLabel('Coded “{0}” as {1}', 'we just clicked', 'Trust'), english);
  });

  it('are shown as they stand in English', () => {
    for (const label of ['Coded “x” as y', 'Undo: Coded “x” as y', 'whatever']) assert.equal(shownLabel(label), label);
  });

  it('are shown in German, each as what it is, with the values it has', () => {
    const german = readBundle('de');
    setWording(german);
    fc.assert(
      fc.property(fc.constantFrom(...logLabels), value, value, value, (label, ...values) => {
        const given = values.slice(0, places(label));
        const expected = given.reduce((text, one, i) => text.replaceAll(`{${i}}`, () => one), german[label] ?? '');
        assert.equal(shownLabel(logLabel(label, ...given)), expected);
      }),
      { seed: 20261130, numRuns: 500 },
    );
  });

  it('are known within those of undoing, of restoring and of a memo that two people changed', () => {
    setWording(readBundle('de'));
    assert.equal(shownLabel('Undo: Coded “a” as b'), 'Rückgängig: „a“ als b kodiert');
    assert.equal(
      shownLabel('Undo: Put back to how it was after: Removed the memo on “a”'),
      'Rückgängig: Zurückgesetzt auf den Stand nach: Memo zu „a“ entfernt',
    );
    assert.equal(
      shownLabel('Changed the memo on “a”, which had been changed meanwhile: both texts are in it'),
      'Memo zu „a“ geändert, inzwischen geändert: Beide Texte stehen darin',
    );
  });

  it('have the quotation marks of the reader where an entry had no label of its own', () => {
    setWording(readBundle('de'));
    assert.equal(shownLabel('Linked anew “a”'), 'Neu verknüpft „a“');
  });

  it('are shown as they stand where nobody knows them, and never fail', () => {
    setWording(readBundle('de'));
    assert.equal(shownLabel('Danced with “a”'), 'Danced with “a”');
    const hostile = `Set the certainty of ${' on “” to '.repeat(50_000)}`;
    assert.equal(shownLabel(hostile), hostile);
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        assert.equal(typeof shownLabel(text), 'string');
      }),
      { seed: 20261130 },
    );
  });
});
