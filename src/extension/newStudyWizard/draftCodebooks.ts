import { digestFromBytes } from '../../core/base/digest';
import { slugOf } from '../../core/base/ids';
import type { Problem } from '../../core/base/problem';
import { err, ok, type Result } from '../../core/base/result';
import { say } from '../../core/base/say';
import type { StudyPath } from '../../core/base/studyPath';
import type { Codebook } from '../../core/codebook/codebook';
import { newCodebookText } from '../../core/codebook/codebookEdits';
import type { CodeEntry } from '../../core/codebook/codebookFile';
import { readCodebook } from '../../core/codebook/readCodebook';
import type { GivenCodes, GivenNote } from '../../core/exchange/codebooks/givenCodes';
import { codebookText, importedCodebook } from '../../core/exchange/codebooks/importedCodebook';
import { readCodebookSource } from '../../core/exchange/codebooks/readCodebookSource';
import type { StartingCodebook } from '../../core/project/newStudy';
import { setValue } from '../../core/yaml/yamlEdit';

/** A codebook that comes along, read. */
export interface BuiltInCodebook extends StartingCodebook {
  readonly codebook: Codebook;
  readonly on: boolean;
}

/** A codebook from a file: one of our own as its text, or given codes of another form. */
export interface ImportedBook {
  readonly key: string;
  readonly file: string;
  readonly name: string;
  readonly codes: readonly { readonly depth: number; readonly name: string }[];
  readonly count: number;
  /** What was guessed about the encoding, or is wrong with a codebook of our own. */
  readonly problems: readonly Problem[];
  readonly own: { readonly text: string; readonly codebook: Codebook } | null;
  readonly given: GivenCodes | null;
  /** What was not understood, or is to be looked at. */
  readonly notes: readonly GivenNote[];
}

/** Codes of a tree that are shown. */
const shownCodes = 200;

/** Only the tree is of interest here, not under which wording something was coded. */
const noDigest = (): Promise<ReturnType<typeof digestFromBytes>> =>
  Promise.resolve(digestFromBytes(new Uint8Array(32)));

/** Reads a codebook of our own form; null with problems where it cannot be used. */
export function readOwnCodebook(
  name: string,
  text: string,
): Promise<{ readonly codebook: Codebook | null; readonly problems: readonly Problem[] }> {
  return readCodebook(name as StudyPath, text, noDigest);
}

/** Reads a codebook from a file that a person picked. */
export async function importBook(key: string, file: string, bytes: Uint8Array): Promise<Result<ImportedBook, Problem>> {
  const source = readCodebookSource(bytes, file);
  if (!source.ok) return source;
  if (source.value.kind === 'own') {
    const { text } = source.value;
    const { codebook, problems } = await readOwnCodebook(file, text);
    if (codebook === null) return err(problems[0] ?? unreadable(file));
    const codes = codebook.codes.slice(0, shownCodes).map(({ path, name }) => ({ depth: path.length - 1, name }));
    const { name, codes: all } = codebook;
    return ok({ key, file, name, codes, count: all.length, problems, own: { text, codebook }, given: null, notes: [] });
  }
  const { given, problems } = source.value;
  const { codes, count, notes } = importedCodebook(given);
  return ok({
    key,
    file,
    name: given.title ?? file,
    codes: flat(codes).slice(0, shownCodes),
    count,
    problems,
    own: null,
    given,
    notes,
  });
}

/** What stands in the way of an imported codebook of our own: codes whose ids another codebook of the study has. */
export function takenIds(book: ImportedBook, others: readonly Codebook[]): readonly string[] {
  const ids = new Set(others.flatMap(({ codes }) => codes.map(({ id }) => id)));
  return book.own?.codebook.codes.flatMap(({ id }) => (ids.has(id) ? [id] : [])) ?? [];
}

/** The codebooks of a study: those that come along, an empty one of its own, and imported ones, under file names and code ids that differ. */
export async function startingCodebooks(
  builtIn: readonly BuiltInCodebook[],
  ownName: string | null,
  imported: readonly ImportedBook[],
): Promise<Result<readonly StartingCodebook[], Problem>> {
  // What the person brings stands before what comes along.
  const books: StartingCodebook[] = [];
  const ids = new Set(builtIn.flatMap(({ codebook }) => codebook.codes.map(({ id }) => id)));
  const freeId = (name: string): string =>
    slugOf(name, 'codebook', (id) => [...books, ...builtIn].some((book) => book.id === id));
  for (const { own, name, file } of imported) {
    if (own === null) continue;
    for (const { id } of own.codebook.codes) ids.add(id);
    const wanted = name.trim();
    const named =
      wanted === '' || wanted === own.codebook.name ? ok(own.text) : setValue(own.text, ['name'], wanted, 'id');
    if (!named.ok) return err({ ...unreadable(file), message: named.error });
    books.push({ id: freeId(own.codebook.id), text: named.value });
  }
  for (const { given, name, file } of imported) {
    if (given === null) continue;
    const { codes } = importedCodebook(given, (id) => ids.has(id));
    const id = freeId(name);
    const text = codebookText({ id, name: name.trim() || file }, codes);
    // What is written here has to be read again: a file may hold more than a codebook may.
    const { codebook, problems } = await readOwnCodebook(file, text);
    const mistake = problems.find(({ severity }) => severity === 'error');
    if (codebook === null || mistake) return err(mistake ?? unreadable(file));
    for (const code of codebook.codes) ids.add(code.id);
    books.push({ id, text });
  }
  if (ownName !== null) {
    const id = freeId(ownName);
    books.push({ id, text: newCodebookText({ id, name: ownName }) });
  }
  return ok([...books, ...builtIn.map(({ id, text }) => ({ id, text }))]);
}

function flat(codes: readonly CodeEntry[], depth = 0): { readonly depth: number; readonly name: string }[] {
  return codes.flatMap(({ name, codes: below }) => [
    { depth, name },
    ...flat((below ?? []) as readonly CodeEntry[], depth + 1),
  ]);
}

function unreadable(file: string): Problem {
  return {
    severity: 'error',
    rule: 'no-codes',
    message: say('The codebook cannot be read.'),
    remedy: say('Give it as a table with a column “name”.'),
    file,
  };
}
