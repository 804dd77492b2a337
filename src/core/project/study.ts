import { EarlierText } from '../anchor/reanchorThroughDiff';
import { neverCancelled, throwIfCancelled, type CancellationToken } from '../base/cancellation';
import type { Digest } from '../base/digest';
import type { Disposable } from '../base/disposable';
import { Emitter, type Event } from '../base/event';
import type { Problem } from '../base/problem';
import type { StudyPath } from '../base/studyPath';
import type { Cases } from '../cases/readCases';
import type { Codebook } from '../codebook/codebook';
import type { CodeTree } from '../codebook/codeTree';
import type { Memo } from '../notes/readMemo';
import { threadsOf, type Thread } from '../notes/threads';
import { possibleOriginals, type ConflictCopy } from './conflictCopies';
import { bytesWithin } from './bytesWithin';
import { isFolderOfStudy } from './isFolderOfStudy';
import { FrameReader } from './frameReader';
import type { FileEntry, StudyHost } from './host';
import { anyPattern } from './pathPattern';
import type { StudyFrame } from './loadStudy';
import { nowhere, type OpenInEditors } from './openInEditors';
import type { CoderRecord } from './readCoder';
import type { Project } from './readProject';
import { readTranscript } from './readTranscript';
import { readTranscriptFiles, type ReadTranscript } from './readTranscriptFiles';
import { OwnFiles, SegmentsFiles } from './segmentsFiles';
import { segmentsProblems, unknownCodeRule } from './segmentsProblems';
import { studyProblems } from './studyProblems';
import { isContent, type Recall, type StoredSegments } from './segmentsStore';
import { codingFileOf, isFrameFile, segmentsFilesAmong, segmentsPath, type SegmentsFileEntry } from './studyFiles';
import { IndexStore } from './indexStore';
import type { LostSegments } from './lostSegments';
import { StudyIndex } from './studyIndex';
import { mostCachedBytes, TextCache } from './textCache';
import type { TranscriptCoding } from './transcriptCoding';
import { unsavedDigest } from './liveEdit';

/** What changed: one transcript's codings, the frame (codebooks, cases, coders, settings), or only the list of problems; or what another program removed. */
export type StudyChange =
  | { readonly kind: 'transcript'; readonly path: StudyPath }
  | { readonly kind: 'frame' }
  | { readonly kind: 'problems' }
  | { readonly kind: 'lost'; readonly files: readonly LostSegments[] };

/** Whose segments are indexed, shown and counted, and whose marks and memos are shown. */
export type Shown = 'everyone' | 'me';

/**
 * A study in memory: its frame read whole, its codings indexed, a transcript's words and segments read when asked for.
 * One per folder; every face (editor, trees, command line) reads this and listens to `onDidChange`.
 */
export class Study implements Disposable {
  /** Texts that codings were anchored to, kept on this machine. */
  readonly texts: TextCache;
  private readonly indexed = new StudyIndex();
  private readonly indexStore: IndexStore;
  /** Transcripts that are being typed in: their segments are placed and indexed when somebody asks. */
  private readonly unindexed = new Set<StudyPath>();
  private readonly changes = new Emitter<StudyChange>((error) => {
    this.host.log.error('A listener to a change of the study failed.', error);
  });
  readonly onDidChange: Event<StudyChange> = this.changes.event;
  private readonly stored = new Map<StudyPath, ReadonlyMap<string, StoredSegments>>();
  private readonly kept = new Map<StudyPath, TranscriptCoding>();
  /** How many are about to keep a transcript. */
  private readonly keeping = new Map<StudyPath, number>();
  /** How often a transcript, or segments of it, were saved. */
  private readonly saves = new Map<StudyPath, number>();
  /** Transcripts being read: the editor, its highlights and the trees ask for the same one at once. */
  private readonly reading = new Map<StudyPath, Promise<TranscriptCoding | null>>();
  /** Transcripts with unsaved edits whose files have changed meanwhile. */
  private readonly behind = new Set<StudyPath>();
  private readonly transcriptProblems = new Map<StudyPath, readonly Problem[]>();
  /** What was wrong with the segments of transcripts that were let go of, as they were when last read. */
  private readonly releasedProblems = new Map<StudyPath, readonly Problem[]>();
  /** Of such transcripts, what each coder's file held then: news of a file that is the same still is none. */
  private readonly releasedFiles = new Map<StudyPath, ReadonlyMap<string, Digest | Promise<Digest>>>();
  private readonly lengths = new Map<StudyPath, number>();
  private readonly digests = new Map<StudyPath, Digest>();
  /** Paths of the frame's transcripts: asked at every event of every document. */
  private transcriptPaths: ReadonlySet<StudyPath>;
  private segmentsFiles: SegmentsFiles;
  /** Who works here. What another window or machine chooses meanwhile is theirs. */
  private coder: string | null;
  /** Who `coder` was when the frame was last read. */
  private coderBefore: string | null;
  /** Files of segments that were saved here: a listing that began before that does not have them. */
  private readonly ownFiles = new OwnFiles();
  /** Files of segments that were told of as lost and are not there again: a burst that could not be followed comes again. */
  private readonly toldLost = new Set<StudyPath>();

