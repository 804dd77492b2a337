import type { Code, Codebook } from '../../codebook/codebook';
import { batched } from '../batched';
import { plannedCoding, type ExportPlan } from '../exportPlan';
import { exportedCases, exportedParticipants, peopleOfTranscript, transcriptVariables } from '../people';
import { segmentRecords, type SegmentRecord } from '../segmentRecord';
import type { JsonWords } from './jsonWords';
import { segmentJson, wordsOf } from './segmentJson';
import { exportedMemos, exportedThreads } from './exportedNotes';
import { exportVersion } from './exportVersion';

/**
 * The study as one JSON document (`format: verbatim-export`), in pieces. Transcripts are read one after the other, so memory does not
 * grow with the corpus; the same study gives the same bytes. Ends with a line break. Throws where a file changes meanwhile.
 */
export function writeJson(plan: ExportPlan): AsyncGenerator<string, void, undefined> {
  return batched(parts(plan));
}

async function* parts(plan: ExportPlan): AsyncGenerator<Iterable<string>, void, undefined> {
  yield head(plan);
  // What speaks of parts that were left out goes out with the whole study alone.
  const { codes, cases } = plan.options;
  if (codes.length === 0 && cases.length === 0) yield saidOfStudy(exportedThreads(plan), await exportedMemos(plan));
  yield ['"segments":['];
  let before = '\n';
  const json = segmentJson();
  for (const transcript of plan.transcripts) {
    const coding = await plannedCoding(plan, transcript);
    const records = segmentRecords(plan, coding);
    yield segmentLines(records, before, json, wordsOf(coding.text, records));
    if (records.length > 0) before = ',\n';
  }
  yield [']}\n'];
}

function* segmentLines(
  records: readonly SegmentRecord[],
  first: string,
  json: ReturnType<typeof segmentJson>,
  words: JsonWords,
): Generator<string, void, undefined> {
  let before = first;
  for (const record of records) {
    yield before + json(record, words);
    before = ',\n';
  }
}

/** Everything before the segments. */
function* head(plan: ExportPlan): Generator<string, void, undefined> {
  const { study, options } = plan;
  yield `{"format":"verbatim-export","version":${exportVersion},"offsetUnit":${JSON.stringify(options.offsetUnit)},\n`;
  yield `"project":${JSON.stringify({ name: study.project.name })},\n`;
  yield* list('coders', plan.coders.values());
  yield* list('codebooks', study.codebooks.map(codebookRecord));
  yield* list('cases', exportedCases(study, options.cases));
  yield* list('participants', exportedParticipants(study, options.cases));
  yield* list(
    'transcripts',
    plan.transcripts.map(({ path, digest, length }) => ({
      path,
      digest,
      length,
      ...peopleOfTranscript(study, path),
      variables: transcriptVariables(study, path),
    })),
  );
}

function* saidOfStudy(threads: readonly unknown[], memos: readonly unknown[]): Generator<string, void, undefined> {
  if (threads.length > 0) yield* list('threads', threads);
  if (memos.length > 0) yield* list('memos', memos);
}

/** One entry a line, so that a version control system shows what changed. */
function* list(name: string, entries: Iterable<unknown>): Generator<string, void, undefined> {
  const lines = [...entries].map((entry) => `\n${JSON.stringify(entry)}`);
  yield `${JSON.stringify(name)}:[${lines.join(',')}],\n`;
}

function codebookRecord({ id, name, citation, paraphrase, codes, themes, relations }: Codebook): unknown {
  return {
    id,
    name,
    citation: citation ?? undefined,
    wording: paraphrase ? 'paraphrase' : undefined,
    codes: codes.map(codeRecord),
    themes: themes.map((theme) => ({
      id: theme.id,
      name: theme.name,
      definition: theme.definition,
      codes: theme.codes ?? [],
      note: theme.note ?? null,
      include: theme.include,
      exclude: theme.exclude,
      against: theme.against,
    })),
    relations: relations.map(({ id: relation, from, to, kind, sign, basis, citation, note }) => ({
      id: relation,
      from,
      to,
      kind,
      sign: sign ?? 'unstated',
      basis: basis ?? null,
      citation: citation ?? null,
      note: note ?? null,
    })),
  };
}

/** What the codebook file says of the code, but for its colour, and where it stands. What it does not say has no key. */
function codeRecord({ id, name, path, parent, codable, entry, retired }: Code): unknown {
  const { number, aka, include, exclude, examples, confusable, origin, basis, refs, note, merged, split } = entry;
  return {
    id,
    name,
    path,
    parent,
    codable,
    definition: entry.definition ?? null,
    retired: retired || undefined,
    ...{ number, aka, include, exclude, examples, confusable, origin, basis, refs, note, merged, split },
  };
}
