import assert from 'node:assert/strict';
import { toLf } from '../../../src/core/text/lfText';
import { detectStyle, parseTranscript } from '../../../src/core/transcript/parseTranscript';
import { turnText } from '../../../src/core/transcript/turns';

type Row = [string | null, string] | [string | null, string, number];

/** Speaker, words, and the start where there is one, of each turn. */
function rows(raw: string, name = 'a.txt'): Row[] {
  const text = toLf(raw);
  const transcript = parseTranscript(text, name);
  return transcript.turns.map((turn) => {
    const words = turnText(text, turn, transcript.style);
    return turn.startTime === null ? [turn.speaker, words] : [turn.speaker, words, turn.startTime];
  });
}

const style = (raw: string, name = 'a.txt'): string => detectStyle(toLf(raw), name);

describe('speakers in plain text', () => {
  it('are labels that alternate', () => {
    assert.deepEqual(rows('I: How are you?\nR: Fine.\nAnd you?\n\nI: Well.'), [
      ['I', 'How are you?'],
      ['R', 'Fine.\nAnd you?'],
      ['I', 'Well.'],
    ]);
    assert.deepEqual(rows('I: Hello\nR: Hi'), [
      ['I', 'Hello'],
      ['R', 'Hi'],
    ]);
  });

  it('are named in every script and with digits, titles, brackets', () => {
    const labels = [
      'P01',
      'INTERVIEWER',
      'Dr Smith',
      'Dr. Smith',
      'J. Doe',
      'Speaker 2',
      'Zoë',
      'Врач',
      'היו"ר משה גפני',
      'Заря 1 (Каманин)',
      'O’Brien',
      'Marcel van Lohuizen',
      'A/B',
      'U.S. Nurse',
    ];
    for (const label of labels) {
      assert.deepEqual(
        rows(`${label}: One.\nX: Two.\n${label}: Three.\n`).map(([speaker]) => speaker),
        [label, 'X', label],
        label,
      );
    }
    assert.deepEqual(rows('访谈者：你好。\n受访者：好。\n访谈者：嗯。')[0], ['访谈者', '你好。']);
    assert.deepEqual(
      rows('\u200fדן: כן\nX: a\n\u200fדן\u200e: לא').map(([speaker]) => speaker),
      ['דן', 'X', 'דן'],
    );
    assert.deepEqual(rows('I:Hello\nR:Yes\nI:(laughs)')[2], ['I', '(laughs)']);
  });

  it('are not a word with a colon in an essay', () => {
    const paragraph = 'The wards differ in size. They differ in staff too.\n\n';
    assert.equal(style(`${paragraph.repeat(5)}Note: this is an aside.\n\n${paragraph.repeat(5)}`), 'plain');
    assert.equal(style(`Note: one.\nNote: two.\nNote: three.\n`), 'plain');
    assert.equal(
      style(`${paragraph.repeat(20)}One thing: it works.\n\n${paragraph.repeat(20)}Another thing: it fails.`),
      'plain',
    );
    assert.equal(style('http://a.b\nhttp://c.d\nhttp://e.f'), 'plain');
    assert.equal(style('10:30 we met\n11:30 we left\n12:30 we ate'), 'plain');
    assert.equal(style('C:\\a\nC:\\b\nC:\\c'), 'plain');
    assert.equal(style('Hello there, friend: a\nHello there, friend: b\nHello there, friend: c'), 'plain');
    assert.equal(style(`${'x'.repeat(61)}: a\n`.repeat(4)), 'plain');
    assert.equal(style('one two three four five six seven: a\n'.repeat(4)), 'plain');
    assert.equal(style('"Stop": a\n"Stop": b\n"Stop": c'), 'plain');
    assert.equal(style('No.Way: a\nNo.Way: b\nNo.Way: c'), 'plain');
    assert.equal(style('_page: 1\n_page: 2\n#x: 2\n#x: 3'), 'plain');
  });

  it('may be a single voice that comes back', () => {
    assert.deepEqual(
      rows('P01: One.\nMore.\nP01: Two.').map(([speaker]) => speaker),
      ['P01', 'P01'],
    );
  });

  it('include one who speaks once, where the label is like a name, and leave a phrase in the words', () => {
    const talk =
      'I: One.\nR: Two.\nI: Three.\nNurse: Tea?\nR: He told me\nhis reason was: none.\nAnd so we left: all of us.\nI: Four.';
    assert.deepEqual(
      rows(talk).map(([speaker]) => speaker),
      ['I', 'R', 'I', 'Nurse', 'R', 'I'],
    );
    const alone = 'דן:\nאחת\nרות:\nשתיים\nדן:\nשלוש\nהוא אמר: ארבע\nרות:\nחמש\nגיל:\nשש';
    assert.deepEqual(
      rows(alone).map(([speaker]) => speaker),
      ['דן', 'רות', 'דן', 'רות', 'גיל'],
    );
  });

  it('leave a title and a header in no turn', () => {
    assert.deepEqual(rows('Interview 3\nDate: 2020-01-01\n\nI: Hello.\nR: Hi.\nI: Bye.')[0], ['I', 'Hello.']);
  });

  it('may say nothing', () => {
    const text = toLf('I:\nR: Yes.\nI:  \n');
    assert.deepEqual(
      parseTranscript(text, 'a.txt').turns.map((turn) => [turn.span.start, turn.span.end, turn.body.length]),
      [
        [0, 2, 0],
        [3, 10, 1],
        [11, 13, 0],
      ],
    );
  });
});