  private constructor(
    readonly host: StudyHost,
    private readonly frames: FrameReader,
    private frame: StudyFrame,
    private shown: Shown,
  ) {
    this.texts = new TextCache(host.files, host.digest);
    this.indexStore = new IndexStore(host);
    this.transcriptPaths = new Set(frame.transcripts.map(({ path }) => path));
    this.segmentsFiles = this.takeSegmentsFiles(frame.segmentsFiles);
    this.coder = this.coderBefore = frame.me;
  }

  /** Reads the frame; transcripts and segments follow with `fill`. Null where there is no sound study; the problems say why. */
  static async open(
    host: StudyHost,
    shown: Shown = 'everyone',
    token: CancellationToken = neverCancelled,
  ): Promise<{ readonly study: Study | null; readonly problems: readonly Problem[] }> {
    const frames = new FrameReader(host);
    const { frame, problems } = await frames.read(token);
    if (frame === null) return { study: null, problems };
    return { study: new Study(host, frames, frame, shown), problems };
  }

  /** Where codings are, over the whole study, as of now. */
  get index(): StudyIndex {
    for (const path of this.unindexed) {
      const coding = this.kept.get(path);
      if (coding !== undefined) this.indexNow(coding);
    }
    this.unindexed.clear();
    return this.indexed;
  }

  get project(): Project {
    return this.frame.project;
  }

  get codebooks(): readonly Codebook[] {
    return this.frame.codebooks;
  }

  get codes(): CodeTree {
    return this.frame.codes;
  }

  get cases(): Cases {
    return this.frame.cases;
  }

  get coders(): readonly CoderRecord[] {
    return this.frame.coders;
  }

  get memos(): readonly Memo[] {
    return this.frame.memos;
  }

  get threads(): readonly Thread[] {
    return threadsOf(this.frame.notes, this.shown === 'me' ? this.me : undefined);
  }

  get conflictCopies(): readonly ConflictCopy[] {
    return this.frame.conflictCopies;
  }

  get transcripts(): readonly FileEntry[] {
    return this.frame.transcripts;
  }

  /** The coder who works here, or null where nobody was chosen yet. */
  get me(): string | null {
    return this.coder;
  }

  /** Everything that is wrong with the study's files as last read, in file order. */
  get problems(): readonly Problem[] {
    const ofTranscripts = [...this.transcriptProblems.values(), ...this.releasedProblems.values()].flat();
    const stored = [...this.stored.values()].flatMap((one) => [...one.values()]);
    return studyProblems(this.frame, this.strays, ofTranscripts, stored, this.codes);
  }

  /** Files of segments whose transcript is not in the study. */
  get strays(): readonly SegmentsFileEntry[] {
    return this.segmentsFiles.strays;
  }

  /** True where the path is a transcript of this study. */
  isTranscript(path: StudyPath): boolean {
    return this.transcriptPaths.has(path);
  }

  /** UTF-16 units of a transcript's text, or 0 where it was not read yet. */
  lengthOf(path: StudyPath): number {
    return this.lengths.get(path) ?? 0;
  }

  /**
   * Brings every transcript's segments into the index, `first` before the others, and tells of each as it comes: from what the last
   * session kept where the files are the same, else by reading them.
   */
  async fill(first: StudyPath | null = null, token: CancellationToken = neverCancelled): Promise<void> {
    const paths = this.frame.transcripts.map(({ path }) => path);
    if (first !== null && paths.includes(first)) paths.unshift(...paths.splice(paths.indexOf(first), 1));
    if (this.shown === 'everyone') await this.indexStore.load();
    for (const path of paths) {
      throwIfCancelled(token);
      if (await this.restored(path)) continue;
      await this.refresh(path);
    }
    if (this.shown === 'everyone') await this.indexStore.save(this.index);
    if (this.host.keepsTexts?.() !== true) return;
    let room = mostCachedBytes;
    for (const { path, size } of this.frame.transcripts) {
      throwIfCancelled(token);
      // In a study larger than the cache each text would put out another one, at every start.
      if ((room -= size) >= 0) await this.keepText(path);
    }
  }

