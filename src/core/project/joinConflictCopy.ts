import { logLabel } from '../base/logLabel';
import { say } from '../base/say';
import { canonicalJson } from '../base/canonicalJson';
import { err, ok, type Result } from '../base/result';
import { baseName, type StudyPath } from '../base/studyPath';
import { changedRows } from '../coding/changedRows';
import { joinRows } from '../coding/joinSegments';
import { onTheSameWords } from '../coding/onTheSameWords';
import { placeKeys } from '../coding/placeKeys';
import { placeSegments } from '../coding/placeSegments';
import { readSegments } from '../coding/readSegments';
import type { Segments, SegmentsChange } from '../coding/segment';
import { changeOf } from '../coding/segmentsChange';
import type { SegmentRow } from '../coding/segmentsFile';
import type { LogEntry } from '../history/logFile';
import { logEntryLine } from '../history/logLines';
import { readLog } from '../history/readLog';
import { segmentsChangeOf } from '../history/undoEntry';
import type { LfText } from '../text/lfText';
import { utf8Text } from '../text/utf8';
import type { CodingSession } from './codingSession';
import { conflictCopyProblem, type ConflictCopy } from './conflictCopies';
import type { Done } from './done';
import { FileAccessError, nothingChangedIfRefused } from './host';
import { putAside } from './putAside';
import type { Study } from './study';
import { StudyHistory } from './studyHistory';

/** What joining a copy would do: segments, or entries of the log, and what the join has to decide, in sentences. */
export interface CopyJoin {
  readonly added: number;
  readonly changed: number;
  readonly removed: number;
  readonly notes: readonly string[];
}

/** A copy that can be joined, read. */
type Prepared =
  | {
      readonly kind: 'log';
      readonly content: string;
      readonly theirs: readonly LogEntry[];
      /** How many of these the log does not have. */
      readonly missing: number;
      /** Lines that could not be read. */
      readonly unread: number;
    }
  | {
      readonly kind: 'segments';
      readonly content: string;
      readonly transcript: StudyPath;
      readonly text: LfText;
      readonly mine: Segments;
      readonly join: (mine: Segments) => { readonly change: SegmentsChange; readonly notes: readonly string[] };
    };

const encoder = new TextEncoder();

/** Says what joining a copy would do, or why it cannot be joined. Changes nothing. */
export function lookAtCopy({ study }: CodingSession, copy: ConflictCopy): Promise<Result<CopyJoin, string>> {
  return nothingChangedIfRefused(async () => {
    const prepared = await prepare(study, copy);
    if (!prepared.ok) return prepared;
    if (prepared.value.kind === 'log') {
      return ok({ added: prepared.value.missing, changed: 0, removed: 0, notes: [] });
    }
    const { change, notes } = prepared.value.join(prepared.value.mine);
    const ids = Object.keys(change.after);
    const count = (test: (id: string) => boolean): number => ids.filter(test).length;
    return ok({
      added: count((id) => change.before[id] === null),
      changed: count((id) => change.before[id] !== null && change.after[id] !== null),
      removed: count((id) => change.after[id] === null),
      notes,
    });
  });
}

/**
 * Joins a copy into its original: segments by id (those that each side made on the same words become one), as one change that the log records and that can be undone; a log by the ids of
 * its entries. What the log says was removed stays removed, where the other copy left it as it was. The copy is then moved below
 * `.verbatim/copies`, never deleted. Refused, with nothing done, for codebooks, for what another coder owns (they join it), and for
 * a copy that cannot be read whole. Joining it again after a crash adds nothing.
 */
