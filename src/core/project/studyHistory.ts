import type { StudyPath } from '../base/studyPath';
import type { LogEntry } from '../history/logFile';
import { readLog, writeLogHeader, writeLogEntry } from '../history/readLog';
import type { StudyHost } from './host';
import { codingFileOf, logPath } from './studyFiles';

const decoder = new TextDecoder();
const encoder = new TextEncoder();

/** One coder's audit trail: all entries of all their windows, and the file that this window appends to. */
export class StudyHistory {
  private readonly file: StudyPath;
  private seq = 0;
  private loaded: LogEntry[] | undefined;

  constructor(
    private readonly host: StudyHost,
    readonly coder: string,
    private readonly writer: string,
  ) {
    this.file = logPath(coder, writer);
  }

  /** Every entry of this coder, in the order in which things were done. Read once, then kept. */
  async entries(): Promise<readonly LogEntry[]> {
    if (this.loaded !== undefined) return this.loaded;
    const found: LogEntry[] = [];
    for (const { path } of await this.host.files.list(`coding/${this.coder}/log` as StudyPath)) {
      if (codingFileOf(path)?.kind !== 'log') continue;
      const bytes = await this.host.files.read(path);
      if (bytes !== undefined) found.push(...readLog(path, decoder.decode(bytes)).entries);
    }
    return (this.loaded ??= found);
  }

  /** Appends an entry, durably. `make` gets its id, time and number. */
  async append(make: (stamp: { id: string; at: string; seq: number }) => LogEntry): Promise<LogEntry> {
    const entry = make({ id: this.host.newId(), at: this.host.now(), seq: this.seq + 1 });
    const lines = this.seq === 0 ? writeLogHeader(this.coder, this.writer) : '';
    await this.host.files.append(this.file, encoder.encode(lines + writeLogEntry(entry)));
    this.seq++;
    this.loaded?.push(entry);
    return entry;
  }
}
