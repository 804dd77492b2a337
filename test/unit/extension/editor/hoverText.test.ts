import assert from 'node:assert/strict';
import {
  hoverText,
  mostSegments,
  type HoverCoding,
  type HoverSegment,
  type HoverWords,
} from '../../../../src/extension/editor/hoverText';
import { refOf } from '../../../../src/extension/coding/segmentRef';

const words: HoverWords = {
  annotation: 'Annotation',
  paraphrase: 'paraphrase of the source',
  unknown: 'in no codebook',
  retired: 'retired',
  stale: { wording: 'definition changed since', split: 'split since' },
  exemplar: 'exemplar',
  certainty: 'certainty {0}',
  target: 'target {0}',
  deliveredBy: 'delivered by {0}',
  receivedBy: 'received by {0}',
  memo: 'Memo',
  coder: 'coded by {0}',
  me: 'coded by you',
  unconfirmed: 'please check',
  more: 'and {0} more',
  change: 'Change',
  attributes: 'Attributes',
  remove: 'Remove',
  editCode: 'Edit code',
  mark: 'Mark',
  unmark: 'Unmark',
  writeMemo: 'Write memo',
  editMemo: 'Edit memo',
  comment: 'Comment',
};
const commands = {
  change: 'v.change',
  attributes: 'v.attributes',
  remove: 'v.remove',
  editCode: 'v.editCode',
  exemplar: 'v.exemplar',
  memo: 'v.memo',
  comment: 'v.comment',
};
const ref = { uri: 'file:///study/transcripts/a%20(1).txt', coder: 'anna', segment: 's1' };

const coding = (more: Partial<HoverCoding> = {}): HoverCoding => ({
  legend: 'data:image/svg+xml;base64,AA==',
  path: ['Trust', 'Making a connection'],
  definition: 'Something small makes it safe to ask.',
  paraphrase: false,
  unknown: false,
  retired: false,
  stale: null,
  exemplar: false,
  certainty: null,
  target: null,
  deliveredBy: null,
  receivedBy: null,
  ref: { ...ref, code: 'making-a-connection' },
  ...more,
});
const segment = (more: Partial<HoverSegment> = {}): HoverSegment => ({
  coder: 'Anna',
  mine: true,
  memo: null,
  exemplar: false,
  unconfirmed: false,
  codings: [coding()],
  ref,
  annotationLegend: 'data:image/svg+xml;base64,BB==',
  ...more,
});
const shown = (...segments: HoverSegment[]): string => hoverText(segments, words, commands);

/** The commands that a hover links to, with what they are called with. */
const linksIn = (text: string): { label: string; command: string; args: unknown }[] =>
  [...text.matchAll(/\[([^\]]*)\]\(command:([\w.]+)\?([^)]*)\)/g)].map(([, label = '', command = '', args = '']) => ({
    label,
    command,
    args: JSON.parse(decodeURIComponent(args)) as unknown,
  }));

