import { say } from '../base/say';
import { canonicalJson } from '../base/canonicalJson';
import { fileLines, parseJsonLine, type FileLine } from '../base/jsonLines';
import type { Problem } from '../base/problem';
import { err, ok, type Result } from '../base/result';
import { checkShape } from '../base/shape';
import { logEntry, logHeader, logVersion, type LogEntry, type LogHeader } from './logFile';

/** What a log says. */
export interface LogReading {
  /** `sound`: may be appended to. `readOnly`: a newer version. `unsound`: something in it cannot be read; shown as far as it can, and a new log is begun rather than this one continued. */
  readonly state: 'sound' | 'readOnly' | 'unsound';
  readonly header: LogHeader | null;
  /** In file order, ids unique; unknown operations and keys included. */
  readonly entries: readonly LogEntry[];
  readonly problems: readonly Problem[];
  /** Lines that could not be read, as they are; lines count from 1. */
  readonly unreadLines: readonly { readonly line: number; readonly text: string }[];
}

type Fault = Pick<Problem, 'severity' | 'rule' | 'message' | 'remedy'>;

const noNeed = (): string => say('Nothing has to be done; your codings are not affected.');

/**
 * Reads one writer's log. `file` is its path, for messages. Never fails. A last line that breaks off (a crash) is reported, and so is a
 * number missing in the sequence, which says that entries were lost; neither touches the rest. O(content).
 */
export function readLog(file: string, content: string): LogReading {
  const problems: Problem[] = [];
  const unreadLines: { line: number; text: string }[] = [];
  const entries: LogEntry[] = [];
  const known = new Map<string, LogEntry>();
  const [first, ...rest] = fileLines(content);

  const report = (line: number, fault: Fault): void => {
    problems.push({ ...fault, file, line });
  };
  const head = readHeader(first);
  const header = head.ok ? head.value : null;
  const newer = header !== null && header.version > logVersion;
  if (!head.ok) report(first?.line ?? 1, head.error);
  if (newer) {
    const message = say('The log was written by a newer version of Verbatim; it is shown and left alone.');
    report(first?.line ?? 1, { severity: 'warning', rule: 'newer-version', message, remedy: say('Update Verbatim.') });
  }

  let expected = 1;
  for (const line of header || !first ? rest : [first, ...rest]) {
    const reading = readEntry(line);
    if (!reading.ok) {
      // The first line has been reported as a missing header already.
      if (line !== first) report(line.line, reading.error);
      unreadLines.push({ line: line.line, text: line.text });
      continue;
    }
    const entry = reading.value;
    const earlier = known.get(entry.id);
    if (earlier) {
      if (canonicalJson(earlier) === canonicalJson(entry)) continue;
      const message = say('The entry id {0} stands twice, for different things; the first counts.', entry.id);
      report(line.line, { severity: 'error', rule: 'repeated-entry-id', message, remedy: noNeed() });
      unreadLines.push({ line: line.line, text: line.text });
      continue;
    }
    // A number that stands twice is what two machines wrote at once in a synced folder: nothing is missing.
    if (entry.seq > expected) {
      const message = say(
        'Entry {0} should stand here, but this is entry {1}; the log is not complete.',
        expected,
        entry.seq,
      );
      report(line.line, { severity: 'warning', rule: 'log-gap', message, remedy: noNeed() });
    }
    expected = Math.max(expected, entry.seq + 1);
    known.set(entry.id, entry);
    entries.push(entry);
  }
  const sound = !problems.some((problem) => problem.severity === 'error' || problem.rule === 'torn-line');
  const state = newer ? 'readOnly' : sound ? 'sound' : 'unsound';
  return { state, header, entries, problems, unreadLines };
}

function readHeader(first: FileLine | undefined): Result<LogHeader, Fault> {
  const value = first && parseJsonLine(first.text);
  if (value?.ok === true && checkShape(logHeader(), value.value).ok) return ok(value.value as LogHeader);
  const message = say('The log has to begin with a header; the first line is none.');
  return err({ severity: 'error', rule: 'missing-header', message, remedy: noNeed() });
}

/** One line of a log as an entry, or what is wrong with it. */
export function readEntry(line: FileLine): Result<LogEntry, Fault> {
  const value = parseJsonLine(line.text);
  if (!value.ok && line.unended) {
    const message = say('The last line breaks off; writing it was interrupted.');
    return err({ severity: 'warning', rule: 'torn-line', message, remedy: noNeed() });
  }
  if (!value.ok) return err({ severity: 'error', rule: 'not-json', message: value.error, remedy: noNeed() });
  const shape = checkShape(logEntry(), value.value);
  if (shape.ok) return ok(value.value as LogEntry);
  const issue = shape.error[0]?.message ?? '';
  return err({
    severity: 'error',
    rule: 'wrong-entry',
    message: say('This is no entry of the log. {0}', issue),
    remedy: noNeed(),
  });
}
