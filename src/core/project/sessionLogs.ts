import { say } from '../base/say';
import { Emitter, type Event } from '../base/event';
import type { LogEntry } from '../history/logFile';
import { FileAccessError, type StudyHost } from './host';
import { StudyHistory } from './studyHistory';

/** The logs that one session writes, one for each coder who works in it. */
export class SessionLogs {
  /** By coder: each goes on in its one file, also for a coder who comes back. */
  private readonly histories = new Map<string, StudyHistory>();
  private readonly logged = new Emitter<LogEntry>((error) => {
    this.host.log.error('A listener to the log failed.', error);
  });
  /** An entry was written. */
  readonly onDidLog: Event<LogEntry> = this.logged.event;

  /** `writer` names this window or process: unique, a slug, never used before. */
  constructor(
    private readonly host: StudyHost,
    private readonly writer: string,
  ) {}

  /** The audit trail of a coder. */
  of(coder: string): StudyHistory {
    let history = this.histories.get(coder);
    if (history === undefined) {
      history = new StudyHistory(this.host, coder, this.writer);
      this.histories.set(coder, history);
    }
    return history;
  }

  /** Writes what was done. The change itself stands; where its log cannot be written, that is said in the notes it gives. */
  async write(coder: string, entry: LogEntry): Promise<readonly string[]> {
    try {
      await this.of(coder).append(entry);
      this.logged.fire(entry);
      return [];
    } catch (error) {
      if (!(error instanceof FileAccessError)) throw error;
      this.host.log.error('The log could not be written.', error);
      return [
        say('It was done, but the log could not be written; it will be with what you do next. {0}', error.message),
      ];
    }
  }
}