  /** Takes a transcript from what the last session kept, and tells of it; false, and nothing done, where that cannot be. */
  private async restored(path: StudyPath): Promise<boolean> {
    if (this.shown !== 'everyone' || this.isWanted(path)) return false;
    const coders = this.segmentsFiles.codersOf(path);
    const files = coders.map((coder) => segmentsPath(coder, path));
    const saves = this.saves.get(path);
    const kept = await this.indexStore.restore(this.indexed, path, files, this.codes);
    if (kept === null) return false;
    // Somebody read it meanwhile, and may have gone on from there.
    if (this.isWanted(path) || this.saves.get(path) !== saves) {
      await this.refresh(path);
      return true;
    }
    this.lengths.set(path, kept.length);
    this.digests.set(path, kept.text);
    this.releasedFiles.set(path, new Map(kept.segments.map(({ digest }, i) => [coders[i] ?? '', digest])));
    this.changes.fire({ kind: 'transcript', path });
    return true;
  }

  /** True where somebody keeps a transcript, or is about to. */
  private isWanted(path: StudyPath): boolean {
    return this.kept.has(path) || (this.keeping.get(path) ?? 0) > 0;
  }

  /** Keeps the text of a transcript that somebody coded, so that codings can follow what another program does to it. */
  private async keepText(path: StudyPath): Promise<void> {
    const digest = this.index.segmentCount(path) > 0 ? this.digests.get(path) : undefined;
    if (digest === undefined || (await this.texts.has(digest))) return;
    const bytes = await bytesWithin(this.host.files, path);
    const source = bytes && (await readTranscript(path, bytes, this.host.digest)).source;
    if (source) await this.texts.remember(source.digest, source.text);
  }

  /** As `keepText`, for a text in hand. */
  private remember({ digest, text }: TranscriptCoding): void {
    if (this.host.keepsTexts?.() !== true || digest === unsavedDigest) return;
    this.texts.remember(digest, text).catch((error: unknown) => {
      this.host.log.error('A text could not be kept.', error);
    });
  }

  /** An earlier text of a transcript, by its digest. */
  readonly recall: Recall = async (digest, now) => {
    const text = await this.texts.recall(digest);
    return text === null ? null : new EarlierText(text, now);
  };

  /**
   * Reads a transcript and its segments afresh from the files, tells of it, and returns it; null where it cannot be read. What an
   * editor holds unsaved is newer than the files and stays, unless it is `over` itself, in whose place the files are to count.
   */
  async refresh(path: StudyPath, over?: TranscriptCoding): Promise<TranscriptCoding | null> {
    const coding = await this.read(path, over);
    this.changes.fire({ kind: 'transcript', path });
    this.passed(path);
    return coding;
  }

  /**
   * A transcript with everybody's segments, for as long as it is `keep`-ed from memory, else read from the files.
   * Null where it is missing or no text; `problems` says why.
   */
  async coding(path: StudyPath): Promise<TranscriptCoding | null> {
    return this.kept.get(path) ?? this.reading.get(path) ?? this.read(path);
  }

  /** As `coding`, for who looks at it once: it is let go of at once, unless it is kept. */
  async inPassing(path: StudyPath): Promise<TranscriptCoding | null> {
    const coding = await this.coding(path);
    this.passed(path);
    return coding;
  }

  /** A kept transcript, without waiting; undefined where it is not kept. */
  keptCoding(path: StudyPath): TranscriptCoding | undefined {
    return this.kept.get(path);
  }

  /** Keeps a transcript in memory while it is open in an editor. */
  async keep(path: StudyPath): Promise<TranscriptCoding | null> {
    const known = this.kept.get(path);
    if (known !== undefined) return known;
    const end = this.hold(path);
    try {
      const coding = await (this.reading.get(path) ?? this.read(path));
      const meanwhile = this.kept.get(path);
      if (meanwhile !== undefined || coding === null) return meanwhile ?? null;
      this.kept.set(path, coding);
      this.changes.fire({ kind: 'transcript', path });
      return coding;
    } finally {
      end();
    }
  }

