import { say } from '../base/say';
import { extensionOf } from '../base/studyPath';
import type { Problem, Severity } from '../base/problem';
import type { LfText } from '../text/lfText';
import { LineTable } from '../text/lineTable';
import { maxDrawnColumn } from '../text/limits';
import { isFirstOfPair, isSecondOfPair } from '../text/offsets';
import { readCues, type CueFault } from './cues';
import { tagsIn } from './cueText';
import { cueFormat } from './parseTranscript';

/** How many problems of one rule are told one by one; the rest is counted in the last of them. */
const MOST_OF_A_RULE = 20;

interface Finding {
  readonly severity: Severity;
  readonly rule: string;
  readonly message: string;
  readonly remedy: string;
}

/**
 * What may trouble a person who works with a transcript: nothing in it, lines that VS Code stops drawing, cues that are not sound,
 * signs that look like line breaks and are none, halves of characters. Sorted by place; of a rule at most 20, the last of which
 * says how many there are. `fileName` decides on cue formats and becomes each problem's `file`.
 */
export function transcriptProblems(text: LfText, fileName: string): readonly Problem[] {
  if (text.trim() === '') return [{ ...noText(), file: fileName }];
  const found = new Findings(text, fileName);
  longLines(text, found);
  strangeSigns(text, found);
  const format = cueFormat(text, fileName);
  if (format) {
    const { cues, faults } = readCues(text, format);
    for (const fault of faults) found.add(cueFindings(format, extensionOf(fileName))[fault.kind], fault.at);
    for (const { payload } of cues) {
      const at = unclosedTag(text, payload.start, payload.end);
      if (at >= 0) found.add(openTag(), at);
    }
  }
  return found.all();
}

/** Units from which on the beginning of a text says whether it is in cues. */
const longestBeginning = 200;

/**
 * True where `transcriptProblems` surely finds nothing, as the pieces of a text tell that was not put together yet (cut between
 * characters): most transcripts are sound, and putting one together takes longer than reading it. False says nothing.
 */
export function isSurelySound(pieces: readonly string[], fileName: string): boolean {
  const [first = ''] = pieces;
  if (pieces.length > 1 && first.length < longestBeginning) return false;
  if (cueFormat(first as LfText, fileName) || pieces.every((piece) => piece.trim() === '')) return false;
  let before = 0;
  for (const piece of pieces) {
    if (strangeSign.test(piece)) return false;
    let start = 0;
    for (let end = piece.indexOf('\n'); end >= 0; end = piece.indexOf('\n', start)) {
      if (before + end - start > maxDrawnColumn) return false;
      before = 0;
      start = end + 1;
    }
    before += piece.length - start;
    if (before > maxDrawnColumn) return false;
  }
  return true;
}

class Findings {
  private readonly byRule = new Map<string, { readonly finding: Finding; readonly places: number[]; count: number }>();

  constructor(
    private readonly text: string,
    private readonly file: string,
  ) {}

  add(finding: Finding, at: number): void {
    const known = this.byRule.get(finding.rule) ?? { finding, places: [], count: 0 };
    known.count++;
    if (known.places.length < MOST_OF_A_RULE) known.places.push(at);
    this.byRule.set(finding.rule, known);
  }

  all(): readonly Problem[] {
    const table = new LineTable(this.text);
    const problems = [...this.byRule.values()].flatMap(({ finding, places, count }) =>
      places.map((at, i): Problem => {
        const { line, character } = table.positionAt(at);
        const more = i === places.length - 1 ? count - places.length : 0;
        const message = more > 0 ? say('{0} There are {1} more such places.', finding.message, more) : finding.message;
        return { ...finding, message, file: this.file, line: line + 1, column: character + 1 };
      }),
    );
    return problems.sort((a, b) => (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0));
  }
}

function longLines(text: string, found: Findings): void {
  for (let start = 0; start < text.length;) {
    const next = text.indexOf('\n', start);
    const end = next < 0 ? text.length : next;
    if (end - start > maxDrawnColumn) found.add(longLine(), start);
    start = end + 1;
  }
}

