/**
 * Segments of one transcript as spans: moved by one keystroke, and found at an offset. Against CodeMirror's RangeSet and VS Code's own
 * interval tree (its Monaco build), and against flatbush. Ranges and edits are those of the project's workload (lib.mjs).
 * Bundled and run by run.mjs; never asserts a time.
 */
import { farFrom } from '../../src/core/project/liveEdit';
import { LiveSpans } from '../../src/core/text/liveSpans';
import { utf16 } from '../../src/core/text/offsets';
import { SpanIndex } from '../../src/core/text/spanIndex';
import { mapSpans, type TextChange } from '../../src/core/text/textChange';
import { ranges, rng } from './lib.mjs';

/** What is asked of the peers. */
export interface SpanPeers {
  readonly codeMirror: {
    readonly RangeSet: { of(given: readonly unknown[], sort: boolean): { map(changes: unknown): unknown } };
    readonly RangeValue: new () => { range(from: number, to: number): unknown };
    readonly ChangeSet: { of(spec: unknown, length: number): unknown };
  };
  readonly vsCode: {
    readonly IntervalTree: new () => {
      insert(node: unknown): void;
      acceptReplace(offset: number, removed: number, added: number, force: boolean): void;
    };
    readonly IntervalNode: new (id: string, start: number, end: number) => unknown;
  };
  readonly Flatbush: new (count: number) => {
    add(minX: number, minY: number, maxX: number, maxY: number): number;
    finish(): void;
    search(minX: number, minY: number, maxX: number, maxY: number): number[];
  };
}

interface Row {
  readonly work: string;
  readonly limit: string;
  /** Microseconds a piece of work. */
  readonly micros: number;
  readonly peer: number;
  readonly beside: string;
}

const repeats = 7;

/** The median of some runs, in microseconds for each of `count` pieces of work; before each run `prepare` makes what it changes, after it `check` looks at that. */
function perPiece<T>(count: number, prepare: () => T, work: (made: T) => void, check?: (made: T) => void): number {
  const taken: number[] = [];
  for (let i = -2; i < repeats; i++) {
    const made = prepare();
    const began = performance.now();
    work(made);
    if (i >= 0) taken.push(((performance.now() - began) * 1000) / count);
    check?.(made);
  }
  return taken.sort((a, b) => a - b)[repeats >> 1] ?? 0;
}

/** A tenth of the size of the text for each range, as the workload has it. */
const sizeOf = (count: number): number => count * 100;

function keystrokes(size: number, count: number): TextChange[] {
  const random = rng(9);
  return Array.from({ length: count }, () => {
    const at = random.int(0, size - 20_000);
    const removed = random() < 0.3 ? random.int(1, 8) : 0;
    return { start: utf16(at), end: utf16(at + removed), text: removed > 0 ? '' : 'x'.repeat(random.int(1, 6)) };
  });
}

/**
 * One edit through all segments as an open transcript is followed (LiveSpans), each of the edits in the text that the one before left. Both
 * sides are built before the clock runs. After it every row is read, and has to be where moving each row by itself takes it.
 */
export function keystroke(count: number, limit: string, { codeMirror, vsCode }: SpanPeers): Row {
  const size = sizeOf(count);
  const given = ranges(count, size, 5);
  const edits = keystrokes(size, 1000);
  const columns = (): [Int32Array, Int32Array] => [
    Int32Array.from(given, ([start]) => start),
    Int32Array.from(given, ([, end]) => end),
  ];
  const [starts, ends] = columns();
  for (const edit of edits) if (mapSpans(starts, ends, [edit]).length > 0) throw new Error('A segment was lost.');
  const micros = perPiece(
    edits.length,
    () => new LiveSpans(...columns(), farFrom),
    (live) => {
      for (const edit of edits) live.edit([edit]);
    },
    (live) => {
      for (let row = 0; row < count; row++) {
        if (live.startOf(row) !== starts[row] || live.endOf(row) !== ends[row])
          throw new Error(`Row ${row} went astray.`);
      }
    },
  );
  class Value extends codeMirror.RangeValue {}
  const value = new Value();
  let length = size;
  const changes = edits.map(({ start, end, text }) => {
    const change = codeMirror.ChangeSet.of({ from: start, to: end, insert: text }, length);
    length += text.length - (end - start);
    return change;
  });
  const few = changes.slice(0, 200);
  const peer = perPiece(
    few.length,
    () =>
      codeMirror.RangeSet.of(
        given.map(([start, end]) => value.range(start, end)),
        true,
      ),
    (set) => {
      let now = set;
      for (const change of few) now = now.map(change) as typeof now;
    },
  );
  const tree = perPiece(
    edits.length,
    () => {
      const made = new vsCode.IntervalTree();
      given.forEach(([start, end], i) => {
        made.insert(new vsCode.IntervalNode(`${i}`, start, end));
      });
      return made;
    },
    (made) => {
      for (const { start, end, text } of edits) made.acceptReplace(start, end - start, text.length, false);
    },
  );
  return {
    work: `one keystroke moves ${count.toLocaleString('en')} segments (read afterwards), against CodeMirror’s RangeSet.map`,
    limit,
    micros,
    peer,
    beside: `VS Code’s own tree ${tree.toFixed(1)} µs`,
  };
}

/** Which segments cover an offset. */
export function covering(count: number, { Flatbush }: SpanPeers): readonly Row[] {
  const size = sizeOf(count);
  const given = ranges(count, size, 5);
  const random = rng(11);
  const offsets = Array.from({ length: 10_000 }, () => random.int(0, size));
  const columns = (): { starts: Int32Array; ends: Int32Array } => ({
    starts: Int32Array.from(given, ([start]) => start),
    ends: Int32Array.from(given, ([, end]) => end),
  });
  const bush = (): InstanceType<SpanPeers['Flatbush']> => {
    const made = new Flatbush(count);
    for (const [start, end] of given) made.add(start, 0, end - 1, 0);
    made.finish();
    return made;
  };
  const made = columns();
  const index = new SpanIndex(made.starts, made.ends);
  const peer = bush();
  let found = 0;
  let foundByPeer = 0;
  const out: number[] = [];
  const query = perPiece(
    offsets.length,
    () => (found = 0),
    () => {
      for (const offset of offsets) {
        out.length = 0;
        found += index.covering(offset, out).length;
      }
    },
  );
  const peerQuery = perPiece(
    offsets.length,
    () => (foundByPeer = 0),
    () => {
      for (const offset of offsets) foundByPeer += peer.search(offset, 0, offset, 0).length;
    },
  );
  if (found !== foundByPeer) throw new Error(`${found} segments were found, and ${foundByPeer} by flatbush.`);
  const build = perPiece(
    1,
    () => given,
    () => {
      const { starts, ends } = columns();
      new SpanIndex(starts, ends);
    },
  );
  const name = count.toLocaleString('en');
  const bytes = index.bytes / count;
  return [
    {
      work: `which of ${name} segments cover an offset, against flatbush`,
      limit: '≤ 1',
      micros: query,
      peer: peerQuery,
      beside: `${(found / offsets.length).toFixed(1)} found; ${bytes.toFixed(1)} bytes a segment (12)`,
    },
    {
      work: '… building the index',
      limit: '100 ms',
      micros: build,
      peer: perPiece(
        1,
        () => given,
        () => void bush(),
      ),
      beside: '',
    },
  ];
}
