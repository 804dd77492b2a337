// A program of its own that codes in a study on a disk, as another window or the command line does. It tells of each thing done in a
// line on standard output, when it is done and not before: what was told has to be there whatever happens next.
import { randomUUID } from 'node:crypto';
import { writeSync } from 'node:fs';
import { silentLogger } from '../../src/core/base/logger';
import type { StudyPath } from '../../src/core/base/studyPath';
import { addCode } from '../../src/core/codebook/codebookEdits';
import { applyCodes, removeCoding } from '../../src/core/coding/codingOperations';
import type { SegmentsChange } from '../../src/core/coding/segment';
import { CodingSession } from '../../src/core/project/codingSession';
import { readLog } from '../../src/core/history/readLog';
import { Study } from '../../src/core/project/study';
import { localPath, logPath } from '../../src/core/project/studyFiles';
import { span } from '../../src/core/text/span';
import { NodeFilePort, nodeDigest } from '../../src/extension/platform/node/nodeFilePort';
import { seededNumbers } from './seededNumbers';
import { kindOfStep, watchDisk } from './watchedDisk';

/** What the program is told to do, as JSON in its first argument. */
export interface CodingTask {
  readonly root: string;
  readonly writer: string;
  readonly coder: string;
  readonly transcripts: readonly string[];
  readonly seed: number;
  readonly steps: number;
  /** `code` codes only; `all` also removes, undoes, redoes and adds codes to the codebook. */
  readonly doing: 'code' | 'all';
  /** The program ends as by `kill -9` at this call of the disk, counted from 1; half of what it writes there is written. */
  readonly killAt?: number;
  /** The same, at the nth call of one kind (as kindOfStep names it). */
  readonly killOn?: { readonly kind: string; readonly nth: number };
}

/** What the program tells in a line: a coding (`segment code`) or a code that is there now, or a coding that it took away. */
export type CodingNews =
  | { readonly did: 'step'; readonly added: readonly string[]; readonly removed: readonly string[] }
  | { readonly did: 'code' | 'uncode'; readonly id: string }
  | { readonly did: 'refused'; readonly why: string }
  | { readonly did: 'end' };

/** So long that no lock counts as left behind by its age while a test runs: only what is known of its process may tell. */
const patience = 3_600_000;

/** The files, with this program's coder in place of the machine's. */
class FilesOfCoder extends NodeFilePort {
  constructor(
    root: string,
    private readonly coder: string,
  ) {
    super(root, patience);
  }

  override read(path: StudyPath): Promise<Uint8Array | undefined> {
    if (path !== localPath) return super.read(path);
    return Promise.resolve(new TextEncoder().encode(JSON.stringify({ version: 1, coder: this.coder })));
  }
}

function tell(news: CodingNews): void {
  writeSync(1, `${JSON.stringify(news)}\n`);
}

const codingsIn = (rows: SegmentsChange['after']): string[] =>
  Object.entries(rows).flatMap(([id, row]) => (row?.codings ?? []).map(({ code }) => `${id} ${code}`));

async function work(task: CodingTask): Promise<void> {
  const host = {
    files: new FilesOfCoder(task.root, task.coder),
    digest: nodeDigest,
    machine: 'this-machine',
    now: () => new Date().toISOString(),
    newId: randomUUID,
    log: silentLogger,
  };
  const { study, problems } = await Study.open(host);
  if (study === null) throw new Error(problems.map(({ message }) => message).join(' '));
  const session = new CodingSession(study, task.writer);
  const paths = task.transcripts as readonly StudyPath[];
  for (const path of paths) await study.keep(path);
  const number = seededNumbers(task.seed);
  let calls = 0;
  let ofKind = 0;
  const { killOn } = task;
  if (task.killAt !== undefined || killOn !== undefined) {
    watchDisk(task.root, (step) => {
      if (kindOfStep(task.root, step) === killOn?.kind) ofKind++;
      if (++calls !== task.killAt && ofKind !== killOn?.nth) return;
      step.half();
      process.kill(process.pid, 'SIGKILL');
    });
  }
  for (let i = 0; i < task.steps; i++) {
    const path = paths[number(paths.length)]!;
    const how = task.doing === 'code' ? 0 : number(20);
    if (how === 19) await addsCode(session, study, `${task.writer}-${i}`);
    else if (how >= 17) await takesBack(session, task, how === 18 ? 'undo' : 'redo');
    else await changes(session, path, how, number);
  }
  await session.settled();
  tell({ did: 'end' });
}

async function changes(
  session: CodingSession,
  path: StudyPath,
  how: number,
  number: (below: number) => number,
): Promise<void> {
  let change: SegmentsChange | undefined;
  const outcome = await session.change(path, (mine, { text }) => {
    const [start, one] = [number(text.length - 40), mine.list[number(Math.max(1, mine.list.length))]?.row];
    const made =
      how < 13 || one === undefined
        ? applyCodes(
            mine,
            text,
            span(start, start + 1 + number(39)),
            [how % 2 === 0 ? 'change' : 'talking'],
            session.tools(),
          )
        : removeCoding(mine, one.id, one.codings[0]?.code ?? '', session.tools());
    if (made.ok) change = made.value;
    return made;
  });
  if (!outcome.ok || change === undefined) {
    tell({ did: 'refused', why: outcome.ok ? '' : outcome.error });
    return;
  }
  tellStep(change);
}

/** What an undo did stands in the last entry of this program's own log. */
async function takesBack(session: CodingSession, { coder, writer }: CodingTask, way: 'undo' | 'redo'): Promise<void> {
  const outcome = await session[way]();
  if (!outcome.ok) {
    tell({ did: 'refused', why: outcome.error });
    return;
  }
  const log = await session.study.host.files.read(logPath(coder, writer));
  const entry = readLog('', new TextDecoder().decode(log)).entries.at(-1);
  if (entry?.target.transcript !== undefined) tellStep(entry as unknown as SegmentsChange);
  else {
    const [before, after] = [codesIn(entry?.before), codesIn(entry?.after)];
    for (const id of after) if (!before.includes(id)) tell({ did: 'code', id });
    for (const id of before) if (!after.includes(id)) tell({ did: 'uncode', id });
  }
}

const codesIn = (texts: unknown): string[] =>
  [...JSON.stringify(texts).matchAll(/- id: ([-\w]+)/g)].map(([, id]) => id ?? '');

function tellStep(change: Pick<SegmentsChange, 'before' | 'after'>): void {
  const [before, after] = [codingsIn(change.before), codingsIn(change.after)];
  tell({
    did: 'step',
    added: after.filter((coding) => !before.includes(coding)),
    removed: before.filter((coding) => !after.includes(coding)),
  });
}

async function addsCode(session: CodingSession, study: Study, id: string): Promise<void> {
  const file = study.codebooks[0]?.file;
  if (file === undefined) throw new Error('The study has no codebook.');
  const done = await session.editCodebook(file, `Added ${id}`, (text) =>
    addCode(text, { entry: { id, name: id }, parent: null }),
  );
  tell(done.ok ? { did: 'code', id } : { did: 'refused', why: done.error });
}

if (process.argv[2] !== undefined) {
  work(JSON.parse(process.argv[2]) as CodingTask).catch((error: unknown) => {
    console.error(error);
    process.exitCode = 1;
  });
}
