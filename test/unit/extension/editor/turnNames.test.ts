import assert from 'node:assert/strict';
import { LineTable } from '../../../../src/core/text/lineTable';
import { toLf } from '../../../../src/core/text/lfText';
import { parseTranscript } from '../../../../src/core/transcript/parseTranscript';
import { foldedLines, outlineGroups, timeName, turnName } from '../../../../src/extension/editor/turnNames';

const named = (raw: string, path = 'a.txt'): string[] => {
  const text = toLf(raw);
  const { turns, style } = parseTranscript(text, path);
  return turns.map((turn) => turnName(text, [turn], style));
};

describe('turnName', () => {
  it('is the speaker and the first words, on one line', () => {
    assert.deepEqual(named('I: How did\nyou come here?\n\nR: By train.\n\nI: And then?\n\nR: I walked.\n'), [
      'I: How did you come here?',
      'R: By train.',
      'I: And then?',
      'R: I walked.',
    ]);
  });

  it('is the first words alone where nobody is named', () => {
    assert.deepEqual(named('Only some words.\n\nAnd some more.\n'), ['Only some words.', 'And some more.']);
  });

  it('cuts a long turn', () => {
    const [name] = named(`I: ${'word '.repeat(1000)}\n\nR: Yes.\n\nI: So.\n\nR: No.\n`);
    assert.match(name ?? '', /^.{1,63}…$/);
  });

  it('has no tags of cues', () => {
    const vtt = 'WEBVTT\n\n00:01.000 --> 00:02.000\n<v Anna>Hello <i>there</i></v>\n';
    assert.deepEqual(named(vtt, 'a.vtt'), ['Anna: Hello there']);
  });

  it('is never empty, which VS Code refuses', () => {
    const text = toLf('  ');
    const { turns, style } = parseTranscript(toLf('word'), 'a.txt');
    const turn = { ...turns[0]!, body: [], speaker: ' ' };
    assert.equal(turnName(text, [turn], style), '…');
  });
});

describe('outlineGroups', () => {
  const text = toLf('I: One.\n\nR: Two.\n\nI: Three.\n\nR: Four.\n\nI: Five.\n');
  const { turns, style } = parseTranscript(text, 'a.txt');

  it('lists each turn, as long as the list stays short', () => {
    assert.deepEqual(
      outlineGroups(turns).map((group) => group.length),
      [1, 1, 1, 1, 1],
    );
    assert.deepEqual(outlineGroups([]), []);
  });

  it('takes turns together where there would be too many, and names who speaks in them', () => {
    const groups = outlineGroups(turns, 2);
    assert.deepEqual(groups.flat(), turns);
    assert.deepEqual(
      groups.map((group) => turnName(text, group, style)),
      ['I, R: One.', 'R, I: Four.'],
    );
  });
});

describe('timeName', () => {
  it('writes seconds as people do', () => {
    assert.deepEqual([0, 7.9, 61, 3599, 3600, 36_061].map(timeName), [
      '0:00',
      '0:07',
      '1:01',
      '59:59',
      '1:00:00',
      '10:01:01',
    ]);
  });

  it('keeps a count-down negative, and says nothing where the file does not', () => {
    assert.equal(timeName(-117), '-1:57');
    assert.equal(timeName(null), '');
  });
});

describe('foldedLines', () => {
  const folds = (raw: string): (readonly [number, number] | null)[] => {
    const text = toLf(raw);
    const lines = new LineTable(text);
    return parseTranscript(text, 'a.txt').turns.map((turn) => {
      const folded = foldedLines(text, turn, (offset) => lines.lineAt(offset));
      return folded && [folded.start, folded.end];
    });
  };

  it('folds a turn of several lines, without the empty ones after it', () => {
    assert.deepEqual(folds('I: one\ntwo\nthree\n\n\nR: four\n\nI: five\nsix\n\nR: end\n'), [
      [0, 2],
      null,
      [7, 8],
      null,
    ]);
  });

  it('leaves white space that a turn’s span holds at its end in sight', () => {
    const text = 'a\n\n\n';
    const turn = { ...parseTranscript(toLf('a'), 'a.txt').turns[0]!, span: { start: 0, end: 4 } };
    assert.equal(
      foldedLines(text, turn as never, (offset) => new LineTable(text).lineAt(offset)),
      null,
    );
  });
});
