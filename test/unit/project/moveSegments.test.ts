import assert from 'node:assert/strict';
import type { StudyPath } from '../../../src/core/base/studyPath';
import { FileAccessError } from '../../../src/core/project/host';
import { moveSegments } from '../../../src/core/project/moveSegments';
import { MemoryFiles } from '../../support/memoryFiles';

/** A disk on which capitals make no other name, as those of Windows and macOS: a file keeps the name that it was made with. */
class CaselessFiles extends MemoryFiles {
  private named(path: StudyPath): StudyPath {
    const there = [...this.contents.keys()].find((name) => name.toLowerCase() === path.toLowerCase());
    return (there ?? path) as StudyPath;
  }

  override read(path: StudyPath): Promise<Uint8Array | undefined> {
    return super.read(this.named(path));
  }

  override replace(path: StudyPath, bytes: Uint8Array): Promise<void> {
    return super.replace(this.named(path), bytes);
  }

  override remove(path: StudyPath): Promise<void> {
    return super.remove(this.named(path));
  }
}

describe('moveSegments, where only the capitals of a name changed', () => {
  const old = 'coding/ada/segments/transcripts/int1.txt.jsonl' as StudyPath;
  const wanted = 'coding/ada/segments/transcripts/INT1.txt.jsonl';
  const from = { path: old, coder: 'ada', transcript: 'transcripts/int1.txt' as StudyPath };
  const to = 'transcripts/INT1.txt' as StudyPath;
  const row = '{"id":"s1","start":0,"end":2,"quote":"I:","codings":[]}';
  const content = (transcript: string): string =>
    `{"verbatim":"segments","version":1,"transcript":"${transcript}","text":"sha256:${'0'.repeat(64)}","coder":"ada"}\n${row}\n`;

  it('gives the file its new name, on a disk to which both are one', async () => {
    const files = new CaselessFiles({ [old]: content(from.transcript) });
    assert.deepEqual(await moveSegments(files, from, to), { ok: true, value: undefined });
    assert.equal(files.text(wanted), content(to));
    assert.equal(files.contents.has(old), false);
  });

  it('leaves it under its old name where the new one cannot be written', async () => {
    const files = new CaselessFiles({ [old]: content(from.transcript) });
    let refused = 0;
    files.failing = (path) =>
      path === wanted && refused++ === 0 ? new FileAccessError(path, 'no-space', undefined) : undefined;
    const moved = await moveSegments(files, from, to);
    assert.ok(!moved.ok && /Nothing was changed/.test(moved.error));
    assert.equal(files.text(old), content(from.transcript));
  });

  it('is as any other move on a disk to which they are two', async () => {
    const files = new MemoryFiles({ [old]: content(from.transcript) });
    assert.ok((await moveSegments(files, from, to)).ok);
    assert.deepEqual([...files.contents.keys()], [wanted]);
  });
});
