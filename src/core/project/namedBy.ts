import type { StudyPath } from '../base/studyPath';
import type { NoteRow } from '../notes/notesFile';
import { anyPattern } from './pathPattern';
import type { Study } from './study';

/** What a coder's own file, memos and comments name: paths that may have to follow a renamed transcript. */
export function namedBy(study: Study, coder: string): ReadonlySet<string> {
  const own = study.coders.find(({ id }) => id === coder);
  return new Set([
    ...(own?.marks.keys() ?? []),
    ...study.memos.filter(({ by }) => by === coder).flatMap(({ about }) => about),
    ...commentsOf(study, coder).flatMap(({ about }) =>
      about.kind === 'transcript' ? [about.path.normalize('NFC')] : [],
    ),
  ]);
}

/** The comments of a coder, as far as they are shown. */
export function commentsOf({ threads }: Study, coder: string): readonly NoteRow[] {
  return threads.flatMap(({ notes }) => notes.flatMap((note) => (note.coder === coder ? [note.row] : [])));
}

/**
 * The transcripts that I marked or wrote of, that are not there, and of which no segments of mine wait: these would take along what names
 * them. By their paths alone; what memos are about besides (codes, other files) is none.
 */
export function missingNamed(study: Study): readonly StudyPath[] {
  const { me } = study;
  if (me === null) return [];
  const isOne = anyPattern(study.project.transcripts);
  return [...namedBy(study, me)].flatMap((one) => {
    const path = one as StudyPath;
    if (!isOne(path) || study.isTranscript(path)) return [];
    return study.strays.some(({ coder, transcript }) => coder === me && transcript === path) ? [] : [path];
  });
}
