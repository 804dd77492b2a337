import type { StudyPath } from '../base/studyPath';
import type { LogEntry } from '../history/logFile';
import { logEntryLine, logHeaderLine, type EntryStamp } from '../history/logLines';
import { mergeLogs, type WriterLog } from '../history/mergeLogs';
import { readLog } from '../history/readLog';
import { readableText } from '../text/utf8';
import type { FileEntry, StudyHost } from './host';
import { codingFileOf, logPath } from './studyFiles';

const encoder = new TextEncoder();

/** One coder's audit trail: the entries of all their windows, and the file that this window appends to. */
export class StudyHistory {
  private readonly file: StudyPath;
  private readonly header: Uint8Array;
  private seq = 0;
  /** What was done and could not be written yet: what is on the disk of it may be nothing, a part, or all. */
  private unwritten: LogEntry[] = [];
  /** What this window wrote, from when entries were first asked for. */
  private own: LogEntry[] | undefined;
  /** The logs of other windows, as they were last read. */
  private others = new Map<StudyPath, { readonly listed: FileEntry; readonly log: WriterLog }>();
  private merged: LogEntry[] | undefined;

  /** `writer` names this window or process: unique, a slug, never used before. */
  constructor(
    private readonly host: StudyHost,
    readonly coder: string,
    private readonly writer: string,
  ) {
    this.file = logPath(coder, writer);
    this.header = encoder.encode(logHeaderLine(coder, writer));
  }

  /**
   * Every entry of this coder, in the order in which things were done, those that could not be written yet too. A log is read when it
   * is new or has another size or time than before: other windows go on writing theirs.
   */
  async entries(): Promise<readonly LogEntry[]> {
    const before = this.others;
    const now: typeof before = new Map();
    for (const listed of await this.host.files.list(`coding/${this.coder}/log` as StudyPath)) {
      const file = codingFileOf(listed.path);
      if (file?.kind !== 'log' || file.writer === this.writer) continue;
      const known = before.get(listed.path);
      const same = known?.listed.size === listed.size && known.listed.modified === listed.modified;
      const log = same ? known.log : { writer: file.writer, entries: await this.read(listed.path) };
      if (!same) this.merged = undefined;
      now.set(listed.path, { listed, log });
    }
    if (now.size !== before.size) this.merged = undefined;
    this.others = now;
    if (this.own === undefined) {
      const written = await this.read(this.file);
      const missing = this.unwritten.filter(({ id }) => !written.some((entry) => entry.id === id));
      this.own = [...written, ...missing];
    }
    const logs = [...[...now.values()].map(({ log }) => log), { writer: this.writer, entries: this.own }];
    return (this.merged ??= mergeLogs(logs));
  }

  private async read(path: StudyPath): Promise<readonly LogEntry[]> {
    const bytes = await this.host.files.read(path);
    return bytes === undefined ? [] : readLog(path, readableText(bytes)).entries;
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
    this.own?.push(entry);
    this.merged?.push(entry);
    const lines = failed ? await this.mending() : logEntryLine(entry);
    await this.host.files.append(this.file, encoder.encode(lines), this.header);
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
