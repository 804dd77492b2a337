import { canonicalJson } from '../../base/canonicalJson';
import type { Digest, Digester } from '../../base/digest';
import { compareCodeUnits } from '../../base/order';
import type { Problem } from '../../base/problem';
import { err, ok, type Result } from '../../base/result';
import type { StudyPath } from '../../base/studyPath';
import { excerpt } from '../../coding/excerpt';
import { joinRows } from '../../coding/joinSegments';
import { compareRows } from '../../coding/writeSegments';
import type { SegmentRow } from '../../coding/segmentsFile';
import { unsavedDigest } from '../../project/liveEdit';
import type { Coder } from '../../project/readCoder';
import type { StoredSegments } from '../../project/segmentsStore';
import type { Study } from '../../project/study';
import type { TranscriptCoding } from '../../project/transcriptCoding';
import { nearestOf } from '../../base/nearest';
import { GivenCoders } from './givenCoders';
import { codingColumns, givenCoding, givenMark } from './givenCoding';
import { GivenPlaces } from './givenPlace';
import type { GivenRow, GivenRows } from './givenRows';
import { givenSegments, type GivenSegment, type PlacedRow } from './givenSegment';
import { RowFaults, type RowFault } from './rowFaults';
import { transcriptNames } from './transcriptNames';

/** What an import writes into one coder’s file of one transcript. */
export interface PlannedSegments {
  readonly transcript: StudyPath;
  /** The text that the rows refer to; where the transcript has another one by then, nothing is written. */
  readonly digest: string;
  readonly coder: string;
  /** The digest of the segments file that the rows were planned for, null where there was none; where it is another by then, nothing is written. */
  readonly seen: Digest | null;
  /** Rows that are new or changed, as they become, sorted. */
  readonly rows: readonly SegmentRow[];
}

/** A codings file held against a study: what importing it adds. Nothing is written yet. */
export interface CodingsPlan {
  /** Sorted by transcript and coder. Files of other coders than the one at work are among them: that is what an import is for. */
  readonly files: readonly PlannedSegments[];
  readonly newCoders: readonly Coder[];
  readonly newSegments: number;
  readonly newCodings: number;
  /** Codings, and segments without a code, that the study has already. */
  readonly alreadyThere: number;
  /** What was guessed, joined or left aside, as plain sentences. */
  readonly notes: readonly string[];
}

/** How a codings file is imported. */
export interface CodingsImportOptions {
  /** Name of the file, for messages. */
  readonly file: string;
  /** Id or name of the coder of rows that name none. */
  readonly coder?: string;
}

/** A file is refused after this many different problems: the first ones have to be mended anyway. */
const mostProblems = 100;

/**
 * Holds a codings file against the study. Refused whole, with the rows, where a transcript, code or place is not found,
 * cells contradict each other or cannot be read, a coder is not named, or a segments file may not be written. Spans are kept exactly as
 * given. What the study has already is not added again. Reads one transcript at a time.
 */
export async function planCodingsImport(
  study: Study,
  given: GivenRows,
  options: CodingsImportOptions,
): Promise<Result<CodingsPlan, readonly Problem[]>> {
  const planning = new Planning(study, given, options);
  await planning.run();
  return planning.outcome();
}

class Planning {
  /** What is wrong with the file or the study, not with a row. */
  private readonly problems: Problem[] = [];
  private readonly faults: RowFaults;
  private readonly notes: string[] = [];
  private readonly files: PlannedSegments[] = [];
  private readonly coders: GivenCoders;
  private readonly transcripts: ReadonlyMap<string, StudyPath | null>;
  private readonly counts = { segments: 0, codings: 0, there: 0 };
  private readonly repeated: number[] = [];
  private readonly contradicting: number[] = [];
  private readonly withoutCode: number[] = [];
  private readonly guessed: number[] = [];
  private memosJoined = 0;

  constructor(
    private readonly study: Study,
    private readonly given: GivenRows,
    private readonly options: CodingsImportOptions,
  ) {
    this.faults = new RowFaults(given.counted, options.file);
    this.coders = new GivenCoders(study.coders);
    this.transcripts = transcriptNames(study.transcripts.map(({ path }) => path));
  }

