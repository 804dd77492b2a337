import type { StudyPath } from '../../core/base/studyPath';
import { missingNamed } from '../../core/project/namedBy';
import type { OpenStudy } from '../study/openStudy';

/** What the command may be called with: a row of a missing transcript, or what a message or a code action names. Plain JSON. */
export interface MissingTranscript {
  /** The study's folder, as a URI. */
  readonly root: string;
  /** Where the transcript was. */
  readonly path: string;
}

/** The transcripts of a study that are not there any more, each once, with the coders whose segments wait; none where I only marked or wrote of it. */
export function missingTranscripts({
  root,
  study,
}: OpenStudy): readonly (MissingTranscript & { readonly coders: readonly string[] })[] {
  const coders = new Map<StudyPath, string[]>();
  for (const { transcript, coder } of study.strays) coders.set(transcript, [...(coders.get(transcript) ?? []), coder]);
  for (const path of missingNamed(study)) if (!coders.has(path)) coders.set(path, []);
  return [...coders].map(([path, of]) => ({ root: root.toString(), path, coders: of }));
}
