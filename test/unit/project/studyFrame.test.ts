import assert from 'node:assert/strict';
import { ok } from '../../../src/core/base/result';
import type { StudyPath } from '../../../src/core/base/studyPath';
import { CancelledError } from '../../../src/core/base/cancellation';
import type { CodingSession } from '../../../src/core/project/codingSession';
import { FileAccessError } from '../../../src/core/project/host';
import { loadFrame } from '../../../src/core/project/loadStudy';
import { newStudy } from '../../../src/core/project/newStudy';
import { readCoder } from '../../../src/core/project/readCoder';
import { readProject } from '../../../src/core/project/readProject';
import type { Study } from '../../../src/core/project/study';
import { codingFileOf, coderPath, logPath, segmentsPath } from '../../../src/core/project/studyFiles';
import { CancellationSource } from '../../support/cancellationSource';
import { memoryHost, MemoryFiles } from '../../support/memoryFiles';
import { codebookText, interview, openStudy, smallStudyFiles } from '../../support/smallStudy';

async function frameOf(
  files: Readonly<Record<string, string>>,
): Promise<{ rules: string[]; frame: NonNullable<Awaited<ReturnType<typeof loadFrame>>['frame']> }> {
  const { frame, problems } = await loadFrame(memoryHost(smallStudyFiles(files)));
  assert.ok(frame, problems.map(({ message }) => message).join());
  for (const { remedy } of problems) assert.notEqual(remedy, '');
  return { frame, rules: problems.map(({ rule }) => rule) };
}

const head = 'verbatim: 1\nname: S\n';

describe('loadFrame', () => {
  it('says which of the files that verbatim.yaml names are not there', async () => {
    const { rules, frame } = await frameOf({
      'verbatim.yaml': `${head}codebooks: [codebooks/none.yaml, "more/*.yaml"]\ncases: none.yaml\n`,
    });
    assert.deepEqual(rules, ['missing-codebook', 'missing-cases']);
    assert.deepEqual(frame.codebooks, []);
  });

  it('reads a codebook once, however many patterns name it', async () => {
    const { rules, frame } = await frameOf({
      'verbatim.yaml': `${head}codebooks: [codebooks/small.yaml, "codebooks/*.yaml", "codebooks/*"]\n`,
      'codebooks/notes.txt': 'no codebook',
    });
    assert.deepEqual([rules, frame.codebooks.length], [[], 1]);
  });

  it('finds participants by the pattern in files’ names, and says where the pattern cannot be used', async () => {
    const pattern = await frameOf({ 'verbatim.yaml': `${head}participantId: "(?<case>[A-Z]+)(?<role>[0-9])"\n` });
    assert.deepEqual(pattern.rules, []);
    assert.deepEqual(pattern.frame.cases.casesOf('transcripts/INT1.txt' as StudyPath), ['INT']);
    const broken = await frameOf({ 'verbatim.yaml': `${head}participantId: "(?<case>"\ncases: cases.yaml\n` });
    assert.deepEqual(broken.rules, ['bad-pattern', 'missing-cases']);
    assert.deepEqual(broken.frame.cases.casesOf('transcripts/INT1.txt' as StudyPath), []);
  });

  it('does without a memo or a coder’s file that cannot be read, and says why; not without a codebook', async () => {
    const files = smallStudyFiles({ 'memos/a.md': 'Locked.', 'memos/b.md': 'Open.' });
    const locked = new Set(['memos/a.md', 'coding/ada/coder.yaml']);
    files.refusing = (path) => (locked.has(path) ? new FileAccessError(path, 'no-permission', undefined) : undefined);
    const { frame, problems } = await loadFrame(memoryHost(files));
    assert.ok(frame);
    assert.deepEqual(
      frame.memos.map(({ file }) => file),
      ['memos/b.md'],
    );
    assert.deepEqual(
      frame.coders.map(({ id, name }) => [id, name]),
      [['ada', 'ada']],
    );
    assert.deepEqual(
      problems.map(({ rule, file }) => [rule, file]),
      [
        ['cannot-read', 'coding/ada/coder.yaml'],
        ['cannot-read', 'memos/a.md'],
      ],
    );
    for (const { remedy } of problems) assert.match(remedy, /no permission/);
    locked.add('codebooks/small.yaml');
    await assert.rejects(loadFrame(memoryHost(files)), FileAccessError);
  });

  it('tells of a study without transcripts, naming its patterns', async () => {
    const { frame, problems } = await loadFrame(
      memoryHost(smallStudyFiles({ 'verbatim.yaml': `${head}transcripts: ["W1/*.txt"]\n` })),
    );
    assert.deepEqual(frame?.transcripts, []);
    assert.match(problems.find(({ rule }) => rule === 'no-transcripts')?.message ?? '', /“W1\/\*\.txt”/);
  });

  it('knows a coder by what they coded, where coder.yaml is missing or unsound', async () => {
    const { frame, rules } = await frameOf({
      'coding/ben/segments/transcripts/INT1.txt.jsonl': '',
      'coding/cy/coder.yaml': 'verbatim-coder: 1\n',
      'coding/Not a slug/coder.yaml': 'verbatim-coder: 1\nname: X\n',
      'coding/readme.txt': 'x',
    });
    assert.deepEqual(
      frame.coders.map(({ id, name }) => `${id} ${name}`),
      ['ada Ada', 'ben ben', 'cy cy'],
    );
    assert.equal(rules.length, 2);
  });

  it('says that a folder whose name is no id is no coder’s, and names it once', async () => {
    const { frame, problems } = await loadFrame(
      memoryHost(
        smallStudyFiles({
          'coding/Ada L/segments/transcripts/INT1.txt.jsonl': '',
          'coding/Ada L/coder.yaml': 'verbatim-coder: 1\nname: X\n',
        }),
      ),
    );
    assert.deepEqual(
      frame?.coders.map(({ id }) => id),
      ['ada'],
    );
    const [problem, ...others] = problems;
    assert.deepEqual([problem?.rule, problem?.severity, others], ['bad-coder-folder', 'warning', []]);
    assert.match(problem?.message ?? '', /“coding\/Ada L”/);
    assert.match(problem?.remedy ?? '', /“coding\/ada-l”/);
  });

  it('asks again who codes here where the answer is torn or no coder', async () => {
    for (const torn of ['', '{', '{"version":1}', '{"version":1,"coder":"../x"}', '[]']) {
      assert.equal((await frameOf({ '.verbatim/local.json': torn })).frame.me, null, torn);
    }
  });

  it('stops where it is asked to', async () => {
    const source = new CancellationSource();
    source.cancel();
    await assert.rejects(loadFrame(memoryHost(smallStudyFiles()), source.token), CancelledError);
  });
});

