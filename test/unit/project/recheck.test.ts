import assert from 'node:assert/strict';
import { neverCancelled } from '../../../src/core/base/cancellation';
import { err, ok } from '../../../src/core/base/result';
import type { StudyPath } from '../../../src/core/base/studyPath';
import { applyCodes } from '../../../src/core/coding/codingOperations';
import { confirmCodings, isStale, staleCodings } from '../../../src/core/coding/staleCodings';
import type { CodingSession } from '../../../src/core/project/codingSession';
import type { Study } from '../../../src/core/project/study';
import { wordingBehind } from '../../../src/core/project/wordingBehind';
import { CancellationSource } from '../../support/cancellationSource';
import type { MemoryFiles } from '../../support/memoryFiles';
import {
  codebookText,
  interview,
  interviewText,
  openStudy,
  smallStudyFiles,
  spanOfWords,
} from '../../support/smallStudy';

const other = 'transcripts/INT2.txt' as StudyPath;
const book = 'codebooks/small.yaml' as StudyPath;
const was = 'A first link between two people.';
const is = 'A first link that both feel.';

interface Opened {
  readonly files: MemoryFiles;
  readonly study: Study;
  readonly session: CodingSession;
}

/** Ada coded the same words in two transcripts, and one of them twice, before the definition of a code changed. */
async function changedDefinition(): Promise<Opened> {
  const files = smallStudyFiles({ [other]: interviewText });
  const { study, session } = await openStudy(files);
  await code(session, interview, 'We just clicked', ['connection', 'change']);
  await code(session, interview, 'I even ring my sister.', ['connection']);
  await code(session, other, 'We just clicked', ['connection']);
  const done = await session.editCodebook(book, 'Edited the code “Making a connection”', (text) =>
    ok(text.replace(was, is)),
  );
  assert.ok(done.ok);
  return { files, study, session };
}

async function code(session: CodingSession, path: StudyPath, words: string, codes: readonly string[]): Promise<void> {
  const done = await session.change(path, (mine, { text }) =>
    applyCodes(mine, text, spanOfWords(text, words), codes, session.tools()),
  );
  assert.ok(done.ok, done.ok ? '' : done.error);
}

async function waiting(study: Study, path: StudyPath, id: string | null = null): Promise<readonly string[]> {
  const mine = (await study.coding(path))?.byCoder.get('ada');
  assert.ok(mine);
  return staleCodings(mine, study.codes, id).map(({ segment, coding }) => `${segment.row.quote}: ${coding.code}`);
}

const segmentsOf = (files: MemoryFiles, path: StudyPath): string => files.text(`coding/ada/segments/${path}.jsonl`);

describe('codings made before a definition changed', () => {
  it('are those of the code alone whose definition or rules changed, and no colleague’s', async () => {
    const { study } = await changedDefinition();
    assert.deepEqual(await waiting(study, interview), [
      'We just clicked: connection',
      'I even ring my sister.: connection',
    ]);
    assert.deepEqual(await waiting(study, other), ['We just clicked: connection']);
    assert.deepEqual(await waiting(study, other, 'change'), []);
  });

  it('are none where only the name changed, the code is retired, or nobody knows under which wording they were made', async () => {
    const { study, session } = await changedDefinition();
    const [coding] = (await study.coding(other))?.byCoder.get('ada')?.list[0]?.row.codings ?? [];
    assert.ok(coding && isStale(coding, study.codes));
    assert.ok(!isStale({ code: coding.code }, study.codes));
    assert.ok(!isStale({ ...coding, code: 'in-no-codebook' }, study.codes));
    await session.editCodebook(book, 'Retired “Making a connection”', (text) =>
      ok(text.replace('id: connection\n', 'id: connection\n        retired: true\n')),
    );
    assert.ok(!isStale(coding, study.codes));
  });

  it('are confirmed in all transcripts as one step, and one undo brings every byte back', async () => {
    const { files, study, session } = await changedDefinition();
    const before = [interview, other].map((path) => segmentsOf(files, path));
    const ids = new Set<string>();
    for (const path of [interview, other]) {
      const mine = (await study.coding(path))?.byCoder.get('ada');
      for (const { row } of mine?.list ?? []) ids.add(row.id);
    }
    const done = await session.changeEach([interview, other], (mine) =>
      confirmCodings(mine, ids, 'connection', session.tools()),
    );
    assert.ok(done.ok);
    assert.deepEqual(done.value, { changed: 2, notes: [] });
    assert.deepEqual([...(await waiting(study, interview)), ...(await waiting(study, other))], []);
    assert.ok((await session.undo()).ok);
    assert.deepEqual(
      [interview, other].map((path) => segmentsOf(files, path)),
      before,
    );
  });

  it('are left as they are where they were confirmed already, which is said', async () => {
    const { session, study } = await changedDefinition();
    const id = (await study.coding(other))?.byCoder.get('ada')?.list[0]?.row.id ?? '';
    const confirm = () =>
      session.change(other, (mine) => confirmCodings(mine, new Set([id]), 'connection', session.tools()));
    const first = await confirm();
    assert.equal(
      first.ok && first.value.label,
      'Confirmed Making a connection on “We just clicked” under its new wording',
    );
    assert.deepEqual(await confirm(), err('There is nothing left to confirm.'));
    const unknown = await session.change(other, (mine) =>
      confirmCodings(mine, new Set([id]), 'no-code', session.tools()),
    );
    assert.deepEqual(unknown, err('No codebook of this study has the code “no-code”.'));
  });

  it('one step over several transcripts tells of those that it left, and stops where it is cancelled', async () => {
    const { session } = await changedDefinition();
    const gone = 'transcripts/GONE.txt' as StudyPath;
    const source = new CancellationSource();
    const done = await session.changeEach(
      [gone, interview, other],
      (mine, path) => {
        if (path === interview) source.cancel();
        return applyCodes(
          mine,
          interviewText as never,
          spanOfWords(interviewText, 'I talk more'),
          ['change'],
          session.tools(),
        );
      },
      source.token,
    );
    assert.ok(done.ok);
    assert.equal(done.value.changed, 1);
    assert.match(done.value.notes.join(), /“transcripts\/GONE\.txt” cannot be read/);
  });

  it('have their earlier wording in the log, after the edit and after it was undone', async () => {
    const { study, session } = await changedDefinition();
    const coding = (await study.coding(other))?.byCoder.get('ada')?.list[0]?.row.codings[0];
    const digest = coding?.codeDigest ?? '';
    const before = await wordingBehind(study.host, 'connection', digest, neverCancelled);
    assert.equal(before?.definition, was);
    const now = study.codes.byId('connection')?.digest ?? '';
    assert.equal((await wordingBehind(study.host, 'connection', now, neverCancelled))?.definition, is);
    assert.ok((await session.undo()).ok);
    assert.equal((await wordingBehind(study.host, 'connection', now, neverCancelled))?.definition, is);
    assert.equal(await wordingBehind(study.host, 'connection', 'sha256:never', neverCancelled), null);
    assert.equal(await wordingBehind(study.host, 'talking', digest, neverCancelled), null);
  });

  it('have no earlier wording where another program edited the codebook', async () => {
    const files = smallStudyFiles({ [book]: codebookText.replace(was, is) });
    const { study } = await openStudy(files);
    assert.equal(await wordingBehind(study.host, 'connection', 'sha256:then', neverCancelled), null);
  });
});
