import assert from 'node:assert/strict';
import { canonicalJson } from '../../../src/core/base/canonicalJson';
import { fileLines, longestJsonLine, parseJsonLine } from '../../../src/core/base/jsonLines';

describe('fileLines', () => {
  it('gives the lines that are not blank, with their numbers', () => {
    assert.deepEqual(fileLines('\ufeffa\r\n\n  \nb\u2028c\nd'), [
      { line: 1, text: 'a', unended: false },
      { line: 4, text: 'b\u2028c', unended: false },
      { line: 5, text: 'd', unended: true },
    ]);
    assert.deepEqual(fileLines(''), []);
    assert.deepEqual(fileLines('\r\n'), []);
  });
});

describe('parseJsonLine', () => {
  it('parses what is JSON and says what is not', () => {
    assert.deepEqual(parseJsonLine('{"a":["\\"[[{"]}'), { ok: true, value: { a: ['"[[{'] } });
    for (const wrong of ['{', 'x', '[1,]']) assert.equal(parseJsonLine(wrong).ok, false);
  });

  it('does not parse what is too deep or too long', () => {
    assert.equal(parseJsonLine('['.repeat(64) + ']'.repeat(64)).ok, true);
    const deep = parseJsonLine('['.repeat(65) + ']'.repeat(65));
    assert.ok(!deep.ok && deep.error.includes('deeply'));
    const long = parseJsonLine(' '.repeat(longestJsonLine + 1));
    assert.ok(!long.ok && long.error.includes('long'));
  });
});

describe('canonicalJson', () => {
  it('does not depend on the order of keys', () => {
    assert.equal(canonicalJson({ b: [1, { d: null, c: 'x' }], a: true }), '{"a":true,"b":[1,{"c":"x","d":null}]}');
    assert.equal(canonicalJson({ a: undefined, b: 1 }), canonicalJson({ b: 1 }));
    assert.equal(canonicalJson(undefined), 'null');
  });

  it('tells apart what differs', () => {
    assert.notEqual(canonicalJson([1, 2]), canonicalJson([2, 1]));
    assert.notEqual(canonicalJson('1'), canonicalJson(1));
  });
});
