import { say } from '../base/say';
import { slugOf } from '../base/ids';
import { err, ok, type Result } from '../base/result';
import { baseName, extensionOf, joinPath, type StudyPath } from '../base/studyPath';
import { newMemoText } from '../notes/memoEdits';
import type { MemoKind } from '../notes/readMemo';
import type { CodingTurn } from './codingTurn';
import type { Done } from './done';
import { textDigest } from './findNamedRenames';

const encoder = new TextEncoder();

/** More memos of one kind by one coder on one transcript than anybody writes. */
const mostOfOneName = 1_000;

/**
 * Begins a memo of mine about a transcript, in a file of its own that nobody had, and logs it. Gives the file. What is then written in it is
 * the editor's.
 */
export async function memoInTurn(
  turn: CodingTurn,
  transcript: StudyPath,
  kind: MemoKind,
  title: string,
): Promise<Result<Done & { readonly file: StudyPath }, string>> {
  const me = turn.me();
  if (!me.ok) return me;
  const { study } = turn;
  if (!study.isTranscript(transcript)) return err(say('“{0}” is no transcript of this study.', transcript));
  const { files } = study.host;
  const name = baseName(transcript).slice(0, -extensionOf(transcript).length || undefined);
  const stem = `${slugOf(name, 'transcript')}-${kind}-${me.value}`;
  const digest = await textDigest(study, transcript);
  const { at, ...stamp } = turn.historyOf(me.value).stamp();
  const text = newMemoText({ title, kind, about: transcript, by: me.value, at });
  for (let n = 1; n <= mostOfOneName; n++) {
    const file = joinPath('memos', `${n === 1 ? stem : `${stem}-${n}`}.md`);
    const made = await files.exclusively(file, async () => {
      if ((await files.read(file)) !== undefined) return false;
      await files.replace(file, encoder.encode(text));
      return true;
    });
    if (!made) continue;
    const logged = await turn.log({
      ...stamp,
      at,
      op: 'write-memo',
      label: title,
      target: { file, transcript, ...(digest === undefined ? {} : { text: digest }) },
      before: {},
      after: {},
    });
    const read = await turn.readAgain(() => study.filesChanged([file]));
    return ok({ file, label: title, notes: [...logged, ...read] });
  }
  return err(say('There are too many memos of this name. Remove some of them.'));
}
