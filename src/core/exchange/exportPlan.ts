import { say } from '../base/say';
import type { Digest } from '../base/digest';
import { neverCancelled, throwIfCancelled, type CancellationToken } from '../base/cancellation';
import { compareCodeUnits } from '../base/order';
import type { Problem } from '../base/problem';
import { err, ok, type Result } from '../base/result';
import type { StudyPath } from '../base/studyPath';
import { unsavedDigest } from '../project/liveEdit';
import type { PlacingText } from '../project/segmentsStore';
import { readTranscript } from '../project/readTranscript';
import type { Study } from '../project/study';
import type { TranscriptCoding } from '../project/transcriptCoding';
import { OffsetTable, type OffsetUnit } from '../text/offsets';
import { CodeFilter } from './codeFilter';
import { maskedCoders } from './maskedCoders';
import { nearestFirst, nearestOf } from '../base/nearest';
import { caseIds } from './people';

/** What goes out, and in which unit it counts. An empty list leaves nothing out. */
export interface ExportOptions {
  readonly offsetUnit: OffsetUnit;
  /** Ids of coders whose segments go out. */
  readonly coders: readonly string[];
  /** Ids of codes: their codings and those of all codes below them go out, other codings and segments without any of them do not. */
  readonly codes: readonly string[];
  /** Ids of cases: segments whose `cases` hold one of them go out, and transcripts that belong to one. */
  readonly cases: readonly string[];
  /** True where numbers stand in the place of coders. */
  readonly maskCoders: boolean;
}

/** Everything of everybody, in code points, coders by their names. */
export const exportEverything: ExportOptions = {
  offsetUnit: 'codePoint',
  coders: [],
  codes: [],
  cases: [],
  maskCoders: false,
};

/** A coder as they go out: under their own id and name, or as a number. */
export interface ExportedCoder {
  readonly id: string;
  readonly name: string;
}

/** A transcript that goes out; `length` counts in the unit of the export. */
export interface ExportedTranscript {
  readonly path: StudyPath;
  readonly digest: Digest;
  readonly length: number;
}

/** An export that was found possible: what the writers of all formats share. Holds no text and no segments. */
export interface ExportPlan {
  readonly study: Study;
  readonly options: ExportOptions;
  /** Id in the study → what goes out, sorted by what goes out. */
  readonly coders: ReadonlyMap<string, ExportedCoder>;
  readonly codes: CodeFilter;
  /** Sorted by path in code units. */
  readonly transcripts: readonly ExportedTranscript[];
}

/**
 * Looks whether an export is possible. Refused, with every reason: a coder, code or case that the study does not have, a transcript
 * that cannot be read (an export without it would be mistaken for the whole). Reads each transcript once and keeps none.
 * Throws CancelledError once the token is cancelled, and gives other work its turn between transcripts.
 */
export async function planExport(
  study: Study,
  options: ExportOptions,
  token: CancellationToken = neverCancelled,
): Promise<Result<ExportPlan, readonly Problem[]>> {
  const problems = unknownNames(study, options);
  const transcripts: ExportedTranscript[] = [];
  for (const { path } of [...study.transcripts].sort((a, b) => compareCodeUnits(a.path, b.path))) {
    if (!mayHold(study, path, options.cases)) continue;
    await study.host.pause?.();
    throwIfCancelled(token);
    const source = await sourceOf(study, path);
    if (!source.ok) problems.push(...source.error);
    else {
      const { text, digest } = source.value;
      transcripts.push({ path, digest, length: new OffsetTable(text).length(options.offsetUnit) });
    }
  }
  throwIfCancelled(token);
  if (problems.length > 0) return err(problems);
  const wanted = (id: string): boolean => options.coders.length === 0 || options.coders.includes(id);
  const coders = [...(options.maskCoders ? maskedCoders(study.coders) : ownNames(study))].filter(([id]) => wanted(id));
  return ok({
    study,
    options,
    coders: new Map(coders.sort(([, a], [, b]) => compareCodeUnits(a.id, b.id))),
    codes: new CodeFilter(study.codes, options.codes),
    transcripts,
  });
}

/**
 * A planned transcript with its segments, not kept in memory after it was used. Throws where the file changed since the export was
 * planned, so that no export ever holds two states of one study.
 */
export async function plannedCoding(
  { study }: ExportPlan,
  { path, digest }: ExportedTranscript,
): Promise<TranscriptCoding> {
  const coding = await study.inPassing(path);
  if (coding?.digest !== digest) {
    throw new Error(`“${path}” changed while it was exported. Export again.`);
  }
  return coding;
}

async function sourceOf(
  study: Study,
  path: StudyPath,
): Promise<Result<Pick<PlacingText, 'text' | 'digest'>, readonly Problem[]>> {
  const kept = study.keptCoding(path);
  if (kept?.digest === unsavedDigest) {
    const message = say('The transcript “{0}” has changes that are not saved yet.', path);
    return err([
      { severity: 'error', rule: 'unsaved-transcript', message, remedy: say('Save it, then export.'), file: path },
    ]);
  }
  if (kept !== undefined) return ok(kept);
  const bytes = await study.host.files.read(path);
  if (bytes === undefined) {
    const message = say('The transcript “{0}” is not there any more.', path);
    const remedy = say('Put the file back, then export again.');
    return err([{ severity: 'error', rule: 'missing-transcript', message, remedy, file: path }]);
  }
  const { source, problems } = await readTranscript(path, bytes, study.host.digest);
  return source === null ? err(problems.filter(({ severity }) => severity === 'error')) : ok(source);
}

/** False where no segment of the transcript can belong to one of the cases. */
function mayHold({ cases }: Study, path: StudyPath, wanted: readonly string[]): boolean {
  if (wanted.length === 0) return true;
  const its = [...cases.casesOf(path), ...cases.participantsOf(path).map((id) => cases.caseOf(id) ?? '')];
  return its.some((id) => wanted.includes(id));
}

function ownNames(study: Study): Map<string, ExportedCoder> {
  return new Map(study.coders.map(({ id, name }) => [id, { id, name }]));
}

function unknownNames(study: Study, { coders, codes, cases }: ExportOptions): Problem[] {
  const coderIds = study.coders.map(({ id }) => id);
  const known = caseIds(study);
  const codeIds = study.codes.all.map(({ id }) => id);
  return [
    ...coders.filter((id) => !coderIds.includes(id)).map((id) => unknown('coder', id, oneOf('coder', id, coderIds))),
    ...codes
      .filter((id) => study.codes.resolve(id) === undefined)
      .map((id) => unknown('code', id, codeLike(id, codeIds))),
    ...cases.filter((id) => !known.includes(id)).map((id) => unknown('case', id, oneOf('case', id, known))),
  ];
}

function unknown(kind: string, id: string, remedy: string): Problem {
  return { severity: 'error', rule: `unknown-${kind}`, message: `The study has no ${kind} “${id}”.`, remedy };
}

/** Ids that a refusal names at most. */
const mostNamed = 12;

function oneOf(kind: string, id: string, known: readonly string[]): string {
  if (known.length === 0) return `The study has no ${kind}s yet, so leave this out.`;
  const named = nearestFirst(id, known);
  const more = named.length > mostNamed ? ` … and ${named.length - mostNamed} more` : '';
  return `Name one of these: ${named.slice(0, mostNamed).join(', ')}${more}.`;
}

function codeLike(id: string, known: readonly string[]): string {
  const near = nearestOf(id, known);
  const advice = 'Use the id that the codebook gives it.';
  return near === undefined ? advice : `Did you mean “${near}”? ${advice}`;
}
