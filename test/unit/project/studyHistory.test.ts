import assert from 'node:assert/strict';
import { readLog } from '../../../src/core/history/readLog';
import { FileAccessError } from '../../../src/core/project/host';
import { StudyHistory } from '../../../src/core/project/studyHistory';
import { memoryHost, MemoryFiles } from '../../support/memoryFiles';

const log = 'coding/ada/log/w1.jsonl';

describe('StudyHistory', () => {
  const full = (): Error => new FileAccessError(log, 'no-space', undefined);
  const make = (): { files: MemoryFiles; add: (label: string) => Promise<void> } => {
    const files = new MemoryFiles();
    const history = new StudyHistory(memoryHost(files), 'ada', 'w1');
    const add = (label: string): Promise<void> =>
      history.append({ ...history.stamp(), op: 'test', label, target: {}, before: {}, after: {} });
    return { files, add };
  };
  const labels = (files: MemoryFiles): unknown[] => readLog(log, files.text(log)).entries.map(({ label }) => label);

  it('begins a line of its own after an append that broke off', async () => {
    const { files, add } = make();
    await add('one');
    files.tearing = full;
    await assert.rejects(add('torn'), FileAccessError);
    await assert.rejects(add('torn again'), FileAccessError);
    files.tearing = () => undefined;
    await add('two');
    await add('three');
    assert.deepEqual(labels(files), ['one', 'two', 'three']);
    assert.equal(files.text(log).split('"verbatim":"log"').length, 2);
  });

  it('writes the header again where it was not written whole, and only there', async () => {
    const { files, add } = make();
    files.failing = full;
    await assert.rejects(add('none'), FileAccessError);
    files.failing = () => undefined;
    files.tearing = full;
    await assert.rejects(add('torn'), FileAccessError);
    files.tearing = () => undefined;
    files.set(log, files.text(log).slice(0, 20));
    await add('one');
    await add('two');
    assert.deepEqual(labels(files), ['one', 'two']);
    const [torn, header] = files.text(log).split('\n');
    assert.ok(header?.startsWith(torn ?? '?'));
    assert.equal((JSON.parse(header ?? '') as { verbatim: string }).verbatim, 'log');
  });
});