  /** Keeps what was read of a transcript's files in hand for as long as something is done with it; gives what ends that. */
  hold(path: StudyPath): () => void {
    this.keeping.set(path, (this.keeping.get(path) ?? 0) + 1);
    return () => {
      this.keeping.set(path, (this.keeping.get(path) ?? 1) - 1);
    };
  }

  /** Lets go of a transcript that no editor shows any more. Where it had edits that were not saved, the file is read again and told of. */
  release(path: StudyPath): void {
    const edited = this.kept.get(path)?.digest === unsavedDigest;
    this.letGo(path);
    if (!edited) return;
    this.refresh(path).catch((error: unknown) => {
      this.host.log.error('Reading a transcript again failed.', error);
    });
  }

  /** Lets go of a transcript that was read in passing, unless somebody keeps it or is about to. */
  passed(path: StudyPath): void {
    if (!this.isWanted(path)) this.letGo(path);
  }

  private letGo(path: StudyPath): void {
    this.kept.delete(path);
    this.behind.delete(path);
    if (this.isWanted(path)) return;
    const stored = this.storedOf(path);
    const problems = [...stored.values()].flatMap((one) => segmentsProblems(one, this.codes));
    const digestOf = ({ file, bytes }: StoredSegments): Digest | Promise<Digest> =>
      file ?? this.host.digest(bytes ?? new Uint8Array());
    if (stored.size > 0)
      this.releasedFiles.set(path, new Map([...stored].map(([coder, one]) => [coder, digestOf(one)])));
    this.stored.delete(path);
    if (problems.length > 0) this.releasedProblems.set(path, problems);
  }

  /** Puts a transcript in hand whose text or segments are newer than what was read: live edits, and segments just saved. */
  replace(coding: TranscriptCoding, saved?: StoredSegments): void {
    const { path } = coding;
    if (this.kept.has(path)) this.kept.set(path, coding);
    // A file that is being read may have been read before it was saved; unsaved edits stay without that.
    if (saved !== undefined || coding.digest !== unsavedDigest) this.saves.set(path, (this.saves.get(path) ?? 0) + 1);
    if (saved !== undefined) {
      this.remember(coding);
      const { coder } = saved.segments;
      this.stored.set(path, new Map([...this.storedOf(path), [coder, saved]]));
      this.segmentsFiles.add(path, coder);
      this.toldLost.delete(saved.path);
      this.ownFiles.note({ path: saved.path, coder, transcript: path });
    }
    this.lengths.set(path, coding.text.length);
    if (coding.isPlaced || !this.kept.has(path)) this.indexNow(coding);
    else this.unindexed.add(path);
    this.changes.fire({ kind: 'transcript', path });
  }

  /** As `replace`, for edits that are unsaved while their files hold more than is in hand: they are read again after the next save. */
  replaceBehind(coding: TranscriptCoding): void {
    const { path } = coding;
    this.saves.set(path, (this.saves.get(path) ?? 0) + 1);
    this.behind.add(path);
    this.replace(coding);
  }

  /** Reads what changed in the files while a transcript had unsaved edits, once it has none. */
  async catchUp(path: StudyPath): Promise<void> {
    if (!this.behind.has(path) || this.kept.get(path)?.digest === unsavedDigest) return;
    this.behind.delete(path);
    try {
      await this.refresh(path);
    } catch (error) {
      this.behind.add(path);
      throw error;
    }
  }

  /** The files that a transcript's segments were last read from or written to, by coder. */
  storedOf(path: StudyPath): ReadonlyMap<string, StoredSegments> {
    return this.stored.get(path) ?? new Map();
  }

  /**
   * Follows changes of files that other programs (or this one) made. What this program wrote itself is recognised by its content
   * and costs nothing. The text of a transcript that an editor shows comes from the editor; one with unsaved edits is left to it.
   */
  async filesChanged(paths: readonly StudyPath[], editors: OpenInEditors = nowhere): Promise<void> {
    const lost: LostSegments[] = [];
    try {
      await this.follow(paths, editors, lost);
    } finally {
      if (lost.length > 0) this.changes.fire({ kind: 'lost', files: lost });
    }
  }

