import { say } from '../base/say';
import type { Problem } from '../base/problem';
import { err, ok, type Result } from '../base/result';
import { decodeSource, type DecodeOptions } from '../text/decode';
import type { LfText } from '../text/lfText';
import { breakAtTurns, breakLines } from './breakLines';
import { parseTranscript } from './parseTranscript';
import { speakersOf, type SpeakerCount } from './speakers';
import type { TranscriptStyle } from './transcript';
import { transcriptProblems } from './transcriptProblems';

/** How a source is read, and whether lines that hold several turns are broken where those begin. */
export interface ImportOptions extends DecodeOptions {
  readonly turnsOnLines?: boolean;
}

/** A source as it will stand in the study, and what a person should know before it does. */
export interface PreparedSource {
  /** To be written as UTF-8. */
  readonly text: LfText;
  /** The encoding that the file was in, and whether it had a byte order mark. */
  readonly encoding: string;
  readonly hadBom: boolean;
  readonly style: TranscriptStyle;
  /** How many turns were found. */
  readonly turns: number;
  readonly speakers: readonly SpeakerCount[];
  /** What was guessed, changed or is doubtful; never an error. */
  readonly problems: readonly Problem[];
}

/**
 * Makes a source of the bytes of a file: decoded, line ends LF, lines of over 2,000 characters broken at turns and sentences (and
 * said so). No character is dropped but a byte order mark and CRs. Refused, with a remedy: what is no text, what is empty.
 */
export function prepareImport(
  bytes: Uint8Array,
  fileName: string,
  options: ImportOptions = {},
): Result<PreparedSource, Problem> {
  const decoded = decodeSource(bytes, options);
  if (!decoded.ok) return err({ ...decoded.error, file: fileName });
  const { text: original, encoding, hadBom, problems } = decoded.value;
  if (original.trim() === '') return err({ ...empty(), file: fileName });
  const { text, lines } = breakLines(options.turnsOnLines === true ? breakAtTurns(original).text : original);
  const transcript = parseTranscript(text, fileName);
  return ok({
    text,
    encoding,
    hadBom,
    style: transcript.style,
    turns: transcript.turns.length,
    speakers: speakersOf(text, transcript),
    problems: [
      ...problems.map((problem) => ({ ...problem, file: fileName })),
      ...(lines.length === 0 ? [] : [broken(lines, fileName)]),
      ...transcriptProblems(text, fileName),
    ],
  });
}

const empty = (): Problem => ({
  severity: 'error',
  rule: 'no-text',
  message: say('The file has no text.'),
  remedy: say('Export it again from the program that made it, then import that.'),
});

function broken(lines: readonly number[], file: string): Problem {
  return {
    severity: 'information',
    rule: 'long-lines-broken',
    message:
      lines.length === 1
        ? say('One line of over 2,000 characters was broken where turns begin or sentences end.')
        : say('{0} lines of over 2,000 characters were broken where turns begin or sentences end.', lines.length),
    remedy: say('Look it over before you code it; nothing but line breaks was put in.'),
    file,
    line: lines[0] as number,
  };
}
