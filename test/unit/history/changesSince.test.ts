import assert from 'node:assert/strict';
import { changesSince } from '../../../src/core/history/changesSince';
import type { LogEntry } from '../../../src/core/history/logFile';
import { fileRefusal, restoreSegments } from '../../../src/core/history/restorePlan';
import { interview, rowOn, segmentsOf } from '../../support/codingSamples';

const clicked = rowOn('s1', 'We just clicked');
const path = 'transcripts/A.txt';
let count = 0;

function entry(more: Partial<LogEntry>): LogEntry {
  const id = `e${++count}`;
  return {
    id,
    at: '2026',
    seq: 1,
    op: 'edit-segment',
    label: id,
    target: { transcript: path },
    before: {},
    after: {},
    ...more,
  };
}

const file = (before: unknown, after: unknown): LogEntry =>
  entry({ op: 'edit-codebook', before: { 'a.yaml': before }, after: { 'a.yaml': after } });

describe('changesSince', () => {
  it('refuses entries that cannot be read, names them, and sums up the others', () => {
    const { segments, files, refused } = changesSince([
      entry({ label: 'unknown', op: 'later-invention' }),
      entry({ label: 'no transcript', target: {} }),
      entry({ label: 'no rows', before: { s1: 5 } }),
      { ...file(7, { text: 'b' }), label: 'no text' },
      entry({ op: 'reanchor', before: { s1: clicked }, after: { s1: null } }),
      entry({ before: { s1: null }, after: { s1: clicked } }),
    ]);
    assert.deepEqual(
      refused.map(({ what }) => what),
      ['unknown', 'no transcript', 'no rows', 'no text'],
    );
    assert.deepEqual(
      [...segments].map(([of, rows]) => [of, rows.map(({ id }) => id)]),
      [[path, ['s1']]],
    );
    assert.deepEqual(files, []);
  });

  it('leaves out what was changed and changed back', () => {
    const noted = { ...clicked, memo: 'm' };
    const { segments, files } = changesSince([
      entry({ before: { s1: clicked }, after: { s1: noted } }),
      entry({ before: { s1: noted }, after: { s1: clicked } }),
      entry({ before: { s2: null }, after: { s2: { ...clicked, id: 's2' } } }),
      entry({ before: { s2: { ...clicked, id: 's2' } }, after: { s2: null } }),
      file({ text: 'a' }, { text: 'b' }),
      file({ text: 'b' }, { text: 'a' }),
    ]);
    assert.deepEqual([segments.size, files], [0, []]);
  });

  it('follows a transcript that was linked anew in between', () => {
    const { segments } = changesSince([
      entry({ before: { s1: null }, after: { s1: clicked } }),
      entry({ op: 'relink', target: { transcript: 'transcripts/B.txt', from: path } }),
      entry({
        target: { transcript: 'transcripts/B.txt' },
        before: { s1: clicked },
        after: { s1: { ...clicked, memo: 'm' } },
      }),
    ]);
    assert.deepEqual([...segments.keys()], ['transcripts/B.txt']);
    assert.deepEqual(segments.get('transcripts/B.txt' as never)?.[0]?.before, null);
  });

  it('knows a file that the log does not tell all of', () => {
    const [since] = changesSince([file({ text: 'a' }, { text: 'b' }), file({ text: 'x' }, { text: 'c' })]).files;
    assert.ok(since?.broken);
    assert.match(fileRefusal(since, 'c') ?? '', /does not tell of/);
    const [made] = changesSince([file(null, { text: 'b' })]).files;
    assert.match(made ? (fileRefusal(made, 'b') ?? '') : '', /would have to be removed/);
    assert.match(made ? (fileRefusal(made, 'x') ?? '') : '', /changed since/);
    const [edited] = changesSince([file({ text: 'a' }, { text: 'b' })]).files;
    assert.equal(edited ? fileRefusal(edited, 'b\r\n'.trim()) : '', null);
  });
});

describe('restoreSegments', () => {
  it('says what becomes of each segment', () => {
    const coded = rowOn('s2', 'my sister');
    const note = rowOn('s3', 'every Sunday', { codings: [], memo: 'm' });
    const { back, refused, change } = restoreSegments(
      [
        { id: 's1', before: null, after: { ...clicked, codings: [] }, broken: false },
        { id: 's2', before: { ...coded, codings: [] }, after: coded, broken: false },
        { id: 's3', before: note, after: null, broken: false },
        { id: 's4', before: rowOn('s4', 'At home'), after: null, broken: true },
      ],
      segmentsOf([{ ...clicked, codings: [] }, coded]),
      interview,
      'Put back',
      (code) => code.toUpperCase(),
    );
    assert.deepEqual(
      back.map(({ what, how }) => `${what} ${how}`),
      [
        '“We just clicked” is taken away (annotation)',
        '“my sister” gets back no code in place of A',
        '“every Sunday” comes back (annotation)',
      ],
    );
    assert.deepEqual(refused, [
      { what: '“At home”', how: 'Something that the log does not tell of changed it in between.' },
    ]);
    assert.deepEqual(Object.keys(change?.after ?? {}), ['s1', 's2', 's3']);
    const again = restoreSegments(
      [{ id: 's2', before: coded, after: { ...coded, codings: [] }, broken: false }],
      segmentsOf([{ ...coded, codings: [] }]),
      interview,
      'Put back',
      (code) => code.toUpperCase(),
    );
    assert.equal(again.back[0]?.how, 'gets back A in place of no code');
  });

  it('refuses a segment of which no words are left where it came and went untold', () => {
    const gone = [{ id: 's1', before: null, after: null, broken: true }];
    const { change, back, refused } = restoreSegments(gone, segmentsOf([]), interview, 'Put back', (code) => code);
    assert.deepEqual([change, back, refused.map(({ what }) => what)], [null, [], ['“”']]);
  });
});