  async run(): Promise<void> {
    if (this.study.project.readOnly) {
      const message = 'This study was written by a newer Verbatim.';
      this.problems.push(this.problem('newer-version', message, 'Update Verbatim to import into it.'));
      return;
    }
    const byTranscript = new Map<StudyPath, GivenRow[]>();
    for (const row of this.given.rows) {
      const path = this.transcriptOf(row);
      if (path === undefined) continue;
      const rows = byTranscript.get(path);
      if (rows === undefined) byTranscript.set(path, [row]);
      else rows.push(row);
    }
    if (this.given.rows.length === 0) {
      this.problems.push(this.problem('no-rows', 'The file has no codings.', 'Look whether it is the right file.'));
    }
    for (const [path, rows] of [...byTranscript].sort(([a], [b]) => compareCodeUnits(a, b))) {
      if (!this.isFull) await this.planTranscript(path, rows);
    }
  }

  private get isFull(): boolean {
    return this.problems.length + this.faults.size >= mostProblems;
  }

  outcome(): Result<CodingsPlan, readonly Problem[]> {
    const all = [...this.problems, ...this.faults.problems];
    if (all.length > 0) return err(all.length < mostProblems ? all : [this.tooMany(), ...all.slice(0, mostProblems)]);
    return ok({
      files: this.files,
      newCoders: this.coders.added,
      newSegments: this.counts.segments,
      newCodings: this.counts.codings,
      alreadyThere: this.counts.there,
      notes: [...this.given.notes, ...this.coders.notes(this.given.counted), ...this.summary(), ...this.notes],
    });
  }

  private summary(): string[] {
    const { counted } = this.given;
    const list = (rows: readonly number[]): string => {
      const sorted = [...rows].sort((a, b) => a - b);
      return sorted.slice(0, 10).join(', ') + (sorted.length > 10 ? ', …' : '');
    };
    const said: string[] = [];
    if (this.withoutCode.length > 0) {
      const columns = codingColumns.join(', ');
      said.push(
        `${counted}s that name no code, so that what they say of a coding (${columns}) was left aside: ${list(this.withoutCode)}.`,
      );
    }
    if (this.contradicting.length > 0) {
      said.push(
        `${counted}s that say something else of the same coding than a row before them, which was kept: ${list(this.contradicting)}.`,
      );
    }
    if (this.repeated.length > 0) {
      said.push(`${counted}s that say again what another one says, counted once: ${list(this.repeated)}.`);
    }
    if (this.guessed.length > 0) {
      said.push(`${counted}s whose words were found with other white space or accents: ${list(this.guessed)}.`);
    }
    if (this.memosJoined > 0) {
      said.push(`Segments with several different memos, which now stand one below the other: ${this.memosJoined}.`);
    }
    return said;
  }

  private transcriptOf(row: GivenRow): StudyPath | undefined {
    const name = (row.cells.get('transcript') ?? '').normalize('NFC');
    if (name === '') {
      this.report(
        row,
        'unknown-transcript',
        'no transcript is named.',
        'Write its path in the study, such as “transcripts/A.txt”.',
      );
      return undefined;
    }
    const path = this.transcripts.get(name);
    if (path !== undefined && path !== null) return path;
    const shown = name.slice(0, 200);
    if (path === null) {
      const message = `several transcripts are named “${shown}”.`;
      this.report(row, 'unknown-transcript', message, 'Write the whole path in the study.');
    } else {
      const near = nearestOf(name, [...this.transcripts.keys()]);
      const remedy =
        near === undefined
          ? 'Import the transcript first, or write its path as it is in the study.'
          : `Did you mean “${near}”? Write its path as it is in the study.`;
      this.report(row, 'unknown-transcript', `the study has no transcript “${shown}”.`, remedy);
    }
    return undefined;
  }