describe('readProject', () => {
  it('warns of keys that look like slips, and reads the rest', () => {
    const { project, problems } = readProject(
      'verbatim: 1\nname: S\ncodeboks: [a.yaml]\nteam: ours\nlint: {anything: off}\n',
    );
    assert.deepEqual(
      problems.map(({ severity, rule, line, column, message }) => [severity, rule, line, column, message]),
      [['warning', 'misspelt-key', 3, 1, 'Unknown key “codeboks”: did you mean “codebooks”?']],
    );
    assert.equal(project?.name, 'S');
    const unsound = readProject('verbatim: 1\nnaem: S\n');
    assert.equal(unsound.project, null);
    assert.deepEqual(
      unsound.problems.map(({ rule, line }) => `${line} ${rule}`),
      ['1 wrong-shape', '2 misspelt-key'],
    );
    assert.deepEqual(
      readProject('verbatim: 99\nname: S\ncodeboks: newer\n').problems.map(({ rule }) => rule),
      ['newer-version'],
    );
  });

  it('takes what is usual where the file does not say', () => {
    const { project, problems } = readProject(head);
    assert.deepEqual(problems, []);
    assert.deepEqual(project, {
      name: 'S',
      transcripts: ['transcripts/**/*.{txt,md,vtt,srt}'],
      codebooks: ['codebooks/*.yaml'],
      casesFile: null,
      participantId: null,
      primaryCoder: null,
      readOnly: false,
    });
  });

  it('refuses a file of another shape, naming key and line', () => {
    const { project, problems } = readProject('verbatim: 1\nname: S\ntranscripts: all\n');
    assert.equal(project, null);
    assert.deepEqual([problems[0]?.line, problems[0]?.file], [3, 'verbatim.yaml']);
    assert.match(problems[0]?.message ?? '', /“transcripts”/);
  });

  it('refuses a cases file outside the study, and goes on without', () => {
    const { project, problems } = readProject(`${head}cases: ../cases.yaml\n`);
    assert.equal(project?.casesFile, null);
    assert.deepEqual([problems[0]?.rule, problems[0]?.line], ['bad-path', 3]);
  });
});