export function joinConflictCopy(session: CodingSession, copy: ConflictCopy): Promise<Result<Done, string>> {
  const { study } = session;
  return nothingChangedIfRefused(async () => {
    const prepared = await prepare(study, copy);
    if (!prepared.ok) return prepared;
    const notes: string[] = [];
    if (prepared.value.kind === 'log') {
      const { unread, theirs } = prepared.value;
      if (unread > 0)
        notes.push(say('{0} lines of the copy could not be read; they stay in it, below .verbatim/copies.', unread));
      await appendMissing(study, copy.original, theirs);
    } else {
      const { transcript, text, mine, join } = prepared.value;
      if (Object.keys(join(mine).change.after).length > 0) {
        const joinMine = (now: Segments): Result<SegmentsChange, string> =>
          now.coder === mine.coder ? ok(join(now).change) : err(say('Another coder was chosen meanwhile.'));
        const done = await session.change(transcript, joinMine, text);
        if (!done.ok) return done;
        notes.push(...join(mine).notes, ...done.value.notes);
      }
    }
    try {
      if (!(await moveAside(study, copy.path, prepared.value.content))) {
        notes.push(say('The copy has changed meanwhile, so it stays where it is; join it again.'));
      }
      await study.reload();
    } catch (error) {
      if (!(error instanceof FileAccessError)) throw error;
      notes.push(say('It was joined, but the copy could not be put aside. {0}', error.message));
    }
    return ok({ label: logLabel('Joined {0}', baseName(copy.path)), notes });
  });
}

/** What became of several copies: the names of those that were joined, with what there is to say of them, and why others were not. */
export interface CopiesJoined {
  readonly joined: readonly string[];
  readonly notes: readonly string[];
  /** One sentence or more for each copy, which begin with its name. */
  readonly refused: readonly string[];
}

/** Joins copies one after the other, as `joinConflictCopy` does; one that cannot be joined keeps no other from it. */
export async function joinConflictCopies(
  session: CodingSession,
  copies: readonly ConflictCopy[],
): Promise<CopiesJoined> {
  const joined: string[] = [];
  const notes: string[] = [];
  const refused: string[] = [];
  for (const copy of copies) {
    const done = await joinConflictCopy(session, copy);
    if (done.ok) {
      joined.push(baseName(copy.path));
      notes.push(...done.value.notes);
    } else refused.push(whyNotJoined(copy, done.error));
  }
  return { joined, notes, refused };
}

/** The reason that `lookAtCopy` or `joinConflictCopy` gives, after the name of the copy. */
export function whyNotJoined({ path }: ConflictCopy, reason: string): string {
  return say('“{0}”: {1}', baseName(path), reason);
}

async function prepare(study: Study, copy: ConflictCopy): Promise<Result<Prepared, string>> {
  if (copy.kind === 'codebook') return err(conflictCopyProblem(copy).remedy);
  if (copy.coder !== study.me) {
    return err(
      say('“{0}” belongs to the coder “{1}”, who joins it; choose that coder if it is you.', copy.path, copy.coder),
    );
  }
  const bytes = await study.host.files.read(copy.path);
  const content = bytes === undefined ? null : utf8Text(bytes);
  if (content === null) return err(say('“{0}” is not there any more, or is not in UTF-8.', copy.path));
  if (copy.kind === 'log') {
    const theirs = readLog(copy.path, content);
    if (theirs.state === 'readOnly') {
      return err(say('“{0}” was written by a newer version of Verbatim. Update this one to join it.', copy.path));
    }
    const { missing } = await missingIn(study, copy.original, theirs.entries);
    const unread = theirs.unreadLines.length;
    return ok({ kind: 'log', content, theirs: theirs.entries, missing: missing.length, unread });
  }
  return prepareSegments(study, copy, content);
}

/** The entries that a log does not have, and whether its last line breaks off. */
async function missingIn(
  { host }: Study,
  log: StudyPath,
  entries: readonly LogEntry[],
): Promise<{ readonly missing: readonly LogEntry[]; readonly torn: boolean }> {
  const text = utf8Text((await host.files.read(log)) ?? new Uint8Array()) ?? '';
  const known = new Set(readLog(log, text).entries.map(({ id }) => id));
  return { missing: entries.filter(({ id }) => !known.has(id)), torn: text !== '' && !text.endsWith('\n') };
}

/** Adds to a log what it lacks. It is looked at while it is held: two windows may join the same copy at once. */
async function appendMissing(study: Study, log: StudyPath, entries: readonly LogEntry[]): Promise<void> {
  const { files } = study.host;
  await files.exclusively(log, async () => {
    const { missing, torn } = await missingIn(study, log, entries);
    if (missing.length === 0) return;
    await files.append(log, encoder.encode((torn ? '\n' : '') + missing.map(logEntryLine).join('')));
  });
}

