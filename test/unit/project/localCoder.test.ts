import assert from 'node:assert/strict';
import type { StudyPath } from '../../../src/core/base/studyPath';
import { applyCodes } from '../../../src/core/coding/codingOperations';
import { CodingSession } from '../../../src/core/project/codingSession';
import { localCoder, withLocalCoder } from '../../../src/core/project/localCoder';
import { Study } from '../../../src/core/project/study';
import { nodeMachine } from '../../../src/extension/platform/node/nodeMachine';
import { memoryHost, type MemoryFiles } from '../../support/memoryFiles';
import { interview, openStudy, smallStudyFiles, spanOfWords } from '../../support/smallStudy';

const local = '.verbatim/local.json' as StudyPath;
const ben = { 'coding/ben/coder.yaml': 'verbatim-coder: 1\nname: Ben\n' };

async function openOn(files: MemoryFiles, machine: string): Promise<{ study: Study; session: CodingSession }> {
  const { study } = await Study.open({ ...memoryHost(files, machine), machine });
  assert.ok(study);
  await study.fill();
  return { study, session: new CodingSession(study, machine) };
}

async function code({ session }: { session: CodingSession }, words: string): Promise<string> {
  const done = await session.change(interview, (mine, { text }) =>
    applyCodes(mine, text, spanOfWords(text, words), ['change'], session.tools()),
  );
  return done.ok ? 'done' : done.error;
}

const codersIn = (files: MemoryFiles): string[] =>
  [...files.contents.keys()].flatMap((path) => /^coding\/(\w+)\/segments/.exec(path)?.[1] ?? []);

describe('who works on a machine', () => {
  it('is whom a choice on that machine named; one that names no machine counts only where none does', () => {
    const both = '{"version":1,"coder":"zoe","coders":{"a":"ada","b":"ben"}}';
    assert.deepEqual(
      ['a', 'b', 'c', 'toString', '__proto__'].map((machine) => localCoder(both, machine)),
      ['ada', 'ben', null, null, null],
    );
    assert.equal(localCoder('{"version":1,"coder":"ada"}', 'a'), 'ada');
    assert.equal(localCoder('{"version":1,"coder":"ada","coders":{}}', 'a'), null);
    for (const none of [undefined, '', 'torn', '[]', '{"version":1}', '{"version":1,"coders":{"a":"Not a slug"}}']) {
      assert.equal(localCoder(none, 'a'), null, none);
    }
  });

  it('is written beside what was chosen on others, and what else stands there stays', () => {
    const written = withLocalCoder('{"version":1,"more":true,"coders":{"a":"ada"}}', 'b', 'ben');
    assert.deepEqual(JSON.parse(written), { version: 1, more: true, coders: { a: 'ada', b: 'ben' } });
    assert.deepEqual(JSON.parse(withLocalCoder(written, 'a', 'zoe')), {
      version: 1,
      more: true,
      coders: { a: 'zoe', b: 'ben' },
    });
    for (const before of [undefined, 'torn', '{"version":1,"coder":"zoe"}']) {
      assert.equal(withLocalCoder(before, 'a', 'ada'), '{"version":1,"coders":{"a":"ada"}}\n');
    }
  });

  it('is the same machine for every program of one person on it', () => {
    assert.match(nodeMachine(), /^[0-9a-f]{16}$/);
    assert.equal(nodeMachine(), nodeMachine());
  });
});

describe('a study in a synced folder', () => {
  it('asks on the second machine, and each goes on as who was chosen there', async () => {
    const files = smallStudyFiles({ ...ben, [local]: 'torn' });
    const adas = await openOn(files, 'a');
    await adas.study.chooseCoder({ id: 'ada' });
    const copy = smallStudyFiles(Object.fromEntries(files.contents));
    const bens = await openOn(copy, 'b');
    assert.equal(bens.study.me, null);
    assert.match(await code(bens, 'We just clicked'), /Say first who is coding/);
    await bens.study.chooseCoder({ id: 'ben' });
    assert.equal(await code(bens, 'We just clicked'), 'done');
    assert.deepEqual(codersIn(copy), ['ben']);
    files.set(local, copy.text(local));
    assert.equal((await openOn(files, 'a')).study.me, 'ada');
    assert.equal((await openOn(files, 'b')).study.me, 'ben');
  });

  it('keeps who is at work when another choice arrives, until they choose themselves', async () => {
    for (const arriving of ['{"version":1,"coder":"ben"}', '{"version":1,"coders":{"this-machine":"ben"}}', 'torn']) {
      const files = smallStudyFiles(ben);
      const adas = await openStudy(files);
      files.set(local, arriving);
      await adas.study.filesChanged(['codebooks/small.yaml' as StudyPath]);
      assert.equal(adas.study.me, 'ada');
      assert.equal(await code(adas, 'We just clicked'), 'done');
      assert.deepEqual(codersIn(files), ['ada']);
      await adas.study.chooseCoder({ id: 'ben' });
      assert.equal(adas.study.me, 'ben');
    }
  });

  it('takes whom another window chose on this machine where nobody was chosen here yet', async () => {
    const files = smallStudyFiles({ ...ben, [local]: 'torn' });
    const { study } = await openOn(files, 'a');
    await (await openOn(files, 'a')).study.chooseCoder({ id: 'ben' });
    await study.reload();
    assert.equal(study.me, 'ben');
  });

  it('counts only the segments of whom was chosen, where only mine are counted', async () => {
    const files = smallStudyFiles(ben);
    const one = await openStudy(files);
    await code(one, 'We just clicked');
    const { study } = await Study.open(memoryHost(files, 'two'), 'me');
    assert.ok(study);
    await study.fill();
    assert.equal(study.index.count('change'), 1);
    await study.chooseCoder({ id: 'ben' });
    assert.equal(study.index.count('change'), 0);
    await study.chooseCoder({ id: 'ada' });
    assert.equal(study.index.count('change'), 1);
  });

  it('keeps both choices that are made at once', async () => {
    const files = smallStudyFiles({ ...ben, [local]: 'torn' });
    const [a, b] = [await openOn(files, 'a'), await openOn(files, 'b')];
    await Promise.all([a.study.chooseCoder({ id: 'ada' }), b.study.chooseCoder({ id: 'ben' })]);
    assert.deepEqual(JSON.parse(files.text(local)), { version: 1, coders: { a: 'ada', b: 'ben' } });
  });
});
