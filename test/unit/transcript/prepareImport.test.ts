import assert from 'node:assert/strict';
import { toLf } from '../../../src/core/text/lfText';
import { breakAtTurns, breakLines, longestLine } from '../../../src/core/transcript/breakLines';
import { prepareImport } from '../../../src/core/transcript/prepareImport';
import { transcriptProblems } from '../../../src/core/transcript/transcriptProblems';

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const broken = (text: string): string[] => breakLines(toLf(text)).text.split('\n');
const filler = 'Some words of no meaning at all. ';

describe('prepareImport', () => {
  it('tells what it found', () => {
    const outcome = prepareImport(utf8('\ufeffI: Hello?\r\nR: Hi.\r\nI: Bye.'), 'talk.txt');
    assert.deepEqual(outcome, {
      ok: true,
      value: {
        text: 'I: Hello?\nR: Hi.\nI: Bye.',
        encoding: 'utf-8',
        hadBom: true,
        style: 'speaker-colon',
        turns: 3,
        speakers: [
          { speaker: 'I', turns: 2, words: 2 },
          { speaker: 'R', turns: 1, words: 1 },
        ],
        problems: [],
      },
    });
  });

  it('names the file in every problem', () => {
    const long = Uint8Array.from(`caf\xe9 ${filler.repeat(100)}\n`.repeat(2), (unit) => unit.charCodeAt(0));
    const outcome = prepareImport(long, 'talk.txt');
    assert.ok(outcome.ok);
    assert.deepEqual(
      outcome.value.problems.map(({ rule, file }) => [rule, file]),
      [
        ['guessed-encoding', 'talk.txt'],
        ['long-lines-broken', 'talk.txt'],
      ],
    );
    assert.match(outcome.value.problems[1]?.message ?? '', /^2 lines/);
  });

  it('takes the encoding that the person names', () => {
    const outcome = prepareImport(Uint8Array.of(0xcf, 0xf0), 'a.txt', { encoding: 'windows-1251' });
    assert.ok(outcome.ok && outcome.value.text === 'Пр');
  });

  it('refuses what is empty or no text, with a remedy', () => {
    for (const [bytes, rule] of [
      [utf8(' \n'), 'no-text'],
      [new Uint8Array(), 'no-text'],
      [utf8('%PDF-1.7'), 'not-text'],
    ] as const) {
      const outcome = prepareImport(bytes, 'a.txt');
      assert.ok(!outcome.ok);
      assert.deepEqual([outcome.error.rule, outcome.error.file], [rule, 'a.txt']);
      assert.notEqual(outcome.error.remedy, '');
    }
  });
});

describe('breakLines', () => {
  it('leaves lines of up to 2,000 characters as they are', () => {
    const text = `${'a '.repeat(longestLine / 2)}\nb\n`;
    assert.deepEqual(breakLines(toLf(text)), { text, lines: [] });
  });

  it('breaks at ends of sentences, of which as many as fit stay together', () => {
    const lines = broken(`short\n${filler.repeat(100)}`);
    assert.equal(lines[0], 'short');
    assert.ok(lines.slice(1).every((line) => line.length <= longestLine && line.endsWith('all. ')));
    assert.equal(lines.length, 3);
    assert.deepEqual(breakLines(toLf(`short\n${filler.repeat(100)}`)).lines, [2]);
  });

  it('breaks between words where no sentence ends, and never inside one', () => {
    const lines = broken('word '.repeat(1000));
    assert.ok(lines.length >= 3 && lines.every((line) => line.length <= longestLine && /^(?:word )+$/.test(line)));
    assert.equal(broken('x'.repeat(9000)).length, 1);
    assert.ok(broken('これは文です。'.repeat(600)).every((line) => line.endsWith('。')));
  });

  it('breaks before times that come back', () => {
    const lines = broken(`[0:01] Ann: ${filler.repeat(30)}[0:02] Bo: ${filler.repeat(30)}(0:03) Ann: Yes.`);
    assert.deepEqual(
      lines.map((line) => line.slice(0, 10)),
      ['[0:01] Ann', '[0:02] Bo:', '(0:03) Ann'],
    );
  });

  it('breaks before labels that come back, behind the end of a sentence or where they are known', () => {
    const talk = `I: How? Ann Lee: Yes. I: So? Ann Lee: ${filler.repeat(40)}I: Why? Ann Lee: ${filler.repeat(30)}I: and Ann Lee: Well. One reason: none. Note: aside.`;
    const starts = broken(talk).map((line) => line.slice(0, 8));
    assert.deepEqual(starts, [
      'I: How? ',
      'Ann Lee:',
      'I: So? ',
      'Ann Lee:',
      'I: Why? ',
      'Ann Lee:',
      'I: and ',
      'Ann Lee:',
    ]);
  });
});

