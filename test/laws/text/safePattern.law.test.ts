import assert from 'node:assert/strict';
import fc from 'fast-check';
import { compilePattern } from '../../../src/core/text/safePattern';
import { runs } from '../../support/runs';

const atoms = fc.constantFrom('a', 'b', '.', '\\d', '[ab1]', '(?<x>a|b)', '(?:ab)', '^', '$', '\\b');
const pattern = fc
  .array(fc.tuple(atoms, fc.constantFrom('', '?', '+', '*', '{1,2}')), { minLength: 1, maxLength: 4 })
  .map((parts) => parts.map(([atom, times]) => (/^(?:\^|\$|\\b)$/.test(atom) ? atom : atom + times)).join(''))
  .filter((source) => source.split('(?<x>').length <= 2);
const texts = fc.array(fc.constantFrom('a', 'b', '1', ' ', 'é'), { maxLength: 20 }).map((parts) => parts.join(''));

describe('law: patterns', () => {
  it('match what a regular expression of JavaScript matches', () => {
    fc.assert(
      fc.property(pattern, texts, (source, text) => {
        const compiled = compilePattern(source);
        assert.ok(compiled.ok);
        const first = new RegExp(source, 'u').exec(text);
        const ours = compiled.value.exec(text);
        assert.equal(ours?.text, first?.[0]);
        assert.equal(ours?.span.start, first?.index);
        assert.equal(compiled.value.test(text), first !== null);
      }),
      { seed: 20261122, numRuns: runs(2000) },
    );
  });

  it('give matches in order that do not overlap', () => {
    fc.assert(
      fc.property(pattern, texts, (source, text) => {
        const compiled = compilePattern(source);
        assert.ok(compiled.ok);
        let end = 0;
        let count = 0;
        for (const match of compiled.value.matchAll(text)) {
          assert.ok(match.span.start >= end && match.span.end <= text.length);
          assert.equal(text.slice(match.span.start, match.span.end), match.text);
          end = match.span.end;
          assert.ok(++count <= text.length + 1);
        }
      }),
      { seed: 20261122, numRuns: runs(1000) },
    );
  });
});
