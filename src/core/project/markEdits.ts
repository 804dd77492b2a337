import { say } from '../base/say';
import { err, ok, type Result } from '../base/result';
import { coderVersion } from '../coding/coderFile';
import type { ReadingStep } from '../coding/readingStep';
import { isPlainMap } from '../yaml/sameValue';
import { deleteAt, setValue, type EditedText } from '../yaml/yamlEdit';
import { readYaml } from '../yaml/yamlFile';

/** What a coder.yaml says of transcripts: the whole group, and the key under which it names the one that is meant. */
interface Marks {
  readonly all: Readonly<Record<string, unknown>> | null;
  readonly key: string | undefined;
}

/**
 * Notes in the text of a coder.yaml how far its coder has come with a transcript. `day` (2026-11-30) is noted for what is new: a step
 * back takes days away, and who finishes what was never marked as read has read it that day, too. Comments, order and unknown keys stay;
 * the transcript's entry goes with its comment where nothing is left in it. Refused where the step is marked already, in a file of a
 * newer version, and where the file has no such form.
 */
export function markTranscript(text: string, path: string, step: ReadingStep, day: string): EditedText {
  const marks = marksIn(text, path);
  if (!marks.ok) return marks;
  const { all, key = path } = marks.value;
  const entry: unknown = all?.[key] ?? {};
  if (!isPlainMap(entry))
    return err(say('What coder.yaml says of “{0}” is no group of “key: value” lines. Correct it there.', path));
  const { read, finished } = entry;
  const wanted: Record<string, unknown> = { ...entry };
  if (step === 'unread') {
    delete wanted['read'];
    delete wanted['finished'];
  } else {
    wanted['read'] = read ?? day;
    if (step === 'read') delete wanted['finished'];
    else wanted['finished'] = finished ?? day;
  }
  const same =
    step === 'finished' ? finished !== undefined : finished === undefined && (read !== undefined) === (step === 'read');
  if (same) return err(say('“{0}” is marked so already.', path));
  if (Object.keys(wanted).length > 0) {
    return all === null
      ? setValue(text, ['transcripts'], { [key]: wanted })
      : setValue(text, ['transcripts', key], wanted);
  }
  return all !== null && Object.keys(all).length === 1
    ? deleteAt(text, ['transcripts'])
    : deleteAt(text, ['transcripts', key]);
}

/** Gives a transcript another path in the text of a coder.yaml. Refused where it is not named there, or the new path is. */
export function renameInMarks(text: string, from: string, to: string): EditedText {
  const marks = marksIn(text, from);
  if (!marks.ok) return marks;
  const { all, key } = marks.value;
  if (all === null || key === undefined) return err(say('coder.yaml does not name “{0}”.', from));
  if (keyOf(all, to) !== undefined) return err(say('coder.yaml names “{0}” already; look which entry is right.', to));
  // Beside its old place, so that the order stays.
  const added = setValue(text, ['transcripts', to], all[key], key);
  return added.ok ? deleteAt(added.value, ['transcripts', key]) : added;
}

function marksIn(text: string, path: string): Result<Marks, string> {
  const { value, problems } = readYaml(text, 'coder.yaml');
  const wrong = problems.find(({ severity }) => severity === 'error');
  if (wrong) return err(say('coder.yaml cannot be changed as it is. {0} {1}', wrong.message, wrong.remedy));
  if (!isPlainMap(value)) return err(say('coder.yaml is no group of “key: value” lines. Correct it first.'));
  if (Number(value['verbatim-coder']) > coderVersion) {
    return err(say('Your coder.yaml was written by a newer Verbatim; update this one to change it.'));
  }
  const all: unknown = value['transcripts'] ?? null;
  if (all !== null && !isPlainMap(all)) {
    return err(say('“transcripts” in coder.yaml is no group of “key: value” lines. Correct it there.'));
  }
  return ok({ all, key: all === null ? undefined : keyOf(all, path) });
}

/** Paths are compared in NFC; a person may have written another form. */
function keyOf(all: Readonly<Record<string, unknown>>, path: string): string | undefined {
  return Object.keys(all).find((key) => key.normalize('NFC') === path.normalize('NFC'));
}
