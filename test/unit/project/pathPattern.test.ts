import assert from 'node:assert/strict';
import fc from 'fast-check';
import { anyPattern, pathPattern } from '../../../src/core/project/pathPattern';
import { runs } from '../../support/runs';

/** What a pattern means, said as plainly as can be and slowly: every choice is tried. */
function naive(pattern: string, path: string): boolean {
  const brace = /\{([^}]*)\}/.exec(pattern);
  if (brace) {
    const [before, after] = [pattern.slice(0, brace.index), pattern.slice(brace.index + brace[0].length)];
    return brace[1]!.split(',').some((choice) => naive(before + choice + after, path));
  }
  return pattern !== '' && parts(pattern.split('/'), path.split('/'));
}

function parts([part, ...more]: readonly string[], names: readonly string[]): boolean {
  if (part === undefined) return names.length === 0;
  if (part === '**') return names.some((_, i) => parts(more, names.slice(i))) || parts(more, []);
  return names.length > 0 && name(part, names[0]!) && parts(more, names.slice(1));
}

function name(part: string, one: string): boolean {
  if (part === '') return one === '';
  if (part.startsWith('*')) return name(part.slice(1), one) || (one !== '' && name(part, one.slice(1)));
  return one !== '' && (part[0] === '?' || part[0] === one[0]) && name(part.slice(1), one.slice(1));
}

describe('pathPattern', () => {
  it('matches as people expect of such patterns', () => {
    const matches = pathPattern('transcripts/**/*.{txt,md}');
    for (const path of ['transcripts/a.txt', 'transcripts/a/b/c.md', 'transcripts/.txt'])
      assert.ok(matches(path), path);
    for (const path of ['a.txt', 'transcripts', 'transcripts/a.vtt', 'x/transcripts/a.txt', 'transcripts/a.TXT']) {
      assert.ok(!matches(path), path);
    }
    assert.ok(pathPattern('W?/I*.txt')('W2/Interview 1.txt'));
    assert.ok(!pathPattern('W?/I*.txt')('W12/I.txt'));
    assert.ok(pathPattern('u\u0308/*')('ü/a'));
  });

  it('takes a brace that does not close for a letter, and matches nothing where it is empty or has too many choices', () => {
    assert.ok(pathPattern('a{b')('a{b'));
    assert.ok(pathPattern('a}b')('a}b'));
    assert.ok(!pathPattern('')(''));
    assert.ok(!pathPattern('{}')(''));
    const seven = '{a,b}'.repeat(7);
    assert.ok(pathPattern('{a,b}'.repeat(6))('ababab'));
    assert.ok(!pathPattern(seven)('abababa'));
    assert.ok(anyPattern([seven, 'x', ''])('x'));
    assert.ok(!anyPattern([])('x'));
  });

  it('law: means what the plain, slow reading means', () => {
    const pattern = fc
      .array(fc.constantFrom('a', 'b', '*', '?', '/', '**', '/**/', '{a,b}', '{a/b,}', '{*,**}'), { maxLength: 7 })
      .map((pieces) => pieces.join(''));
    const path = fc
      .array(fc.string({ unit: fc.constantFrom('a', 'b', '.'), maxLength: 3 }), { minLength: 1, maxLength: 4 })
      .map((names) => names.join('/'));
    fc.assert(
      fc.property(pattern, path, (one, other) => {
        assert.equal(pathPattern(one)(other), naive(one, other), `${one} on ${other}`);
      }),
      { seed: 20261122, numRuns: runs(3000) },
    );
  });

  it('is not made slow by any pattern', () => {
    const matches = pathPattern(`${'**/'.repeat(200)}${'*a'.repeat(200)}b`);
    assert.equal(matches(`${'a/'.repeat(300)}${'a'.repeat(300)}`), false);
  });
});
