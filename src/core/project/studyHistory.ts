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
  /** True where the last append failed: the file may end within a line, or lack its header. */
  private torn = false;
  private loaded: LogEntry[] | undefined;

  /** `writer` names this window or process: unique, a slug, never used before. */
  constructor(
    private readonly host: StudyHost,
    readonly coder: string,
    private readonly writer: string,
  ) {
    this.file = logPath(coder, writer);
  }

  /** Every entry of this coder, in the order in which things were done. Read when first asked for, then kept. */
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
    return (this.loaded = mergeLogs(logs));
  }

  /** What the next entry is stamped with. */
  stamp(): EntryStamp {
    return { id: this.host.newId(), at: this.host.now(), seq: this.seq + 1 };
  }

  /** Appends an entry made with the last stamp; after it resolves the entry survives a crash. */
  async append(entry: LogEntry): Promise<void> {
    const header = this.seq === 0 ? logHeaderLine(this.coder, this.writer) : '';
    const before = this.torn ? await this.mending() : header;
    this.torn = true;
    await this.host.files.append(this.file, encoder.encode(before + logEntryLine(entry)));
    this.torn = false;
    this.seq = entry.seq;
    this.loaded?.push(entry);
  }

  /** What has to stand before the next entry where the last append failed half-way: the end of the torn line, and the header where none is whole. */
  private async mending(): Promise<string> {
    const text = readableText((await this.host.files.read(this.file)) ?? new Uint8Array());
    const header = logHeaderLine(this.coder, this.writer);
    const lineBreak = text === '' || text.endsWith('\n') ? '' : '\n';
    return (text + lineBreak).includes(header) ? lineBreak : lineBreak + header;
  }
}
