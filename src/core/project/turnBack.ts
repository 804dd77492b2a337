import { say } from '../base/say';
import { err, ok, type Result } from '../base/result';
import type { StudyPath } from '../base/studyPath';
import { inBatch, oneStep } from '../history/batch';
import { fileOperationOf, type LogEntry } from '../history/logFile';
import { relocated } from '../history/relinks';
import { touchedBy, undoEntry } from '../history/undoEntry';
import { undoStack } from '../history/undoStack';
import type { CodingTurn } from './codingTurn';
import type { Done } from './done';
import { unlessRefused } from './host';
import { notesPath } from './studyFiles';

/** Marks are seldom taken back, so what edits them is loaded then. */
const marking = () => import('./markInTurn');

/** Takes back what I did last, or does again what I took back last; or says why not. */
export async function turnBack(turn: CodingTurn, way: 'undo' | 'redo'): Promise<Result<Done, string>> {
  const me = turn.me();
  if (!me.ok) return me;
  const entries = await turn.historyOf(me.value).entries();
  const stack = undoStack(entries)[way];
  const entry = stack.at(-1);
  if (entry === undefined)
    return err(way === 'undo' ? say('There is nothing to undo.') : say('There is nothing to redo.'));
  const others = entry.batch === undefined ? [] : oneStep(stack, entry.batch);
  return others.length > 1 ? turnBackAll(turn, me.value, others, entries) : turnBackOne(turn, me.value, entry, entries);
}

/** Takes one entry of `me`, whose turn it is, back (`entries` are all of mine, in order), or says why not. */
export async function turnBackOne(
  turn: CodingTurn,
  me: string,
  entry: LogEntry,
  entries: readonly LogEntry[],
  batch?: string,
): Promise<Result<Done, string>> {
  const now = relocated(entry, entries.slice(entries.indexOf(entry) + 1));
  const touched = touchedBy(now);
  if (!touched.ok) return touched;
  switch (touched.value.kind) {
    case 'segments':
      return turnBackSegments(turn, now, touched.value.transcript, batch);
    case 'mark':
      return turnBackMark(turn, me, now, touched.value.transcript, batch);
    case 'notes':
      return turnBackNote(turn, me, now, touched.value.file, batch);
    case 'files':
      return turnBackFile(turn, me, now, touched.value.paths, batch);
  }
}

/** Takes back what was one step for the person: looked at whole first, so that a refusal comes before anything is done. */
async function turnBackAll(
  turn: CodingTurn,
  me: string,
  step: readonly LogEntry[],
  entries: readonly LogEntry[],
): Promise<Result<Done, string>> {
  for (const entry of step) {
    const refusal = await refusalOf(turn, me, relocated(entry, entries.slice(entries.indexOf(entry) + 1)));
    if (refusal !== null) return err(say('{0} Nothing of this step was taken back.', refusal));
  }
  const batch = turn.study.host.newId();
  const notes: string[] = [];
  let label = '';
  for (const [i, entry] of step.entries()) {
    const done = await unlessRefused(() => turnBackOne(turn, me, entry, entries, batch));
    if (!done.ok) return i === 0 ? done : err(say('Only a part was taken back. {0}', done.error));
    // A step in which a codebook was changed is called after that; what was recoded for it came along.
    if (label === '' || fileOperationOf(entry) !== undefined) label = done.value.label;
    notes.push(...done.value.notes);
  }
  return ok({ label, notes });
}

/** Why an entry could not be taken back now; null where it could. */
async function refusalOf(turn: CodingTurn, me: string, entry: LogEntry): Promise<string | null> {
  const stamp = turn.historyOf(me).stamp();
  const touched = touchedBy(entry);
  if (!touched.ok) return touched.error;
  if (touched.value.kind === 'files') {
    const texts = new Map<string, string | null>();
    for (const path of touched.value.paths) texts.set(path, await turn.textOf(path));
    const back = undoEntry(entry, { kind: 'files', texts }, stamp);
    return back.ok ? null : back.error;
  }
  if (touched.value.kind === 'mark') return (await marking()).whyNotMarked(turn, me, touched.value.transcript);
  if (touched.value.kind === 'notes') {
    const text = await turn.textOf(touched.value.file);
    const back = undoEntry(entry, { kind: 'notes', text: text ?? '', coder: me }, stamp);
    return back.ok ? null : back.error;
  }
  const ready = await turn.ready(touched.value.transcript);
  turn.passed(touched.value.transcript);
  if (!ready.ok) return ready.error;
  const { coding, mine } = ready.value;
  const back = undoEntry(entry, { kind: 'segments', segments: mine, text: coding.text }, stamp);
  return back.ok ? null : back.error;
}

async function turnBackSegments(
  turn: CodingTurn,
  entry: LogEntry,
  path: StudyPath,
  batch?: string,
): Promise<Result<Done, string>> {
  const ready = await turn.ready(path);
  if (!ready.ok) return ready;
  const { coding, mine } = ready.value;
  const stamp = turn.historyOf(mine.coder).stamp();
  const earlier = await turn.earlierOf(entry.target.text, coding);
  const back = undoEntry(entry, { kind: 'segments', segments: mine, text: coding.text, earlier }, stamp);
  if (!back.ok) return back;
  return turn.commit(coding, mine, back.value.change, inBatch(back.value.entry, batch));
}

async function turnBackMark(
  turn: CodingTurn,
  me: string,
  entry: LogEntry,
  path: StudyPath,
  batch?: string,
): Promise<Result<Done, string>> {
  return (await marking()).changeMarkInTurn(turn, me, path, (days) => {
    const back = undoEntry(entry, { kind: 'mark', days }, turn.historyOf(me).stamp());
    return back.ok ? ok({ ...back.value, entry: inBatch(back.value.entry, batch) }) : back;
  });
}

async function turnBackNote(
  turn: CodingTurn,
  me: string,
  entry: LogEntry,
  file: StudyPath,
  batch?: string,
): Promise<Result<Done, string>> {
  if (file !== notesPath(me)) return err(say('Only the coder who did this can undo it.'));
  return turn.study.host.files.exclusively(file, async () => {
    const text = await turn.textOf(file);
    const stamp = turn.historyOf(me).stamp();
    const back = undoEntry(entry, { kind: 'notes', text: text ?? '', coder: me }, stamp);
    return back.ok ? turn.writeText(file, back.value.text, inBatch(back.value.entry, batch)) : back;
  });
}

/** One file at a time: a codebook change touches one, and holding several would need an order of locks. */
async function turnBackFile(
  turn: CodingTurn,
  me: string,
  entry: LogEntry,
  [file, ...more]: readonly StudyPath[],
  batch?: string,
): Promise<Result<Done, string>> {
  if (file === undefined || more.length > 0)
    return err(say('This touched several files and cannot be undone in one step.'));
  return turn.study.host.files.exclusively(file, async () => {
    const texts = new Map([[file, await turn.textOf(file)]]);
    const stamp = turn.historyOf(me).stamp();
    const back = undoEntry(entry, { kind: 'files', texts }, stamp);
    if (!back.ok) return back;
    const text = back.value.texts.get(file);
    if (typeof text !== 'string') return err(say('This would remove the file, which undo does not do.'));
    return turn.writeText(file, text, inBatch(back.value.entry, batch));
  });
}
