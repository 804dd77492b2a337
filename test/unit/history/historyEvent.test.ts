import assert from 'node:assert/strict';
import { eventOf } from '../../../src/core/history/historyEvent';
import { isEmptyFilter, wants } from '../../../src/core/history/historyFilter';
import type { LogEntry } from '../../../src/core/history/logFile';
import { rowOn } from '../../support/codingSamples';

const clicked = rowOn('s1', 'We just clicked');
const named = (code: string): string => ({ a: 'Bond', b: 'Talking' })[code] ?? code;

function entry(more: Partial<LogEntry>): LogEntry {
  const target = { transcript: 'transcripts/A.txt' };
  return { id: 'e', at: '2026-01-01T09:00:00.000Z', seq: 1, op: 'apply-code', target, before: {}, after: {}, ...more };
}

describe('eventOf', () => {
  it('says what was done, and what became of each segment', () => {
    const recoded = { ...clicked, codings: [{ code: 'b' }], memo: 'odd' };
    const event = eventOf(
      'ada',
      entry({
        op: 'recode',
        label: 'Recoded',
        before: { s1: clicked, s2: null },
        after: { s1: recoded, s2: { ...clicked, id: 's2' } },
      }),
      named,
    );
    assert.equal(event.what, 'Recoded');
    assert.equal(event.kind, 'coding');
    assert.deepEqual(event.segments, ['s1', 's2']);
    assert.deepEqual(event.details, [
      '“We just clicked”: + Talking; − Bond; memo: odd',
      '“We just clicked”: new, Bond',
    ]);
  });

  it('tells of what was removed, moved or changed otherwise', () => {
    const said = (before: typeof clicked, after: typeof clicked | null): string | undefined =>
      eventOf('ada', entry({ before: { s1: before }, after: { s1: after } }), named).details[0];
    assert.equal(said(clicked, null), '“We just clicked”: removed, Bond');
    assert.equal(
      said(clicked, { ...clicked, end: clicked.end + 1, quote: 'We just clicked,' }),
      '“We just clicked,”: before: “We just clicked”',
    );
    assert.equal(said(clicked, { ...clicked, exemplar: true }), '“We just clicked”: changed');
    assert.equal(
      said({ ...clicked, memo: 'odd' }, { ...clicked, codings: [] }),
      '“We just clicked”: − Bond; memo: (none)',
    );
    assert.equal(said(clicked, clicked), '“We just clicked”');
  });

  it('finds words for an entry without a label, and for one that it does not know', () => {
    assert.equal(
      eventOf('ada', entry({ after: { s1: clicked }, before: { s1: null } }), named).what,
      'Coded “We just clicked”',
    );
    const many = Object.fromEntries(Array.from({ length: 12 }, (_, i) => [`s${i}`, { ...clicked, id: `s${i}` }]));
    const imported = eventOf('ada', entry({ op: 'import-codings', before: {}, after: many }), named);
    assert.equal(imported.what, 'Imported “We just clicked” and 11 more');
    assert.deepEqual([imported.details.length, imported.unsaid], [8, 4]);
    const odd = eventOf('ada', entry({ op: 'constructor', target: { file: 'x.yaml' } }), named);
    assert.deepEqual([odd.what, odd.kind, odd.file, odd.transcript], ['constructor x.yaml', 'other', 'x.yaml', null]);
    const broken = eventOf('ada', entry({ before: { s1: 5 }, after: {} }), named);
    assert.deepEqual([broken.what, broken.segments], ['Coded', []]);
  });

  it('counts undoing as its own kind, and never shows the text of whole files', () => {
    const undone = eventOf(
      'ada',
      entry({ undoes: 'x', op: 'edit-codebook', label: 'Undo: Renamed', after: { 'a.yaml': { text: 'long' } } }),
      named,
    );
    assert.deepEqual([undone.kind, undone.undoes, undone.details], ['undo', 'x', []]);
  });
});

describe('wants', () => {
  const event = eventOf(
    'ada',
    entry({ label: 'Coded “hope” as Bond', after: { s1: clicked }, before: { s1: null } }),
    named,
  );

  it('holds an event against coder, kind, transcript and words', () => {
    assert.ok(wants({}, event));
    assert.ok(
      wants({ coders: ['ada'], kinds: ['coding'], transcripts: ['transcripts/A.txt'], text: 'BOND clicked' }, event),
    );
    assert.ok(!wants({ coders: ['ben'] }, event));
    assert.ok(!wants({ kinds: ['codebook'] }, event));
    assert.ok(!wants({ transcripts: ['transcripts/B.txt'] }, event));
    assert.ok(!wants({ transcripts: ['transcripts/B.txt'] }, { ...event, transcript: null }));
    assert.ok(!wants({ text: 'bond despair' }, event));
    assert.ok(wants({ text: 'x.yaml' }, { ...event, transcript: null, file: 'x.yaml' }));
  });

  it('knows an empty filter', () => {
    assert.ok(isEmptyFilter({}));
    assert.ok(isEmptyFilter({ coders: [], text: '  ' }));
    assert.ok(!isEmptyFilter({ kinds: ['undo'] }));
  });
});
