import assert from 'node:assert/strict';
import type { StudyPath } from '../../../src/core/base/studyPath';
import { applyCodes } from '../../../src/core/coding/codingOperations';
import type { CodingSession } from '../../../src/core/project/codingSession';
import { followKnownRename } from '../../../src/core/project/followKnownRename';
import { FileAccessError } from '../../../src/core/project/host';
import { afterEdit } from '../../../src/core/project/liveEdit';
import type { Study } from '../../../src/core/project/study';
import type { TranscriptCoding } from '../../../src/core/project/transcriptCoding';
import { toLf } from '../../../src/core/text/lfText';
import { span } from '../../../src/core/text/span';
import type { MemoryFiles } from '../../support/memoryFiles';
import { interview, interviewText, openStudy, smallStudyFiles, spanOfWords } from '../../support/smallStudy';

const from = interview;
const to = 'transcripts/PAR1.txt' as StudyPath;
const segmentsOf = (path: string, coder = 'ada'): string => `coding/${coder}/segments/${path}.jsonl`;

async function code(session: CodingSession, words: string, path: StudyPath = from): Promise<void> {
  const done = await session.change(path, (segments, { text }) =>
    applyCodes(segments, text, spanOfWords(text, words), ['connection'], session.tools()),
  );
  assert.ok(done.ok, done.ok ? '' : done.error);
}

function rename(files: MemoryFiles, old = from, now = to): void {
  files.set(now, files.text(old));
  files.contents.delete(old);
}

/** Puts words into the first answer, as typing does; gives the transcript with its unsaved edit. */
function type(study: Study, path: StudyPath, words: string): TranscriptCoding {
  const before = study.keptCoding(path)!;
  const at = before.text.indexOf('just');
  const text = toLf(before.text.slice(0, at) + words + before.text.slice(at));
  const live = afterEdit(before, [{ ...span(at, at), text: words }], text);
  study.replace(live);
  return live;
}

const quotes = (coding: TranscriptCoding | undefined): string[] =>
  coding?.placed.map(({ span: { start, end } }) => coding.text.slice(start, end)) ?? [];

