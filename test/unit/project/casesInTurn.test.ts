import assert from 'node:assert/strict';
import { addEntry, entryFieldsIn, emptyCasesText, setEntryFields } from '../../../src/core/cases/casesEdits';
import { speakerField, variableField, type EntryName } from '../../../src/core/cases/entryFields';
import { withCasesNamed } from '../../../src/core/project/casesInTurn';
import { FileAccessError } from '../../../src/core/project/host';
import { newStudy } from '../../../src/core/project/newStudy';
import { MemoryFiles } from '../../support/memoryFiles';
import { interview, openStudy, smallStudyFiles } from '../../support/smallStudy';

const name: EntryName = { level: 'transcript', id: interview };
const fields = { [speakerField('I')]: 'interviewer', [variableField('date')]: '2026-11-30' };
const withCases = (cases: string): MemoryFiles =>
  smallStudyFiles({
    'verbatim.yaml': 'verbatim: 1\nname: Small study\ncodebooks: [codebooks/small.yaml]\ncases: cases.yaml\n',
    'cases.yaml': cases,
  });

describe('the cases as a person changes them', () => {
  it('are changed as one step that is logged, undone to the byte and redone', async () => {
    const before =
      '# ours\nverbatim-cases: 1\ntranscripts:\n  - path: transcripts/INT1.txt   # the first\n    kind: pilot\n';
    const files = withCases(before);
    const { study, session } = await openStudy(files);
    const done = await session.editCases('Edited INT1', (text) =>
      setEntryFields(text, name, { ...fields, [variableField('kind')]: 'pilot' }),
    );
    assert.ok(done.ok);
    const after = files.text('cases.yaml');
    assert.equal(after, `${before}    date: 2026-11-30\n    speakers:\n      I: interviewer\n`);
    assert.deepEqual(study.cases.speakerOf(interview, 'I'), { kind: 'interviewer' });
    assert.equal(files.text('coding/ada/log/test.jsonl').split('"op":"edit-cases"').length, 2);
    assert.ok((await session.undo()).ok);
    assert.equal(files.text('cases.yaml'), before);
    assert.equal(study.cases.speakerOf(interview, 'I'), null);
    assert.ok((await session.redo()).ok);
    assert.equal(files.text('cases.yaml'), after);
  });

  it('get a file that verbatim.yaml names, where there is none; undo leaves it saying nothing', async () => {
    const files = smallStudyFiles();
    const { study, session } = await openStudy(files);
    const done = await session.editCases('Added P1', (text) => addEntry(text, { level: 'participant', id: 'P1' }, {}));
    assert.ok(done.ok, done.ok ? '' : done.error);
    assert.equal(study.project.casesFile, 'cases.yaml');
    assert.ok(study.cases.participants.has('P1'));
    assert.match(files.text('verbatim.yaml'), /^cases: cases\.yaml$/m);
    assert.ok((await session.undo()).ok);
    assert.equal(files.text('cases.yaml'), emptyCasesText);
    assert.ok(!study.problems.some(({ severity }) => severity !== 'information'), JSON.stringify(study.problems));
  });

  it('are made again where verbatim.yaml names a file that is gone', async () => {
    const files = withCases('');
    files.contents.delete('cases.yaml');
    const { session } = await openStudy(files);
    const project = files.text('verbatim.yaml');
    assert.ok((await session.editCases('x', (text) => setEntryFields(text, name, fields))).ok);
    assert.equal(files.text('verbatim.yaml'), project);
    assert.ok(files.text('cases.yaml').startsWith(emptyCasesText));
  });

  it('are looked at before they are named, where a file of cases lay there that did not count', async () => {
    const files = smallStudyFiles({ 'cases.yaml': 'verbatim-cases: 1\ncases:\n  - id: A\n' });
    const { session } = await openStudy(files);
    const taken = await session.editCases('x', (text) => addEntry(text, { level: 'case', id: 'A' }, {}));
    assert.match(taken.ok ? '' : taken.error, /there already/);
    assert.doesNotMatch(files.text('verbatim.yaml'), /cases/);
    assert.ok((await session.editCases('x', (text) => addEntry(text, { level: 'case', id: 'B' }, {}))).ok);
    assert.match(files.text('cases.yaml'), /id: A\n {2}- id: B\n$/);
    assert.match(files.text('verbatim.yaml'), /^cases: cases\.yaml$/m);
  });

  it('stay as they are where the edit is refused, changes nothing, or the disk refuses', async () => {
    const files = withCases(emptyCasesText);
    const { session } = await openStudy(files);
    const same = await session.editCases('x', (text) => setEntryFields(text, name, {}));
    assert.match(same.ok ? '' : same.error, /Nothing would change/);
    files.failing = (path) => (path === 'cases.yaml' ? new FileAccessError(path, 'read-only', undefined) : undefined);
    const refused = await session.editCases('x', (text) => setEntryFields(text, name, fields));
    assert.match(refused.ok ? '' : refused.error, /Nothing was changed/);
    assert.equal(files.text('cases.yaml'), emptyCasesText);
    assert.deepEqual(entryFieldsIn(files.text('cases.yaml'), name), { ok: true, value: {} });
    assert.ok(!files.contents.has('coding/ada/log/test.jsonl'));
  });

  it('are named in the line that a new study has for them', async () => {
    const files = new MemoryFiles({});
    await newStudy(files, 'A: study', []);
    const text = files.text('verbatim.yaml');
    const named = withCasesNamed(text, 'cases.yaml');
    assert.deepEqual(named, { ok: true, value: text.replace('# cases:', 'cases:') });
    assert.deepEqual(withCasesNamed('verbatim: 1\nname: x   # ours\n', 'cases.yaml'), {
      ok: true,
      value: 'verbatim: 1\nname: x   # ours\ncases: cases.yaml\n',
    });
  });
});