describe('the hover of a segment', () => {
  it('says the code’s path and definition, and who gave it', () => {
    const text = shown(segment());
    assert.match(text, /^!\[\]\(data:image\/svg\+xml;base64,AA==\) Trust › \*\*Making a connection\*\*/);
    assert.match(text, /Something small makes it safe to ask\\\./);
    assert.match(text, /\*coded by you\*/);
  });

  it('says what is particular about a coding', () => {
    const text = shown(
      segment({
        unconfirmed: true,
        exemplar: true,
        codings: [coding({ exemplar: true, certainty: '++', retired: true, unknown: true, paraphrase: true })],
      }),
    );
    for (const said of ['certainty \\+\\+', 'retired', 'in no codebook', 'paraphrase of the source', 'please check'])
      assert.ok(text.includes(said), said);
    assert.equal(text.match(/exemplar/g)?.filter(Boolean).length, 4, 'the coding, the segment, and the links of both');
    assert.deepEqual(
      linksIn(text).map(({ label }) => label),
      ['Change', 'Attributes', 'Remove', 'Unmark', 'Unmark', 'Write memo'],
    );
  });

  it('says target behaviour, who delivers and who receives in the line of the code, cut where they are long', () => {
    const said = { target: 'walking *daily*', deliveredBy: 'PW01', receivedBy: 'x'.repeat(200) };
    const [head = ''] = shown(segment({ codings: [coding({ certainty: '+', ...said })] })).split('  \n');
    assert.match(
      head,
      /certainty \\\+ · target walking \\\*daily\\\* · delivered by PW01 · received by x{40,60}… · \*coded/,
    );
  });

  it('links to changes of exactly this coding, and to the memo of the segment', () => {
    const links = linksIn(shown(segment({ memo: 'Compare the jigsaw.' })));
    const whole = { ...ref, code: 'making-a-connection' };
    assert.deepEqual(links, [
      { label: 'Change', command: 'v.change', args: [whole] },
      { label: 'Attributes', command: 'v.attributes', args: [whole] },
      { label: 'Remove', command: 'v.remove', args: [whole] },
      { label: 'Edit code', command: 'v.editCode', args: [whole] },
      { label: 'Mark', command: 'v.exemplar', args: [ref] },
      { label: 'Edit memo', command: 'v.memo', args: [ref] },
    ]);
    for (const { args } of links) assert.ok(refOf((args as unknown[])[0]), 'a command understands its argument');
  });

  it('marks one of several codes as an exemplar, or the segment as a whole', () => {
    const other = coding({ ref: { ...ref, code: 'other' } });
    const marks = linksIn(shown(segment({ codings: [coding(), other] }))).filter(
      ({ command }) => command === 'v.exemplar',
    );
    assert.deepEqual(
      marks.map(({ args }) => args),
      [[{ ...ref, code: 'making-a-connection' }], [{ ...ref, code: 'other' }], [ref]],
    );
  });

  it('has no links for a colleague’s segment, and names the colleague', () => {
    const text = shown(segment({ mine: false, coder: 'Ben' }));
    assert.deepEqual(
      linksIn(text).map(({ command }) => command),
      ['v.comment'],
    );
    assert.match(text, /\*coded by Ben\*/);
  });

  it('shows an annotation by its memo', () => {
    const text = shown(segment({ codings: [], memo: 'Worth keeping.' }));
    assert.match(text, /base64,BB==\) \*\*Annotation\*\*/);
    assert.match(text, /\*\*Memo\*\* Worth keeping\\\./);
    assert.deepEqual(
      linksIn(text).map(({ command }) => command),
      ['v.remove', 'v.exemplar', 'v.memo'],
    );
    assert.equal(linksIn(shown(segment({ codings: [], mine: false }))).length, 1);
  });

  it('defines a code once, however many coders gave it', () => {
    const text = shown(segment(), segment({ mine: false, coder: 'Ben' }));
    assert.equal(text.split('makes it safe to ask').length - 1, 1);
    assert.equal(text.split('**Making a connection**').length - 1, 2);
  });

  it('says all of a code in three lines, and of two codes in seven', () => {
    const lines = (text: string): string[] => text.split('  \n');
    const [head = '', definition = '', links = '', ...rest] = lines(shown(segment({ exemplar: true })));
    assert.match(head, /\*\*Making a connection\*\* · \*coded by you\* · exemplar$/);
    assert.match(definition, /^Something small/);
    assert.equal(linksIn(links).length, 6);
    assert.deepEqual(rest, []);
    const other = coding({ definition: 'Another.', ref: { ...ref, code: 'other' } });
    const two = lines(shown(segment({ codings: [coding(), other] })));
    assert.equal(two.length, 7);
    assert.match(two.at(-1) ?? '', /^\*coded by you\* · \[Mark\]/);
    assert.equal(lines(shown(segment({ mine: false }))).length, 2);
  });

  it('cuts what stands above a code, never its name', () => {
    const name = 'Information about social and environmental consequences';
    const text = shown(segment({ codings: [coding({ path: ['Above '.repeat(12), name] })] }));
    assert.match(text, new RegExp(`\\) Above .{15,40}… › \\*\\*${name}\\*\\*`));
  });

  it('leaves out a definition that is not there', () => {
    assert.ok(!shown(segment({ codings: [coding({ definition: null, paraphrase: true })] })).includes('paraphrase'));
  });

  it('shows a few segments and says how many more there are', () => {
    const text = shown(...Array.from({ length: mostSegments + 3 }, () => segment({ mine: false })));
    assert.equal(text.split('coded by Anna').length - 1, mostSegments);
    assert.ok(text.endsWith('and 3 more'));
  });

  it('cuts long definitions and memos', () => {
    const text = shown(
      segment({ memo: 'm '.repeat(50_000), codings: [coding({ definition: 'd '.repeat(50_000) })], mine: false }),
    );
    assert.ok(text.length < 2000);
  });
});

describe('hostile content in a hover', () => {
  const hostile =
    '](command:v.remove) [x](command:v.remove?%5B%5D) <img src=x onerror=alert(1)> ![i](https://example.org/i.png) `a` $(bug)\n\n# H\n\n---\n<command:v.remove>';

  it('becomes neither a link nor an image nor HTML, wherever it stands', () => {
    const own = shown(segment({ mine: false }));
    const text = shown(
      segment({
        mine: false,
        coder: hostile,
        memo: hostile,
        codings: [
          coding({
            ...{ path: [hostile, hostile], definition: hostile, certainty: hostile },
            ...{ target: hostile, deliveredBy: hostile, receivedBy: hostile },
          }),
        ],
      }),
    );
    // The one link that belongs there.
    const bare = text.replace(/\[Comment\]\(command:v\.comment\?[\w%.~-]+\)/, '').replace(/\\[!-/:-@[-`{-~]/g, '');
    assert.deepEqual(linksIn(bare), []);
    assert.equal(bare.split('![').length, own.split('![').length);
    assert.doesNotMatch(bare, /[<>`$]|https:|command:/);
    assert.equal(bare.split('\n---\n').length, own.split('\n---\n').length);
    assert.doesNotMatch(bare, /^#/m);
  });

  it('cannot leave the target of a link', () => {
    const wild = { uri: 'file:///a)(b*_[x]<y>"\'', coder: ') [z](command:other', segment: '\\)' };
    const own = segment({ ref: wild, codings: [coding({ ref: { ...wild, code: 'c)' } })] });
    const text = shown(own) + shown({ ...own, mine: false });
    const links = linksIn(text);
    assert.deepEqual(new Set(links.map(({ command }) => command)), new Set(Object.values(commands)));
    assert.deepEqual(links[0]?.args, [{ ...wild, code: 'c)' }]);
    for (const [, target = ''] of text.matchAll(/\]\(command:([^)]*)\)/g)) assert.match(target, /^[\w.]+\?[\w%.~-]+$/);
  });
});
