import { say } from '../base/say';
import { err, ok, type Result } from '../base/result';
import type { StudyPath } from '../base/studyPath';
import { emptyCasesText } from '../cases/casesEdits';
import { fileEntryOf } from '../history/logLines';
import { utf8Text } from '../text/utf8';
import { setValue, type EditedText } from '../yaml/yamlEdit';
import type { CodingTurn } from './codingTurn';
import type { Done } from './done';
import { casesFileName, projectFileName } from './studyFiles';

const encoder = new TextEncoder();

/**
 * Changes the file of cases by a pure edit of its text, and logs it. Where the study has none, makes it and names it in verbatim.yaml;
 * undo then leaves it there, saying nothing. Refused where nothing would change.
 */
export async function casesInTurn(
  turn: CodingTurn,
  label: string,
  edit: (text: string) => Result<string, string>,
): Promise<Result<Done, string>> {
  const me = turn.me();
  if (!me.ok) return me;
  const { study } = turn;
  const { files } = study.host;
  const named = study.project.casesFile;
  const file = named ?? (casesFileName as StudyPath);
  return files.exclusively(file, async () => {
    const bytes = await files.read(file);
    const before = bytes === undefined ? emptyCasesText : utf8Text(bytes);
    if (before === null) return err(say('“{0}” is not in UTF-8. Save it as UTF-8 first.', file));
    const after = edit(before);
    if (!after.ok) return after;
    if (after.value === before) return err(say('Nothing would change.'));
    // First a file that says nothing: naming one that could not be written then would be a fault of the study.
    if (bytes === undefined) await files.replace(file, encoder.encode(before));
    const naming = named === null ? await nameCases(turn, file) : ok(undefined);
    if (!naming.ok) return naming;
    const texts = [{ path: file, before, after: after.value }];
    return turn.writeText(file, after.value, fileEntryOf('edit-cases', label, texts, turn.historyOf(me.value).stamp()));
  });
}

/** Writes into verbatim.yaml which file has the cases. */
async function nameCases(turn: CodingTurn, file: StudyPath): Promise<Result<undefined, string>> {
  const { files } = turn.study.host;
  const project = projectFileName as StudyPath;
  return files.exclusively(project, async () => {
    const before = await turn.textOf(project);
    if (before === null) return err(say('“{0}” is not there any more, or is not in UTF-8.', project));
    const after = withCasesNamed(before, file);
    if (!after.ok) return after;
    await files.replace(project, encoder.encode(after.value));
    return ok(undefined);
  });
}

/** verbatim.yaml with the file of cases named in it: in the line that a new study has for it as a remark, where that is still there. */
export function withCasesNamed(text: string, file: string): EditedText {
  const remark = /^# ?cases: cases\.yaml$/m;
  const named = setValue(text.replace(remark, `cases: ${casesFileName}`), ['cases'], file);
  return named.ok ? named : setValue(text, ['cases'], file);
}
