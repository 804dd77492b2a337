import assert from 'node:assert/strict';
import { readLog } from '../../../src/core/history/readLog';
import { FileAccessError } from '../../../src/core/project/host';
import { StudyHistory } from '../../../src/core/project/studyHistory';
import { memoryHost, MemoryFiles } from '../../support/memoryFiles';

const log = 'coding/ada/log/w1.jsonl';

describe('StudyHistory', () => {
  const full = (): Error => new FileAccessError(log, 'no-space', undefined);
  const make = (): { files: MemoryFiles; history: StudyHistory; add: (label: string) => Promise<void> } => {
    const files = new MemoryFiles();
    const history = new StudyHistory(memoryHost(files), 'ada', 'w1');
    const add = (label: string): Promise<void> =>
      history.append({ ...history.stamp(), op: 'test', label, target: {}, before: {}, after: {} });
    return { files, history, add };
  };
  const reading = (files: MemoryFiles): unknown[] => {
    const { entries, problems } = readLog(log, files.text(log));
    return [...entries.map(({ seq, label }) => `${seq} ${label}`), ...problems.map(({ rule }) => rule)];
  };

  it('writes what could not be written with what comes next, on lines of its own', async () => {
    const { files, history, add } = make();
    await add('one');
    files.tearing = full;
    await assert.rejects(add('torn'), FileAccessError);
    await assert.rejects(add('torn again'), FileAccessError);
    const known = (await history.entries()).map(({ label }) => label);
    assert.deepEqual(known, ['one', 'torn', 'torn again']);
    files.tearing = () => undefined;
    await add('two');
    await add('three');
    assert.deepEqual(
      reading(files).filter((one) => one !== 'not-json'),
      ['1 one', '2 torn', '3 torn again', '4 two', '5 three'],
    );
    assert.equal(files.text(log).split('"verbatim":"log"').length, 2);
  });

  it('writes nothing twice that was written though the disk said that it was not', async () => {
    const { files, add } = make();
    const append = files.append.bind(files);
    files.append = async (...args) => {
      await append(...args);
      throw full();
    };
    await assert.rejects(add('one'), FileAccessError);
    files.append = append;
    await add('two');
    assert.deepEqual(reading(files), ['1 one', '2 two']);
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
    assert.deepEqual(
      readLog(log, files.text(log)).entries.map(({ label }) => label),
      ['none', 'torn', 'one', 'two'],
    );
    const [torn, header] = files.text(log).split('\n');
    assert.ok(header?.startsWith(torn ?? '?'));
    assert.equal((JSON.parse(header ?? '') as { verbatim: string }).verbatim, 'log');
  });

  it('begins a log anew, with its header, where the file was removed meanwhile', async () => {
    const { files, add } = make();
    await add('one');
    files.contents.delete(log);
    await add('two');
    assert.deepEqual(reading(files), ['2 two', 'log-gap']);
  });
});
