import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { Problem } from '../../../src/core/base/problem';
import type { Result } from '../../../src/core/base/result';
import { decodeSource, decodeStudyText, type Decoded } from '../../../src/core/text/decode';
import { maxSourceBytes } from '../../../src/core/text/limits';

const file = (name: string): Uint8Array => new Uint8Array(readFileSync(`test/golden/encodings/${name}.txt`));
const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const latin1 = (text: string): Uint8Array => Uint8Array.from(text, (unit) => unit.charCodeAt(0));

function decoded(outcome: Result<Decoded, Problem>): Decoded {
  assert.ok(outcome.ok, outcome.ok ? '' : outcome.error.message);
  return outcome.value;
}

function refusal(outcome: Result<Decoded, Problem>): Problem {
  assert.ok(!outcome.ok);
  assert.equal(outcome.error.severity, 'error');
  return outcome.error;
}

function utf32(text: string, littleEndian: boolean, mark: boolean): Uint8Array {
  const points = [...((mark ? '\ufeff' : '') + text)].map((sign) => sign.codePointAt(0) ?? 0);
  const view = new DataView(new ArrayBuffer(points.length * 4));
  points.forEach((point, i) => {
    view.setUint32(i * 4, point, littleEndian);
  });
  return new Uint8Array(view.buffer);
}

function utf16be(text: string): Uint8Array {
  return Uint8Array.from(Buffer.from(text, 'utf16le').swap16());
}

describe('decodeSource', () => {
  const reference = decoded(decodeSource(file('crlf'))).text.slice(0, 1100);

  it('reads UTF-8, whatever its line ends', () => {
    const outcome = decoded(decodeSource(utf8('I: Où ?\r\nR: 😀\rEnd\n')));
    assert.deepEqual(outcome, { text: 'I: Où ?\nR: 😀\nEnd\n', encoding: 'utf-8', hadBom: false, problems: [] });
    for (const name of ['cr_only', 'mixed_eol'])
      assert.equal(decoded(decodeSource(file(name))).text.slice(0, 1100), reference);
  });

  it('reads every Unicode encoding that has a byte order mark', () => {
    const marked = { utf8_bom: 'utf-8', utf16le_bom: 'utf-16le', utf16be_bom: 'utf-16be', utf32le_bom: 'utf-32le' };
    for (const [name, encoding] of Object.entries(marked)) {
      const outcome = decoded(decodeSource(file(name)));
      assert.equal(outcome.text.slice(0, 1100), reference, name);
      assert.deepEqual([outcome.encoding, outcome.hadBom, outcome.problems], [encoding, true, []]);
    }
    const big = decoded(decodeSource(utf32('a😀é\n'.repeat(3000), false, true)));
    assert.deepEqual([big.text, big.encoding, big.hadBom], ['a😀é\n'.repeat(3000), 'utf-32be', true]);
  });

  it('reads UTF-16 and UTF-32 without a mark by where NULs stand', () => {
    assert.equal(decoded(decodeSource(file('utf16le_nobom'))).text.slice(0, 1100), reference);
    const words = 'Кедр: Как слышите меня?\nЗаря: Слышу хорошо.\n';
    assert.deepEqual(
      [decoded(decodeSource(utf16be(words))).text, decoded(decodeSource(utf16be(words))).encoding],
      [words, 'utf-16be'],
    );
    for (const littleEndian of [true, false]) {
      const outcome = decoded(decodeSource(utf32('I: One\nR: Two 😀\n', littleEndian, false)));
      assert.equal(outcome.text, 'I: One\nR: Two 😀\n');
      assert.equal(outcome.encoding, littleEndian ? 'utf-32le' : 'utf-32be');
    }
    assert.equal(
      decoded(decodeSource(file('unicode_stress_utf16le'))).text,
      decoded(decodeSource(file('unicode_stress'))).text,
    );
  });

  it('takes FF FE 00 00 for UTF-16 where the length rules UTF-32 out', () => {
    const bytes = Uint8Array.from([0xff, 0xfe, 0, 0, 0x41, 0]);
    assert.equal(refusal(decodeSource(bytes)).rule, 'not-text');
  });

  it('guesses a legacy encoding, says so and how to choose another', () => {
    const cases = {
      cp1252_quotes: ['windows-1252', '“How are you?” – he’s fine… café €5'],
      russian_cp1251: ['windows-1251', 'Как слышите меня?'],
      hebrew_cp1255: ['windows-1255', 'ועדת הכספים'],
    };
    for (const [name, [encoding, words]] of Object.entries(cases)) {
      const outcome = decoded(decodeSource(file(name)));
      assert.equal(outcome.encoding, encoding);
      assert.ok(outcome.text.includes(words ?? ''), name);
      assert.equal(outcome.problems[0]?.rule, 'guessed-encoding');
      assert.ok(outcome.problems[0].message.includes(encoding ?? '?'));
      assert.ok(outcome.problems[0].remedy.includes('--encoding'));
    }
    const far = latin1(`${'I: plain words\n'.repeat(9000)}caf\xe9 \x93yes\x94\n`);
    assert.ok(decoded(decodeSource(far)).text.endsWith('café “yes”\n'));
  });

  it('falls back to windows-1252 where no guess fits', () => {
    assert.deepEqual(decoded(decodeSource(latin1('\xe9'))).text, 'é');
    assert.equal(decoded(decodeSource(latin1('a \x81\xff'))).encoding, 'windows-1252');
  });

  it('reads the encoding that the person chose, under any usual name', () => {
    const bytes = file('russian_cp1251');
    for (const encoding of ['windows-1251', 'CP1251', ' cp-1251 ']) {
      const outcome = decoded(decodeSource(bytes, { encoding }));
      assert.deepEqual([outcome.encoding, outcome.problems], ['windows-1251', []]);
    }
    assert.equal(decoded(decodeSource(bytes, { encoding: 'koi8-r' })).encoding, 'koi8-r');
    assert.equal(decoded(decodeSource(utf32('é', false, false), { encoding: 'UTF-32BE' })).text, 'é');
    assert.equal(decoded(decodeSource(utf32('é', true, true), { encoding: 'utf32' })).text, 'é');
    const marked = decoded(decodeSource(file('utf16be_bom'), { encoding: 'utf-16' }));
    assert.deepEqual([marked.encoding, marked.hadBom, marked.text.slice(0, 1100)], ['utf-16be', true, reference]);
    assert.equal(refusal(decodeSource(bytes, { encoding: 'klingon' })).rule, 'unknown-encoding');
    assert.equal(refusal(decodeSource(bytes, { encoding: 'x'.repeat(500) })).rule, 'unknown-encoding');
  });

  it('writes bytes that have no character as U+FFFD and says where the first is', () => {
    const outcome = decoded(decodeSource(file('invalid_utf8'), { encoding: 'utf-8' }));
    assert.equal(outcome.problems[0]?.rule, 'bad-bytes');
    assert.deepEqual([outcome.problems[0].line, outcome.problems[0].column], [3, 133]);
    const damaged = new Uint8Array([...utf8('éàüöñçé\n'), 0xff, ...utf8('ok é\n')]);
    const mended = decoded(decodeSource(damaged));
    assert.deepEqual([mended.encoding, mended.text], ['utf-8', 'éàüöñçé\n\ufffdok é\n']);
    assert.ok(mended.problems[0]?.message.startsWith('One place is not utf-8'));
    assert.deepEqual([mended.problems[0]?.line, mended.problems[0]?.column], [2, 1]);
    const wide = new Uint8Array([...utf32('ok\n', true, true), 0, 0, 0x11, 0, 7]);
    assert.equal(decoded(decodeSource(wide, { encoding: 'utf-32' })).text, 'ok\n\ufffd\ufffd');
  });

  it('refuses what is no text, by its kind where that is known', () => {
    assert.match(refusal(decodeSource(file('nul_bytes'))).message, /NUL/);
    const heads: [string, RegExp][] = [
      ['PK\x03\x04', /Word document/],
      ['\xd0\xcf\x11\xe0', /old Word/],
      ['%PDF-1.7', /PDF/],
      ['{\\rtf1', /RTF/],
      ['\x89PNG', /picture/],
      ['OggS', /recording/],
    ];
    for (const [head, expected] of heads) {
      const problem = refusal(decodeSource(latin1(`${head}\x01\x00 more`)));
      assert.match(problem.message, expected);
      assert.match(problem.remedy, /plain text/);
    }
    assert.match(refusal(decodeSource(latin1('ab\x01\x02'))).message, /control/);
    assert.match(refusal(decodeSource(latin1('\x01\x02\xe9'))).message, /control/);
    assert.match(refusal(decodeSource(Uint8Array.from([1, 0, 2, 3, 0, 5, 0, 0, 9]))).message, /NUL/);
  });

  it('reads an empty file, or a mark alone, as an empty text', () => {
    assert.equal(decoded(decodeSource(new Uint8Array())).text, '');
    assert.deepEqual(
      [decoded(decodeSource(file('bom_only'))).text, decoded(decodeSource(file('bom_only'))).hadBom],
      ['', true],
    );
  });

  it('refuses a file that is too large', () => {
    assert.match(refusal(decodeSource(new Uint8Array(maxSourceBytes + 1))).message, /51 MB/);
    assert.equal(refusal(decodeStudyText(new Uint8Array(maxSourceBytes + 1))).rule, 'too-large');
  });
});

