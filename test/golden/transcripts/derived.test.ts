import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { decodeSource } from '../../../src/core/text/decode';
import { parseTranscript } from '../../../src/core/transcript/parseTranscript';
import type { TranscriptStyle } from '../../../src/core/transcript/transcript';
import { turnText } from '../../../src/core/transcript/turns';

interface ExpectedTurn {
  readonly start: number;
  readonly end: number;
  readonly speaker: string;
  readonly text: string;
}

/** What a form keeps of the dialogue: its times in full, whole seconds of the start alone, or none. */
type Kept = 'milliseconds' | 'seconds' | 'no times';

interface Form {
  readonly file: string;
  readonly style: TranscriptStyle;
  readonly kept: Kept;
  /** The labels of doctor and patient in this form. */
  readonly labels?: readonly [string, string];
  /** True where marks such as <UNIN/> stand in the file in place of “[inaudible]”; they are tags, and no words. */
  readonly marks?: boolean;
}

const forms: readonly Form[] = [
  { file: 'bracket_hms.txt', style: 'time-speaker-colon', kept: 'seconds' },
  { file: 'speaker_bracket_hms.txt', style: 'speaker-time-colon', kept: 'seconds' },
  { file: 'speaker_n_paren.txt', style: 'speaker-time-colon', kept: 'seconds', labels: ['Speaker 1', 'Speaker 2'] },
  { file: 'otter.txt', style: 'speaker-time-line', kept: 'seconds' },
  { file: 'rev_style.txt', style: 'speaker-time-line', kept: 'seconds' },
  {
    file: 'teams_word_paste.txt',
    style: 'speaker-time-line',
    kept: 'seconds',
    labels: ['Doctor Example', 'Patient Example'],
  },
  { file: 'speaker_colon.txt', style: 'speaker-colon', kept: 'no times' },
  { file: 'speaker_colon_blank_lines.txt', style: 'speaker-colon', kept: 'no times' },
  { file: 'speaker_upper_tab.txt', style: 'speaker-colon', kept: 'no times', labels: ['DOCTOR', 'PATIENT'] },
  { file: 'interview_IQ.txt', style: 'speaker-colon', kept: 'no times', labels: ['I', 'P01'] },
  { file: 'markdown_bold.md', style: 'markdown', kept: 'no times' },
  { file: 'zoom.vtt', style: 'vtt', kept: 'milliseconds' },
  { file: 'teams.vtt', style: 'vtt', kept: 'milliseconds', labels: ['Doctor Example', 'Patient Example'] },
  { file: 'teams_crlf_bom.vtt', style: 'vtt', kept: 'milliseconds', labels: ['Doctor Example', 'Patient Example'] },
  { file: 'voice_tag_raw_markup.vtt', style: 'vtt', kept: 'milliseconds', marks: true },
  { file: 'subrip.srt', style: 'srt', kept: 'milliseconds' },
  { file: 'subrip_crlf_no_final_newline.srt', style: 'srt', kept: 'milliseconds' },
];

const folder = 'test/golden/transcripts/derived';
const expected = JSON.parse(readFileSync(`${folder}/expected_turns.json`, 'utf8')) as ExpectedTurn[];

const withoutMarks = (text: string): string => text.replaceAll('[inaudible]', '').replace(/\s+/g, ' ').trim();

describe('golden: one dialogue in many forms', () => {
  for (const { file, style, kept, labels = ['Doctor', 'Patient'], marks = false } of forms) {
    it(`gives its 109 turns from ${file} (${kept})`, () => {
      const source = decodeSource(new Uint8Array(readFileSync(`${folder}/${file}`)));
      assert.ok(source.ok);
      const { text } = source.value;
      const transcript = parseTranscript(text, file);
      assert.equal(transcript.style, style);
      const words = (words: string): string => (marks ? withoutMarks(words) : words);
      const time = (seconds: number): number | null =>
        kept === 'no times' ? null : kept === 'seconds' ? Math.floor(seconds) : seconds;
      assert.deepEqual(
        transcript.turns.map((turn) => ({
          speaker: turn.speaker,
          text: words(turnText(text, turn, style)),
          start: turn.startTime,
          end: turn.endTime,
        })),
        expected.map((turn) => ({
          speaker: turn.speaker === 'Doctor' ? labels[0] : labels[1],
          text: words(turn.text),
          start: time(turn.start),
          end: kept === 'milliseconds' ? turn.end : null,
        })),
      );
      for (const turn of transcript.turns) {
        assert.equal(turn.speakerSpan && text.slice(turn.speakerSpan.start, turn.speakerSpan.end), turn.speaker);
      }
    });
  }
});
