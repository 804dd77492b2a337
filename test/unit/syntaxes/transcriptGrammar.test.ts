import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { decodeSource } from '../../../src/core/text/decode';
import { LineTable } from '../../../src/core/text/lineTable';
import { parseTranscript } from '../../../src/core/transcript/parseTranscript';
import { tokensOf, type Grammar, type Token } from './lineGrammar';

const grammar = JSON.parse(readFileSync('syntaxes/transcript.tmLanguage.json', 'utf8')) as Grammar;
const speaker = 'entity.name.type.speaker.verbatim-transcript';
const time = 'constant.numeric.timestamp.verbatim-transcript';

const folders = ['test/golden/transcripts/derived', 'test/golden/transcripts/spacelog', 'media/sample/transcripts'];
// A log that was saved as one line has labels in mid-line, where only the parser can tell them.
const files = folders.flatMap((folder) =>
  readdirSync(folder)
    .filter((name) => /\.(txt|vtt|srt)$/.test(name) && !name.includes('single_line'))
    .map((name) => join(folder, name)),
);

const wordsOf = (line: string, tokens: readonly Token[], scope: string): string[] =>
  tokens.filter((token) => token.scope === scope).map(({ start, end }) => line.slice(start, end));
const words = (line: string, scope: string): string[] => wordsOf(line, tokensOf(grammar, line), scope);

describe('the grammar of transcripts', () => {
  for (const file of files) {
    it(`colours the speakers of ${basename(file)} as the parser finds them`, () => {
      const decoded = decodeSource(readFileSync(file));
      assert.ok(decoded.ok);
      const { text } = decoded.value;
      const lines = new LineTable(text);
      const { turns, style } = parseTranscript(text, file);
      const expected = turns.flatMap(({ speakerSpan }) => {
        if (!speakerSpan) return [];
        const { line, character } = lines.positionAt(speakerSpan.start);
        return [`${line}:${character} ${text.slice(speakerSpan.start, speakerSpan.end)}`];
      });
      const coloured = text.split('\n').flatMap((line, i) =>
        tokensOf(grammar, line)
          .filter(({ scope }) => scope === speaker)
          .map(({ start, end }) => `${i}:${start} ${line.slice(start, end)}`),
      );
      const there = new Set(coloured);
      const missing = expected.filter((place) => !there.has(place));
      assert.ok(expected.length > 5, 'the parser finds turns');
      assert.deepEqual(missing, []);
      // Cues name their speaker again within a turn; elsewhere nothing but labels is coloured as one.
      if (style !== 'vtt') assert.deepEqual(coloured, expected);
    });
  }

  it('colours times of every form', () => {
    const lines: readonly (readonly [string, readonly string[]])[] = [
      ['00:01:02.500 --> 00:01:04.000 align:start', ['00:01:02.500', '00:01:04.000']],
      ['00:00:02,500 --> 00:00:04,000', ['00:00:02,500', '00:00:04,000']],
      ['[00:00:02] Doctor: Hello', ['[00:00:02]']],
      ['[-00:01:57:00]', ['[-00:01:57:00]']],
      ['Doctor (0:02): Hello', ['(0:02)']],
      ['Doctor [00:00:02]: Hello', ['[00:00:02]']],
      ['Doctor  0:02', ['0:02']],
    ];
    for (const [line, expected] of lines) assert.deepEqual(words(line, time), expected, line);
  });

  it('takes labels in other scripts and with what a person adds in brackets', () => {
    assert.deepEqual(words('Заря 1 (Каманин): Слышу хорошо.', speaker), ['Заря 1 (Каманин)']);
    assert.deepEqual(words('访谈者：你好', speaker), ['访谈者']);
    assert.deepEqual(words('Dr Smith: Hello', speaker), ['Dr Smith']);
  });

  it('leaves sentences, links and clock times in words alone', () => {
    for (const line of [
      'We met at 10:30 and talked.',
      'see https://example.org/a:b for more',
      'And then she said, well: no.',
      '(laughs): yes',
      '',
    ])
      assert.deepEqual(words(line, speaker), [], line);
  });

  it('greys what nobody says', () => {
    const scopeAt = (line: string): string | undefined => tokensOf(grammar, line)[0]?.scope.split('.')[0];
    for (const line of ['WEBVTT', 'NOTE written by hand', '17', '_page : 8', '# a remark', '[laughs]', '[überlegt]'])
      assert.equal(scopeAt(line), 'comment', line);
  });

  it('comes to an end on lines that are made to slow it down', () => {
    for (const piece of [' ', '\t', 'a ', '(', '[0:00', '<v ', '[a', ': ', '00:00:']) {
      // Each ends in milliseconds or runs into the time limit of a test.
      tokensOf(grammar, piece.repeat(4000));
      tokensOf(grammar, `Name${piece.repeat(4000)}`);
    }
  });
});