describe('decodeStudyText', () => {
  it('reads UTF-8 with and without a mark', () => {
    assert.equal(decoded(decodeStudyText(utf8('a\r\nb'))).text, 'a\nb');
    const marked = decoded(decodeStudyText(file('utf8_bom')));
    assert.deepEqual([marked.hadBom, marked.text.charAt(0)], [true, '[']);
  });

  it('says at which line and column the first bad byte stands, and what the file is', () => {
    const problem = refusal(decodeStudyText(new Uint8Array([...utf8('é\r\n😀 x'), 0xe9, ...utf8('t\xe9')])));
    assert.deepEqual([problem.rule, problem.line, problem.column], ['not-utf-8', 2, 5]);
    assert.match(refusal(decodeStudyText(file('cp1252_quotes'))).message, /windows-1252/);
    assert.match(refusal(decodeStudyText(file('utf16le_bom'))).message, /utf-16le/);
    assert.match(refusal(decodeStudyText(file('utf16le_nobom'))).message, /utf-16le/);
    assert.match(refusal(decodeStudyText(file('utf16le_nobom'))).remedy, /UTF-8/);
  });

  it('tells a binary from a wrong encoding', () => {
    assert.equal(refusal(decodeStudyText(file('nul_bytes'))).rule, 'not-text');
    assert.equal(refusal(decodeStudyText(latin1('%PDF-\xe9'))).rule, 'not-text');
    assert.equal(refusal(decodeStudyText(latin1('ab\x01\x02'))).rule, 'not-text');
  });

  it('warns of an empty file', () => {
    assert.equal(decoded(decodeStudyText(new Uint8Array())).problems[0]?.rule, 'no-text');
  });
});