describe('A transcript that is known to have been renamed', () => {
  it('takes my segments along though its text has changed since, and leaves those of others to a person', async () => {
    const files = smallStudyFiles();
    const { study, session } = await openStudy(files);
    await code(session, 'We just clicked');
    files.set(segmentsOf(from, 'ben'), files.text(segmentsOf(from)).replaceAll('"ada"', '"ben"'));
    rename(files);
    files.set(to, `I: Changed since.\n\n${interviewText}`);
    assert.deepEqual(await followKnownRename(session, { from, to }, []), {
      done: [{ from, to }],
      others: [],
      failed: [],
    });
    assert.deepEqual(quotes((await study.coding(to)) ?? undefined), ['We just clicked']);
    assert.deepEqual(
      study.strays.map(({ coder }) => coder),
      ['ben'],
    );
    const again = await followKnownRename(session, { from, to }, []);
    assert.deepEqual([again.done, again.others], [[], [{ from, to }]]);
  });

  it('takes every transcript of a folder along', async () => {
    const [a, b] = ['transcripts/one/A.txt', 'transcripts/one/B.txt'] as StudyPath[];
    const files = smallStudyFiles({ [a!]: interviewText, [b!]: `${interviewText}\nR: More.\n` });
    const { session } = await openStudy(files);
    for (const path of [a!, b!, from]) await code(session, 'We just clicked', path);
    const moved = (path: StudyPath): StudyPath => path.replace('/one/', '/two/') as StudyPath;
    for (const path of [a!, b!]) rename(files, path, moved(path));
    const folders = { from: 'transcripts/one' as StudyPath, to: 'transcripts/two' as StudyPath };
    const { done } = await followKnownRename(session, folders, []);
    assert.deepEqual(
      done.map((one) => one.to),
      [moved(a!), moved(b!)],
    );
    assert.ok(files.contents.has(segmentsOf(from)));
  });

  it('goes on with unsaved edits, whose segments a save writes where the edits moved them', async () => {
    const files = smallStudyFiles();
    const { study, session } = await openStudy(files);
    await study.keep(from);
    await code(session, 'We just clicked');
    const edited = type(study, from, 'really ');
    rename(files);
    const saved = files.text(segmentsOf(from));
    assert.deepEqual((await followKnownRename(session, { from, to }, [edited])).done, [{ from, to }]);
    assert.equal(files.text(segmentsOf(to)), saved.replaceAll(from, to));
    const live = study.keptCoding(to)!;
    assert.deepEqual([live.text, quotes(live)], [edited.text, ['We really just clicked']]);
    files.set(to, live.text);
    assert.ok((await session.transcriptSaved(to)).ok);
    const again = await openStudy(files, 'again');
    assert.deepEqual(quotes((await again.study.coding(to)) ?? undefined), ['We really just clicked']);
    assert.equal((await again.study.coding(to))!.placed[0]!.segment.placement.outcome, 'exact');
  });

  it('goes on with what was typed under the new name before the rename was followed', async () => {
    const files = smallStudyFiles();
    const { study, session } = await openStudy(files);
    await study.keep(from);
    await code(session, 'We just clicked');
    const edited = type(study, from, 'really ');
    rename(files);
    await study.reload();
    await study.keep(to);
    const typed = toLf(edited.text.replace('really', 'really, truly'));
    type(study, to, 'really, truly ');
    assert.equal(study.keptCoding(to)?.text, typed);
    await followKnownRename(session, { from, to }, [edited]);
    const live = study.keptCoding(to)!;
    assert.deepEqual([live.text, quotes(live)], [typed, ['We really, truly just clicked']]);
  });

  it('leaves alone what is no transcript any more, and says what cannot be moved', async () => {
    const files = smallStudyFiles();
    const { study, session } = await openStudy(files);
    await study.keep(from);
    await code(session, 'We just clicked');
    const edited = type(study, from, 'really ');
    rename(files, from, 'notes/PAR1.txt' as StudyPath);
    const away = await followKnownRename(session, { from, to: 'notes/PAR1.txt' as StudyPath }, [edited]);
    assert.deepEqual(away, { done: [], others: [], failed: [] });
    rename(files, 'notes/PAR1.txt' as StudyPath, to);
    files.failing = (path) =>
      path === segmentsOf(to) ? new FileAccessError(path, 'no-permission', undefined) : undefined;
    const { failed } = await followKnownRename(session, { from, to }, [edited]);
    assert.match(failed.join(), /no permission/);
    assert.ok(files.contents.has(segmentsOf(from)));
    assert.equal(study.keptCoding(to), undefined);
  });

  it('without segments of mine, and where it cannot be read any more, has nothing to go on with', async () => {
    const files = smallStudyFiles();
    const { study, session } = await openStudy(files);
    await study.keep(from);
    const uncoded = type(study, from, 'really ');
    rename(files);
    await followKnownRename(session, { from, to }, [uncoded]);
    assert.equal(study.keptCoding(to), undefined);
    await study.keep(to);
    await code(session, 'We just clicked', to);
    const edited = type(study, to, 'really ');
    const last = 'transcripts/PAR2.txt' as StudyPath;
    rename(files, to, last);
    files.set(last, Uint8Array.of(0xff, 0xfe, 0xff));
    await followKnownRename(session, { from: to, to: last }, [edited]);
    assert.ok(files.contents.has(segmentsOf(last)), 'its segments went along');
  });

  it('is not told of as missing where its document is closed after the rename', async () => {
    const files = smallStudyFiles();
    const { study, session } = await openStudy(files);
    await study.keep(from);
    await code(session, 'We just clicked');
    const edited = type(study, from, 'really ');
    rename(files);
    await followKnownRename(session, { from, to }, [edited]);
    await study.refresh(from);
    assert.deepEqual(
      study.problems.filter(({ rule }) => rule === 'missing-transcript'),
      [],
    );
  });
});