describe('speakers with times', () => {
  it('stand behind a time, bracketed or bare, with an end or without', () => {
    assert.deepEqual(rows('[00:00:02] Doctor: One.\n[00:01:03.5] Patient: Two.'), [
      ['Doctor', 'One.', 2],
      ['Patient', 'Two.', 63.5],
    ]);
    assert.deepEqual(rows('0:02 - A: One.\n1:00:00\tB: Two.'), [
      ['A', 'One.', 2],
      ['B', 'Two.', 3600],
    ]);
    const ranges = parseTranscript(toLf('[00:02 - 00:09] A: One.\n[00:10 --> 00:11] B: Two.'), 'a.txt').turns;
    assert.deepEqual(
      ranges.map((turn) => [turn.startTime, turn.endTime]),
      [
        [2, 9],
        [10, 11],
      ],
    );
    assert.equal(style('[00:00:02] Doctor: only one'), 'time-speaker-colon');
  });

  it('stand before a time, with a colon or without', () => {
    assert.deepEqual(rows('Ann [0:02]: One.\nBo (Jr) (0:04): Two.'), [
      ['Ann', 'One.', 2],
      ['Bo (Jr)', 'Two.', 4],
    ]);
    assert.deepEqual(rows('Speaker 1 [00:00:02] One.\nSpeaker 2 [00:00:04] Two.'), [
      ['Speaker 1', 'One.', 2],
      ['Speaker 2', 'Two.', 4],
    ]);
    assert.deepEqual(rows('Ann: [0:02] One.\nBo: [0:04] Two.\nAnn: Three.'), [
      ['Ann', 'One.', 2],
      ['Bo', 'Two.', 4],
      ['Ann', 'Three.'],
    ]);
  });

  it('stand with a time on a line of their own', () => {
    for (const line of ['Ann  0:02', 'Ann: (0:02)', 'Ann [0:02]', 'Ann\t00:00:02', 'Ann 0:02']) {
      assert.deepEqual(
        rows(`${line}\nOne.\n\n${line}\nTwo.`),
        [
          ['Ann', 'One.', 2],
          ['Ann', 'Two.', 2],
        ],
        line,
      );
    }
    assert.equal(style('we met at 10:30\nand ate\nwe met at 11:30\nand left'), 'plain');
    assert.equal(style('Re: Ann 0:02\nx\nRe: Ann 0:03'), 'plain');
  });

  it('begin a turn without a time too, where they are known', () => {
    assert.deepEqual(rows('[0:02] A: One.\nB: Two.\nA: Three.\n[0:09] B: Four.\nSo: five.'), [
      ['A', 'One.', 2],
      ['B', 'Two.'],
      ['A', 'Three.'],
      ['B', 'Four.\nSo: five.', 9],
    ]);
  });

  it('are not found in an essay that names one time, nor in times that are none', () => {
    assert.equal(style('It was late.\n\nThe Bell (12:30): it rang.\n\nThen we went.'), 'plain');
    assert.equal(style('It was [late\n[1:2 A: b\n[1:99] A: b\n[25 A: b'), 'plain');
    assert.equal(style('Very long, with commas (0:02): it\nVery long, with commas (0:03): it'), 'plain');
    assert.equal(style(`It was late.\n[0:02]\n[0:03 - x] A: b\n[0:02\n${'y'.repeat(120)} 0:04`), 'plain');
  });

  it('yield to labels where only a few have times', () => {
    const talk = `${'A: one\nB: two\n'.repeat(10)}A (0:02): three\nB (0:03): four`;
    assert.equal(style(talk), 'speaker-colon');
  });
});

