import type { Digest } from '../../../../src/core/base/digest';
import type { StudyPath } from '../../../../src/core/base/studyPath';
import type { Segments } from '../../../../src/core/coding/segment';
import type { SegmentRow } from '../../../../src/core/coding/segmentsFile';
import { TranscriptCoding } from '../../../../src/core/project/transcriptCoding';
import { toLf } from '../../../../src/core/text/lfText';
import { span } from '../../../../src/core/text/span';

const digest = 'sha256:0' as Digest;
const path = 'transcripts/a.txt' as StudyPath;

/** A segment as a test writes it: where, whose, with which codes, and what else its row says. */
export interface SampleSegment {
  readonly at: readonly [number, number];
  readonly coder?: string;
  readonly codes?: readonly string[];
  readonly row?: Partial<SegmentRow>;
  readonly outcome?: 'exact' | 'approximate';
}

/** A transcript with segments; ids are `s0`, `s1`, … in the order given. */
export function sampleCoding(text: string, samples: readonly SampleSegment[]): TranscriptCoding {
  const byCoder = new Map<string, Segments>();
  samples.forEach(({ at: [start, end], coder = 'anna', codes = [], row, outcome = 'exact' }, i) => {
    const segment = {
      row: {
        id: `s${i}`,
        start,
        end,
        quote: text.slice(start, end),
        codings: codes.map((code) => ({ code })),
        ...row,
      },
      placement: { outcome, span: span(start, end), reason: 'test' },
    };
    const before = byCoder.get(coder)?.list ?? [];
    byCoder.set(coder, { transcript: path, coder, text: digest, list: [...before, segment] });
  });
  return new TranscriptCoding(path, toLf(text), digest, byCoder);
}