  private async follow(paths: readonly StudyPath[], editors: OpenInEditors, lost: LostSegments[]): Promise<void> {
    const stale = new Set<StudyPath>();
    const mayBeTranscript = anyPattern(this.project.transcripts);
    let frame = false;
    for (const path of paths) {
      const file = codingFileOf(path);
      if (file?.kind === 'segments') {
        if (!this.isTranscript(file.transcript) && possibleOriginals(path).length > 0) frame = true;
        const bytes = await bytesWithin(this.host.files, path);
        if (bytes !== undefined) this.toldLost.delete(path);
        else if (file.coder === this.me) lost.push(...(await this.lostAt(path, file.transcript)));
        if (!(await this.hasSeen(file.transcript, file.coder, bytes))) stale.add(file.transcript);
      } else if (this.isTranscript(path)) {
        if ((await bytesWithin(this.host.files, path)) === undefined) frame = true;
        else if (!editors.shows(path)) stale.add(path);
      } else if (isFrameFile(path) || (file === null && mayBeTranscript(path))) {
        // What the frame is read from, and what may be a new transcript; what is written here is read by who writes it.
        frame ||= !(await this.frames.isAsRead(path));
      } else frame ||= await isFolderOfStudy(this, path);
    }
    if (frame) await this.reload();
    else if (stale.size > 0) {
      const mark = this.ownFiles.mark();
      const listed = segmentsFilesAmong(await this.host.files.list('coding' as StudyPath));
      this.takeSegmentsFiles([...listed, ...this.ownFiles.since(mark)]);
    }
    for (const path of stale) {
      if (!this.isTranscript(path)) continue;
      if (editors.unsaved(path)) this.behind.add(path);
      else await this.refresh(path);
    }
  }

  /** My segments of a transcript, whose file is gone; nothing where it went with its transcript, or held none. */
  private async lostAt(path: StudyPath, transcript: StudyPath): Promise<readonly LostSegments[]> {
    const [me, count] = [this.me ?? '', this.index.segmentCount(transcript)];
    const seen = this.storedOf(transcript).get(me);
    const released = this.releasedFiles.get(transcript)?.has(me) === true;
    const had = seen ? seen.bytes !== null && seen.segments.list.length > 0 : released && count > 0;
    if (!had || this.toldLost.has(path) || (await bytesWithin(this.host.files, transcript)) === undefined) return [];
    this.toldLost.add(path);
    return [{ path, transcript, bytes: seen?.bytes ?? null }];
  }

  private async hasSeen(path: StudyPath, coder: string, bytes: Uint8Array | undefined): Promise<boolean> {
    const seen = this.storedOf(path).get(coder);
    if (seen !== undefined) return isContent(seen.bytes, bytes);
    const released = this.releasedFiles.get(path)?.get(coder);
    return bytes !== undefined && released !== undefined && (await released) === (await this.host.digest(bytes));
  }

  /** Reads the frame again (verbatim.yaml, codebooks, cases, coders) and tells of it. Problems where the study became unsound. */
  async reload(token: CancellationToken = neverCancelled): Promise<readonly Problem[]> {
    const mark = this.ownFiles.mark();
    const { frame, problems, outdated } = await this.frames.read(token);
    if (outdated) return problems;
    if (frame === null) {
      this.frame = { ...this.frame, problems };
      this.changes.fire({ kind: 'problems' });
      return problems;
    }
    const before = this.transcriptPaths;
    this.frame = frame;
    this.coder ??= frame.me;
    const anotherCoder = this.shown === 'me' && this.coder !== this.coderBefore;
    this.coderBefore = this.coder;
    const now = new Set(frame.transcripts.map(({ path }) => path));
    this.transcriptPaths = now;
    this.takeSegmentsFiles([...frame.segmentsFiles, ...this.ownFiles.since(mark)]);
    for (const path of before) if (!now.has(path)) this.forget(path);
    this.changes.fire({ kind: 'frame' });
    const unknown = this.index.usedCodes().filter((code) => this.codes.resolve(code) === undefined);
    for (const path of now) {
      const told = this.releasedProblems.get(path)?.some(({ rule }) => rule === unknownCodeRule) ?? false;
      const wrong = told || unknown.some((code) => this.index.countIn(code, path) > 0);
      if (!anotherCoder && before.has(path) && !wrong) continue;
      await this.refresh(path);
    }
    return problems;
  }

  /** Chooses whose segments count, and indexes anew. */
  async show(shown: Shown): Promise<void> {
    if (this.shown === shown) return;
    this.shown = shown;
    await this.fill();
  }

  /** Names the person who codes here: writes coder.yaml where it is new, and remembers them on this machine. Returns their id. */
  async chooseCoder(choice: { readonly id: string } | { readonly name: string }): Promise<string> {
    const { rememberCoder } = await import('./rememberCoder');
    const id = await rememberCoder(this.host, this.coders, choice);
    this.coder = id;
    await this.reload();
    return id;
  }

