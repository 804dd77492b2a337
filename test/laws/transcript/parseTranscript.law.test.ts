import assert from 'node:assert/strict';
import fc from 'fast-check';
import { toLf } from '../../../src/core/text/lfText';
import { contains, span } from '../../../src/core/text/span';
import { breakLines } from '../../../src/core/transcript/breakLines';
import { parseTranscript } from '../../../src/core/transcript/parseTranscript';
import { transcriptProblems } from '../../../src/core/transcript/transcriptProblems';
import { turnAt, turnsIn, turnText } from '../../../src/core/transcript/turns';
import { runs } from '../../support/runs';

const fragments = fc.oneof(
  fc.constantFrom(
    '\n',
    '\n\n',
    '\r',
    ' ',
    '\t',
    ':',
    '：',
    '[',
    ']',
    '(',
    '<',
    '>',
    '-->',
    '**',
    '__',
    '_',
    '#',
    '\\[',
    '"',
    '&',
    ';',
  ),
  fc.constantFrom(
    'WEBVTT',
    'WEBVTT\n\n',
    'NOTE ',
    'STYLE',
    'Doctor: ',
    'I:',
    'P01: ',
    'Note: ',
    'Dr. Smith:',
    'היו"ר: ',
    'Врач: ',
    '访谈者：',
  ),
  fc.constantFrom(
    '[00:00:02] ',
    '(0:02)',
    '00:00:01.000 --> 00:00:02.000\n',
    '00:00:01,5 --> x\n',
    '[-00:00:00:10]\n',
    '[01:02',
    '1\n',
    'abc/10-0\n',
    'abc/10-1\n',
  ),
  fc.constantFrom(
    '<v Ann>',
    '</v>',
    '<v.loud Bo',
    '<i>',
    '&amp;',
    '&#0;',
    '😀',
    '\ud800',
    '\u2028',
    '\u200f',
    'e\u0301',
    'words of speech',
    '**Ann:** ',
    '__Bo__: ',
  ),
);
const texts = fc.array(fragments, { maxLength: 60 }).map((parts) => toLf(parts.join('')));
const names = fc.constantFrom('a.txt', 'a.md', 'a.vtt', 'a.srt', '');

describe('law: parsing any text', () => {
  it('gives turns in order, disjoint, inside the text, with labels and bodies inside them', () => {
    fc.assert(
      fc.property(texts, names, (text, name) => {
        const { turns } = parseTranscript(text, name);
        let end = 0;
        for (const turn of turns) {
          assert.ok(turn.span.start >= end && turn.span.end <= text.length && turn.span.start < turn.span.end);
          end = turn.span.end;
          let bodyEnd = turn.span.start;
          for (const body of turn.body) {
            assert.ok(contains(turn.span, body) && body.start >= bodyEnd && body.start < body.end);
            assert.equal(text.slice(body.start, body.end).trim(), text.slice(body.start, body.end));
            bodyEnd = body.end;
          }
          assert.equal(turn.speaker === null, turn.speakerSpan === null);
          if (turn.speakerSpan) assert.ok(contains(turn.span, turn.speakerSpan));
        }
      }),
      { seed: 20261122, numRuns: runs(1000) },
    );
  });

  it('reads any text whatever without throwing, and tells problems at places that exist', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), names, (raw, name) => {
        const text = toLf(raw);
        const transcript = parseTranscript(text, name);
        for (const turn of transcript.turns) assert.equal(typeof turnText(text, turn, transcript.style), 'string');
        const lines = text.split('\n');
        for (const problem of transcriptProblems(text, name)) {
          const line = lines[(problem.line ?? 1) - 1];
          assert.ok(line !== undefined && (problem.column ?? 1) <= line.length + 1);
        }
      }),
      { seed: 20261122, numRuns: runs(500) },
    );
  });

  it('finds the turn at every place', () => {
    fc.assert(
      fc.property(texts, names, fc.nat(), fc.nat({ max: 40 }), (text, name, at, size) => {
        const transcript = parseTranscript(text, name);
        const offset = at % (text.length + 1);
        const slow = transcript.turns.find((turn) => turn.span.start <= offset && offset < turn.span.end);
        assert.equal(turnAt(transcript, offset), slow);
        const wanted = span(offset, offset + 1 + size);
        assert.deepEqual(
          turnsIn(transcript, wanted),
          transcript.turns.filter((turn) => turn.span.start < wanted.end && wanted.start < turn.span.end),
        );
      }),
      { seed: 20261122, numRuns: runs(500) },
    );
  });

  it('breaks lines by putting line breaks in between words, and nothing else', () => {
    const words = fc.constantFrom(
      'word ',
      'End. ',
      'Ann: ',
      '[00:00:02] ',
      '[00:00:00:02] ',
      '“Yes.” ',
      '。',
      '一',
      'x'.repeat(300),
      ' ',
      '\n',
      '😀',
    );
    fc.assert(
      fc.property(fc.array(words, { maxLength: 900, size: 'max' }), (parts) => {
        const text = toLf(parts.join(''));
        const { text: broken, lines } = breakLines(text);
        assert.equal(broken.replaceAll('\n', ''), text.replaceAll('\n', ''));
        assert.equal(lines.length === 0, broken === text);
        for (let i = broken.indexOf('\n'), put = 0; i >= 0; i = broken.indexOf('\n', i + 1)) {
          if (text.charAt(i - put) === '\n') continue;
          put++;
          assert.match(broken.charAt(i - 1), /[\s。]/u, 'a break that was put in stands behind a space or a full stop');
        }
      }),
      { seed: 20261122, numRuns: runs(100) },
    );
  });
});

describe('law: time grows with the length alone', () => {
  const size = runs(1) > 1 ? 1_000_000 : 100_000;
  const hostile = [
    ':',
    '[',
    '<',
    '(',
    '-->',
    'a:',
    '<v ',
    '[0:0',
    '&#',
    '**',
    '\n:',
    'I: ',
    '1:',
    '\u2028',
    '[00:00:00:01] a: ',
    '{\\',
    '<a>\n',
    '"',
    '. ',
  ];
  for (const unit of hostile) {
    const text = toLf(unit.repeat(size / unit.length));
    for (const name of ['a.txt', 'a.vtt', 'a.srt']) {
      it(`reads a very long text of ${JSON.stringify(unit)} as ${name}`, () => {
        const full = name === 'a.txt' ? text : toLf(`WEBVTT\n\n00:00.000 --> 00:01.000\n${text}`);
        const transcript = parseTranscript(full, name);
        for (const turn of transcript.turns.slice(0, 100)) turnText(full, turn, transcript.style);
        assert.ok(transcriptProblems(full, name).length <= 100);
        assert.ok(transcript.turns.every((turn) => turn.span.end <= full.length));
      });
    }
    it(`breaks a very long text of ${JSON.stringify(unit)}`, () => {
      assert.equal(breakLines(text).text.replaceAll('\n', '').length, text.replaceAll('\n', '').length);
    });
  }
});