describe('mission logs', () => {
  it('have a time above the speaker, and remarks', () => {
    const log =
      '# start\n[00:00:02]\nA: One\n  more.\n_note: x\n   of the note\nrest\n\n[00:00:04]\n_page : 2\nB: Two.\n# end\n';
    assert.deepEqual(rows(log), [
      ['A', 'One\n  more. rest', 2],
      ['B', 'Two.', 4],
    ]);
    assert.equal(style(log), 'mission-log');
  });

  it('need speakers', () => {
    assert.equal(style('[00:00:02]\nwords alone\n[00:00:04]\nmore words'), 'plain');
    assert.deepEqual(rows('[0:02]\nA:\n[0:03]\nA: b'), [
      ['A', '', 2],
      ['A', 'b', 3],
    ]);
  });
});

describe('Markdown', () => {
  it('has bold labels, colons inside or outside, times behind', () => {
    const text =
      '# Title\n\n**A:** One.\n\nStill one.\n\n**B**: Two.\n\n__A__ (0:04): Three.\n\n**B** \\[0:06\\] Four.\n\n**A：** \\[0:08\\] \\*Five\\*';
    assert.deepEqual(rows(text, 'a.md'), [
      ['A', 'One.\n\nStill one.'],
      ['B', 'Two.'],
      ['A', 'Three.', 4],
      ['B', 'Four.', 6],
      ['A', '*Five*', 8],
    ]);
  });

  it('is not told by emphasis', () => {
    assert.equal(
      style('**Note:** one.\n\ntext\n\n**Important** words\n\n**unclosed\n\n**a, b:** c\n\n**A:B:** c'),
      'plain',
    );
    assert.equal(style('**A:** only once'), 'plain');
  });

  it('without bold labels is read as plain text is', () => {
    assert.equal(style('A: One.\n\nB: Two.\n\nA: Three.', 'a.md'), 'speaker-colon');
  });
});

