import type { StudyPath } from '../../core/base/studyPath';
import type { OpenStudy } from '../study/openStudy';

/** What the command may be called with: a row of a missing transcript, or what a message or a code action names. Plain JSON. */
export interface MissingTranscript {
  /** The study's folder, as a URI. */
  readonly root: string;
  /** Where the transcript was. */
  readonly path: string;
}

/** The transcripts of the window's studies that are not there any more, each once. */
export function missingTranscripts({
  root,
  study,
}: OpenStudy): readonly (MissingTranscript & { readonly coders: readonly string[] })[] {
  const coders = new Map<StudyPath, string[]>();
  for (const { transcript, coder } of study.strays) coders.set(transcript, [...(coders.get(transcript) ?? []), coder]);
  return [...coders].map(([path, of]) => ({ root: root.toString(), path, coders: of }));
}