  private async planTranscript(path: StudyPath, rows: readonly GivenRow[]): Promise<void> {
    const coding = await this.study.coding(path);
    const stored = this.study.storedOf(path);
    this.study.passed(path);
    const [first] = rows;
    if (first === undefined) return;
    if (coding === null) {
      this.report(first, 'unreadable-transcript', `“${path}” cannot be read.`, 'Run “verbatim check” to see why.');
      return;
    }
    if (coding.digest === unsavedDigest) {
      this.report(
        first,
        'unsaved-transcript',
        `“${path}” has changes that are not saved yet.`,
        'Save it, then import.',
      );
      return;
    }
    const places = new GivenPlaces(coding);
    const placed: PlacedRow[] = [];
    for (const row of rows) {
      const one = this.placed(row, places);
      if (one !== undefined) placed.push(one);
      if (this.isFull) return;
    }
    const { segments, torn } = await givenSegments(
      placed,
      path,
      coding.text,
      this.study.host.digest,
      ownership(coding),
    );
    for (const { id, first: one, second } of torn) {
      const message = `the segment “${id.slice(0, 50)}” has another place, coder or words in ${this.given.counted.toLowerCase()} ${one}.`;
      this.report(
        { row: second },
        'torn-segment',
        message,
        'Give each segment an id of its own, or leave the column “segment” out.',
      );
    }
    await this.planFiles(coding, stored, segments);
  }

  private placed(row: GivenRow, places: GivenPlaces): PlacedRow | undefined {
    const coder = this.coderOf(row);
    const coding = givenCoding(row.cells, this.study.codes);
    const exemplar = givenMark(row.cells, 'segment_exemplar');
    const place = places.placeOf(row.cells);
    if (!coding.ok) for (const fault of coding.error) this.faults.add(row.row, fault);
    for (const one of [coder, exemplar, place]) if (!one.ok) this.faults.add(row.row, one.error);
    if (!coder.ok || !coding.ok || !exemplar.ok || !place.ok) return undefined;
    if (coding.value === null && saysOfCoding(row)) this.withoutCode.push(row.row);
    return { given: row, coder: coder.value, place: place.value, coding: coding.value, exemplar: exemplar.value };
  }

  private coderOf({ cells, row }: GivenRow): Result<string, RowFault> {
    const name = cells.get('coder')?.trim() ?? this.options.coder?.trim() ?? '';
    if (name !== '' && name.length <= 200) return this.coders.idOf(name, row);
    return err({
      rule: 'no-coder',
      message: name === '' ? 'no coder is named.' : 'the name of the coder is too long.',
      remedy: 'Add a column “coder”, or say whose codings they are (--coder).',
    });
  }

  private async planFiles(
    coding: TranscriptCoding,
    stored: ReadonlyMap<string, StoredSegments>,
    segments: readonly GivenSegment[],
  ): Promise<void> {
    const byCoder = new Map<string, GivenSegment[]>();
    for (const segment of segments) {
      this.repeated.push(...segment.repeated);
      this.contradicting.push(...segment.contradicting);
      this.guessed.push(...segment.guessed);
      if (segment.memosJoined) this.memosJoined++;
      const list = byCoder.get(segment.coder);
      if (list === undefined) byCoder.set(segment.coder, [segment]);
      else list.push(segment);
    }
    for (const [coder, list] of [...byCoder].sort(([a], [b]) => compareCodeUnits(a, b))) {
      const seen = stored.get(coder);
      if (seen !== undefined && !seen.writable) {
        const message = `“${seen.path}” cannot be read whole, so nothing can be added to it.`;
        this.problems.push(
          this.problem('unsound-file', message, 'Run “verbatim check” to see why, and mend it first.'),
        );
        continue;
      }
      const rows = this.rowsFor(coder, coding, list).sort(compareRows);
      if (rows.length === 0) continue;
      const digest = await plannedFor(seen, this.study.host.digest);
      this.files.push({ transcript: coding.path, digest: coding.digest, coder, seen: digest, rows });
    }
  }