describe('transcriptProblems', () => {
  const rules = (text: string, name = 'a.txt'): string[] =>
    transcriptProblems(toLf(text), name).map(({ rule, line, column }) => `${rule} ${line ?? '-'}:${column ?? '-'}`);

  it('finds nothing in a sound text', () => {
    assert.deepEqual(rules('I: One 😀.\nR: Two ﬁ.'), []);
    assert.deepEqual(rules('WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ann>a < b</v>', 'a.vtt'), []);
  });

  it('finds no text, lines that are not drawn, strange signs', () => {
    assert.deepEqual(rules(' \n'), ['no-text -:-']);
    assert.deepEqual(rules(`a\n${'x'.repeat(10_001)}\n${'x'.repeat(10_000)}`), ['line-too-long 2:1']);
    assert.deepEqual(rules('a\u2028b\n\u2029\ud800 \udc00'), [
      'line-separator 1:2',
      'line-separator 2:1',
      'half-character 2:2',
      'half-character 2:4',
    ]);
  });

  it('finds what is wrong with cues, with its line', () => {
    assert.deepEqual(rules('00:02.000 --> 00:01.000\nx\n\nstray\n\n00:0x --> y\n<v Ann', 'a.vtt'), [
      'vtt-header 1:1',
      'cue-order 1:1',
      'text-outside-cues 4:1',
      'cue-time 6:1',
      'open-tag 7:1',
    ]);
    assert.deepEqual(rules('WEBVTT\n\nNOTE only', 'a.vtt'), ['no-cues 1:1']);
    assert.deepEqual(rules('words\nof no cue', 'a.srt'), ['text-outside-cues 1:1', 'no-cues 1:1']);
  });

  it('tells at most 20 of a kind, and how many more there are', () => {
    const problems = transcriptProblems(toLf('\u2028'.repeat(50) + 'a'), 'a.txt');
    assert.equal(problems.length, 20);
    assert.match(problems[19]?.message ?? '', /30 more/);
  });
});

describe('turns on one line', () => {
  const text = 'I: How did it begin? R: In the garden. I: And then? R: We talked. I: Go on. R: That was all.';

  it('are broken where labels come back, when asked for', () => {
    const { text: broken, lines } = breakAtTurns(toLf(text));
    assert.equal(broken, text.replaceAll(' R:', ' \nR:').replaceAll(' I:', ' \nI:'));
    assert.deepEqual(lines, [1]);
    const bytes = new TextEncoder().encode(text);
    const turns = [undefined, true].map((turnsOnLines) => {
      const prepared = prepareImport(bytes, 'a.txt', turnsOnLines === undefined ? {} : { turnsOnLines });
      return prepared.ok && prepared.value.turns;
    });
    assert.deepEqual(turns, [1, 6]);
  });

  it('are found over several lines, and a text with a turn a line stays as it is', () => {
    const pairs = 'I: One? R: Two.\nI: Three? R: Four.\nI: Five? R: Six.';
    assert.deepEqual(breakAtTurns(toLf(pairs)).lines, [1, 2, 3]);
    const sound = toLf('I: One: two?\nR: Three: four.\nI: Five?\nR: Six.\nI: Seven?\nR: Eight.');
    assert.deepEqual(breakAtTurns(sound), { text: sound, lines: [] });
  });
});