async function prepareSegments(
  study: Study,
  { path, coder, transcript }: ConflictCopy & { readonly kind: 'segments' },
  content: string,
): Promise<Result<Prepared, string>> {
  const coding = await study.inPassing(transcript);
  if (coding === null) return err(say('“{0}” cannot be read; the Problems panel says why.', transcript));
  const { state, rows, header, problems } = readSegments(path, content, { transcript, coder });
  if (state !== 'sound' || header === null) {
    return err(say('“{0}” cannot be read whole, so it is not joined. {1}', path, problems[0]?.message ?? ''));
  }
  const { text, digest } = coding;
  const earlier = header.text === digest ? null : await study.recall(header.text, text);
  const theirs = rowsOf(placeSegments({ transcript, coder, text: header.text }, rows, text, digest, earlier));
  const gone = new Removed(await new StudyHistory(study.host, coder, 'reader').entries());
  const mine = coding.byCoder.get(coder) ?? { transcript, coder, text: digest, list: [] };
  const join = (now: Segments): { change: SegmentsChange; notes: readonly string[] } => {
    const own = rowsOf(now);
    const ours = gone.leftOut(own, theirs);
    const joined = joinRows(null, ours, onTheSameWords(null, gone.leftOut(theirs, own), ours).mine);
    return {
      change: changeOf('join-copy', logLabel('Joined {0}', baseName(path)), changedRows(own, joined.rows)),
      notes: joined.notes,
    };
  };
  return ok({ kind: 'segments', content, transcript, text, mine, join });
}

/** What the log says was removed and not put back since: it tells a removal in one copy from an addition in the other. */
class Removed {
  private readonly rows = new Map<string, string>();
  private readonly codings = new Set<string>();

  constructor(entries: readonly LogEntry[]) {
    for (const entry of entries) {
      const change = entry.target.transcript === undefined ? null : segmentsChangeOf(entry);
      if (change?.ok !== true) continue;
      for (const [id, after] of Object.entries(change.value.after)) {
        const before = change.value.before[id] ?? null;
        if (after === null) {
          if (before !== null) this.rows.set(id, contentOf(before));
          continue;
        }
        this.rows.delete(id);
        for (const { code } of before?.codings ?? []) this.codings.add(JSON.stringify([id, code]));
        for (const { code } of after.codings) this.codings.delete(JSON.stringify([id, code]));
      }
    }
  }

  /** The rows without what was removed from `others`. A row that was changed beside its removal stays. */
  leftOut(rows: readonly SegmentRow[], others: readonly SegmentRow[]): SegmentRow[] {
    const there = byId(others);
    return rows.flatMap((row) => {
      const other = there.get(row.id);
      if (other === undefined) return this.rows.get(row.id) === contentOf(row) ? [] : [row];
      const kept = row.codings.filter(
        ({ code }) =>
          other.codings.some((coding) => coding.code === code) || !this.codings.has(JSON.stringify([row.id, code])),
      );
      return kept.length === row.codings.length ? [row] : [{ ...row, codings: kept }];
    });
  }
}

/** A row as a person made it, wherever it stands. */
function contentOf(row: SegmentRow): string {
  return canonicalJson(Object.fromEntries(Object.entries(row).filter(([key]) => !placeKeys.includes(key))));
}

function rowsOf({ list }: Segments): SegmentRow[] {
  return list.map(({ row }) => row);
}

function byId(rows: readonly SegmentRow[]): Map<string, SegmentRow> {
  return new Map(rows.map((row) => [row.id, row]));
}

/** Moves a joined copy out of the synced folder. False where it has another content by now, which was not joined: then it stays. */
async function moveAside({ host }: Study, path: StudyPath, content: string): Promise<boolean> {
  await putAside(host, path, encoder.encode(content));
  const now = await host.files.read(path);
  if (now !== undefined && utf8Text(now) !== content) return false;
  await host.files.remove(path);
  return true;
}
