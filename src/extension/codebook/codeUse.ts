import { idsCountedFor } from '../../core/project/codeReferences';
import type { Study } from '../../core/project/study';
import { coderName } from '../study/names';
import type { OpenStudy } from '../study/openStudy';
import type { CountSource } from './codeCounts';

/** What counts over codes are read from in a study. */
export function countSource({ index, codes }: Study): CountSource {
  return {
    usedCodes: () => index.usedCodes(),
    count: (code) => index.count(code),
    countIn: index.countIn.bind(index),
    segmentsWith: index.segmentsWith.bind(index),
    survivor: (code) => codes.resolve(code)?.id,
  };
}

/** How often each coder gave a code itself, by name. */
export function codersOfCode(
  open: OpenStudy,
  code: string,
): readonly { readonly name: string; readonly count: number }[] {
  const { index, codes, transcripts } = open.study;
  const paths = transcripts.map(({ path }) => path);
  const byCoder = new Map<string, number>();
  for (const id of idsCountedFor(index, codes, code))
    for (const { coder } of index.codingsOf(id, paths)) byCoder.set(coder, (byCoder.get(coder) ?? 0) + 1);
  return [...byCoder].map(([coder, count]) => ({ name: coderName(open, coder), count }));
}
