import assert from 'node:assert/strict';
import { CancelledError } from '../../../src/core/base/cancellation';
import type { StudyPath } from '../../../src/core/base/studyPath';
import { logEntryLine, logHeaderLine } from '../../../src/core/history/logLines';
import { StudyTrail } from '../../../src/core/project/studyTrail';
import { CancellationSource } from '../../support/cancellationSource';
import { MemoryFiles } from '../../support/memoryFiles';

const path = 'coding/ada/log/one.jsonl';
const rest = (): Promise<void> => Promise.resolve();
const same = (code: string): string => code;

function lines(from: number, to: number, undoes: Readonly<Record<number, number>> = {}): string {
  return Array.from({ length: to - from }, (_, i) => from + i)
    .map((n) =>
      logEntryLine({
        id: `e${n}`,
        at: new Date(Date.UTC(2026, 0, 1) + n * 1000).toISOString(),
        seq: n + 1,
        op: n % 100 === 7 ? 'recode' : 'apply-code',
        label: `step ${n}`,
        target: { transcript: 'transcripts/A.txt' },
        before: {},
        after: {},
        ...(undoes[n] === undefined ? {} : { undoes: `e${undoes[n]}` }),
      }),
    )
    .join('');
}

describe('StudyTrail', () => {
  it('gives the past page by page, the newest first, and says when it ends', async () => {
    const files = new MemoryFiles({ [path]: logHeaderLine('ada', 'one') + lines(0, 5), 'coding/ada/notes.jsonl': '' });
    const open = await new StudyTrail(files).open();
    const first = await open.page(3, {}, same, rest);
    assert.deepEqual([first.events.map(({ what }) => what), first.isEnd], [['step 4', 'step 3', 'step 2'], false]);
    const second = await open.page(3, {}, same, rest);
    assert.deepEqual([second.events.map(({ what }) => what), second.isEnd], [['step 1', 'step 0'], true]);
  });

  it('marks what was undone, also where the undoing is not wanted; what was redone is not', async () => {
    const undoes = { 3: 0, 4: 1, 5: 4 };
    const files = new MemoryFiles({ [path]: logHeaderLine('ada', 'one') + lines(0, 6, undoes) });
    const page = await (await new StudyTrail(files).open()).page(9, { kinds: ['coding'] }, same, rest);
    assert.deepEqual(
      page.events.map(({ what, isUndone }) => [what, isUndone]),
      [
        ['step 2', false],
        ['step 1', false],
        ['step 0', true],
      ],
    );
  });

  it('looks through a long log for what is wanted, lets others work in between, and can be stopped', async () => {
    const files = new MemoryFiles({ [path]: logHeaderLine('ada', 'one') + lines(0, 3000) });
    const trail = new StudyTrail(files);
    let rests = 0;
    const page = await (
      await trail.open()
    ).page(99, { text: 'step 42' }, same, () => {
      rests++;
      return rest();
    });
    assert.equal(page.events.length, 60);
    assert.ok(page.isEnd);
    assert.ok(rests >= 10);
    const source = new CancellationSource();
    const stopped = (await trail.open()).page(
      99,
      { text: 'nowhere' },
      same,
      () => {
        source.cancel();
        return rest();
      },
      source.token,
    );
    await assert.rejects(stopped, CancelledError);
  });

  it('parses no more than a page asks for, and does not read a log again that has not changed', async () => {
    const sound = lines(1000, 1010);
    // Were the beginning parsed, these lines would have to be passed over one by one.
    const files = new MemoryFiles({ [path]: `${'no entry\n'.repeat(50_000)}${sound}` });
    const trail = new StudyTrail(files);
    const page = await (await trail.open()).page(10, {}, same, rest);
    assert.equal(page.events.length, 10);
    let reads = 0;
    files.refusing = () => {
      reads++;
      return undefined;
    };
    await trail.open();
    assert.equal(reads, 0);
    await files.append(path as StudyPath, new TextEncoder().encode(lines(1010, 1011)));
    const [newest] = (await (await trail.open()).page(1, {}, same, rest)).events;
    assert.equal(reads, 1);
    assert.equal(newest?.what, 'step 1010');
  });
});
