import assert from 'node:assert/strict';
import { readSegments, type SegmentsReading } from '../../../src/core/coding/readSegments';
import { writeRow, writeRows } from '../../../src/core/coding/writeSegments';
import type { SegmentsHeader } from '../../../src/core/coding/segmentsFile';

const path = { transcript: 'transcripts/PAR1PW01.txt', coder: 'coder1' };
const file = 'coding/coder1/segments/transcripts/PAR1PW01.txt.jsonl';
const header: SegmentsHeader = {
  verbatim: 'segments',
  version: 1,
  transcript: path.transcript,
  text: `sha256:${'0'.repeat(64)}`,
  coder: path.coder,
};
const head = JSON.stringify(header);
const line = (id: string, start = 0, more: object = {}): string =>
  JSON.stringify({ id, start, end: start + 4, quote: 'word', codings: [{ code: 'a', at: '2026-01-01' }], ...more });
const read = (...lines: string[]): SegmentsReading => readSegments(file, `${lines.join('\n')}\n`, path);
const rules = (reading: SegmentsReading): string[] => reading.problems.map((problem) => problem.rule);
const ids = (reading: SegmentsReading): string[] => reading.rows.map((row) => row.id);

describe('readSegments', () => {
  it('reads a sound file', () => {
    const reading = read(head, line('s1'), line('s2', 10));
    assert.equal(reading.state, 'sound');
    assert.deepEqual(reading.header, header);
    assert.deepEqual(ids(reading), ['s1', 's2']);
    assert.deepEqual([reading.problems, reading.unreadLines, reading.conflict], [[], [], null]);
  });

  it('tolerates a byte order mark, CRLF, blank lines and a missing last line break', () => {
    const reading = readSegments(file, `\ufeff${head}\r\n\r\n${line('s1')}\r\n${line('s2', 9)}`, path);
    assert.equal(reading.state, 'sound');
    assert.deepEqual(ids(reading), ['s1', 's2']);
    assert.deepEqual(reading.problems, []);
  });

  it('keeps unknown keys as they are, also ones that JavaScript treats specially', () => {
    const odd =
      '{"id":"s1","start":0,"end":4,"quote":"word","codings":[{"code":"a","zz":1}],"later":{"b":1},"__proto__":{"x":1}}';
    const reading = read(head, odd);
    assert.equal(reading.state, 'sound');
    assert.equal(writeRow(reading.rows[0]!), odd);
    assert.equal(({} as Record<string, unknown>)['x'], undefined);
  });

  it('keeps a line break of another script inside a quote', () => {
    assert.equal(read(head, line('s1', 0, { memo: 'a\u2028b' })).rows[0]?.memo, 'a\u2028b');
  });

  it('names the line of what is no JSON, and keeps it', () => {
    const reading = read(head, line('s1'), '{"id":', line('s2', 9));
    assert.equal(reading.state, 'unsound');
    assert.deepEqual(ids(reading), ['s1', 's2']);
    assert.deepEqual(reading.unreadLines, [{ line: 3, text: '{"id":' }]);
    const [problem] = reading.problems;
    assert.deepEqual([problem?.rule, problem?.line, problem?.file, problem?.severity], ['not-json', 3, file, 'error']);
    assert.ok(problem && problem.remedy !== '');
  });

  it('reports a last line that breaks off, without losing the rest', () => {
    const reading = readSegments(file, `${head}\n${line('s1')}\n${line('s2').slice(0, 30)}`, path);
    assert.deepEqual([reading.state, rules(reading), ids(reading)], ['unsound', ['torn-line'], ['s1']]);
    assert.equal(reading.unreadLines[0]?.line, 3);
  });

  it('wants a header', () => {
    assert.deepEqual(rules(readSegments(file, '', path)), ['missing-header']);
    assert.deepEqual(rules(read('[1]')), ['missing-header']);
    assert.deepEqual(rules(read('no json')), ['missing-header']);
    const bare = read(line('s1'), line('s2', 9));
    assert.deepEqual(
      [bare.state, bare.header, rules(bare), ids(bare)],
      ['unsound', null, ['missing-header'], ['s1', 's2']],
    );
    assert.deepEqual(bare.unreadLines, []);
    const late = read(line('s1'), head, line('s2', 9));
    assert.deepEqual(
      [late.state, rules(late), ids(late)],
      ['unsound', ['missing-header', 'second-header'], ['s1', 's2']],
    );
  });

  it('refuses a header of another kind or form', () => {
    assert.deepEqual(rules(read('{"verbatim":"log","version":1}', line('s1'))), ['wrong-kind']);
    assert.deepEqual(rules(read(JSON.stringify({ ...header, text: 'sha256:1' }))), ['wrong-header']);
    assert.deepEqual(rules(read(JSON.stringify({ ...header, version: 0 }))), ['wrong-header']);
  });

  it('refuses a header that is not of this transcript or coder', () => {
    const reading = read(JSON.stringify({ ...header, transcript: 'transcripts/x.txt', coder: 'coder2' }), line('s1'));
    assert.deepEqual(
      [reading.state, rules(reading), ids(reading)],
      ['unsound', ['wrong-transcript', 'wrong-coder'], ['s1']],
    );
    assert.match(reading.problems[0]!.message, /“transcripts\/x\.txt”/);
    const forms = { transcript: 'transcripts/cafe\u0301.txt', coder: 'coder1' };
    const same = readSegments(file, JSON.stringify({ ...header, transcript: 'transcripts/café.txt' }), forms);
    assert.equal(same.state, 'sound');
  });

  it('shows a newer version read-only', () => {
    const reading = read(JSON.stringify({ ...header, version: 2, coder: 'x' }), line('s1'), '{"kind":"of tomorrow"}');
    assert.equal(reading.state, 'readOnly');
    assert.deepEqual(ids(reading), ['s1']);
    assert.equal(reading.problems.find((problem) => problem.rule === 'newer-version')?.severity, 'warning');
    assert.equal(reading.unreadLines.length, 1);
  });

  it('refuses offsets that are none and rows of another shape', () => {
    for (const wrong of [
      { start: -1 },
      { start: 1.5 },
      { end: '4' },
      { codings: null },
      { id: '' },
      { id: 'x'.repeat(101) },
    ]) {
      const reading = read(head, line('s1', 0, wrong), line('s2'));
      assert.deepEqual([reading.state, rules(reading), ids(reading)], ['unsound', ['wrong-segment'], ['s2']]);
    }
    assert.deepEqual(rules(read(head, line('s1', 9, { end: 8 }))), ['wrong-offsets']);
    assert.match(read(head, line('s1', 0, { codings: [{ code: 3 }] })).problems[0]!.message, /codings\.0\.code/);
  });

  it('refuses a second segment of the same id, but not the same line twice', () => {
    const other = read(head, line('s1'), line('s1', 9));
    assert.deepEqual([other.state, rules(other)], ['unsound', ['repeated-segment-id']]);
    assert.match(other.problems[0]!.message, /line 2/);
    assert.equal(other.unreadLines.length, 1);
    const same = read(head, line('s1'), line('s1'));
    assert.deepEqual([same.state, rules(same), ids(same)], ['sound', ['repeated-line'], ['s1']]);
  });

  it('makes a code that stands twice on a segment one', () => {
    const reading = read(
      head,
      line('s1', 0, { codings: [{ code: 'a' }, { code: 'b' }, { code: 'a', certainty: '+' }] }),
    );
    assert.deepEqual([reading.state, rules(reading)], ['sound', ['repeated-code']]);
    assert.deepEqual(reading.rows[0]?.codings, [{ code: 'a', certainty: '+' }, { code: 'b' }]);
  });

  it('does not run out of stack or patience', () => {
    const deep = `{"id":"s1","start":0,"end":4,"quote":"a\\"[","codings":[],"x":${'['.repeat(100_000)}${']'.repeat(100_000)}}`;
    assert.deepEqual(rules(read(head, deep)), ['not-json']);
    assert.deepEqual(rules(read(head, 'x'.repeat(8_000_001))), ['not-json']);
    assert.deepEqual(rules(readSegments(file, ' '.repeat(200_000_001), path)), ['segments-file-too-large']);
  });

  it('reads many segments, and no more than it promises', () => {
    const rows = Array.from({ length: 1_002 }, (_, i) => `{"id":"${i}","start":0,"end":0,"quote":"","codings":[]}`);
    const reading = readSegments(file, [head].concat(rows).join('\n'), path, 1_000);
    assert.deepEqual([reading.state, reading.rows.length, reading.unreadLines.length], ['unsound', 1_000, 2]);
    assert.deepEqual(rules(reading), ['too-many-segments']);
  });
});