describe('readCoder', () => {
  const path = coderPath('ada');

  it('gives the name, or the id where there is none that can be read', () => {
    assert.deepEqual(readCoder('ada', path, 'verbatim-coder: 1\nname: Ada L.\n').coder, {
      id: 'ada',
      name: 'Ada L.',
      marks: new Map(),
    });
    for (const wrong of ['name: [', 'verbatim-coder: 1\nname: 7\n', '']) {
      const { coder, problems } = readCoder('ada', path, wrong);
      assert.deepEqual(coder, { id: 'ada', name: 'ada', marks: new Map() });
      assert.equal(problems[0]?.file, path, wrong);
    }
  });
});

describe('what readCoder says of transcripts', () => {
  const path = coderPath('ada');
  const read = (more: string): ReturnType<typeof readCoder> =>
    readCoder('ada', path, `verbatim-coder: 1\nname: Ada\n${more}`, (one) => one === interview);

  it('is how far the coder has come with each, and that one is not there', () => {
    const { coder, problems } = read(
      `transcripts:\n  ${interview}: {read: 2026-11-02}\n  gone.txt: {finished: 2026-11-03}\n`,
    );
    assert.deepEqual(
      [...coder.marks],
      [
        [interview, { read: '2026-11-02' }],
        ['gone.txt', { finished: '2026-11-03' }],
      ],
    );
    assert.deepEqual(
      problems.map(({ rule, line, severity }) => [rule, line, severity]),
      [['missing-transcript', 5, 'warning']],
    );
  });

  it('takes nobody’s name away where it is wrong, and leaves sound marks standing', () => {
    const { coder, problems } = read(`transcripts:\n  ${interview}: {read: 2026-11-02}\n  x: {read: true}\n`);
    assert.deepEqual([coder.name, [...coder.marks.keys()]], ['Ada', [interview]]);
    assert.deepEqual([problems[0]?.rule, problems[0]?.line], ['wrong-shape', 5]);
    assert.equal(read('transcripts: all\n').coder.name, 'Ada');
  });

  it('is not lost to a slip without a word', () => {
    const { problems } = read(`transcripts:\n  ${interview}: {raed: 2026-11-02}\n`);
    assert.deepEqual([problems[0]?.rule, problems[0]?.line], ['misspelt-key', 4]);
  });
});