describe('cues', () => {
  const cue = (times: string, words: string): string => `${times}\n${words}\n\n`;

  it('join what Teams split, of one speaker alone', () => {
    const parts = [
      cue('x/1-0\n00:01.000 --> 00:02.000', '<v Ann>One</v>'),
      cue('x/1-1\n00:02.000 --> 00:03.000', '<v Ann>two.</v>'),
      cue('x/1-2\n00:03.000 --> 00:04.000', '<v Bo>Three.</v>'),
      cue('x/2-0\n00:04.000 --> 00:05.000', '<v Bo>Four.</v>'),
    ];
    const text = toLf(`WEBVTT\n\n${parts.join('')}`);
    const { turns } = parseTranscript(text, 'a.vtt');
    assert.deepEqual(
      turns.map((turn) => [turn.speaker, turnText(text, turn, 'vtt'), turn.startTime, turn.endTime]),
      [
        ['Ann', 'One two.', 1, 3],
        ['Bo', 'Three.', 3, 4],
        ['Bo', 'Four.', 4, 5],
      ],
    );
    assert.equal(turns[0]?.body.length, 2);
  });

  it('take labels where these are speakers, several in a cue, and go on without one', () => {
    const text = `1\n00:00:01,000 --> 00:00:02,000\nAnn: One\n\n2\n00:00:02,000 --> 00:00:03,000\ngoes on.\nBo: Two.\n\n3\n00:00:03,000 --> x\nAnn: Three.\n`;
    assert.deepEqual(rows(text, 'a.srt'), [
      ['Ann', 'One goes on.', 1],
      ['Bo', 'Two.', 2],
      ['Ann', 'Three.', 3],
    ]);
    const essay = `1\n00:00:01,000 --> 00:00:02,000\nOne thing: this.\n\n2\n00:00:02,000 --> 00:00:03,000\nand that.\n`;
    assert.deepEqual(
      rows(essay, 'a.srt').map(([speaker]) => speaker),
      [null, null],
    );
  });

  it('are known by their content too', () => {
    assert.equal(style('WEBVTT\n\n00:01.000 --> 00:02.000\nx', 'a.txt'), 'vtt');
    assert.equal(style('1\n00:00:01,000 --> 00:00:02,000\nx', 'a.txt'), 'srt');
    assert.equal(style('WEBVTTX\n', 'a.txt'), 'plain');
    assert.equal(style('WEBVTT', 'a.txt'), 'vtt');
  });

  it('are read without a header, without blank lines, and from SubRip with blank lines in a cue', () => {
    assert.deepEqual(rows('00:01.000 --> 00:02.000\nx\n00:02.000 --> 00:03.000\ny', 'a.vtt'), [
      [null, 'x', 1],
      [null, 'y', 2],
    ]);
    assert.deepEqual(rows('WEBVTT\n00:01.000 --> 00:02.000\nx', 'a.vtt'), [[null, 'x', 1]]);
    assert.deepEqual(rows('WEBVTT\nname\n00:01.000 --> 00:02.000\nx', 'a.vtt'), [[null, 'x', 1]]);
    const srt = '\n1\n00:00:01,0 --> 00:00:02,0\nx\n\nstill x\n2\n00:00:03,0 --> 00:00:04,0\n\nlate\n';
    assert.deepEqual(rows(srt, 'a.srt'), [
      [null, 'x still x', 1],
      [null, 'late', 3],
    ]);
  });

  it('leave arrows in speech alone', () => {
    assert.deepEqual(rows('WEBVTT\n\n00:01.000 --> 00:02.000\nfrom here --> there', 'a.vtt'), [
      [null, 'from here --> there', 1],
    ]);
  });

  it('drop tags, position marks and style blocks, and keep a lone sign', () => {
    const text =
      'WEBVTT\n\nSTYLE\n::cue {}\n\nREGION\nid:x\n\n00:01.000 --> 00:02.000 align:start\n<i>a</i> < b {\\an8}<c.x>&#233;&#x1F600;&amp;&bad;&#0;</c></v>';
    assert.deepEqual(rows(text, 'a.vtt'), [[null, 'a < b é😀&&bad;&#0;', 1]]);
  });
});

describe('text without speakers', () => {
  it('has paragraphs, parted by blank lines, or each a line where there are none', () => {
    assert.deepEqual(rows('One\ntwo.\n \n\n  Three.  \n'), [
      [null, 'One\ntwo.'],
      [null, 'Three.'],
    ]);
    assert.deepEqual(rows('One.\nTwo.\n\n'), [
      [null, 'One.'],
      [null, 'Two.'],
    ]);
    assert.deepEqual(rows(''), []);
    assert.deepEqual(rows(' \n\t\n'), []);
  });
});
