import type { Digest } from '../../src/core/base/digest';
import { joinPath } from '../../src/core/base/studyPath';
import type { CodingTools } from '../../src/core/coding/codingOperations';
import { placeSegments } from '../../src/core/coding/placeSegments';
import type { Segments } from '../../src/core/coding/segment';
import type { SegmentRow } from '../../src/core/coding/segmentsFile';
import { toLf, type LfText } from '../../src/core/text/lfText';
import { span, type Span } from '../../src/core/text/span';

/** A short invented interview in which some words stand twice. */
export const interview = toLf(
  [
    'I: So how did you find it, meeting somebody who had been through it?',
    'R: Yes. We just clicked, she knew what it was like on the ward.',
    'I: And did that change over time?',
    'R: Yes. I would not have talked to a nurse about the voices, you know what I mean.',
    'I: Right. And at home?',
    'R: At home it was my sister, you know what I mean. She came every Sunday.',
  ].join('\n'),
);

/** A digest that stands for a text in tests. */
export const digest = `sha256:${'a'.repeat(64)}` as Digest;

/** Another one. */
export const otherDigest = `sha256:${'b'.repeat(64)}` as Digest;

/** The study path of the interview. */
export const transcript = joinPath('transcripts', 'PAR1PW01.txt');

/** Tools whose ids count up and whose codes are called by their id. */
export function tools(): CodingTools {
  let count = 0;
  return {
    at: '2026-11-22T10:00:00.000Z',
    newId: () => `s${++count}`,
    codeDigest: (code) => (code === 'unknown' ? undefined : `digest of ${code}`),
    codeName: (code) => code.toUpperCase(),
    survivor: (code) => code,
  };
}

/** Where words stand in a text. */
export function at(words: string, text: LfText = interview): Span {
  const start = text.indexOf(words);
  if (start < 0) throw new RangeError(words);
  return span(start, start + words.length);
}

/** Segments of coder1 in a text that has the digest of its rows. */
export function segmentsOf(rows: readonly SegmentRow[], text: LfText = interview): Segments {
  return placeSegments({ transcript, coder: 'coder1', text: digest }, rows, text, digest);
}

/** A row on words of the interview, without context. */
export function rowOn(id: string, words: string, more: Partial<SegmentRow> = {}): SegmentRow {
  const { start, end } = at(words);
  return { id, start, end, quote: words, codings: [{ code: 'a', at: '2026-01-01' }], ...more };
}
