import assert from 'node:assert/strict';
import { changesSince } from '../../../src/core/history/changesSince';
import type { LogEntry } from '../../../src/core/history/logFile';
import { fileRefusal } from '../../../src/core/history/restorePlan';
import { rowOn } from '../../support/codingSamples';

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
