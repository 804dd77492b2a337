import { say } from '../base/say';
import { err, ok, type Result } from '../base/result';
import { coderVersion, readingDays } from '../coding/coderFile';
import { readingStep, type ReadingDays, type ReadingStep } from '../coding/readingStep';
import { isPlainMap, sameValue } from '../yaml/sameValue';
import { deleteAt, setValue, type EditedText } from '../yaml/yamlEdit';
import { readYaml, type YamlFile } from '../yaml/yamlFile';

/** What a coder.yaml says of transcripts: the whole group, and the key under which it names the one that is meant. */
interface Marks {
  readonly file: YamlFile;
  readonly all: Readonly<Record<string, unknown>> | null;
  readonly key: string | undefined;
}

/**
 * The days of a mark after its coder has taken this step. `day` (2026-11-30) is noted for what is new: a step back takes days away, and
 * who finishes what was never marked as read has read it that day, too. Refused where it is marked so already.
 */
export function markedDays(
  path: string,
  now: ReadingDays,
  step: ReadingStep,
  day: string,
): Result<ReadingDays, string> {
  if (readingStep(now) === step) return err(say('“{0}” is marked so already.', path));
  const { read = day, finished = day } = now;
  return ok(step === 'unread' ? {} : step === 'read' ? { read } : { read, finished });
}

/**
 * Gives a transcript's mark in the text of a coder.yaml the days that `plan` makes of those of now, and gives what it planned. Comments,
 * order and unknown keys stay; the transcript's entry goes with its comment where nothing is left in it, and the text stays where it says
 * so already. Refused where the plan is, in a file of a newer version, and where the file has no such form.
 */
export function changeDays<Plan extends { readonly days: ReadingDays }>(
  text: string,
  path: string,
  plan: (now: ReadingDays) => Result<Plan, string>,
): Result<Plan & { readonly text: string }, string> {
  const marks = marksIn(text, path);
  if (!marks.ok) return marks;
  const { all, key = path } = marks.value;
  const entry: unknown = all?.[key] ?? {};
  if (!isPlainMap(entry))
    return err(say('What coder.yaml says of “{0}” is no group of “key: value” lines. Correct it there.', path));
  const planned = plan(readingDays(entry) ?? {});
  if (!planned.ok) return planned;
  const others = Object.entries(entry).filter(([name]) => name !== 'read' && name !== 'finished');
  const wanted = { ...planned.value.days, ...Object.fromEntries(others) };
  const edited = sameValue(wanted, entry) ? ok(text) : withEntry(marks.value, key, wanted);
  return edited.ok ? ok({ ...planned.value, text: edited.value }) : edited;
}

function withEntry({ file, all }: Marks, key: string, wanted: Readonly<Record<string, unknown>>): EditedText {
  if (Object.keys(wanted).length > 0) {
    return all === null
      ? setValue(file, ['transcripts'], { [key]: wanted })
      : setValue(file, ['transcripts', key], wanted);
  }
  return all !== null && Object.keys(all).length === 1
    ? deleteAt(file, ['transcripts'])
    : deleteAt(file, ['transcripts', key]);
}

/** Gives a transcript another path in the text of a coder.yaml. Refused where it is not named there, or the new path is. */
export function renameInMarks(text: string, from: string, to: string): EditedText {
  const marks = marksIn(text, from);
  if (!marks.ok) return marks;
  const { file, all, key } = marks.value;
  if (all === null || key === undefined) return err(say('coder.yaml does not name “{0}”.', from));
  if (keyOf(all, to) !== undefined) return err(say('coder.yaml names “{0}” already; look which entry is right.', to));
  // Beside its old place, so that the order stays.
  const added = setValue(file, ['transcripts', to], all[key], key);
  return added.ok ? deleteAt(added.value, ['transcripts', key]) : added;
}

function marksIn(text: string, path: string): Result<Marks, string> {
  const file = readYaml(text, 'coder.yaml');
  const { value, problems } = file;
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
  return ok({ file, all, key: all === null ? undefined : keyOf(all, path) });
}

/** Paths are compared in NFC; a person may have written another form. */
function keyOf(all: Readonly<Record<string, unknown>>, path: string): string | undefined {
  return Object.keys(all).find((key) => key.normalize('NFC') === path.normalize('NFC'));
}