  dispose(): void {
    this.changes.dispose();
    this.kept.clear();
  }

  /** True where what this coder did is shown: to code blind is to see nothing of what colleagues gave, marked or wrote. */
  isShown(coder: string): boolean {
    return this.shown === 'everyone' || coder === this.me;
  }

  /** Segments of the coders whose segments are shown. */
  visible(coding: TranscriptCoding): readonly StoredSegments['segments'][] {
    return [...coding.byCoder.values()].filter(({ coder }) => this.isShown(coder));
  }

  /** Reads from the files; whoever asks for the same while it goes on may share it (`reading`). */
  private read(path: StudyPath, over?: TranscriptCoding): Promise<TranscriptCoding | null> {
    const reading = this.readNewest(path, over).finally(() => {
      if (this.reading.get(path) === reading) this.reading.delete(path);
    });
    this.reading.set(path, reading);
    return reading;
  }

  /** What was saved while the files were read is newer than what was read of them. */
  private async readNewest(path: StudyPath, over?: TranscriptCoding): Promise<TranscriptCoding | null> {
    const codersOf = (): readonly string[] => this.segmentsFiles.codersOf(path);
    for (;;) {
      const saves = this.saves.get(path);
      const bytes = await bytesWithin(this.host.files, path);
      const read = await readTranscriptFiles(this.host, path, bytes, codersOf, this.recall);
      if (this.saves.get(path) === saves) return this.take(path, read, over);
    }
  }

  /** Puts in hand what was read, all at once. Gives what counts: what an editor holds unsaved may be newer. */
  private take(path: StudyPath, reading: ReadTranscript, over?: TranscriptCoding): TranscriptCoding | null {
    const { coding: read, stored, problems } = reading;
    this.indexStore.drop(path);
    // What was renamed or removed meanwhile is not missed.
    if (read !== null || this.isTranscript(path)) this.transcriptProblems.set(path, problems);
    const live = this.kept.get(path);
    const newer = live?.digest === unsavedDigest && live !== over ? live : read;
    // Unsaved edits stay, so what the next save joins from stays what they began from; the files are read again after it.
    if (live !== undefined && newer === live && read !== live) this.behind.add(path);
    else if (stored !== null) {
      this.stored.set(path, stored);
      this.releasedProblems.delete(path);
      this.releasedFiles.delete(path);
    }
    if (newer === null) {
      this.unindexed.delete(path);
      this.indexed.remove(path);
      return null;
    }
    if (live !== undefined) this.kept.set(path, newer);
    this.lengths.set(path, newer.text.length);
    if (read !== null) this.digests.set(path, read.digest);
    this.indexNow(newer);
    if (read === newer) this.noteIndexed(reading);
    return newer;
  }

  /** Has the index of a transcript kept for the next session, where nothing is wrong with its files. */
  private noteIndexed({ coding, file, stored, problems }: ReadTranscript): void {
    if (!this.indexStore.isKept || this.shown !== 'everyone' || coding === null || file === null) return;
    const files = [...(stored ?? new Map<string, StoredSegments>()).values()];
    if (problems.length > 0 || files.some((one) => segmentsProblems(one, this.codes).length > 0)) return;
    const segments = files.flatMap((one) => (one.file === null ? [] : [{ path: one.path, digest: one.file }]));
    if (segments.length < files.length) return;
    const { path, digest, text } = coding;
    const columns = this.indexed.columnsOf(path);
    this.indexStore.took({ transcript: { path, digest: file }, text: digest, length: text.length, segments, columns });
  }

  private indexNow(coding: TranscriptCoding): void {
    this.unindexed.delete(coding.path);
    this.indexed.replace(coding.path, this.visible(coding));
  }

  private takeSegmentsFiles(found: readonly SegmentsFileEntry[]): SegmentsFiles {
    const copies = new Set(this.conflictCopies.map(({ path }) => path));
    const own = found.filter(({ path }) => !copies.has(path));
    return (this.segmentsFiles = new SegmentsFiles(own, (path) => this.isTranscript(path)));
  }

  private forget(path: StudyPath): void {
    this.letGo(path);
    this.unindexed.delete(path);
    this.indexed.remove(path);
    this.indexStore.drop(path);
    this.lengths.delete(path);
    this.digests.delete(path);
    this.transcriptProblems.delete(path);
    this.releasedProblems.delete(path);
    this.releasedFiles.delete(path);
  }
}
