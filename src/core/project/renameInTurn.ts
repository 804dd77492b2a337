import { say } from '../base/say';
import { ok, type Result } from '../base/result';
import type { StudyPath } from '../base/studyPath';
import type { LogEntry } from '../history/logFile';
import { relinkEntryOf } from '../history/logLines';
import { renameInMemo } from '../notes/memoEdits';
import { renameInNotes } from '../notes/noteEdits';
import type { CodingTurn } from './codingTurn';
import type { Done } from './done';
import { unlessRefused } from './host';
import { renameInMarks } from './markEdits';
import { commentsOf } from './namedBy';
import type { Study } from './study';
import { coderPath, notesPath } from './studyFiles';

const encoder = new TextEncoder();

/** What the log is to say of the files in which a path was changed (whole texts would make a log of megabytes of a folder that was renamed), and what could not be changed, in words. */
export interface RenamedInFiles {
  readonly record: Pick<LogEntry, 'before' | 'after'>;
  readonly notes: readonly string[];
}

/** Takes what I marked and wrote of a transcript that was renamed to its new path, and logs it. Nothing where that is nothing. */
export async function renameInTurn(turn: CodingTurn, from: StudyPath, to: StudyPath): Promise<Result<Done, string>> {
  const me = turn.me();
  if (!me.ok) return me;
  const { record, notes } = await renameInFiles(turn, me.value, from, to);
  const entry = relinkEntryOf(from, to, turn.historyOf(me.value).stamp());
  if (Object.keys(record.after).length === 0) return ok({ label: '', notes });
  const logged = await turn.log({ ...entry, ...record });
  const read = await turn.readAgain(() => turn.study.reload());
  return ok({ label: entry.label ?? entry.op, notes: [...notes, ...logged, ...read] });
}

/** Gives a transcript its new path in a coder's own file, memos and comments, as far as these name it. To be logged, and the frame to be read again. */
export async function renameInFiles(
  turn: CodingTurn,
  coder: string,
  from: StudyPath,
  to: StudyPath,
): Promise<RenamedInFiles> {
  const { files } = turn.study.host;
  const [before, after]: [LogEntry['before'], LogEntry['after']] = [{}, {}];
  const notes: string[] = [];
  for (const [file, edit] of naming(turn.study, coder, from)) {
    const done = await unlessRefused(() =>
      files.exclusively(file, async () => {
        const was = await turn.textOf(file);
        if (was === null) return ok(undefined);
        const now = edit(was, from, to);
        if (!now.ok) return now;
        await files.replace(file, encoder.encode(now.value));
        before[file] = { names: from };
        after[file] = { names: to };
        return ok(undefined);
      }),
    );
    if (!done.ok) notes.push(say('“{0}” names “{1}” still. {2}', file, from, done.error));
  }
  return { record: { before, after }, notes };
}

type Rename = (text: string, from: string, to: string) => Result<string, string>;

function naming(study: Study, coder: string, path: StudyPath): readonly (readonly [StudyPath, Rename])[] {
  const marked = study.coders.find(({ id }) => id === coder)?.marks.has(path) === true;
  const commented = commentsOf(study, coder).some(
    ({ about }) =>
      (about.kind === 'transcript' && about.path.normalize('NFC') === path) ||
      (about.kind === 'segment' && about.transcript?.normalize('NFC') === path),
  );
  const inNotes: Rename = (text, from, to) => renameInNotes(text, coder, from, to);
  return [
    ...(marked ? [[coderPath(coder), renameInMarks] as const] : []),
    ...study.memos
      .filter(({ by, about }) => by === coder && about.includes(path))
      .map(({ file }) => [file, renameInMemo] as const),
    ...(commented ? [[notesPath(coder), inNotes] as const] : []),
  ];
}
