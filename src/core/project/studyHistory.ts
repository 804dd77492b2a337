import type { StudyPath } from '../base/studyPath';
import type { LogEntry } from '../history/logFile';
import { logEntryLine, logHeaderLine, type EntryStamp } from '../history/logLines';
import { mergeLogs, type WriterLog } from '../history/mergeLogs';
import { readLog } from '../history/readLog';
import { readableText } from '../text/utf8';
import type { StudyHost } from './host';
import { codingFileOf, logPath } from './studyFiles';

const encoder = new TextEncoder();

/** One coder's audit trail: the entries of all their windows, and the file that this window appends to. */
export class StudyHistory {
  private readonly file: StudyPath;
  private seq = 0;
  /** What was done and could not be written yet: what is on the disk of it may be nothing, a part, or all. */
  private unwritten: LogEntry[] = [];
  private loaded: LogEntry[] | undefined;

  /** `writer` names this window or process: unique, a slug, never used before. */
  constructor(
    private readonly host: StudyHost,
    readonly coder: string,
    private readonly writer: string,
  ) {
    this.file = logPath(coder, writer);
  }

  /** Every entry of this coder, in the order in which things were done, those that could not be written yet too. Read when first asked for, then kept. */
  async entries(): Promise<readonly LogEntry[]> {
    if (this.loaded !== undefined) return this.loaded;
    const logs: WriterLog[] = [];
    for (const { path } of await this.host.files.list(`coding/${this.coder}/log` as StudyPath)) {
      const file = codingFileOf(path);
      const bytes = file?.kind === 'log' ? await this.host.files.read(path) : undefined;
      if (file?.kind === 'log' && bytes !== undefined) {
        logs.push({ writer: file.writer, entries: readLog(path, readableText(bytes)).entries });
      }
    }
    logs.push({ writer: this.writer, entries: this.unwritten });
    return (this.loaded = mergeLogs(logs));
  }

  /** What the next entry is stamped with. */
  stamp(): EntryStamp {
    return { id: this.host.newId(), at: this.host.now(), seq: this.seq + 1 };
  }

  /**
   * Appends an entry made with the last stamp; after it resolves the entry survives a crash, as do those before it. Where it throws
   * (FileAccessError) the entry counts all the same, and is written with the next one.
   */
  async append(entry: LogEntry): Promise<void> {
    const failed = this.unwritten.length > 0;
    this.seq = entry.seq;
    this.unwritten.push(entry);
    this.loaded?.push(entry);
    const lines = failed ? await this.mending() : logEntryLine(entry);
    const header = encoder.encode(logHeaderLine(this.coder, this.writer));
    await this.host.files.append(this.file, encoder.encode(lines), header);
    this.unwritten = [];
  }

  /** What has to be appended where an append failed: the end of a torn line, the header where none is whole, and each entry that is not. */
  private async mending(): Promise<string> {
    const text = readableText((await this.host.files.read(this.file)) ?? new Uint8Array());
    const missing = this.unwritten.map(logEntryLine).filter((line) => !text.includes(line));
    if (text === '') return missing.join('');
    const header = logHeaderLine(this.coder, this.writer);
    const lineBreak = text.endsWith('\n') ? '' : '\n';
    return [lineBreak, (text + lineBreak).includes(header) ? '' : header, ...missing].join('');
  }
}