describe('readSegments on a merge conflict', () => {
  const coded = (id: string, ...codes: string[]): string => line(id, 0, { codings: codes.map((code) => ({ code })) });

  it('says so plainly, and joins the sides by id', () => {
    const reading = read(
      head,
      coded('s0', 'z'),
      '<<<<<<< HEAD',
      coded('s1', 'a'),
      coded('s2', 'b'),
      '=======',
      coded('s1', 'c'),
      '>>>>>>> other',
    );
    assert.deepEqual([reading.state, rules(reading)], ['unsound', ['merge-conflict']]);
    assert.deepEqual([reading.problems[0]?.line, reading.problems[0]?.severity], [3, 'error']);
    assert.deepEqual(
      reading.rows.map((row) => [row.id, row.codings.map((coding) => coding.code)]),
      [
        ['s0', ['z']],
        ['s1', ['a', 'c']],
        ['s2', ['b']],
      ],
    );
    const sides = reading.conflict?.sides;
    assert.ok(sides);
    assert.deepEqual(sides.mine.header, header);
    assert.deepEqual(
      [sides.mine, sides.theirs].map((side) => side.rows.map(({ id }) => id)),
      [
        ['s0', 's1', 's2'],
        ['s0', 's1'],
      ],
    );
    const repaired = readSegments(file, writeRows(header, reading.rows), path);
    assert.deepEqual([repaired.state, repaired.rows], ['sound', reading.rows]);
  });

  it('uses the common base where git wrote it', () => {
    const reading = read(
      head,
      '<<<<<<< HEAD',
      coded('s1', 'a'),
      '||||||| base',
      coded('s1', 'a', 'b'),
      coded('s2', 'x'),
      '=======',
      coded('s1', 'a', 'b', 'c'),
      coded('s2', 'x'),
      '>>>>>>> other',
    );
    assert.deepEqual(
      reading.rows.map((row) => [row.id, row.codings.map((coding) => coding.code)]),
      [['s1', ['a', 'c']]],
    );
  });

  it('offers no join where a side cannot be read', () => {
    const reading = read(head, '<<<<<<< HEAD', line('s1'), '{torn', '=======', line('s2', 9), '>>>>>>> other');
    assert.equal(reading.conflict?.sides, null);
    assert.deepEqual(rules(reading), ['merge-conflict', 'not-json']);
    assert.deepEqual(reading.unreadLines, [{ line: 4, text: '{torn' }]);
    assert.deepEqual(ids(reading), ['s1', 's2']);
  });

  it('tells headers that conflict apart, and survives markers that are out of order', () => {
    const newer = JSON.stringify({ ...header, text: `sha256:${'1'.repeat(64)}`, extra: 1 });
    const reading = read('<<<<<<< HEAD', head, line('s1'), '=======', newer, line('s2', 9), '>>>>>>> other');
    const sides = reading.conflict?.sides;
    assert.deepEqual([sides?.mine.header, sides?.theirs.header], [header, JSON.parse(newer)]);
    const odd = read(head, line('s1'), '=======', line('s2', 9));
    assert.deepEqual([odd.state, ids(odd)], ['unsound', ['s1', 's2']]);
    const headless = read('<<<<<<< HEAD', line('s1'), '=======', line('s2', 9), '>>>>>>> other');
    assert.deepEqual([headless.header, headless.conflict?.sides], [null, null]);
  });
});
