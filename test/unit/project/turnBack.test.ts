import assert from 'node:assert/strict';
import type { StudyPath } from '../../../src/core/base/studyPath';
import { applyCodes } from '../../../src/core/coding/codingOperations';
import { setMemo } from '../../../src/core/coding/segmentOperations';
import type { LogEntry } from '../../../src/core/history/logFile';
import { logEntryLine, logHeaderLine } from '../../../src/core/history/logLines';
import { FileAccessError } from '../../../src/core/project/host';
import type { MemoryFiles } from '../../support/memoryFiles';
import { codebookText, interview, openStudy, smallStudyFiles, spanOfWords } from '../../support/smallStudy';

const book = 'codebooks/small.yaml' as StudyPath;
const mine = 'coding/ada/segments/transcripts/INT1.txt.jsonl';
const coderFile = 'coding/ada/coder.yaml';
const unreadable = 'The log does not say what this was in a form that can be undone.';

/** The log of another window of Ada's, as it may come from a colleague's hand or a later version. */
function logged(files: MemoryFiles, ...entries: readonly Partial<LogEntry>[]): void {
  const lines = entries.map((entry, i) =>
    logEntryLine({
      id: `old-${i}`,
      at: `2025-01-01T00:00:0${i}.000Z`,
      seq: i + 1,
      op: 'edit-codebook',
      label: `Old ${i}`,
      target: {},
      before: {},
      after: {},
      ...entry,
    }),
  );
  files.set('coding/ada/log/old.jsonl', logHeaderLine('ada', 'old') + lines.join(''));
}

const edit = (more: Partial<LogEntry> = {}): Partial<LogEntry> => ({
  target: { file: book },
  before: { [book]: { text: `# before\n${codebookText}` } },
  after: { [book]: { text: codebookText } },
  ...more,
});

/** What undo says of the last of these entries where it refuses. */
async function refusal(files: MemoryFiles): Promise<string> {
  const { session } = await openStudy(files);
  const before = [...files.contents];
  const undone = await session.undo();
  assert.ok(!undone.ok);
  assert.deepEqual([...files.contents], before);
  return undone.error;
}

describe('undo of what a log says', () => {
  const refuses = async (...entries: readonly Partial<LogEntry>[]): Promise<string> => {
    const files = smallStudyFiles();
    logged(files, ...entries);
    return refusal(files);
  };

  it('is refused with the reason, and nothing written, where it cannot be taken back', async () => {
    const other = 'codebooks/other.yaml';
    assert.equal(await refuses({ op: 'apply-code' }), unreadable);
    assert.equal(await refuses({ op: 'mark-transcript', target: { transcript: interview } }), unreadable);
    assert.equal(
      await refuses(edit({ before: { [book]: null } })),
      'This would remove the file, which undo does not do.',
    );
    assert.equal(
      await refuses(edit({ before: { [book]: null, [other]: null }, after: {} })),
      'This touched several files and cannot be undone in one step.',
    );
    assert.match(
      await refuses({ op: 'apply-code', target: { transcript: 'transcripts/gone.txt' } }),
      /^“transcripts\/gone\.txt” cannot be read/,
    );
  });

  it('of a step is refused whole where one part of it is', async () => {
    const batch = 'b';
    const whole = 'Nothing of this step was taken back.';
    const coded = { op: 'apply-code', batch };
    const parts = [
      [{ ...coded }, new RegExp(`^${unreadable} ${whole}`)],
      [{ ...coded, target: { transcript: 'transcripts/gone.txt' } }, /cannot be read.*Nothing of this step/],
      [
        { ...coded, target: { transcript: interview }, before: { s1: 5 } },
        /^The log does not say.*Nothing of this step/,
      ],
    ] as const;
    for (const [part, said] of parts) assert.match(await refuses(part, edit({ batch })), said);
  });

  it('of a step says where only a part could be written, and nothing of parts where none was', async () => {
    for (const failing of [coderFile, book]) {
      const files = smallStudyFiles({
        [coderFile]: `verbatim-coder: 1\nname: Ada\ntranscripts:\n  ${interview}:\n    read: 2026-11-30\n`,
      });
      const days = { [interview]: { read: '2026-11-30' } };
      const target = { file: coderFile, transcript: interview };
      logged(files, edit({ batch: 'b' }), {
        op: 'mark-transcript',
        target,
        before: { [interview]: null },
        after: days,
        batch: 'b',
      });
      const { session } = await openStudy(files);
      files.failing = (path) => (path === failing ? new FileAccessError(path, 'no-space', undefined) : undefined);
      const undone = await session.undo();
      const first = failing === coderFile;
      assert.match(undone.ok ? '' : undone.error, first ? /^Nothing was changed/ : /^Only a part was taken back\. /);
      assert.equal(files.text(coderFile).includes('read:'), first);
      assert.equal(files.text(book), codebookText);
    }
  });
});

describe('undo of a step of segments', () => {
  it('is refused whole where one of them has been changed since', async () => {
    const files = smallStudyFiles();
    const { study, session } = await openStudy(files);
    const coded = await session.change(interview, (segments, { text }) =>
      applyCodes(segments, text, spanOfWords(text, 'We just clicked'), ['connection'], session.tools()),
    );
    assert.ok(coded.ok);
    const { id } = (await study.coding(interview))!.placed[0]!.segment.row;
    await session.change(interview, (rows) => setMemo(rows, id, 'since'));
    const log = files.text('coding/ada/log/test.jsonl').split('\n');
    const entry = JSON.parse(log[1] ?? '') as LogEntry;
    files.contents.delete('coding/ada/log/test.jsonl');
    logged(files, { ...entry, seq: 1, batch: 'b' }, edit({ batch: 'b', at: '2027', seq: 2 }));
    const before = files.text(mine);
    assert.match(await refusal(files), /has been changed since\. Nothing of this step was taken back\.$/);
    assert.equal(files.text(mine), before);
  });
});