/** Every study is read through this: a text without such signs costs one search. */
const strangeSign = /[\u2028\u2029\ud800-\udfff]/;

function strangeSigns(text: string, found: Findings): void {
  const first = text.search(strangeSign);
  if (first < 0) return;
  const [separator, broken] = [lineSeparator(), half()];
  for (let i = first; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    // Every sign in question lies up here, so plain text costs one comparison a unit.
    if (unit < 0x2028) continue;
    if (unit === 0x2028 || unit === 0x2029) found.add(separator, i);
    else if (unit >= 0xd800 && unit <= 0xdfff && !isFirstOfPair(text, i) && !isSecondOfPair(text, i))
      found.add(broken, i);
  }
}

/** The offset of a `<v …` that nothing closes, or -1. */
function unclosedTag(text: string, start: number, end: number): number {
  const stretch = text.slice(start, end);
  const last = stretch.lastIndexOf('<');
  if (last < 0 || stretch.includes('>', last) || !/^<(?:v|\/|[cibu](?=[.> ]|$))/.test(stretch.slice(last, last + 3)))
    return -1;
  return tagsIn(text, start + last, end).length === 0 ? start + last : -1;
}

const noText = (): Finding => ({
  severity: 'warning',
  rule: 'no-text',
  message: say('The transcript has no text.'),
  remedy: say('Bring its text back from a backup, or take it out of the study.'),
});

const longLine = (): Finding => ({
  severity: 'warning',
  rule: 'line-too-long',
  message: say('This line has over 10,000 characters; VS Code stops drawing it there.'),
  remedy: say(
    'Take the file out of the study and bring it in with “verbatim import”, which breaks long lines at the ends of sentences.',
  ),
});

const lineSeparator = (): Finding => ({
  severity: 'information',
  rule: 'line-separator',
  message: say('A Unicode line or paragraph separator stands here; it looks like a line break and is none.'),
  remedy: say('Leave it, or put a line break in its place before you code the transcript.'),
});

const half = (): Finding => ({
  severity: 'warning',
  rule: 'half-character',
  message: say('Half of a character stands here; saved, it becomes “\ufffd”.'),
  remedy: say('Put in its place the character that was meant.'),
});

const openTag = (): Finding => ({
  severity: 'warning',
  rule: 'open-tag',
  message: say('A tag begins here and does not end; its words are read as speech.'),
  remedy: say('Write “>” behind it.'),
});

function cueFindings(format: 'vtt' | 'srt', extension: string): Record<CueFault['kind'], Finding> {
  const name = format === 'vtt' ? 'WebVTT' : 'SubRip';
  const example = format === 'vtt' ? '00:01:02.500 --> 00:01:04.000' : '00:01:02,500 --> 00:01:04,000';
  return {
    'no-header': {
      severity: 'warning',
      rule: 'vtt-header',
      message: say('A “{0}” file begins with “WEBVTT”; this one does not, though its cues are read.', extension),
      remedy: say('Write “WEBVTT” and a blank line at its top, so that players take it too.'),
    },
    'bad-time': {
      severity: 'warning',
      rule: 'cue-time',
      message: say('The times of this cue cannot be read; its words are kept without them.'),
      remedy: say('Write them like “{0}”.', example),
    },
    'time-order': {
      severity: 'warning',
      rule: 'cue-order',
      message: say('This cue ends before it begins.'),
      remedy: say('Check both of its times.'),
    },
    'stray-text': {
      severity: 'warning',
      rule: 'text-outside-cues',
      message: say('This text belongs to no cue, so to no turn.'),
      remedy: say('Put times above it, or take out the blank line that parts it from its cue.'),
    },
    'empty-cue': {
      severity: 'information',
      rule: 'empty-cue',
      message: say('This cue has no text.'),
      remedy: say('Leave it, or take it out.'),
    },
    'no-cues': {
      severity: 'warning',
      rule: 'no-cues',
      message: say('There are no cues in this {0} file, so no turns.', name),
      remedy: say('Export it again from the program that made it.'),
    },
  };
}
