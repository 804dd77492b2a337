import { err, ok, type Result } from '../base/result';
import type { StudyPath } from '../base/studyPath';
import { applyChange } from '../coding/applyChange';
import type { Segments, SegmentsChange } from '../coding/segment';
import { logEntryOf } from '../history/logEntry';
import type { LogEntry } from '../history/logFile';
import { undoStack } from '../history/undoStack';
import { FileAccessError } from './host';
import { saveSegments, storedOf, type PlacingText, type StoredSegments } from './segmentsStore';
import type { Study } from './study';
import { StudyHistory } from './studyHistory';
import { segmentsPath } from './studyFiles';
import { TranscriptCoding } from './transcriptCoding';

/** What was done, for the person: a label, and what a join with someone else's change brought in. */
export interface Done {
  readonly label: string;
  readonly notes: readonly string[];
}

/** An operation on my segments of one transcript: pure, so that it can be tried again after a join. */
export type Operation = (mine: Segments, coding: TranscriptCoding) => Result<SegmentsChange, string>;

const decoder = new TextDecoder();
const encoder = new TextEncoder();

/**
 * The one place through which a person changes a study: my segments, the codebooks. Each change is saved, written to the log and
 * shown, one after the other; an expected failure (disk full, read-only, unsound file) is a sentence and changes nothing.
 */
export class CodingSession {
  private queue: Promise<unknown> = Promise.resolve();
  private history: StudyHistory | undefined;

  /** `writer` names this window or process in the log; it must be unique and a slug. */
  constructor(
    readonly study: Study,
    private readonly writer: string,
  ) {}

  /** Does an operation on my segments of a transcript whose text is as the file has it. */
  change(path: StudyPath, operate: Operation): Promise<Result<Done, string>>;

  /** Takes back what I did last, or says why not. */
  undo(): Promise<Result<Done, string>>;

  /** Does again what I took back last, or says why not. */
  redo(): Promise<Result<Done, string>>;

  /** Changes a codebook file through a pure edit of its text. */
  editCodebook(
    file: StudyPath,
    label: string,
    edit: (text: string) => Result<string, string>,
  ): Promise<Result<Done, string>>;

  /** After an edited transcript was saved: my segments follow it with the new text's digest. `coding` is the live one. */
  transcriptSaved(coding: TranscriptCoding): Promise<Result<Done, string>>;
}
