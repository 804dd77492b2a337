import assert from 'node:assert/strict';
import { maxPatternLength } from '../../../src/core/text/limits';
import { compilePattern, type SafePattern } from '../../../src/core/text/safePattern';
import { span } from '../../../src/core/text/span';

function pattern(source: string, flags = ''): SafePattern {
  const compiled = compilePattern(source, flags);
  assert.ok(compiled.ok, compiled.ok ? '' : compiled.error);
  return compiled.value;
}

function refusal(source: string, flags = ''): string {
  const compiled = compilePattern(source, flags);
  assert.ok(!compiled.ok);
  return compiled.error;
}

describe('compilePattern', () => {
  it('finds a match with its named groups', () => {
    const ids = pattern('(?<case>[A-Z]{3}\\d)(?<role>PW|SU|ST|MA)(?<rest>x)?\\d\\d');
    assert.deepEqual(ids.groupNames, ['case', 'role', 'rest']);
    const found = ids.exec('transcripts/PAR1PW01.txt');
    assert.deepEqual(found?.span, span(12, 20));
    assert.equal(found.text, 'PAR1PW01');
    assert.deepEqual(
      [...found.groups],
      [
        ['case', 'PAR1'],
        ['role', 'PW'],
      ],
    );
    assert.equal(ids.exec('nothing'), undefined);
  });

  it('keeps names that an object would trip over', () => {
    assert.equal(pattern('(?<__proto__>a)(?<constructor>b)').exec('ab')?.groups.get('constructor'), 'b');
  });

  it('searches from a place, and refuses one outside the text', () => {
    assert.deepEqual(pattern('a').exec('aba', 1)?.span, span(2, 3));
    assert.throws(() => pattern('a').exec('aba', 4), RangeError);
    assert.throws(() => pattern('a').exec('aba', -1), RangeError);
  });

  it('counts UTF-16 units and never stops inside a pair', () => {
    const spans = [...pattern('x*').matchAll('😀x')].map((match) => [match.span.start, match.span.end]);
    assert.deepEqual(spans, [
      [0, 0],
      [2, 3],
      [3, 3],
    ]);
    assert.deepEqual(pattern('b').exec('😀b')?.span, span(2, 3));
  });

  it('knows the flags i, m and s', () => {
    assert.ok(pattern('ÉTÉ', 'i').test('été'));
    assert.equal([...pattern('^a', 'm').matchAll('a\nb\na')].length, 2);
    assert.ok(pattern('a.b', 's').test('a\nb'));
    assert.ok(!pattern('a.b').test('a\nb'));
    assert.match(refusal('a', 'g'), /“g” is no flag/);
  });

  it('gives a reason that a person can act on', () => {
    assert.match(refusal('(?<=a)b'), /looks ahead or behind/);
    assert.match(refusal('a(?!b)'), /looks ahead or behind/);
    assert.match(refusal('(a)\\1'), /refers back/);
    assert.match(refusal('(a'), /missing closing \)/);
    assert.match(refusal(''), /empty/);
    assert.match(refusal('a'.repeat(maxPatternLength + 1)), /1001 characters/);
    assert.match(refusal('[a-z]{1000}'.repeat(8)), /repeats too much/);
  });

  it('takes no time over patterns that freeze other engines', () => {
    assert.equal(pattern('(x+x+)+y').test('x'.repeat(100_000)), false);
    assert.equal(pattern('^(([a-z])+.)+[A-Z]([a-z])+$').test('a'.repeat(50_000)), false);
  });

  it('walks a long text', () => {
    assert.equal([...pattern('(?<n>\\d+)').matchAll('fox 42 '.repeat(20_000))].length, 20_000);
  });
});
