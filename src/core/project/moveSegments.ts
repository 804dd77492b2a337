import { say } from '../base/say';
import { err, ok, type Result } from '../base/result';
import { joinPath, type StudyPath } from '../base/studyPath';
import { readSegments } from '../coding/readSegments';
import { writeRows } from '../coding/writeSegments';
import { utf8Text } from '../text/utf8';
import { nothingChangedIfRefused, type FilePort } from './host';
import { segmentsPath, type SegmentsFileEntry } from './studyFiles';

const encoder = new TextEncoder();

/**
 * Gives a coder's segments to the transcript `to`: their file gets its name and names it. Rows and the digest of their text stay as they
 * are, so the places are exact where the text is the same, and are looked for on the next load where it is another. Whole or not at
 * all: the new file is written before the old one goes, and where the old one cannot go, the new one goes again. What a crash in between
 * left is brought to its end. Refused, with nothing changed, where the file cannot be read whole or the coder has segments of `to`.
 */
export async function moveSegments(
  files: FilePort,
  from: SegmentsFileEntry,
  to: StudyPath,
): Promise<Result<undefined, string>> {
  const target = segmentsPath(from.coder, to);
  if (target === from.path) return err(say('The segments belong to this transcript already.'));
  // Whoever holds two files takes them in one order, so that two programs never wait for each other.
  const [first, second] = target < from.path ? [target, from.path] : [from.path, target];
  return nothingChangedIfRefused(() =>
    files.exclusively(first, () => files.exclusively(second, () => move(files, from, to, target))),
  );
}

async function move(
  files: FilePort,
  from: SegmentsFileEntry,
  to: StudyPath,
  target: StudyPath,
): Promise<Result<undefined, string>> {
  const bytes = await files.read(from.path);
  if (bytes === undefined) return err(say('“{0}” is not there any more.', from.path));
  const content = utf8Text(bytes);
  const reading = content === null ? null : readSegments(from.path, content, from);
  if (reading?.state !== 'sound' || reading.header === null) {
    const why = reading?.problems[0]?.message ?? say('It is not in UTF-8.');
    return err(say('“{0}” cannot be read whole, so it is left alone. {1}', from.path, why));
  }
  const wanted = writeRows({ ...reading.header, transcript: to }, reading.rows);
  const there = await files.read(target);
  if (target.toLowerCase() === from.path.toLowerCase() && there !== undefined && utf8Text(there) === content) {
    return renamedByCase(files, from.path, target, bytes, wanted);
  }
  if (there !== undefined && utf8Text(there) !== wanted) {
    return err(say('The coder “{0}” has segments in “{1}” already.', from.coder, to));
  }
  if (there === undefined) await files.replace(target, encoder.encode(wanted));
  try {
    await files.remove(from.path);
  } catch (error) {
    if (there === undefined) await files.remove(target);
    throw error;
  }
  return ok(undefined);
}

/**
 * Where names differ in capitals alone, disks of Windows and macOS show one file under both: it is put aside below `.verbatim/copies`
 * before it goes, and comes back under its old name where the new one cannot be written.
 */
async function renamedByCase(
  files: FilePort,
  from: StudyPath,
  target: StudyPath,
  bytes: Uint8Array,
  wanted: string,
): Promise<Result<undefined, string>> {
  await files.replace(joinPath('.verbatim/copies', from), bytes);
  await files.remove(from);
  try {
    await files.replace(target, encoder.encode(wanted));
  } catch (error) {
    await files.replace(from, bytes);
    throw error;
  }
  return ok(undefined);
}