describe('newStudy', () => {
  const book = { id: 'small', text: codebookText };

  it('makes a folder that opens as a sound study, once', async () => {
    const files = new MemoryFiles({ 'transcripts/a.txt': 'A: b\n' });
    assert.deepEqual(await newStudy(files, 'My “study”: 1', [book]), []);
    const { study } = await openStudy(files);
    assert.deepEqual([study.problems, study.project.name], [[], 'My “study”: 1']);
    assert.deepEqual(study.codes.byId('bond')?.name, 'Bond');
    assert.equal(files.text('.gitignore'), '.verbatim/\n');
    const before = new Map(files.contents);
    const again = await newStudy(files, 'Other', []);
    assert.deepEqual(
      again.map(({ rule }) => rule),
      ['study-exists'],
    );
    assert.deepEqual(files.contents, before);
  });

  it('leaves files alone that are there, and adds its line to what git ignores', async () => {
    const files = new MemoryFiles({ 'codebooks/small.yaml': '# mine\n', '.gitignore': 'node_modules' });
    await newStudy(files, 'S', [book]);
    assert.equal(files.text('codebooks/small.yaml'), '# mine\n');
    assert.equal(files.text('transcripts/.gitkeep'), '', 'the folder that people are told of');
    assert.equal(files.text('.gitignore'), 'node_modules\n.verbatim/\n');
    const ignoring = new MemoryFiles({ '.gitignore': 'a\r\n.verbatim/\r\n' });
    await newStudy(ignoring, 'S', []);
    assert.equal(ignoring.text('.gitignore'), 'a\r\n.verbatim/\r\n');
  });

  it('names a cases.yaml that is there, and else says how one is named', async () => {
    const files = new MemoryFiles({
      'transcripts/a.txt': 'A: b\n',
      'cases.yaml': 'verbatim-cases: 1\ncases: [{id: RIV1}]\n',
    });
    await newStudy(files, 'S', []);
    const { study } = await openStudy(files);
    assert.deepEqual([study.problems, study.project.casesFile], [[], 'cases.yaml']);
    const without = new MemoryFiles({ 'transcripts/a.txt': 'A: b\n' });
    await newStudy(without, 'S', []);
    assert.match(without.text('verbatim.yaml'), /^# cases: cases\.yaml$/m);
    assert.deepEqual((await openStudy(without)).study.problems, []);
  });
});

describe('a cases file that does not count', () => {
  const cases = { 'cases.yaml': 'verbatim-cases: 1\ncases: [{id: RIV1}]\n' };
  const told = async (files: MemoryFiles): Promise<unknown[]> =>
    (await openStudy(files)).study.problems.map(({ rule, severity, file }) => [rule, severity, file]);

  it('is told where verbatim.yaml names none, or another one', async () => {
    const wanted = [['unnamed-cases', 'warning', 'cases.yaml']];
    assert.deepEqual(await told(smallStudyFiles(cases)), wanted);
    const project = 'verbatim: 1\nname: S\ncodebooks: [codebooks/small.yaml]\n';
    const other = { 'verbatim.yaml': `${project}cases: people.yaml\n`, 'people.yaml': 'verbatim-cases: 1\n' };
    assert.deepEqual(await told(smallStudyFiles({ ...cases, ...other })), wanted);
    const yml = smallStudyFiles({ 'cases.yml': 'verbatim-cases: 1\n' });
    assert.deepEqual(await told(yml), [['unnamed-cases', 'warning', 'cases.yml']]);
    const { study } = await openStudy(smallStudyFiles(cases));
    assert.match(study.problems[0]?.remedy ?? '', /“cases: cases\.yaml”/);
  });

  it('is not told where verbatim.yaml names it', async () => {
    const project = 'verbatim: 1\nname: S\ncodebooks: [codebooks/small.yaml]\ncases: cases.yaml\n';
    assert.deepEqual(await told(smallStudyFiles({ ...cases, 'verbatim.yaml': project })), []);
  });
});

describe('codingFileOf', () => {
  const transcript = 'transcripts/W1/a b.txt' as StudyPath;

  it('reads back what the paths were made of', () => {
    assert.deepEqual(codingFileOf(segmentsPath('ada', transcript)), { kind: 'segments', coder: 'ada', transcript });
    assert.deepEqual(codingFileOf(coderPath('ada')), { kind: 'coder', coder: 'ada' });
    assert.deepEqual(codingFileOf(logPath('ada', 'w1')), { kind: 'log', coder: 'ada', writer: 'w1' });
    assert.deepEqual(codingFileOf('coding/ada/notes.jsonl' as StudyPath), { kind: 'notes', coder: 'ada' });
  });

  it('takes nothing else for a file of coding, and never fails', () => {
    const others = ['coding', 'coding/ada', 'coding/ada/x', 'x/ada/coder.yaml', 'coding/ada/segments/a.txt'];
    const odd = [
      'coding/ada/log/a/b.jsonl',
      'coding/ada/segments/.jsonl',
      'coding/ada/segments/...jsonl',
      'coding/ada/x/y.jsonl',
    ];
    for (const path of [...others, ...odd]) assert.equal(codingFileOf(path as StudyPath), null, path);
  });
});

describe('reading the frame again', () => {
  const memo = 'memos/a.md' as StudyPath;
  const coder = 'coding/ada/coder.yaml' as StudyPath;
  const words = (about: string): string => `---\nverbatim-memo: 1\nabout: [${about}]\nby: ada\n---\n\nWords.\n`;

  async function told(files: MemoryFiles): Promise<{ study: Study; session: CodingSession; frames: () => number }> {
    const { study, session } = await openStudy(files);
    let frames = 0;
    study.onDidChange(({ kind }) => {
      if (kind === 'frame') frames++;
    });
    return { study, session, frames: () => frames };
  }

  it('is told of once where the file system tells of my own writes as well', async () => {
    const files = smallStudyFiles();
    const { study, session, frames } = await told(files);
    assert.ok((await session.markTranscript(interview, 'read', '2026-11-30', 'm')).ok);
    await study.filesChanged([coder]);
    assert.equal(frames(), 1);
    const made = await session.writeMemo(interview, 'summary', 'S');
    assert.ok(made.ok);
    await study.filesChanged([made.value.file]);
    assert.equal(frames(), 2);
    const done = await session.editCodebook('codebooks/small.yaml' as StudyPath, 'x', (text) => ok(`${text}# more\n`));
    assert.ok(done.ok);
    await study.filesChanged(['codebooks/small.yaml' as StudyPath]);
    assert.equal(frames(), 3);
    assert.deepEqual(study.problems, []);
  });

  it('waits for one that is under way, which may have it already', async () => {
    const files = smallStudyFiles({ [memo]: 'One.' });
    const { study, frames } = await told(files);
    files.set(memo, 'Two.');
    await Promise.all([study.reload(), study.filesChanged([memo])]);
    assert.deepEqual([frames(), study.memos[0]?.firstWords], [1, 'Two.']);
  });

  it('happens where a file has changed, is new, has gone, or is refused, and where the study was unsound', async () => {
    const files = smallStudyFiles({ [memo]: 'One.' });
    const { study, frames } = await told(files);
    const project = files.text('verbatim.yaml');
    const follow = async (path: string, content: string | null): Promise<number> => {
      if (content === null) files.contents.delete(path);
      else files.set(path, content);
      const before = frames();
      await study.filesChanged([path as StudyPath]);
      return frames() - before;
    };
    assert.equal(await follow(memo, 'One.'), 0);
    assert.equal(await follow(memo, 'Two.'), 1);
    assert.equal(await follow('memos/b.md', 'New.'), 1);
    assert.equal(await follow(memo, null), 1);
    assert.equal(await follow(memo, null), 1);
    assert.equal(await follow('verbatim.yaml', 'verbatim: ['), 0);
    assert.ok(study.problems.length > 0);
    assert.equal(await follow('verbatim.yaml', project), 1);
    assert.deepEqual(study.problems, []);
    files.refusing = (path) =>
      path === 'memos/b.md' ? new FileAccessError(path, 'no-permission', undefined) : undefined;
    assert.equal(await follow('memos/b.md', 'New.'), 1);
    assert.deepEqual(
      study.problems.map(({ rule }) => rule),
      ['cannot-read'],
    );
  });

  it('keeps what files were read into, unless they or what they name have changed', async () => {
    const [a, b] = ['transcripts/A.txt', 'transcripts/B.txt'];
    const files = smallStudyFiles({
      [a]: 'I: a\n',
      [memo]: words(a),
      'memos/b.md': words(b),
      [coder]: `verbatim-coder: 1\nname: Ada\ntranscripts:\n  ${b}: {read: 2026-11-30}\n`,
    });
    const { study } = await told(files);
    const missing = (): (string | undefined)[] => study.problems.map(({ file }) => file);
    assert.deepEqual(missing().sort(), [coder, 'memos/b.md']);
    const before = { memos: study.memos, book: study.codebooks[0], coder: study.coders[0] };
    files.set(memo, `${words(a)}More.\n`);
    await study.filesChanged([memo]);
    assert.equal(study.memos[0]?.firstWords, 'Words. More.');
    assert.equal(study.memos[1], before.memos[1]);
    assert.equal(study.codebooks[0], before.book);
    assert.equal(study.coders[0], before.coder);
    assert.deepEqual(missing().sort(), [coder, 'memos/b.md'], 'what is wrong with them is still said');
    files.set(b, 'I: b\n');
    await study.filesChanged([b as StudyPath]);
    assert.deepEqual(missing(), []);
    files.contents.delete(a);
    await study.filesChanged([a as StudyPath]);
    assert.deepEqual(missing(), [memo]);
  });
});
