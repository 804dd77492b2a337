import type { Digest } from '../base/digest';
import type { Problem } from '../base/problem';
import { say } from '../base/say';
import type { StudyPath } from '../base/studyPath';
import { toLf } from '../text/lfText';
import { utf8Text } from '../text/utf8';
import { FileAccessError, type StudyHost } from './host';
import { linkOut } from './linkProblems';

/** A text file of the frame. */
export interface FrameText {
  /** With LF. */
  readonly text: string;
  /** Of its bytes. */
  readonly digest: Digest;
}

/** The text files that a frame is read from, one reading of it long. What cannot be read is in `problems`. */
export class FrameFiles {
  private readonly read = new Map<StudyPath, Digest>();

  constructor(
    private readonly host: StudyHost,
    private readonly problems: Problem[],
  ) {}

  /** The digests of the files that were read. */
  get digests(): ReadonlyMap<StudyPath, Digest> {
    return this.read;
  }

  /**
   * A file; undefined where it is missing, or no UTF-8 (then a problem says so: nothing is guessed, or it would be written back).
   * FileAccessError where the file system refuses, unless it is a link that leads out, which is a problem.
   */
  async textOf(path: StudyPath): Promise<FrameText | undefined> {
    const bytes = await this.host.files.read(path).catch((error: unknown) => {
      if (!(error instanceof FileAccessError) || error.reason !== 'outside') throw error;
      this.problems.push(linkOut(path));
      return undefined;
    });
    if (bytes === undefined) return undefined;
    const digest = await this.host.digest(bytes);
    this.read.set(path, digest);
    const text = utf8Text(bytes);
    if (text !== null) return { text: toLf(text), digest };
    this.problems.push({
      severity: 'error',
      rule: 'not-utf-8',
      message: say('The file is not in UTF-8, so it is not read.'),
      remedy: say('Save it as UTF-8 (in VS Code: “Save with Encoding”).'),
      file: path,
    });
    return undefined;
  }

  /** As `textOf`, for a file that a study can do without: where the file system refuses, that is a problem. */
  async textIfAllowed(path: StudyPath): Promise<FrameText | undefined> {
    try {
      return await this.textOf(path);
    } catch (error) {
      if (!(error instanceof FileAccessError)) throw error;
      this.problems.push({
        severity: 'warning',
        rule: 'cannot-read',
        message: say('The file cannot be read, so nothing that it says counts here.'),
        remedy: error.message,
        file: path,
      });
      return undefined;
    }
  }
}
