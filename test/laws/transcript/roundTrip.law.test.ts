import assert from 'node:assert/strict';
import fc from 'fast-check';
import { toLf } from '../../../src/core/text/lfText';
import { parseTranscript } from '../../../src/core/transcript/parseTranscript';
import type { TranscriptStyle } from '../../../src/core/transcript/transcript';
import { turnText } from '../../../src/core/transcript/turns';
import { runs } from '../../support/runs';

interface Said {
  readonly speaker: string;
  readonly words: string;
  /** Whole seconds. */
  readonly at: number;
}

const speakers = fc.uniqueArray(
  fc.constantFrom(
    'I',
    'R',
    'P01',
    'Dr Smith',
    'Dr. Who',
    'Speaker 1',
    'Zoë',
    'Врач',
    'Заря 1 (Каманин)',
    'היו"ר גפני',
    '李',
  ),
  { minLength: 2, maxLength: 4 },
);
const speech = fc
  .array(
    fc.constantFrom('well', 'No.', 'so, yes –', '“hm”', '[laughs]', 'at 10:30', 'ça', 'כן', '😀', 'http://a.b', 'why?'),
    { minLength: 1, maxLength: 8 },
  )
  .map((parts) => parts.join(' '));

/** Talks in which each speaker speaks at least twice, so that labels speak for speakers. */
const talks: fc.Arbitrary<readonly Said[]> = fc
  .tuple(
    speakers,
    fc.array(fc.tuple(fc.nat(), speech, fc.integer({ min: 1, max: 400 })), { minLength: 8, maxLength: 20 }),
  )
  .map(([names, turns]) => {
    let at = 0;
    return turns.map(([pick, words, wait], i) => {
      at += wait;
      const speaker = names[i < names.length * 2 ? i % names.length : pick % names.length]!;
      return { speaker, words, at };
    });
  });

const two = (n: number): string => String(n).padStart(2, '0');
const hms = (s: number): string => `${two(Math.floor(s / 3600))}:${two(Math.floor(s / 60) % 60)}:${two(s % 60)}`;
const short = (s: number): string => (s < 3600 ? `${Math.floor(s / 60)}:${two(s % 60)}` : hms(s));

const writers: readonly (readonly [string, TranscriptStyle, boolean, (turn: Said, i: number) => string])[] = [
  ['a.txt', 'speaker-colon', false, ({ speaker, words }) => `${speaker}: ${words}\n`],
  ['a.txt', 'speaker-colon', false, ({ speaker, words }) => `${speaker}:\n${words}\n\n`],
  ['a.txt', 'time-speaker-colon', true, ({ speaker, words, at }) => `[${hms(at)}] ${speaker}: ${words}\n`],
  ['a.txt', 'time-speaker-colon', true, ({ speaker, words, at }) => `${hms(at)} ${speaker}: ${words}\n`],
  ['a.txt', 'speaker-time-colon', true, ({ speaker, words, at }) => `${speaker} (${short(at)}): ${words}\n`],
  ['a.txt', 'speaker-time-line', true, ({ speaker, words, at }) => `${speaker}  ${short(at)}\n${words}\n\n`],
  ['a.txt', 'speaker-time-line', true, ({ speaker, words, at }) => `${speaker}: (${hms(at)})\n${words}\n\n`],
  ['a.txt', 'mission-log', true, ({ speaker, words, at }) => `[00:${hms(at)}]\n_page : 1\n${speaker}: ${words}\n\n`],
  ['a.md', 'markdown', false, ({ speaker, words }) => `**${speaker}:** ${words}\n\n`],
  ['a.md', 'markdown', true, ({ speaker, words, at }) => `**${speaker}**: \\[${short(at)}\\] ${words}\n\n`],
  [
    'a.vtt',
    'vtt',
    true,
    ({ speaker, words, at }) => `${hms(at)}.000 --> ${hms(at + 1)}.000\n<v ${speaker}>${words}</v>\n\n`,
  ],
  [
    'a.vtt',
    'vtt',
    true,
    ({ speaker, words, at }, i) => `id ${i}\n${hms(at)}.000 --> ${hms(at + 1)}.000\n${speaker}: ${words}\n\n`,
  ],
  [
    'a.srt',
    'srt',
    true,
    ({ speaker, words, at }, i) => `${i + 1}\n${hms(at)},000 --> ${hms(at + 1)},000\n${speaker}: ${words}\n\n`,
  ],
];

describe('law: a talk written in any style is read back', () => {
  for (const [name, style, timed, write] of writers) {
    it(`as ${JSON.stringify(write({ speaker: 'Ann', words: 'well', at: 62 }, 0))}`, () => {
      fc.assert(
        fc.property(talks, fc.boolean(), (talk, crlf) => {
          const raw = (name === 'a.vtt' ? 'WEBVTT\n\n' : '') + talk.map(write).join('');
          const text = toLf(crlf ? raw.replaceAll('\n', '\r\n') : raw);
          const transcript = parseTranscript(text, name);
          assert.equal(transcript.style, style);
          assert.deepEqual(
            transcript.turns.map((turn) => [turn.speaker, turnText(text, turn, style), turn.startTime]),
            talk.map(({ speaker, words, at }) => [speaker, words, timed ? at : null]),
          );
        }),
        { seed: 20261122, numRuns: runs(75) },
      );
    });
  }
});