  /** The rows that are new, or become other than the study has them. */
  private rowsFor(coder: string, coding: TranscriptCoding, segments: readonly GivenSegment[]): SegmentRow[] {
    const known = coding.byCoder.get(coder)?.list.map(({ row }) => row) ?? [];
    const byId = new Map(known.map((row) => [row.id, row]));
    const byStretch = new Map(known.map((row) => [stretchOf(row), row]));
    const planned = new Map<string, SegmentRow>();
    for (const { row, named } of segments) {
      const before = byId.get(row.id) ?? (named ? undefined : byStretch.get(stretchOf(row)));
      if (before === undefined) {
        planned.set(row.id, row);
        this.counts.segments++;
        this.counts.codings += row.codings.length;
        continue;
      }
      // Another row may have changed the same segment already.
      const current = planned.get(before.id) ?? before;
      if (stretchOf(row) !== stretchOf(before)) this.notes.push(elsewhere(coder, coding.path, before));
      const { rows, notes } = joinRows(null, [current], [inPlaceOf(current, row)]);
      const after = rows[0] ?? current;
      const fresh = row.codings.filter(({ code }) => !current.codings.some((one) => one.code === code)).length;
      this.counts.codings += fresh;
      this.counts.there += Math.max(1, row.codings.length) - fresh;
      if (canonicalJson(after) === canonicalJson(current)) continue;
      this.notes.push(...notes);
      planned.set(before.id, after);
    }
    return [...planned.values()];
  }

  private report({ row }: { readonly row: number }, rule: string, message: string, remedy: string): void {
    this.faults.add(row, { rule, message, remedy });
  }

  private tooMany(): Problem {
    const message = `There are ${mostProblems} problems or more, so the rest of the file was not looked at.`;
    const remedy = 'Mend these first; where every row is wrong, look whether the header and the codebook fit the file.';
    return this.problem('many-problems', message, remedy);
  }

  private problem(rule: string, message: string, remedy: string): Problem {
    return { severity: 'error', rule, message, remedy, file: this.options.file };
  }
}

/** What stands for the content of a segments file while a plan waits: the contents of all would take much memory. */
export async function plannedFor(seen: StoredSegments | undefined, digester: Digester): Promise<Digest | null> {
  const bytes = seen?.bytes ?? null;
  return bytes === null ? null : digester(bytes);
}

/** True where a row says of a coding more than “no”. */
function saysOfCoding({ cells }: GivenRow): boolean {
  const marked = givenMark(cells, 'exemplar');
  return (marked.ok && marked.value) || codingColumns.some((column) => column !== 'exemplar' && cells.has(column));
}

/** Says whether an id is that of a segment of another coder: every segment of a transcript has an id of its own. */
function ownership({ byCoder }: TranscriptCoding): (id: string, coder: string) => boolean {
  const owners = new Map([...byCoder].flatMap(([coder, { list }]) => list.map(({ row }) => [row.id, coder] as const)));
  return (id, coder) => (owners.get(id) ?? coder) !== coder;
}

/** Equal for two rows on the same stretch; a row without a place is equal to one that lost the same words. */
function stretchOf({ start, end, quote, state }: SegmentRow): string {
  return state === 'orphaned' ? `lost ${quote}` : `${start} ${end}`;
}

/** What the file says of a segment, at the place where the study has it. */
function inPlaceOf(there: SegmentRow, row: SegmentRow): SegmentRow {
  const { codings, memo, exemplar } = row;
  const { id, start, end, quote, prefix, suffix, state } = there;
  return {
    id,
    start,
    end,
    quote,
    ...(prefix === undefined ? {} : { prefix }),
    ...(suffix === undefined ? {} : { suffix }),
    codings,
    ...(memo === undefined ? {} : { memo }),
    ...(exemplar === undefined ? {} : { exemplar }),
    ...(state === undefined ? {} : { state }),
  };
}

function elsewhere(coder: string, transcript: string, { quote }: SegmentRow): string {
  return `The segment ${excerpt(quote)} of ${coder} in ${transcript} stands at another place in the study than in the file; its place was left.`;
}
